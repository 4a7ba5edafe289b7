"""Goals: a sentence, a figure that comes from somewhere, a state that people decide."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import DevelopmentArea, Goal, OutsideValue, ShapedWith
from kraftsamling.improvement.rules import OutsideFigure
from kraftsamling.improvement.services.trail import ensure_seen, id_once, step
from kraftsamling.improvement.statuses import GOAL_NEEDS_REASON, GOAL_STEPS, GoalState
from kraftsamling.indicators.registry import find


class FigureHasNoSource(Exception):
    """Raised for an outside value that does not say where, when and whose."""


class TwoFigures(Exception):
    """Raised when a goal would be judged both by the catalogue and by values from outside."""


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
    goal_id = id_once(area.pk, key)
    if existing := Goal.rows.filter(pk=goal_id).first():
        return existing
    last = Goal.rows.filter(area=area).aggregate(last=Max("position"))["last"] or 0
    goal = Goal.rows.create(
        pk=goal_id,
        space_id=area.space_id,
        area=area,
        position=last + 1,
        sentence=sentence,
        indicator_code=_known(indicator_code),
        target=target,
    )
    step(goal, "goal", "", GoalState.OPEN, by=by, at=at)
    if outside:
        add_outside_value(goal=goal, by=by, at=at, key=key, **asdict(outside))
    return goal


def _known(code: str) -> str:
    if code:
        find(code)
    return code


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
) -> None:
    """Change what is aimed for. Raises StaleVersion, and TwoFigures when the goal has values from outside."""
    if indicator_code and OutsideValue.rows.filter(goal=goal, removed_at=None).exists():
        raise TwoFigures(goal.pk)
    goal.sentence, goal.indicator_code, goal.target = sentence, _known(indicator_code), target
    save_if_unchanged(
        goal, seen_version=seen_version, fields=["sentence", "indicator_code", "target"]
    )


@transaction.atomic
def add_outside_value(
    *,
    goal: Goal,
    by: Actor,
    at: datetime,
    key: UUID,
    figure: str,
    source: str,
    on: date,
    owner_words: str,
) -> OutsideValue:
    """One more value from outside; the former ones stay. Raises FigureHasNoSource or TwoFigures."""
    if not (figure and source and owner_words):
        raise FigureHasNoSource(goal.pk)
    if goal.indicator_code:
        raise TwoFigures(goal.pk)
    made, _new = OutsideValue.rows.get_or_create(
        pk=id_once(goal.pk, key),
        defaults={
            "space_id": goal.space_id,
            "goal": goal,
            "figure": figure,
            "source": source,
            "on": on,
            "owner_words": owner_words,
        },
    )
    return made


@transaction.atomic
def set_goal_state(
    *,
    goal: Goal,
    by: Actor,
    at: datetime,
    seen_version: int,
    state: GoalState,
    state_reason: str = "",
) -> None:
    """Decide a goal's state. "Not reached" and "reconsidered" say because of what.

    Raises TransitionNotAllowed, ReasonMissing or StaleVersion.
    """
    ensure_seen(goal, seen_version)
    before, state = GoalState(goal.state), GoalState(state)
    ensure_allowed(GOAL_STEPS, before, state)
    if state in GOAL_NEEDS_REASON and not state_reason.strip():
        raise ReasonMissing(state)
    goal.state, goal.state_reason = state, state_reason.strip()
    save_if_unchanged(goal, seen_version=seen_version, fields=["state", "state_reason"])
    step(goal, "goal", before, state, by=by, at=at, reason=state_reason)


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
