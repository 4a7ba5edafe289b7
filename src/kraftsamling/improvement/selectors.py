"""Reading plans and visits: what belongs together, what is late, and which figure a reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject
from django.http import Http404

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    OpenQuestion,
    OutsideValue,
    PlanPhase,
    ShapedWith,
    SnapshotGoal,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.post_ties import posts_listed
from kraftsamling.improvement.rules import OutsideFigure, Shaper
from kraftsamling.improvement.statuses import UNFINISHED, ActivityState, VisitKind, VisitState
from kraftsamling.indicators import selectors as figures
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.control_charts import ControlChart, p_chart
from kraftsamling.indicators.rules.figures import Figure, Shown
from kraftsamling.indicators.rules.periods import Period, Point
from kraftsamling.organisations.models import Authority, Space, SpaceMember
from kraftsamling.organisations.selectors import current

# -- plans ----------------------------------------------------------------------------------------


def plans_for(actor: Actor, *, at: Circumstances) -> list[ActionPlan]:
    """Every plan of the spaces that the actor's authority is a member of, by name."""
    plans = ActionPlan.rows.visible_to(actor, "read", at=at)
    return list(plans.select_related("owner").order_by("name", "pk"))


def plan_for(actor: Actor, plan_id: UUID, *, at: Circumstances) -> ActionPlan:
    """One plan that the actor may read. Http404 when it is not there for this actor."""
    plan = ActionPlan.rows.visible_to(actor, "read", at=at).filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    return plan


def goal_for(actor: Actor, goal_id: UUID, *, at: Circumstances) -> Goal:
    """One goal that the actor may read. Http404 when it is not there for this actor."""
    goal = Goal.rows.visible_to(actor, "read", at=at).filter(pk=goal_id).first()
    if goal is None:
        raise Http404
    return goal


def published_plans(authority_id: UUID | None, *, now: datetime) -> list[ActionPlan]:
    """The plans that everybody may read, newest published first."""
    plans = ActionPlan.rows.filter(published_at__lte=now).select_related("owner")
    if authority_id:
        plans = plans.filter(owner_id=authority_id)
    return list(plans.order_by("-published_at", "pk"))


def areas_of(plan: ActionPlan, *, with_posts: bool = False) -> list[DevelopmentArea]:
    """The areas in order, with goals, activities, values from outside and who shaped them.

    Three questions to the database however big the plan is: the small lists come with their goal.
    `with_posts` adds the posts of the authority that asks: it must stand inside one.
    """
    activities = Activity.rows.filter(removed_at=None).select_related("owner")
    goals = (
        Goal.rows.filter(removed_at=None)
        .order_by("position", "pk")
        .annotate(
            values_listed=_listed(
                OutsideValue,
                "-on",
                "pk",
                figure="figure",
                source="source",
                on="on",
                owner_words="owner_words",
            ),
            shapers_listed=_listed(ShapedWith, "words", "pk", words="words", url="url"),
        )
        .prefetch_related(Prefetch("activities", activities.order_by("position", "pk")))
    )
    if with_posts:
        goals = goals.annotate(posts_listed=posts_listed())
    areas = DevelopmentArea.rows.filter(plan=plan, removed_at=None).order_by("position", "pk")
    listed = list(areas.prefetch_related(Prefetch("goals", goals)))
    for area in listed:
        area.plan = plan
        for goal in area.goals.all():
            goal.from_outside = [
                OutsideFigure(**{**each, "on": date.fromisoformat(each["on"])})
                for each in getattr(goal, "values_listed", ())
            ]
            goal.shaped_by = [Shaper(**each) for each in getattr(goal, "shapers_listed", ())]
    return listed


def _listed(kind: type[Any], *order: str, **fields: str) -> ArraySubquery:
    """The rows below a goal that have not been removed, in order, as one column of the goal."""
    below = kind.rows.filter(goal=OuterRef("pk"), removed_at=None).order_by(*order)
    return ArraySubquery(below.values(row=JSONObject(**fields)))


def goals_of(plan: ActionPlan) -> list[Goal]:
    """All goals of a plan in order, with their activities."""
    return [goal for area in areas_of(plan) for goal in area.goals.all()]


def goals_in_reach(actor: Actor, *, at: Circumstances) -> list[Goal]:
    """The goals of every plan that the actor may read, plan by plan: where something to do can be put."""
    goals = Goal.rows.visible_to(actor, "read", at=at).select_related("area__plan")
    return list(
        goals.order_by("area__plan__name", "area__plan", "area__position", "position", "pk")
    )


def phases_of(plan: ActionPlan) -> list[PlanPhase]:
    """The stretches of the time line that exist, in no particular order."""
    return list(PlanPhase.rows.filter(plan=plan))


