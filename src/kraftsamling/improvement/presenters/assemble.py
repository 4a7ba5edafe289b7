"""Fetches what the pages of a plan are made of, once, with the figures that this reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import selectors
from kraftsamling.improvement.models import ActionPlan, DevelopmentArea, FollowUpVisit
from kraftsamling.improvement.presenters.facts import Facts, VisitFacts
from kraftsamling.improvement.presenters.figures import GoalFigure, goal_figure
from kraftsamling.improvement.statuses import VisitState
from kraftsamling.indicators.selectors import latest_release


def figures_of(
    plan: ActionPlan,
    areas: Sequence[DevelopmentArea],
    *,
    actor: Actor | None,
    today: date,
    now: datetime,
) -> dict[Any, GoalFigure]:
    """Each goal's figure. Without an actor: what everybody may see."""
    goals = [goal for area in areas for goal in area.goals.all()]
    codes = {goal.indicator_code for goal in goals}
    readings = selectors.readings_for(codes, plan=plan, actor=actor, today=today, now=now)
    return {
        goal.pk: goal_figure(goal, readings.get(goal.indicator_code), today=today) for goal in goals
    }


def facts_of(
    plan: ActionPlan, *, actor: Actor, today: date, now: datetime, since: str = ""
) -> Facts:
    """Everything on the page "since last time". `since` is the number of a held visit, if one was chosen."""
    areas = selectors.areas_of(plan, with_posts=actor.authority_id is not None)
    visits = selectors.visits_of(plan)
    chosen = [v for v in visits if v.state != VisitState.PLANNED and str(v.number) == since]
    last, following = selectors.last_held(chosen or visits), selectors.next_planned(visits)
    release = latest_release(plan.owner_id, now=now)
    return Facts(
        plan=plan,
        areas=areas,
        phases=selectors.phases_of(plan),
        questions=selectors.questions_of(plan),
        visits=visits,
        last=last,
        then=selectors.snapshot_of(last) if last else {},
        next=following,
        asked=selectors.requests_of(last) if last else [],
        figures=figures_of(plan, areas, actor=actor, today=today, now=now),
        released_at=release.published_at if release else None,
        organisation_id=actor.authority_id,
        is_owner=actor.authority_id == plan.owner_id,
    )


def visit_facts_of(visit: FollowUpVisit, *, actor: Actor, today: date, now: datetime) -> VisitFacts:
    """Everything about one visit, and what has happened since the one before it."""
    plan = visit.plan
    areas = selectors.areas_of(plan)
    former = selectors.last_held(v for v in selectors.visits_of(plan) if v.number < visit.number)
    release = latest_release(plan.owner_id, now=now)
    return VisitFacts(
        visit=visit,
        areas=areas,
        figures=figures_of(plan, areas, actor=actor, today=today, now=now),
        questions=selectors.questions_of(plan),
        people=selectors.participants_of(visit),
        notes=selectors.notes_of(visit),
        requests=selectors.requests_of(visit),
        former=former,
        former_requests=selectors.requests_of(former) if former else [],
        former_picture=selectors.snapshot_of(former) if former else {},
        before=selectors.snapshot_of(visit),
        released_at=release.published_at if release else None,
    )
