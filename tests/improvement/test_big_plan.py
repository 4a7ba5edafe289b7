"""A plan with 40 goals, 400 activities and 12 organisations: few questions, and one page of paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import services
from kraftsamling.improvement.models import ActionPlan, Activity, Goal
from tests.improvement.conftest import GRANBY, NOON, SPACE
from tests.support.big_plan import big_plan, organisations
from tests.support.database import as_owner

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
# What the door asks before the plan is let in, and what the frame asks on every page.
DOOR_AND_FRAME = (
    "set_config",
    "SAVEPOINT",
    '"django_session"',
    '"organisations_user"',
    'FROM "organisations_membership"',
    "FROM organisations_unit ",
    "FROM organisations_spacemember ",
    'FROM "improvement_actionplan"',
    '"confidentiality_approval"',
)
AT_MOST = {"": 12, "hela/": 12, "matt/": 12, "organisation/": 12, "besok/1/": 16}


@pytest.fixture
def plan(db: None, greta: Actor) -> ActionPlan:
    with as_owner():
        there = organisations(SPACE, 12, since=NOON.date().replace(year=2025))
        made = big_plan(space_id=SPACE, owner_id=GRANBY, organisations=there, today=NOON.date())
    services.hold_visit(visit=made.visits.get(), by=greta, at=NOON)
    return made


def asked(client: Client, address: str) -> list[str]:
    """The questions that a page puts to the database about what it shows."""
    client.get(address)  # what the process keeps from its first page
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return [
        query["sql"]
        for query in context.captured_queries
        if not any(words in query["sql"] for words in DOOR_AND_FRAME)
    ]


def test_it_is_as_big_as_it_says(plan: ActionPlan) -> None:
    activities = Activity.rows.filter(goal__area__plan=plan)

    assert Goal.rows.filter(area__plan=plan).count() == 40
    assert activities.count() == 400
    assert activities.values("owner_id").distinct().count() == 12


@pytest.mark.parametrize("name", ["Greta", "Cecilia"])
@pytest.mark.parametrize("tab", AT_MOST)
def test_a_page_asks_few_questions(plan: ActionPlan, logged_in: LogIn, name: str, tab: str) -> None:
    whose = f"{GRANBY}/" if tab == "organisation/" else ""

    questions = asked(logged_in(name), f"/planer/{plan.pk}/{tab}{whose}")

    assert 3 < len(questions) <= AT_MOST[tab], "\n".join(each[:120] for each in questions)


def pages_of(answer: Any) -> list[str]:
    assert answer.headers["Content-Type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


def test_the_whole_plan_is_one_page(plan: ActionPlan, logged_in: LogIn) -> None:
    answer = logged_in("Cecilia").get(f"/planer/{plan.pk}/hela.pdf")

    (page,) = pages_of(answer)
    assert "Länets plan" in page
    assert "av 400 aktiviteter står här" in page