def questions_of(plan: ActionPlan) -> list[OpenQuestion]:
    """Questions of a plan, those without an owner first, the oldest on top."""
    questions = OpenQuestion.rows.filter(plan=plan, removed_at=None).select_related("taken_by")
    return sorted(questions, key=lambda q: (q.taken_by_id is not None, q.asked_on, str(q.pk)))


def members_of_space(space_id: UUID, *, today: date) -> list[Authority]:
    """The organisations that take part today, by name."""
    members = SpaceMember.objects.filter(current(today), space_id=space_id)
    return list(
        Authority.objects.filter(pk__in=members.values("authority_id")).order_by("short_name", "pk")
    )


def organisations_of(
    plan: ActionPlan, areas: Iterable[DevelopmentArea], *, today: date
) -> list[Authority]:
    """Who takes part today, and who has activities from a time when it did, by name."""
    members = members_of_space(plan.space_id, today=today)
    owners = [a.owner for area in areas for goal in area.goals.all() for a in goal.activities.all()]
    each = {member.pk: member for member in [*owners, *members]}
    return sorted(each.values(), key=lambda member: (member.short_name, str(member.pk)))


def spaces_for(actor: Actor) -> list[Space]:
    """The spaces that a new plan may live in, one's own first."""
    spaces = Space.objects.filter(pk__in=actor.space_ids)
    return sorted(spaces, key=lambda s: (s.kind != "OWN", s.name, str(s.pk)))


# -- activities -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """How many activities, and how they stand. Cancelled ones are still counted in `total`."""

    total: int = 0
    done: int = 0
    late: int = 0
    cancelled: int = 0


def is_late(activity: Activity, *, today: date) -> bool:
    """Försenad: the day has passed, and it is neither done, paused nor cancelled."""
    return (
        activity.due_on is not None
        and activity.due_on < today
        and ActivityState(activity.state) in UNFINISHED
    )


def tally(activities: Iterable[Activity], *, today: date) -> Tally:
    """Count some activities."""
    listed = list(activities)
    return Tally(
        total=len(listed),
        done=sum(a.state == ActivityState.DONE for a in listed),
        late=sum(is_late(a, today=today) for a in listed),
        cancelled=sum(a.state == ActivityState.CANCELLED for a in listed),
    )


def due_activities(actor: Actor, *, until: date, at: Circumstances) -> list[Activity]:
    """Unfinished activities that the actor may update, due up to a day, the oldest first."""
    mine = Activity.rows.visible_to(actor, "update", at=at).filter(
        state__in=UNFINISHED,
        due_on__lte=until,
        goal__removed_at=None,
        goal__area__removed_at=None,
    )
    return list(mine.select_related("goal__area__plan").order_by("due_on", "pk"))


# -- visits ---------------------------------------------------------------------------------------


def visits_of(plan: ActionPlan) -> list[FollowUpVisit]:
    """The visits of a plan, the latest first, each with how many are invited."""
    visits = FollowUpVisit.rows.filter(plan=plan).select_related("visitor").order_by("-number")
    there = Count("participants", filter=Q(participants__removed_at=None))
    listed: list[FollowUpVisit] = []
    for visit in visits.annotate(how_many_invited=there):
        visit.plan, visit.invited = plan, visit.how_many_invited
        listed.append(visit)
    return listed


def visit_number(plan: ActionPlan, number: int) -> FollowUpVisit:
    """A plan's visit by number. Http404 when there is none."""
    visit = next((v for v in visits_of(plan) if v.number == number), None)
    if visit is None:
        raise Http404
    return visit


def last_held(visits: Iterable[FollowUpVisit]) -> FollowUpVisit | None:
    """What "since the last time" looks back to: a visit, or a board meeting where nobody has visited."""
    held = [v for v in visits if v.state != VisitState.PLANNED]
    return max(held, key=lambda v: (v.kind != VisitKind.BOARD, v.on, v.number), default=None)


def next_planned(visits: Iterable[FollowUpVisit]) -> FollowUpVisit | None:
    """The visit that is prepared now."""
    planned = [v for v in visits if v.state == VisitState.PLANNED]
    return min(planned, key=lambda v: (v.on, v.number), default=None)


def visits_to_prepare(
    actor: Actor, *, first: date, last: date, at: Circumstances
) -> list[FollowUpVisit]:
    """Planned visits between two days that the actor may prepare."""
    mine = FollowUpVisit.rows.visible_to(actor, "update", at=at).filter(
        state=VisitState.PLANNED, on__gte=first, on__lte=last
    )
    return list(mine.select_related("plan").order_by("on", "pk"))


