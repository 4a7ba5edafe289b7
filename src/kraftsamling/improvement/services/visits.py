"""Visits: planned, prepared, held. Holding one freezes how everything stood that day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import selectors
from kraftsamling.improvement.models import (
    ActionPlan,
    FollowUpVisit,
    Goal,
    SnapshotGoal,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.services.goals import ReasonMissing
from kraftsamling.improvement.services.trail import (
    NotAMember,
    ensure_member,
    ensure_seen,
    id_once,
    step,
)
from kraftsamling.improvement.statuses import (
    REQUEST_STEPS,
    VISIT_STEPS,
    RequestState,
    VisitKind,
    VisitState,
)
from kraftsamling.indicators.rules.figures import Shown
from kraftsamling.indicators.selectors import ReleasedPoint


class AlreadyHeld(Exception):
    """Raised when something would change of a visit whose picture is frozen."""


class NotYet(Exception):
    """Raised when a visit would be held before its day."""


@transaction.atomic
def plan_visit(
    *,
    plan: ActionPlan,
    by: Actor,
    at: datetime,
    key: UUID,
    on: date,
    kind: VisitKind = VisitKind.OTHER,
    visitor_id: UUID | None = None,
    visitor_words: str = "",
    place: str = "",
) -> FollowUpVisit:
    """The plan's next visit. The owner may invite any member, everybody else comes themselves.

    A board meeting is the owner's own, without visitors. Without `visitor_id` the visitors have no account
    here and `visitor_words` names them.
    """
    if by.authority_id not in (visitor_id, plan.owner_id):
        raise NotAMember(visitor_id)
    if kind == VisitKind.BOARD:
        visitor_id, visitor_words = None, ""
    if visitor_id:
        ensure_member(visitor_id, space_id=plan.space_id, at=at)
    ActionPlan.rows.select_for_update().get(pk=plan.pk)  # numbers are given one at a time
    visit_id = id_once(plan.pk, key)
    if existing := FollowUpVisit.rows.filter(pk=visit_id).first():
        return existing
    last = FollowUpVisit.rows.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    visit = FollowUpVisit.rows.create(
        pk=visit_id,
        space_id=plan.space_id,
        plan=plan,
        number=last + 1,
        kind=kind,
        visitor_id=visitor_id,
        visitor_words=visitor_words,
        on=on,
        place=place,
    )
    step(visit, "visit", "", VisitState.PLANNED, by=by, at=at)
    return visit


@transaction.atomic
def change_visit(
    *,
    visit: FollowUpVisit,
    by: Actor,
    at: datetime,
    seen_version: int,
    on: date,
    visitor_words: str = "",
    place: str = "",
) -> None:
    """Move a visit that has not been held. Raises AlreadyHeld or StaleVersion."""
    _ensure_planned(visit)
    visit.on, visit.visitor_words, visit.place = on, visitor_words, place
    save_if_unchanged(visit, seen_version=seen_version, fields=["on", "visitor_words", "place"])


@transaction.atomic
def set_agenda(
    *, visit: FollowUpVisit, by: Actor, at: datetime, seen_version: int, agenda: str
) -> None:
    """What is talked about, one line for each item; empty is the proposed one. Raises as change_visit."""
    _ensure_planned(visit)
    visit.agenda = agenda.strip()
    save_if_unchanged(visit, seen_version=seen_version, fields=["agenda"])


def _ensure_planned(visit: FollowUpVisit) -> None:
    if visit.state != VisitState.PLANNED:
        raise AlreadyHeld(visit.pk)


@transaction.atomic
def add_participant(
    *, visit: FollowUpVisit, by: Actor, at: datetime, key: UUID, who: str, organisation: str
) -> VisitParticipant:
    """Invite somebody, by role and organisation."""
    made, _new = VisitParticipant.rows.get_or_create(
        pk=id_once(visit.pk, key),
        defaults={
            "space_id": visit.space_id,
            "visit": visit,
            "who": who,
            "organisation": organisation,
        },
    )
    return made


@transaction.atomic
def set_present(*, visit: FollowUpVisit, by: Actor, at: datetime, present: frozenset[UUID]) -> None:
    """Say who of the invited came; ids of other visits' participants change nothing."""
    VisitParticipant.rows.filter(visit=visit).update(present=False)
    VisitParticipant.rows.filter(visit=visit, pk__in=present).update(present=True)


