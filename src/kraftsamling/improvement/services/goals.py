"""Goals: a sentence, a figure that comes from somewhere, a state that people decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import DevelopmentArea, Goal, ShapedWith
from kraftsamling.improvement.services.trail import id_once, step
from kraftsamling.improvement.statuses import GOAL_NEEDS_REASON, GOAL_STEPS, GoalState
from kraftsamling.indicators.registry import find

_FIELDS = [
    "sentence", "indicator_code", "target",
    "outside_figure", "outside_source", "outside_on", "outside_owner",
]  # fmt: skip


@dataclass(frozen=True)
class OutsideFigure:
    """A figure that no daily work here produces: what it says, from where, from which day, and whose."""

    figure: str
    source: str
    on: date
    owner: str


class FigureHasNoSource(Exception):
    """Raised for an outside figure that does not say where, when and whose."""


class ReasonMissing(Exception):
    """Raised when a state that needs a because comes without one."""


@transaction.atomic
def add_goal(
    *,
    area: DevelopmentArea,
    by: Actor,
    at: datetime,
    key: UUID,
    sentence: str,
    indicator_code: str = "",
    target: Decimal | None = None,
    outside: OutsideFigure | None = None,
) -> Goal:
    """A new goal, last in its area. Its figure is one of the catalogue's, or an outside one with a source."""
    last = Goal.rows.filter(area=area).aggregate(last=Max("position"))["last"] or 0
    goal = Goal(pk=id_once(area.pk, key), space_id=area.space_id, area=area, position=last + 1)
    _describe(goal, sentence, indicator_code, target, outside)
    if existing := Goal.rows.filter(pk=goal.pk).first():
        return existing
    goal.save(force_insert=True)
    step(goal, "goal", "", GoalState.OPEN, by=by, at=at)
    return goal


@transaction.atomic
def change_goal(
    *,
    goal: Goal,
    by: Actor,
    at: datetime,
    seen_version: int,
    sentence: str,
    indicator_code: str = "",
    target: Decimal | None = None,
    outside: OutsideFigure | None = None,
) -> None:
    """Change what is aimed for. Raises StaleVersion."""
    _describe(goal, sentence, indicator_code, target, outside)
    save_if_unchanged(goal, seen_version=seen_version, fields=_FIELDS)


def _describe(
    goal: Goal,
    sentence: str,
    indicator_code: str,
    target: Decimal | None,
    outside: OutsideFigure | None,
) -> None:
    if indicator_code:
        find(indicator_code)
    if outside and not (outside.figure and outside.source and outside.owner):
        raise FigureHasNoSource(goal.pk)
    goal.sentence, goal.indicator_code, goal.target = sentence, indicator_code, target
    goal.outside_figure = outside.figure if outside else ""
    goal.outside_source = outside.source if outside else ""
    goal.outside_on = outside.on if outside else None
    goal.outside_owner = outside.owner if outside else ""


@transaction.atomic
def set_goal_state(
    *,
    goal: Goal,
    by: Actor,
    at: datetime,
    seen_version: int,
    state: GoalState,
    reason: str = "",
) -> None:
    """Decide a goal's state. "Not reached" and "reconsidered" say because of what.

    Raises TransitionNotAllowed, ReasonMissing or StaleVersion.
    """
    before = GoalState(goal.state)
    ensure_allowed(GOAL_STEPS, before, state)
    if state in GOAL_NEEDS_REASON and not reason.strip():
        raise ReasonMissing(state)
    goal.state, goal.state_reason = state, reason.strip()
    save_if_unchanged(goal, seen_version=seen_version, fields=["state", "state_reason"])
    step(goal, "goal", before, state, by=by, at=at, reason=reason)


@transaction.atomic
def shape_with(
    *, goal: Goal, by: Actor, at: datetime, key: UUID, words: str, url: str = ""
) -> ShapedWith:
    """Say who shaped the goal together with us (samskapat med)."""
    made, _new = ShapedWith.rows.get_or_create(
        pk=id_once(goal.pk, key),
        defaults={"space_id": goal.space_id, "goal": goal, "words": words, "url": url},
    )
    return made