def visits_to_read(
    actor: Actor, *, first: date, last: date, at: Circumstances
) -> list[FollowUpVisit]:
    """Planned visits between two days to plans that the actor may read."""
    open_to_me = FollowUpVisit.rows.visible_to(actor, "read", at=at).filter(
        state=VisitState.PLANNED, on__gte=first, on__lte=last
    )
    return list(open_to_me.select_related("plan").order_by("on", "pk"))


def participants_of(visit: FollowUpVisit) -> list[VisitParticipant]:
    """Who is invited, by organisation."""
    there = VisitParticipant.rows.filter(visit=visit, removed_at=None)
    return list(there.order_by("organisation", "who", "pk"))


def notes_of(visit: FollowUpVisit) -> dict[UUID | None, list[VisitNote]]:
    """What the notes of a visit say now, by area and in the order they were begun; None is no area's.

    Each is the newest writing of its thread. What has been struck out is not there.
    """
    threads: dict[UUID, VisitNote] = {}
    for writing in VisitNote.rows.filter(visit=visit).order_by("written_at", "number"):
        threads[writing.thread] = writing  # a later writing keeps the place of the first
    notes: dict[UUID | None, list[VisitNote]] = {}
    for note in threads.values():
        if note.text:
            notes.setdefault(note.area_id, []).append(note)
    return notes


def area_of(visit: FollowUpVisit, area_id: UUID) -> DevelopmentArea:
    """An area of the visit's plan. Http404 for an area of another plan."""
    area = DevelopmentArea.rows.filter(plan_id=visit.plan_id, pk=area_id, removed_at=None).first()
    if area is None:
        raise Http404
    return area


def requests_of(visit: FollowUpVisit) -> list[VisitRequest]:
    """What was asked for at a visit, in the order of days."""
    requests = VisitRequest.rows.filter(visit=visit, removed_at=None).select_related("owner")
    return sorted(requests, key=lambda r: (r.due_on or date.max, str(r.pk)))


def snapshot_of(visit: FollowUpVisit) -> dict[UUID, SnapshotGoal]:
    """How each goal stood at a visit, by the goal's id."""
    return {row.goal_id_then: row for row in SnapshotGoal.rows.filter(visit=visit)}


# -- figures --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """A goal's figure as this reader may see it: the judged series, the newest figure and its period.

    `released_on` is None for a live figure. `previous_year` is the same period a year earlier.
    """

    chart: ControlChart
    figure: Figure
    period: Period
    released_on: datetime | None = None
    previous_year: Figure | None = None


def readings_for(
    codes: Iterable[str], *, plan: ActionPlan, actor: Actor | None, today: date, now: datetime
) -> dict[str, Reading]:
    """Live inside the owner's authority, the last released figures for everybody else, by code."""
    known = [code for code in codes if code in REGISTRY]
    if not known:
        return {}
    if actor is not None and actor.authority_id == plan.owner_id:
        series = figures.live_series_of(known, authority_id=plan.owner_id, until=today)
        return {
            code: Reading(each.chart, newest.figure, newest.period)
            for code, each in series.items()
            if (newest := _newest(each.rolled.points))
        }
    let_out = figures.released_of(known, authority_id=plan.owner_id, now=now)
    return {code: _released(code, points) for code, points in let_out.items() if points}


def released_reading(code: str, owner_id: UUID, *, now: datetime) -> Reading | None:
    """What everybody may know of a figure."""
    if code not in REGISTRY:
        return None
    let_out = figures.released(code, authority_id=owner_id, now=now)
    return _released(code, let_out) if let_out else None


def _released(code: str, let_out: list[figures.ReleasedPoint]) -> Reading:
    last = let_out[-1]
    points = [
        Point(each.period, each.figure)
        for each in let_out
        if each.period.length == last.period.length
    ]
    a_year_ago = last.period.shifted(-12 // last.period.length)
    return Reading(
        p_chart(points, better=REGISTRY[code].better),
        last.figure,
        last.period,
        last.published_at,
        next((point.figure for point in points if point.period == a_year_ago), None),
    )


def _newest(points: Iterable[Point]) -> Point | None:
    """The newest figure that may be shown, else the newest at all."""
    listed = list(points)
    shown = [p for p in listed if isinstance(p.figure, Shown) and p.figure.share.denominator]
    found = shown or listed
    return found[-1] if found else None


def last_released(
    codes: Iterable[str], owner_id: UUID, *, now: datetime
) -> dict[str, figures.ReleasedPoint]:
    """The newest released figure of each indicator, for a visit's picture."""
    let_out = figures.released_of({*codes} - {""}, authority_id=owner_id, now=now)
    return {code: points[-1] for code, points in let_out.items() if points}


def part_of(kind: type[Any], **where: Any) -> Any:
    """One row of a kind below what the door let in, removed or not; None when there is none."""
    return kind.rows.filter(**where).first()


# -- people ---------------------------------------------------------------------------------------
