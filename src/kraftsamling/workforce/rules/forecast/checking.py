"""What was said, held against what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kraftsamling.workforce.rules.forecast.history import History

LOOKED_AT: Final = (4, 13, 26, 52)
"""Weeks after which what was said is held against what happened: a month, a quarter, half a year, a year."""


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier forecast: for each week from `first_week` five numbers that may wait, the lowest first."""

    first_week: date
    waiting: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Compared:
    """One week of one forecast, and how many really waited at its end. `said_on` is when it was made."""

    said_on: date
    week: date
    low: float
    middle: float
    high: float
    happened: int

    @property
    def held(self) -> bool:
        """Whether it lies in the 80 % band."""
        return self.low <= self.happened <= self.high


def compared(said: Iterable[Said], history: History) -> list[Compared]:
    """Every forecast against the weeks of LOOKED_AT that have passed and are known, the latest first."""
    happened = {
        history.first + timedelta(weeks=place): week.waiting for place, week in history.known
    }
    found = []
    for each in said:
        for after in LOOKED_AT:
            week = each.first_week + timedelta(weeks=after - 1)
            if week in happened and after <= len(each.waiting):
                low, _lower, middle, _upper, high = each.waiting[after - 1]
                found.append(Compared(each.first_week, week, low, middle, high, happened[week]))
    return sorted(found, key=lambda one: (one.week, one.said_on), reverse=True)
