"""The whole of it: from a history, a staffing and a scenario to bands, and to when the queue is gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from kraftsamling.workforce.rules.forecast import inflow, length, queue
from kraftsamling.workforce.rules.forecast.history import History
from kraftsamling.workforce.rules.forecast.inflow import Floats
from kraftsamling.workforce.rules.forecast.staffing import Scenario, Staffing, slots

RUNS: Final = 1_000
WEEKS: Final = 104
SHARES: Final = (0.10, 0.25, 0.50, 0.75, 0.90)
"""A half of the runs lies between the second and the fourth, four of five between the first and the last."""
GONE: Final = 4
"""Weeks in a row without anybody waiting before the queue counts as gone: one quiet week is not the light."""
LONGEST: Final = 520.0
"""Weeks: a wait of ten years and one that never ends are told alike."""


@dataclass(frozen=True, slots=True)
class Bands:
    """A quantity week by week: for each of SHARES the value that this share of the runs lies at or below."""

    values: Floats

    @property
    def middle(self) -> Floats:
        middle: Floats = self.values[2]
        return middle

    def at(self, week: int) -> tuple[float, float, float, float, float]:
        """The five values of one week, the lowest first."""
        low, lower, middle, upper, high = (float(value) for value in self.values[:, week])
        return low, lower, middle, upper, high


@dataclass(frozen=True, slots=True)
class Clearing:
    """When nobody waits any more, in weeks from the start: the first of GONE weeks without a queue.

    early, middle, late: the weeks by which one in ten, half, and nine in ten of the runs have come there;
    None where they have not within the time looked at. chance: the share of runs that come there.
    """

    early: int | None
    middle: int | None
    late: int | None
    chance: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What may happen with the queue in so many weeks.

    waiting in cases, wait in weeks for the one who comes last, load in ongoing cases per present full-time
    worker. growth: cases a month by which the queue grows, in the middle run, negative when it shrinks.
    """

    waiting: Bands
    wait: Bands
    load: Bands
    clearing: Clearing
    growth: float

    @property
    def clears(self) -> bool:
        """Whether the queue is more likely than not to be gone within the time looked at."""
        return self.clearing.middle is not None


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a history tells: how many come, how long each takes, and how it stands at its end."""

    inflow: inflow.Inflow
    length: length.Length
    waiting: int
    active: int


def fit(history: History) -> Fitted:
    """What a history tells. Raises TooShort when too few weeks are known."""
    return Fitted(
        inflow.fitted(history), length.fitted(history), history.last.waiting, history.last.active
    )


def seed_of(key: str) -> int:
    """The seed of an authority: the same page twice says the same, and no two authorities move together."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")


def forecast(
    known: Fitted,
    staffing: Staffing,
    scenario: Scenario | None = None,
    *,
    seed: int,
    weeks: int = WEEKS,
    runs: int = RUNS,
) -> Forecast:
    """So many runs of so many weeks. Two scenarios with one seed differ by the scenario alone.

    Arrivals, staff and endings draw from streams of their own, so that one more worker does not change who
    falls ill or what comes in.
    """
    scenario = scenario or Scenario()
    arriving, working, ending = (
        np.random.Generator(np.random.SFC64(stream))
        for stream in np.random.SeedSequence(seed).spawn(3)
    )
    arrivals = known.inflow.drawn(arriving, weeks, runs, 1 + scenario.inflow / 100)
    room, present = slots(working, staffing, scenario, weeks, runs)
    share = known.length.drawn(ending, runs)
    paths = queue.run(ending, arrivals, room, share, waiting=known.waiting, active=known.active)
    waiting = _bands(paths.waiting)
    with np.errstate(divide="ignore", invalid="ignore"):
        wait = np.where(paths.waiting > 0, paths.waiting / (room * share), 0.0)
        load = np.where(present > 0, paths.active / present, 0.0)
    return Forecast(
        waiting=waiting,
        wait=_bands(np.minimum(wait, LONGEST)),
        load=_bands(load),
        clearing=_clearing(paths.waiting, known.waiting),
        growth=float(waiting.middle[-1] - known.waiting) / weeks * 52 / 12,
    )


def _bands(paths: Floats) -> Bands:
    """Sorted within each week; a share is the run that stands there, so counts stay whole."""
    runs = paths.shape[1]
    places = [min(runs - 1, int(share * runs)) for share in SHARES]
    return Bands(np.sort(paths, axis=1)[:, places].T)


def _clearing(waiting: Floats, now: int) -> Clearing:
    if not now:
        return Clearing(0, 0, 0, 1.0)
    weeks, runs = waiting.shape
    empty = np.cumsum(np.vstack([np.zeros(runs), waiting <= 0]), axis=0)
    gone = empty[GONE:] - empty[:-GONE] == GONE
    when = np.where(gone.any(axis=0), gone.argmax(axis=0) + 1, weeks + 1)
    when.sort()
    early, middle, late = (
        week if (week := int(when[min(runs - 1, int(share * runs))])) <= weeks else None
        for share in (SHARES[0], SHARES[2], SHARES[4])
    )
    return Clearing(early, middle, late, chance=float((when <= weeks).mean()))
