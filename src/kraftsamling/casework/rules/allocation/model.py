"""A problem as columns and rows for HiGHS: who is given what, within every ceiling, and what each level
costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from kraftsamling.casework.rules.allocation import costs
from kraftsamling.casework.rules.allocation.costs import Given
from kraftsamling.casework.rules.allocation.problem import Priority, Problem

LEVELS: Final = costs.Costs._fields
CONTINUITY: Final = LEVELS.index("continuity")
EVENNESS: Final = LEVELS.index("evenness")

Numbers = NDArray[np.float64]
Whether = NDArray[np.bool_]
Entry = tuple[int, float]
"""A column and its coefficient."""
Prices = dict[int, float]
"""What columns cost."""


@dataclass
class _Rows:
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def add(self, lower: float, upper: float, entries: Iterable[Entry]) -> None:
        self.lower.append(lower)
        self.upper.append(upper)
        self.starts.append(len(self.columns))
        for column, value in entries:
            self.columns.append(column)
            self.values.append(value)


class Model:
    """Columns and rows of a problem."""

    def __init__(self, problem: Problem, level: int) -> None:
        self.problem = problem
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows = _Rows()
        self.column: dict[tuple[str, str], int] = {}
        self.of_case: dict[str, list[int]] = {case.key: [] for case in problem.cases}
        self.waits: dict[str, int] = {}
        self.of_worker: dict[str, list[Entry]] = {worker.key: [] for worker in problem.workers}
        self.bands: list[tuple[int, int]] = []
        self.apart: list[int] = []
        self._give()
        self._ceilings()
        # What a level does not ask for only makes it slower.
        if level >= CONTINUITY:
            self._siblings()
        if level >= EVENNESS:
            self._loads()

    def _new(self, upper: float, *, whole: bool) -> int:
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.upper) - 1

    def _give(self) -> None:
        for case in self.problem.cases:
            for key in self.problem.eligible[case.key]:
                if case.points_of(key) > self.problem.worker[key].room:
                    continue
                column = self._new(1, whole=True)
                self.column[case.key, key] = column
                self.of_case[case.key].append(column)
                self.of_worker[key].append((column, case.points_of(key)))
            self.waits[case.key] = self._new(1, whole=False)
            all_of_it = [self.waits[case.key], *self.of_case[case.key]]
            self.rows.add(1, 1, ((column, 1) for column in all_of_it))

    def _ceilings(self) -> None:
        for worker in self.problem.workers:
            if self.of_worker[worker.key]:
                self.rows.add(-highspy.kHighsInf, worker.room, self.of_worker[worker.key])

    def _siblings(self) -> None:
        """For each family, how many workers beyond the first: more than nought when two share it."""
        for cases in self.problem.families.values():
            of_worker: dict[str, list[int]] = {}
            for case in cases:
                for key in self.problem.eligible[case]:
                    if (case, key) in self.column:
                        of_worker.setdefault(key, []).append(self.column[case, key])
            if len(of_worker) < 2:
                continue
            beyond = self._new(len(cases) - 1, whole=False)
            has = []
            for columns in of_worker.values():
                one = self._new(1, whole=False)
                has.append(one)
                for column in columns:
                    self.rows.add(0, highspy.kHighsInf, ((one, 1), (column, -1)))
            self.rows.add(-1, highspy.kHighsInf, [(beyond, 1), *((one, -1) for one in has)])
            self.apart.append(beyond)

    def _loads(self) -> None:
        """For each worker the points in each band, which together are what she is given."""
        for worker in self.problem.workers:
            if not self.of_worker[worker.key]:
                continue
            ends = [worker.load, *(max(worker.load, end) for end in costs.band_ends(worker))]
            ends.append(worker.load + worker.room)
            parts = []
            for rate, (low, high) in enumerate(pairwise(ends)):
                if high > low:
                    band = self._new(high - low, whole=False)
                    parts.append((band, -1.0))
                    self.bands.append((band, rate))
            self.rows.add(0, 0, [*self.of_worker[worker.key], *parts])

    def prices(self, level: int) -> Prices:
        """What a level costs."""
        return (self._protection, self._law, self._continuity, self._evenness)[level]()

    def _of_priority(self, *, first: bool) -> Prices:
        """What is paid for waiting stands on a column of its own: held, it then says at once who may not
        wait."""
        prices = Prices()
        for case in self.problem.cases:
            if (case.priority == Priority.FIRST) != first:
                continue
            prices[self.waits[case.key]] = costs.of_waiting(case)
            for key in self.problem.eligible[case.key]:
                starting = costs.of_starting(case, self.problem.worker[key])
                if starting and (case.key, key) in self.column:
                    prices[self.column[case.key, key]] = starting
        return prices

    def _protection(self) -> Prices:
        return self._of_priority(first=True)

    def _law(self) -> Prices:
        return self._of_priority(first=False)

    def _continuity(self) -> Prices:
        prices = Prices(dict.fromkeys(self.apart, costs.SIBLINGS_APART))
        for case in self.problem.cases:
            if case.known_by:
                prices[self.waits[case.key]] = costs.KNEW_THE_FAMILY
                for key in self.problem.eligible[case.key]:
                    stranger = costs.of_stranger(case, key)
                    if stranger and (case.key, key) in self.column:
                        prices[self.column[case.key, key]] = stranger
        return prices

    def _evenness(self) -> Prices:
        prices = {band: float(rate) for band, rate in self.bands if rate}
        for (case, key), column in self.column.items():
            price = costs.of_kind(self.problem.case[case], self.problem.worker[key])
            if price:
                prices[column] = price
        return prices

    def hold(self, prices: Prices, most: int) -> None:
        """From now on this may cost no more."""
        self.rows.add(-highspy.kHighsInf, most, prices.items())

    def as_lp(self, prices: Prices) -> highspy.HighsLp:
        """With these prices, and everything in fractions."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.upper), len(self.rows.lower)
        cost = np.zeros(len(self.upper))
        for column, price in prices.items():
            cost[column] = price
        lp.col_cost_, lp.col_lower_ = cost, np.zeros(len(self.upper))
        lp.col_upper_ = np.array(self.upper, dtype=float)
        lp.row_lower_ = np.array(self.rows.lower, dtype=float)
        lp.row_upper_ = np.array(self.rows.upper, dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([*self.rows.starts, len(self.rows.columns)])
        lp.a_matrix_.index_ = np.array(self.rows.columns)
        lp.a_matrix_.value_ = np.array(self.rows.values, dtype=float)
        return lp

    def in_whole(self, lp: highspy.HighsLp, fixed: Whether, at: Numbers) -> highspy.HighsLp:
        """The same in whole numbers, with some columns held at what they are in `at`."""
        lp.col_lower_ = np.where(fixed, at, 0.0)
        lp.col_upper_ = np.where(fixed, at, self.upper)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        return lp

    def as_columns(self, given: Given) -> Numbers:
        """The columns that say who is given what; the others are nought."""
        values = np.zeros(len(self.upper))
        for case, key in given.items():
            values[self.column[case, key]] = 1
        return values

    def as_given(self, values: Numbers) -> dict[str, str]:
        """Case to worker."""
        return {case: key for (case, key), column in self.column.items() if values[column] > 0.5}

    @property
    def choices(self) -> NDArray[np.int32]:
        """The columns that say who is given what."""
        return np.array(list(self.column.values()), dtype=np.int32)
