"""A plan of Granby's in the space that Granby, the school, the region and the co-ordinator share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import ActionPlan, Activity, DevelopmentArea, Goal
from tests.support import world
from tests.support.people import actor_named, actor_of_membership, newcomer

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
SPACE = world.fixed(world.SHARED_SPACE)
GRANBY, REGION, SYDBY = (world.fixed(slug) for slug in ("granby", "region", "sydby"))


@dataclass
class Made:
    """A plan with one area, one goal, and one activity each for Granby and the region."""

    plan: ActionPlan
    area: DevelopmentArea
    goal: Goal
    own: Activity
    of_region: Activity
    by: Actor


@pytest.fixture
def greta(db: None) -> Actor:
    """Granby's development lead, who owns the plan."""
    return actor_of_membership(newcomer("Greta", "dev_lead"))


@pytest.fixture
def made(greta: Actor) -> Made:
    """The plan that most tests begin from."""
    plan = services.create_plan(
        by=greta,
        at=NOON,
        key=uuid4(),
        space_id=SPACE,
        name="Trygg här och nu",
        for_whom="barn och unga i Granby",
        vision="Varje barn får hjälp i tid.",
        starts_on=date(2025, 9, 1),
    )
    area = services.add_area(plan=plan, by=greta, at=NOON, key=uuid4(), name="Barn är med")
    goal = services.add_goal(
        area=area,
        by=greta,
        at=NOON,
        key=uuid4(),
        sentence="Fler säger att de fått föreslå.",
        indicator_code="participation.q_propose",
    )
    about: dict[str, Any] = {"goal": goal, "by": greta, "at": NOON}
    own = services.add_activity(key=uuid4(), owner_id=GRANBY, what="Gå igenom breven", **about)
    of_region = services.add_activity(
        key=uuid4(), owner_id=REGION, what="Kalla barnen", due_on=date(2026, 2, 1), **about
    )
    return Made(plan, area, goal, own, of_region, greta)


@pytest.fixture
def cecilia(db: None) -> Actor:
    """The region's co-ordinator."""
    return actor_named("Cecilia")


def fresh(row: Any) -> Any:
    """The row as it is stored now."""
    return type(row).rows.get(pk=row.pk)


__all__ = ["GRANBY", "NOON", "REGION", "SPACE", "SYDBY", "Made", "fresh", "selectors"]
