"""Activities: each owned by one organisation, and changed only by it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import Activity, Goal
from kraftsamling.improvement.services.goals import ReasonMissing
from kraftsamling.improvement.services.trail import (
    NotAMember,
    ensure_member,
    ensure_seen,
    id_once,
    step,
)
from kraftsamling.improvement.statuses import ACTIVITY_STEPS, ActivityState


@transaction.atomic
def add_activity(
    *,
    goal: Goal,
    by: Actor,
    at: datetime,
    key: UUID,
    owner_id: UUID,
    what: str,
    group: str = "",
    due_on: date | None = None,
) -> Activity:
    """Something to do. The plan's owner may propose it to any member, everybody else to themselves.

    Raises NotAMember for an organisation outside the space, or somebody else's than one's own.
    """
    if by.authority_id not in (owner_id, goal.area.plan.owner_id):
        raise NotAMember(owner_id)
    ensure_member(owner_id, space_id=goal.space_id, at=at)
    last = Activity.rows.filter(goal=goal).aggregate(last=Max("position"))["last"] or 0
    activity, is_new = Activity.rows.get_or_create(
        pk=id_once(goal.pk, key),
        defaults={
            "space_id": goal.space_id,
            "goal": goal,
            "owner_id": owner_id,
            "group": group,
            "position": last + 1,
            "what": what,
            "due_on": due_on,
        },
    )
    if is_new:
        step(activity, "activity", "", ActivityState.NOT_BEGUN, by=by, at=at)
    return activity


@transaction.atomic
def change_activity(
    *,
    activity: Activity,
    by: Actor,
    at: datetime,
    seen_version: int,
    state: ActivityState,
    due_on: date | None,
    state_reason: str = "",
    hindered_by: str = "",
    hindrance: str = "",
) -> None:
    """What its owner says of it: state, day, and what hinders.

    Done gets the day of the act; cancelled says because of what. Raises TransitionNotAllowed, ReasonMissing
    or StaleVersion.
    """
    ensure_seen(activity, seen_version)
    before, state = ActivityState(activity.state), ActivityState(state)
    if state != before:
        ensure_allowed(ACTIVITY_STEPS, before, state)
    if state == ActivityState.CANCELLED and not state_reason.strip():
        raise ReasonMissing(state)
    if state != ActivityState.DONE:
        activity.done_on = None
    elif before != ActivityState.DONE:
        activity.done_on = day_of(at)
    activity.state, activity.due_on = state, due_on
    activity.state_reason = state_reason.strip() if state == ActivityState.CANCELLED else ""
    activity.hindered_by, activity.hindrance = hindered_by, hindrance.strip()
    save_if_unchanged(
        activity,
        seen_version=seen_version,
        fields=["state", "state_reason", "due_on", "done_on", "hindered_by", "hindrance"],
    )
    if state != before:
        step(activity, "activity", before, state, by=by, at=at, reason=state_reason)


def report_activity(
    *, activity: Activity, by: Actor, at: datetime, state: ActivityState, reason: str = ""
) -> None:
    """Change only the state, on the row as it stands."""
    change_activity(
        activity=activity,
        by=by,
        at=at,
        seen_version=activity.version,
        state=state,
        due_on=activity.due_on,
        state_reason=reason,
        hindered_by=activity.hindered_by,
        hindrance=activity.hindrance,
    )
