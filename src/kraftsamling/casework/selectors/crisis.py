"""Which step of the crisis plan holds where, what the queue says, and how it has been."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min, Q

from kraftsamling.casework.models import Case, CrisisStep
from kraftsamling.casework.rules.crisis_plan import START, Queue, Threshold
from kraftsamling.casework.statuses import CrisisState, Urgency
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.reach import unit_and_below
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.models import Position


def step_in_force(actor: Actor, *, today: date) -> CrisisStep | None:
    """The step that holds for the actor's unit: of that unit, of one above it, or of one that she leads."""
    if actor.authority_id is None or actor.unit_id is None:
        return None
    rows = CrisisStep.rows.of_authority(actor.authority_id).filter(
        state=CrisisState.ACTIVE, starts_on__lte=today
    )
    found = rows.select_related("proposed_by__user", "decided_by__user", "unit")
    for row in found.order_by("-step", "pk"):
        if row.unit_id in actor.unit_ids or actor.unit_id in unit_and_below(
            row.unit_id, authority_id=actor.authority_id
        ):
            return row
    return None


def queue_of(authority_id: UUID, unit_ids: Collection[UUID], *, now: datetime) -> Queue:
    """The cases of the units that wait now: how many, and for how long. No child is named."""
    rows = Case.rows.of_authority(authority_id).filter(
        unit_id__in=unit_ids, closed_on=None, responsible=None
    )
    told = rows.aggregate(
        waiting=Count("pk"),
        since=Min("waiting_since"),
        first=Count("pk", filter=Q(urgency=Urgency.FIRST)),
    )
    longest = (now - told["since"]).days if told["since"] else 0
    return Queue(told["waiting"], max(0, longest), told["first"])


def thresholds_of(authority_id: UUID) -> dict[int, Threshold]:
    """What makes each step at the authority."""
    return {
        step: Threshold(
            int(value(f"crisis.step{step}_cases", authority_id)),
            int(value(f"crisis.step{step}_days", authority_id)),
        )
        for step in START
    }


def steps_to_see(actor: Actor, *, at: Circumstances) -> list[CrisisStep]:
    """Every step that has been proposed, the latest first."""
    rows = CrisisStep.rows.visible_to(actor, "read", at=at)
    found = rows.select_related("proposed_by__user", "decided_by__user", "unit")
    return list(found.order_by("-proposed_at", "pk")[:100])


def vacant_posts(unit_ids: Collection[UUID], days: Collection[date]) -> dict[date, int]:
    """How many posts of the units were approved and empty on each of these days."""
    rows = list(
        Position.rows.filter(unit__in=list(unit_ids), vacant_since__isnull=False).values_list(
            "vacant_since", "filled_on"
        )
    )
    return {
        day: sum(
            since is not None and since <= day and (filled is None or filled > day)
            for since, filled in rows
        )
        for day in days
    }