@transaction.atomic
def request_something(
    *,
    visit: FollowUpVisit,
    by: Actor,
    at: datetime,
    key: UUID,
    what: str,
    owner_id: UUID,
    due_on: date | None = None,
) -> VisitRequest:
    """Something the visitors ask for, with an owner and a day."""
    ensure_member(owner_id, space_id=visit.space_id, at=at)
    made, is_new = VisitRequest.rows.get_or_create(
        pk=id_once(visit.pk, key),
        defaults={
            "space_id": visit.space_id,
            "visit": visit,
            "what": what,
            "owner_id": owner_id,
            "due_on": due_on,
        },
    )
    if is_new:
        step(made, "request", "", RequestState.ASKED, by=by, at=at)
    return made


@transaction.atomic
def answer_request(
    *,
    request: VisitRequest,
    by: Actor,
    at: datetime,
    seen_version: int,
    state: RequestState,
    answer: str,
    answer_url: str = "",
) -> None:
    """What became of it. Raises TransitionNotAllowed, ReasonMissing or StaleVersion."""
    ensure_seen(request, seen_version)
    before, state = RequestState(request.state), RequestState(state)
    ensure_allowed(REQUEST_STEPS, before, state)
    if not answer.strip():
        raise ReasonMissing(state)
    request.state, request.answer, request.answer_url = state, answer.strip(), answer_url
    save_if_unchanged(request, seen_version=seen_version, fields=["state", "answer", "answer_url"])
    step(request, "request", before, state, by=by, at=at, reason=answer)


@transaction.atomic
def hold_visit(*, visit: FollowUpVisit, by: Actor, at: datetime) -> FollowUpVisit:
    """Freeze how every goal stands today, with released figures only. Twice keeps the first picture.

    Raises NotYet before the visit's day.
    """
    held = (
        FollowUpVisit.rows.select_for_update(of=("self",)).select_related("plan").get(pk=visit.pk)
    )
    if held.state != VisitState.PLANNED:
        return held
    if held.on > day_of(at):
        raise NotYet(held.pk)
    ensure_allowed(VISIT_STEPS, VisitState(held.state), VisitState.HELD)
    goals = selectors.goals_of(held.plan)
    released = selectors.last_released(
        (goal.indicator_code for goal in goals), held.plan.owner_id, now=at
    )
    picture = [
        _as_it_stands(held, goal, released.get(goal.indicator_code), day_of(at)) for goal in goals
    ]
    SnapshotGoal.rows.bulk_create(picture)
    held.state, held.held_at = VisitState.HELD, at
    held.activities_done = sum(goal.activities_done for goal in picture)
    held.activities_total = sum(goal.activities_total for goal in picture)
    save_if_unchanged(
        held,
        seen_version=held.version,
        fields=["state", "held_at", "activities_done", "activities_total"],
    )
    step(held, "visit", VisitState.PLANNED, VisitState.HELD, by=by, at=at)
    return held


def _as_it_stands(
    visit: FollowUpVisit, goal: Goal, last: ReleasedPoint | None, today: date
) -> SnapshotGoal:
    share = last.figure.share if last and isinstance(last.figure, Shown) else None
    activities = selectors.tally(goal.activities.all(), today=today)
    return SnapshotGoal(
        space_id=visit.space_id,
        visit=visit,
        goal_id_then=goal.pk,
        area_name=goal.area.name,
        sentence=goal.sentence,
        state=goal.state,
        state_reason=goal.state_reason,
        indicator_code=goal.indicator_code,
        numerator=share.numerator if share else None,
        denominator=share.denominator if share else None,
        period_starts_on=last.period.first_day if last else None,
        period_months=last.period.length if last else None,
        released_on=day_of(last.published_at) if last else None,
        outside_figure=goal.from_outside[0].figure if goal.from_outside else "",
        activities_done=activities.done,
        activities_total=activities.total,
    )


@transaction.atomic
def report_visit(*, visit: FollowUpVisit, by: Actor, at: datetime) -> None:
    """A held visit has become a report that everybody can read. Raises TransitionNotAllowed."""
    before = VisitState(visit.state)
    ensure_allowed(VISIT_STEPS, before, VisitState.REPORTED)
    visit.state = VisitState.REPORTED
    save_if_unchanged(visit, seen_version=visit.version, fields=["state"])
    step(visit, "visit", before, VisitState.REPORTED, by=by, at=at)
