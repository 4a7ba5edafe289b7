"""An introduction plan: a ceiling in points that rises in three steps to one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

STEPS: Final = ((0, 3), (3, 6), (6, 12))
"""The months of each step: the first three, the next three, the rest of the first year. Our own choice."""


@dataclass(frozen=True, slots=True)
class IntroductionStep:
    """At most so many points from one day to another."""

    points: int
    starts_on: date
    ends_on: date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last.

    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    after = date(year + (month == 11), month % 11 + 2 if month < 11 else 1, 1)
    last = (after - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def introduction(starts_on: date, points: tuple[int, int, int]) -> list[IntroductionStep]:
    """The three steps of a plan that begins on a day."""
    return [
        IntroductionStep(
            most,
            months_after(starts_on, first),
            months_after(starts_on, after) - timedelta(days=1),
        )
        for most, (first, after) in zip(points, STEPS, strict=True)
    ]
