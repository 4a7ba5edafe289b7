"""Ljuset i tunneln: how long a forecast takes, what it keeps in memory, and whether its bands hold.

Processor time, not wall time: a forecast never waits. The floor is one sorting of as many numbers as there
are runs and weeks.
"""

from __future__ import annotations

import tracemalloc
from time import process_time
from typing import Final

import numpy as np
from tests.support.histories import made, within

from bench.table import Row, median_ms
from kraftsamling.workforce.rules.forecast.forecast import RUNS, WEEKS, fit, forecast

AUTHORITIES: Final = 290
ONE_MS: Final = 50
ALL_SECONDS: Final = 10.0
ALL_MB: Final = 200
CALIBRATED: Final = (0.75, 0.85)


def run() -> list[Row]:
    """One authority, all of the country, and the share of outcomes in the 80 % band."""
    numbers = np.random.default_rng(1).random((WEEKS, RUNS))
    floor = median_ms(lambda: np.sort(numbers, axis=1), times=9, clock=process_time)
    return [_one(floor), _all(floor), _calibration()]


def _one(floor: float) -> Row:
    truth = made(1)
    known = fit(truth.history)
    took = median_ms(lambda: forecast(known, truth.staffing, seed=1), times=9, clock=process_time)
    return Row(
        f"forecast of one authority, {RUNS:,} runs of {WEEKS} weeks",
        took,
        "ms",
        "sorting as many numbers",
        took / floor,
        f"at most {ONE_MS} ms",
        took <= ONE_MS,
    )


def _all(floor: float) -> Row:
    histories = [made(seed) for seed in range(AUTHORITIES)]
    began = process_time()
    for seed, truth in enumerate(histories):
        forecast(fit(truth.history), truth.staffing, seed=seed)
    took = process_time() - began
    tracemalloc.start()
    forecast(fit(histories[0].history), histories[0].staffing, seed=0)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return Row(
        f"{AUTHORITIES} authorities, {peak:.0f} MB at most",
        took,
        "s",
        "sorting as many numbers",
        took * 1000 / floor / AUTHORITIES,
        f"at most {ALL_SECONDS:g} s and {ALL_MB} MB",
        took <= ALL_SECONDS and peak <= ALL_MB,
    )


def _calibration() -> Row:
    share = within(300)
    low, high = CALIBRATED
    return Row(
        "outcomes in the 80 % band, 300 made authorities",
        100 * share,
        "%",
        "four of five",
        share / 0.8,
        f"{100 * low:g}-{100 * high:g} %",
        low <= share <= high,
    )
