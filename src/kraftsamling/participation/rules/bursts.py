"""Hours that brought far more answers than usual: somebody may be answering many times (svar i klump).

What is known is a number for each hour. An hour of the last week is compared with the same hour of the day in
the four weeks before it. Counts are skewed, so both are put on the scale where their spread is the same
(2·√(x + 3/8), Anscombe 1948) before three standard deviations are asked for; where the four weeks have spread
more than chance alone does (cafés, school classes), so much more is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from statistics import fmean, pvariance
from typing import Final

SIGMAS: Final = 3.0
WATCHED: Final = timedelta(days=7)
COMPARED: Final = timedelta(days=28)
LEAST_BEFORE: Final = timedelta(days=14)
LEAST: Final = 5
"""An hour with fewer answers is never told of: a number of so few would say when somebody answered."""


@dataclass(frozen=True)
class Burst:
    """An hour with far more answers than the same hour usually brings; `usual` is the mean."""

    hour: datetime
    count: int
    usual: float


def bursts(arrivals: Iterable[tuple[datetime, int]], *, now: datetime) -> Sequence[Burst]:
    """The unusual hours of the last week, the oldest first. None before two weeks have been counted.

    `arrivals` holds the hours that brought any answer, in one time zone, and how many.
    """
    counted = dict(arrivals)
    began = now - WATCHED
    if not counted or min(counted) > began - LEAST_BEFORE:
        return []
    first = max(began - COMPARED, min(counted))
    before = {hour: count for hour, count in counted.items() if first <= hour < began}
    days = (began - first).days
    return [
        Burst(hour, count, usual)
        for hour, count in sorted(counted.items())
        if began <= hour <= now and count >= LEAST
        for usual, spread in [_usual(before, hour.hour, days)]
        if _distance(count, usual) > SIGMAS * spread
    ]


def _usual(before: dict[datetime, int], of_the_day: int, days: int) -> tuple[float, float]:
    """The mean at an hour of the day, and how much wider than chance it spreads (at least 1)."""
    there = [count for hour, count in before.items() if hour.hour == of_the_day]
    counts = [*there, *([0] * max(days - len(there), 0))]
    mean = fmean(counts) if counts else 0.0
    return mean, max(1.0, sqrt(pvariance(counts, mean) / mean)) if mean else 1.0


def _distance(count: int, usual: float) -> float:
    return 2 * sqrt(count + 3 / 8) - 2 * sqrt(usual + 3 / 8)
