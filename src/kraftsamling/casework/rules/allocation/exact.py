"""The best way of giving out, by HiGHS: level after level, each holding what the levels before it reached.

What a level costs is a whole number, so a bound that lies less than one below is a proof that none is
better. A level is not asked for when what is known costs nothing on it: nothing is less. Protection is
solved with only the cases that go first: the others can only take room from them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from kraftsamling.casework.rules.allocation import costs
from kraftsamling.casework.rules.allocation.costs import Given, broken, costs_of
from kraftsamling.casework.rules.allocation.model import LEVELS, Model, Numbers, Whether
from kraftsamling.casework.rules.allocation.problem import Priority, Problem

NODES_AT_MOST: Final = 20_000
"""Branches looked into at a time. It ends a hopeless search at the same place on every machine."""
LESS_THAN_ONE: Final = 0.99
TRIED_FIRST: Final = 8
"""Workers for each case in the first search."""


Cost = Callable[[Given], tuple[int, ...]]


class SolverFailed(Exception):
    """Raised when HiGHS answers with something that is no answer."""


@dataclass(frozen=True)
class Found:
    """The best that was found; `bounds` says, for each level, what no answer can be below."""

    given: dict[str, str]
    costs: costs.Costs
    bounds: tuple[float, ...]

    @property
    def gap(self) -> float:
        """How much better there might be, as a share, on the first level that is not proven. 0: proven."""
        for cost, bound in zip(self.costs, self.bounds, strict=True):
            if cost - bound > LESS_THAN_ONE:
                return min(1.0, (cost - bound) / max(1, cost))
        return 0.0


def solve(problem: Problem, start: Given, *, seconds: float) -> Found:
    """The best within so many seconds. `start` must be allowed; the answer is never worse than it."""
    given, clock, bounds = dict(start), _Seconds(seconds), list[float]()
    for level in range(len(LEVELS)):
        reached = costs_of(problem, given)
        if not reached[level]:
            bounds.append(0)
        elif level == 0:
            first = problem.only_first()
            of_first = {case: worker for case, worker in given.items() if case in first.case}
            better, bound = _better(first, of_first, level, (), clock)
            given = _filled(problem, better, start)
            bounds.append(bound)
        else:
            given, bound = _better(problem, given, level, reached[:level], clock)
            bounds.append(bound)
    return Found(given, costs_of(problem, given), tuple(bounds))


@dataclass
class _Seconds:
    left: float


def _filled(problem: Problem, first: Given, start: Given) -> dict[str, str]:
    """Those that go first as they are now, and of the start what there still is room for."""
    given = dict(first)
    loads = costs.load_after(problem, given)
    for case, worker in start.items():
        after = loads[worker] + problem.case[case].points_of(worker)
        goes_first = problem.case[case].priority == Priority.FIRST
        if not goes_first and after <= problem.worker[worker].ceiling:
            given[case] = worker
            loads[worker] = after
    return given


def _better(
    problem: Problem, start: Given, level: int, held: Sequence[int], clock: _Seconds
) -> tuple[dict[str, str], float]:
    """The best on one level with those before it held, and what nothing is below."""
    model = Model(problem, level)
    for before, most in enumerate(held):
        model.hold(model.prices(before), most)

    def cost(given: Given) -> tuple[int, ...]:
        return costs_of(problem, given)[: level + 1]

    return _Search(model, level, clock).run(start, cost)


class _Search:
    """One level, in three rounds, each only if the one before it proved nothing.

    In fractions: what nothing is below. Then with some workers for each case, those that fit best in
    fractions: often that finds what the fractions promised. Then with all but those columns whose reduced
    cost (the least by which the whole gets dearer when the column is chosen) is more than what there is
    left to gain.
    """

    def __init__(self, model: Model, level: int, clock: _Seconds) -> None:
        self.model, self.level, self.clock = model, level, clock
        self.lp = model.as_lp(model.prices(level))

    def run(self, start: Given, cost: Cost) -> tuple[dict[str, str], float]:
        """The best, and what nothing is below."""
        best = dict(start)
        fractions = self._run(self.lp, None)
        if fractions.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return best, -highspy.kHighsInf
        bound = float(fractions.getInfo().objective_function_value)
        solution = fractions.getSolution()
        values, dearer = np.array(solution.col_value), np.abs(np.array(solution.col_dual))

        def better(left_out: Whether) -> float:
            nonlocal best
            found, least = self._among(best, left_out, np.round(values))
            best = min(found, best, key=cost)
            return least

        def to_gain() -> float:
            return cost(best)[self.level] - bound

        if to_gain() > LESS_THAN_ONE:
            better(~self._some_for_each(dearer, values))
        if to_gain() > LESS_THAN_ONE:
            bound = max(bound, better(dearer > to_gain()))
        return best, bound

    def _some_for_each(self, dearer: Numbers, values: Numbers) -> Whether:
        """The columns of the first round: of equally good ones, others for each case."""
        some = values > 0
        for number, columns in enumerate(self.model.of_case.values()):
            turn = number % max(1, len(columns))
            turned = columns[turn:] + columns[:turn]
            some[sorted(turned, key=lambda column: dearer[column])[:TRIED_FIRST]] = True
        return some

    def _among(
        self, best: Given, left_out: Whether, values: Numbers
    ) -> tuple[dict[str, str], float]:
        """The best with the columns that are left out held where they are, unless what is known has them
        elsewhere; and what none such is below.
        """
        known, choices = self.model.as_columns(best), self.model.choices
        fixed = np.zeros(len(values), dtype=bool)
        fixed[choices] = left_out[choices] & (known[choices] == values[choices])
        highs = self._run(self.model.in_whole(self.lp, fixed, values), known)
        info = highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return dict(best), -highspy.kHighsInf
        found = self.model.as_given(np.array(highs.getSolution().col_value))
        if broken(self.model.problem, found):
            raise SolverFailed(broken(self.model.problem, found))
        return found, float(info.mip_dual_bound)

    def _run(self, lp: highspy.HighsLp, start: Numbers | None) -> highspy.Highs:
        highs = _highs(self.clock.left)
        highs.passModel(lp)
        if start is not None:
            choices = self.model.choices
            highs.setSolution(len(choices), choices, start[choices])
        highs.run()
        self.clock.left -= highs.getRunTime()
        return highs


def _highs(seconds: float) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "mip_detect_symmetry": False,
        # Tried on three hundred cases: more search by rule of thumb than is usual saves more than it takes.
        "mip_heuristic_effort": 0.2,
        "mip_heuristic_run_feasibility_jump": False,
        "mip_allow_restart": False,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": LESS_THAN_ONE,
        "mip_max_nodes": NODES_AT_MOST,
        "time_limit": max(0.01, seconds),
    }.items():
        highs.setOptionValue(name, value)
    return highs
