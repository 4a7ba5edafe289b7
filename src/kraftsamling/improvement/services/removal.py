"""Taking away what was added by mistake, with a way back. What a visit has seen is ended instead."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import singledispatch

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import (
    Activity,
    DevelopmentArea,
    Goal,
    OpenQuestion,
    SnapshotGoal,
    StatusChange,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.models.plans import Removable, SpaceRow
from kraftsamling.improvement.services.trail import step
from kraftsamling.improvement.statuses import RequestState


class Kept(StrEnum):
    """Why something stays."""

    AREA_HAS_GOALS = "AREA_HAS_GOALS"
    AREA_HAS_NOTES = "AREA_HAS_NOTES"
    GOAL_WAS_SEEN = "GOAL_WAS_SEEN"
    GOAL_HAS_OTHERS = "GOAL_HAS_OTHERS"
    ACTIVITY_WAS_SEEN = "ACTIVITY_WAS_SEEN"
    CAME = "CAME"
    ANSWERED = "ANSWERED"
    TAKEN = "TAKEN"


class WouldLoseHistory(Exception):
    """Raised instead of removing something that others build on; `why` says what."""

    def __init__(self, row: Removable, why: Kept) -> None:
        super().__init__(f"{type(row).__name__} {row.pk}: {why}")
        self.row, self.why = row, why


@transaction.atomic
def remove(*, row: Removable, by: Actor, at: datetime) -> None:
    """Take a row away; twice is once. Raises WouldLoseHistory."""
    if row.removed_at is not None:
        return
    if why := _why_it_stays(row):
        raise WouldLoseHistory(row, why)
    _set_removed(row, at, "REMOVED", by, at)


@transaction.atomic
def restore(*, row: Removable, by: Actor, at: datetime) -> None:
    """Put back what was removed."""
    _set_removed(row, None, "RESTORED", by, at)


def _set_removed(
    row: Removable, removed_at: datetime | None, after: str, by: Actor, at: datetime
) -> None:
    assert isinstance(row, SpaceRow)
    row.removed_at = removed_at
    row.save(update_fields=["removed_at"])
    step(row, row._meta.model_name or "", "", after, by=by, at=at)


@singledispatch
def _why_it_stays(row: Removable) -> Kept | None:
    """Nothing else keeps an outside value or a line of "shaped with": nobody builds on it."""
    return None


@_why_it_stays.register
def _(row: DevelopmentArea) -> Kept | None:
    if Goal.rows.filter(area=row, removed_at=None).exists():
        return Kept.AREA_HAS_GOALS
    return Kept.AREA_HAS_NOTES if VisitNote.rows.filter(area=row).exists() else None


@_why_it_stays.register
def _(row: Goal) -> Kept | None:
    if SnapshotGoal.rows.filter(goal_id_then=row.pk).exists():
        return Kept.GOAL_WAS_SEEN
    activities = Activity.rows.filter(goal=row, removed_at=None)
    others = activities.exclude(owner_id=row.area.plan.owner_id)
    return Kept.GOAL_HAS_OTHERS if others.exists() else None


@_why_it_stays.register
def _(row: Activity) -> Kept | None:
    """An activity that a visit counted is history; without a first step nobody knows how old it is."""
    seen = SnapshotGoal.rows.filter(goal_id_then=row.goal_id, activities_total__gt=0)
    made = StatusChange.rows.filter(row_id=row.pk, before="", after="NOT_BEGUN").first()
    if made:
        seen = seen.filter(visit__held_at__gte=made.at)
    return Kept.ACTIVITY_WAS_SEEN if seen.exists() else None


@_why_it_stays.register
def _(row: VisitParticipant) -> Kept | None:
    return Kept.CAME if row.present else None


@_why_it_stays.register
def _(row: VisitRequest) -> Kept | None:
    return None if row.state == RequestState.ASKED else Kept.ANSWERED


@_why_it_stays.register
def _(row: OpenQuestion) -> Kept | None:
    return Kept.TAKEN if row.taken_by_id else None
