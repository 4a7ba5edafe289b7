"""The latest proposal of a unit, its lines, and what has been given out by it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from kraftsamling.casework.models import AllocationLine, AllocationRun, Case, WaitingPlan
from kraftsamling.casework.statuses import GivenState
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

UNDO_WITHIN: Final = timedelta(minutes=30)
NEW_FOR: Final = timedelta(days=14)


def latest_run(unit_id: UUID) -> AllocationRun | None:
    """The proposal that counts: ready, or being computed."""
    return AllocationRun.rows.filter(unit=unit_id).order_by("-asked_at", "-pk").first()


def lines_of(
    run: AllocationRun, actor: Actor, action: str, *, at: Circumstances
) -> QuerySet[AllocationLine]:
    """The lines that the actor may read or decide, in their order."""
    rows = AllocationLine.rows.visible_to(actor, action, at=at).filter(run=run)
    return rows.select_related("case__subject", "to__user", "given_to__user").order_by(
        "place", "pk"
    )


def undoable(actor: Actor, *, at: Circumstances) -> list[AllocationLine]:
    """What the actor has given out within the last half hour, the latest first."""
    assert actor.membership_id is not None
    rows = AllocationLine.rows.visible_to(actor, "read", at=at).filter(
        given_by_id=actor.membership_id,
        state=GivenState.ACCEPTED,
        given_at__gt=at.now - UNDO_WITHIN,
    )
    return list(rows.order_by("-given_at", "place"))


def given_to_me(actor: Actor, *, now: datetime) -> list[AllocationLine]:
    """What has been given to the actor the last fourteen days and is still hers, the latest first."""
    assert actor.membership_id is not None
    rows = AllocationLine.rows.filter(
        given_to_id=actor.membership_id,
        state=GivenState.ACCEPTED,
        given_at__gt=now - NEW_FOR,
        case__responsible_id=actor.membership_id,
        case__closed_on=None,
    )
    return list(rows.select_related("case__subject", "given_by__user").order_by("-given_at", "pk"))


def plans_of(cases: QuerySet[Case] | list[UUID]) -> dict[UUID, WaitingPlan]:
    """The plan that holds for each of these cases while it waits."""
    rows = WaitingPlan.rows.filter(case__in=cases).select_related("follower__user").order_by("at")
    return {each.case_id: each for each in rows}


def last_given(actor: Actor, *, at: Circumstances) -> datetime | None:
    """When a case of the actor's units was given out by a proposal, the last time."""
    rows = AllocationLine.rows.visible_to(actor, "read", at=at).filter(state=GivenState.ACCEPTED)
    return rows.order_by("-given_at").values_list("given_at", flat=True).first()
