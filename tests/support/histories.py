"""Authorities whose truth is known: a history to forecast from, and what then really happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from kraftsamling.workforce.rules.forecast import forecast as whole
from kraftsamling.workforce.rules.forecast.history import History, Week
from kraftsamling.workforce.rules.forecast.inflow import (
    SEASON_SD,
    TREND_SD,
    WEEKS_IN_A_YEAR,
    counts,
)
from kraftsamling.workforce.rules.forecast.staffing import Scenario, Staffing, slots

FIRST: Final = date(2024, 1, 1)
LOOKED_AT: Final = (3, 12, 25)
"""Weeks, from 0, at which a forecast is held against what happened: a month, a quarter, half a year."""


@dataclass(frozen=True, slots=True)
class Made:
    """A history, the staffing at its end, and how many waited in each week thereafter."""

    history: History
    staffing: Staffing
    then: list[int]


def made(seed: int, *, weeks: int = 104, onwards: int = 26) -> Made:
    """An authority with a level, a trend, a season and a spread of its own, near full load."""
    chance = np.random.default_rng(seed)
    level, length = chance.uniform(4, 25), chance.uniform(10, 25)
    places = np.arange(-weeks, onwards)
    in_year = 2 * np.pi * places / WEEKS_IN_A_YEAR
    waves = chance.normal(0, SEASON_SD)
    logs = np.log(level) + chance.normal(0, TREND_SD) * places / WEEKS_IN_A_YEAR
    for wave, height in zip(
        (np.sin(in_year), np.cos(in_year), np.sin(2 * in_year), np.cos(2 * in_year)),
        waves,
        strict=True,
    ):
        logs = logs + height * wave
    came = counts(chance, np.exp(logs), chance.uniform(1, 1.6)).astype(int)
    staffing = Staffing(
        workers=max(2, round(level * length * chance.uniform(0.8, 1.0) / 13)),
        sick=0.07,
        leaving=chance.uniform(0, 0.2),
        weeks_to_fill=16,
        cases_each=14,
    )
    room = np.full(weeks, round(staffing.workers * 0.93 * 14))
    later, _ = slots(chance, staffing, Scenario(), onwards, 1)
    known: list[Week] = []
    then: list[int] = []
    waiting, active = int(level * 3), int(room[0])
    for week, most in enumerate([*room, *later[:, 0].astype(int)]):
        ended = int(chance.binomial(active, 1 / length))
        asking = waiting + active - ended + int(came[week])
        now = min(asking, int(most))
        given = max(0, now - active + ended)
        waiting, active = asking - now, now
        if week < weeks:
            known.append(Week(int(came[week]), given, ended, waiting, active))
        else:
            then.append(waiting)
    return Made(History(FIRST, tuple(known)), staffing, then)


def within(authorities: int, *, weeks: int = 104) -> float:
    """The share of outcomes that lie in the 80 % band, over so many authorities and LOOKED_AT.

    A value on the edge of the band counts half: the numbers are whole, and the edge belongs to both sides.
    """
    inside = 0.0
    for seed in range(authorities):
        truth = made(seed, weeks=weeks)
        told = whole.forecast(
            whole.fit(truth.history), truth.staffing, seed=seed, weeks=max(LOOKED_AT) + 1
        )
        for week in LOOKED_AT:
            low, *_, high = told.waiting.at(week)
            inside += _counted(truth.then[week], low, high)
    return inside / authorities / len(LOOKED_AT)


def _counted(value: float, low: float, high: float) -> float:
    if low == high == value:
        return 0.8
    if value in (low, high):
        return 0.5
    return float(low < value < high)
