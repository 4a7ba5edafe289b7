"""Fetches what the pages of a plan are made of, once, with the figures that this reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import selectors
from kraftsamling.improvement.models import ActionPlan, DevelopmentArea
from kraftsamling.improvement.presenters.facts import Facts
from kraftsamling.improvement.presenters.figures import GoalFigure, goal_figure
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
    readings = {
        code: selectors.reading_for(code, plan=plan, actor=actor, today=today, now=now)
        for code in {goal.indicator_code for goal in goals if goal.indicator_code}
    }
    return {
        goal.pk: goal_figure(goal, readings.get(goal.indicator_code), today=today) for goal in goals
    }


def facts_of(plan: ActionPlan, *, actor: Actor, today: date, now: datetime) -> Facts:
    """Everything on the page "since the last visit"."""
    areas = selectors.areas_of(plan)
    visits = selectors.visits_of(plan)
    last, following = selectors.last_held(visits), selectors.next_planned(visits)
    release = latest_release(plan.owner_id, now=now)
    return Facts(
        plan=plan,
        areas=areas,
        phases=selectors.phases_of(plan),
        questions=selectors.questions_of(plan),
        visits=visits,
        last=last,
        next=following,
        invited=len(selectors.participants_of(following)) if following else 0,
        asked=selectors.requests_of(last) if last else [],
        figures=figures_of(plan, areas, actor=actor, today=today, now=now),
        released_at=release.published_at if release else None,
        organisation_id=actor.authority_id,
        is_owner=actor.authority_id == plan.owner_id,
    )
