"""Who can take cases in the weeks to come: those here, those who leave and are replaced, those hired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kraftsamling.workforce.rules.forecast.inflow import WEEKS_IN_A_YEAR, Floats

NEWCOMER: Final = 0.6
"""What somebody new carries of a full load in the first year: 90 of 150 points (rules.md, load)."""
FIRST_YEAR: Final = 52
HOURS_A_WEEK: Final = 40
"""Full time. Hours lent from another unit are counted by it."""
WEEKS_IN_A_MONTH: Final = WEEKS_IN_A_YEAR / 12


class NotAScenario(ValueError):
    """Raised for a number that no scenario can have."""


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who works here today.

    workers: full-time workers employed. sick: share of them away (0-1). leaving: share that leaves in a year.
    weeks_to_fill: from that somebody left till the next has come. cases_each: ongoing cases that one present
    full-time worker has room for.
    """

    workers: float
    sick: float
    leaving: float
    weeks_to_fill: int
    cases_each: float

    def __post_init__(self) -> None:
        if not (
            0 <= self.workers <= 100_000
            and 0 <= self.sick <= 1
            and 0 <= self.leaving <= 1
            and 0 <= self.weeks_to_fill <= 1_000
            and 0 <= self.cases_each <= 1_000
        ):
            raise NotAScenario(str(self))


@dataclass(frozen=True, slots=True)
class Scenario:
    """What somebody tries: five numbers, and none of them means that all stays as it is.

    new: full-time workers more, from `from_month` months on. hours: a week, lent from another unit. sick:
    hundredths away, None as today. inflow: hundredths more (or less) cases.
    """

    new: int = 0
    from_month: int = 0
    hours: int = 0
    sick: int | None = None
    inflow: int = 0

    MOST_NEW = 500
    MOST_MONTHS = 24
    MOST_HOURS = 10_000
    INFLOW = (-90, 300)

    def __post_init__(self) -> None:
        if not (
            0 <= self.new <= self.MOST_NEW
            and 0 <= self.from_month <= self.MOST_MONTHS
            and 0 <= self.hours <= self.MOST_HOURS
            and (self.sick is None or 0 <= self.sick <= 100)
            and self.INFLOW[0] <= self.inflow <= self.INFLOW[1]
        ):
            raise NotAScenario(str(self))

    @property
    def changes_nothing(self) -> bool:
        """Whether it is today's way."""
        return not self.new and not self.hours and self.sick is None and not self.inflow

    @property
    def lent(self) -> float:
        """Full-time workers that the lent hours are."""
        return self.hours / HOURS_A_WEEK


def slots(
    chance: np.random.Generator, staffing: Staffing, scenario: Scenario, weeks: int, runs: int
) -> tuple[Floats, Floats]:
    """Cases that there is room for and full-time workers present, each as [week, run].

    Whoever leaves is replaced after `weeks_to_fill`, and those who left before today are on their way in at
    the same pace: on average the number employed stays as it is today. Somebody new carries less in the
    first year.
    """
    away = staffing.sick if scenario.sick is None else scenario.sick / 100
    lag = staffing.weeks_to_fill
    rate = -np.log1p(-min(staffing.leaving, 0.99)) / WEEKS_IN_A_YEAR * staffing.workers
    left = chance.poisson(rate, size=(weeks, runs))
    came = np.concatenate([chance.poisson(rate, size=(min(lag, weeks), runs)), left[: weeks - lag]])
    if lag >= weeks:
        came = came[:weeks]
    employed = np.maximum(0.0, staffing.workers - np.cumsum(left - came, axis=0))
    counted = np.full(weeks, scenario.lent / max(1 - away, 1e-9) if away < 1 else 0.0)
    heads = counted.copy()
    start = round(scenario.from_month * WEEKS_IN_A_MONTH)
    heads[start:] += scenario.new
    counted[start:] += scenario.new * NEWCOMER
    counted[start + FIRST_YEAR :] += scenario.new * (1 - NEWCOMER)
    present = (1 - away) * (employed + heads[:, None])
    room = np.rint((1 - away) * (employed + counted[:, None]) * staffing.cases_each)
    return room, present
