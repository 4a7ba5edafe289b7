"""How many cases come: a level, a trend and a season, and how much more than chance the weeks vary.

A log-linear regression of the weekly counts with a quasi-Poisson variance (McCullagh and Nelder, Generalized
Linear Models, 1989, ch. 6 and 9), with mild prior beliefs so that a short history promises no trend and no
season that it has not shown. What is not known of the coefficients goes into the forecast: each run draws its
own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kraftsamling.workforce.rules.forecast.history import History

Floats = NDArray[np.float64]

WEEKS_IN_A_YEAR: Final = 365.25 / 7
TREND_SD: Final = 0.10
"""Before anything is known: the inflow changes by some ten hundredths a year, up or down."""
SEASON_SD: Final = (0.20, 0.20, 0.10, 0.10)
"""… and its yearly and half-yearly waves are some twenty and ten hundredths high."""
LEVEL_SD: Final = 2.0
USUAL_SPREAD: Final = 1.3
SPREAD_WEIGHT: Final = 10.0
"""Variance by mean of the weekly counts before anything is known, and how many weeks that weighs."""
ROUNDS: Final = 30


@dataclass(frozen=True, slots=True)
class Inflow:
    """What the history says of the weeks to come.

    best: the coefficients (level, trend a year, four of the season), covariance what is not known of them.
    spread: variance by mean of the counts, at least 1 (Poisson). ends: the Monday from which weeks count.
    """

    best: Floats
    covariance: Floats
    spread: float
    ends: date

    def mean(self, weeks: int) -> Floats:
        """Cases a week that are expected to come, for so many weeks onwards."""
        means: Floats = np.exp(_design(np.arange(weeks), self.ends) @ self.best)
        return means

    def drawn(self, chance: np.random.Generator, weeks: int, runs: int, times: float) -> Floats:
        """Cases that come, as [week, run]: each run with its own coefficients, the level `times` higher."""
        coefficients = chance.multivariate_normal(
            self.best, self.covariance, size=runs, method="cholesky"
        )
        levels = np.zeros((weeks, runs))
        for column, coefficient in zip(
            _design(np.arange(weeks), self.ends).T, coefficients.T, strict=True
        ):  # six sums are faster than waking the threads of a matrix product
            levels += np.outer(column, coefficient)
        means = np.exp(np.clip(levels, -20, 15)) * times
        return counts(chance, means, self.spread)


def counts(chance: np.random.Generator, means: Floats, spread: float) -> Floats:
    """Counts with these means and `spread` times the variance of a Poisson (negative binomial)."""
    if spread > 1:
        means = chance.standard_gamma(means / (spread - 1)) * (spread - 1)
    return chance.poisson(means).astype(np.float64)


def fitted(history: History) -> Inflow:
    """The inflow read out of a history. Raises TooShort when too few weeks are known."""
    known = history.asked_to_be_long_enough().known
    places = np.array([place for place, _ in known])
    arrived = np.array([week.arrived for _, week in known], dtype=np.float64)
    design = _design(places - len(history.weeks), history.ends)
    prior = 1 / np.array([LEVEL_SD, TREND_SD, *SEASON_SD]) ** 2
    start = np.zeros(len(prior))
    start[0] = np.log(max(arrived.mean(), 0.5 / len(arrived)))
    spread = USUAL_SPREAD
    best, covariance = start, np.diag(1 / prior)
    for _ in range(3):
        best, covariance = _most_likely(design, arrived, start, prior, spread)
        spread = _spread(design, arrived, best, covariance, spread)
    return Inflow(best, covariance, spread, history.ends)


def _design(places: NDArray[np.int_], ends: date) -> Floats:
    """A row per week counted from `ends`: level, years from then, and where in the year it lies."""
    in_year = 2 * np.pi * (ends.timetuple().tm_yday / 7 + places) / WEEKS_IN_A_YEAR
    return np.column_stack(
        [
            np.ones(len(places)),
            places / WEEKS_IN_A_YEAR,
            np.sin(in_year),
            np.cos(in_year),
            np.sin(2 * in_year),
            np.cos(2 * in_year),
        ]
    )


def _most_likely(
    design: Floats, arrived: Floats, start: Floats, prior: Floats, spread: float
) -> tuple[Floats, Floats]:
    """The likeliest coefficients and their covariance, by Newton's method with steps of at most one."""
    best = start.copy()
    for _ in range(ROUNDS):
        means = np.exp(design @ best)
        slope = design.T @ (arrived - means) / spread - prior * (best - start)
        bend = (design.T * means) @ design / spread + np.diag(prior)
        step = np.linalg.solve(bend, slope)
        step /= max(1.0, float(np.abs(step).max()))
        best = best + step
        if float(np.abs(step).max()) < 1e-8:
            break
    means = np.exp(design @ best)
    bend = (design.T * means) @ design / spread + np.diag(prior)
    covariance: Floats = np.linalg.inv(bend).astype(np.float64)
    return best, covariance


def _spread(
    design: Floats, arrived: Floats, best: Floats, covariance: Floats, spread: float
) -> float:
    """Pearson's variance by mean, with what is usual weighed in, never below chance."""
    means = np.exp(design @ best)
    used = float(np.trace((design.T * means) @ design / spread @ covariance))
    free = len(arrived) - used
    pearson = float(np.sum((arrived - means) ** 2 / means))
    return max(1.0, (SPREAD_WEIGHT * USUAL_SPREAD + pearson) / (SPREAD_WEIGHT + free))
