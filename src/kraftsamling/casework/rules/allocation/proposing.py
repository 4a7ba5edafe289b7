"""The proposal: the best way of giving out that was found, and how sure it is that none is better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kraftsamling.casework.rules.allocation.costs import Costs, broken, costs_of
from kraftsamling.casework.rules.allocation.greedy import greedy
from kraftsamling.casework.rules.allocation.problem import Problem

SECONDS: Final = 20.0


class CannotStand(Exception):
    """Raised for a way of giving out that goes against a ceiling, a need or a conflict of interest."""


@dataclass(frozen=True)
class Proposal:
    """Who gets which case. `gap`: how much better there might be, as a share; 0 when it is proven that
    nothing is better; None when no solver was there and nothing is known.
    """

    given: dict[str, str]
    waiting: tuple[str, ...]
    costs: Costs
    gap: float | None

    @property
    def is_proven(self) -> bool:
        """Whether no other proposal is better."""
        return self.gap == 0


def propose(problem: Problem, *, seconds: float = SECONDS) -> Proposal:
    """The best within so many seconds; the simple way's when there is no solver on this machine."""
    start = greedy(problem)
    try:
        # The product runs without the solver: then the list in order is what a manager has.
        from kraftsamling.casework.rules.allocation.exact import SolverFailed, solve
    except ImportError:
        return as_proposal(problem, start, None)
    try:
        found = solve(problem, start, seconds=seconds)
    except SolverFailed:
        return as_proposal(problem, start, None)
    return as_proposal(problem, found.given, found.gap)


def as_proposal(problem: Problem, given: dict[str, str], gap: float | None) -> Proposal:
    """A way of giving out, looked through once more. Raises CannotStand."""
    if wrong := broken(problem, given):
        raise CannotStand(wrong)
    waiting = tuple(case.key for case in problem.cases if case.key not in given)
    return Proposal(given, waiting, costs_of(problem, given), gap)
