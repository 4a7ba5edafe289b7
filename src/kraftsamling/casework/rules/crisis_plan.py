"""The steps of a crisis plan (krisplan): which one the queue reaches, and what each lets wait.

The thresholds are this product's own start values; an authority decides its own. What no step lets wait
stands in `rules/crisis`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kraftsamling.casework.rules.crisis import Work, ensure_may_be_put_off

HIGHEST_STEP: Final = 3
REVIEW_WITHIN: Final = timedelta(days=14)
"""A step holds no longer without being looked at."""
REMIND_AFTER: Final = timedelta(days=10)
MAY_WAIT: Final[Mapping[int, frozenset[Work]]] = {
    0: frozenset(),
    1: frozenset(),
    2: frozenset({Work.FOLLOW_UP}),
    3: frozenset({Work.FOLLOW_UP, Work.INVESTIGATION}),
}
"""Work that a step lets wait when nobody has room for it; each case that waits has its own plan."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The cases that wait at one moment. longest in days; `first` of them go before everything else."""

    waiting: int
    longest: int
    first: int


@dataclass(frozen=True, slots=True)
class Threshold:
    """What makes a step: so many that wait, or one that has waited so many days."""

    cases: int
    days: int


START: Final[Mapping[int, Threshold]] = {
    1: Threshold(5, 7),
    2: Threshold(10, 14),
    3: Threshold(20, 21),
}


class ReviewTooLate(ValueError):
    """Raised for a step that would hold longer than fourteen days without being looked at, or not at all."""


def step_of(queue: Queue, thresholds: Mapping[int, Threshold]) -> int:
    """The highest step that the queue reaches; 0 for ordinary days."""
    reached = (
        step
        for step, each in thresholds.items()
        if queue.waiting >= each.cases or (queue.waiting and queue.longest >= each.days)
    )
    return max(reached, default=0)


def may_wait(step: int) -> frozenset[Work]:
    """What a step lets wait. Raises NeverPutOff should anybody write protection or joint handling there."""
    for work in MAY_WAIT[step]:
        ensure_may_be_put_off(work)
    return MAY_WAIT[step]


def checked_review(review_on: date, today: date) -> date:
    """The same day. Raises ReviewTooLate."""
    if not today < review_on <= today + REVIEW_WITHIN:
        raise ReviewTooLate(review_on)
    return review_on


def is_to_remind(starts_on: date, review_on: date, today: date) -> bool:
    """Whether the review is near: ten days into the step, or four before its day."""
    before = REVIEW_WITHIN - REMIND_AFTER
    return today >= min(starts_on + REMIND_AFTER, review_on) or today >= review_on - before
