"""What another choice changes: the same problem with one pair required or forbidden, solved once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kraftsamling.casework.rules.allocation.costs import Costs
from kraftsamling.casework.rules.allocation.problem import (
    Problem,
    WaitingCase,
    Worker,
    fits,
    may_be_given,
)
from kraftsamling.casework.rules.allocation.proposing import SECONDS, Proposal, as_proposal, propose

HELPER: Final = "~"
"""The key of somebody borrowed: after all others."""


class NoRoom(Exception):
    """Raised when the worker cannot be given the case: the ceiling, a need, an absence or a conflict."""


@dataclass(frozen=True)
class Change:
    """The proposal after another choice, beside the one before.

    moved: cases that go to others than before, and to whom. waits: those that had a worker and now wait.
    dearer: what it costs more on each level; below nought on a level where it is better.
    """

    proposal: Proposal
    moved: Mapping[str, str]
    waits: tuple[str, ...]
    dearer: Costs


def forced(
    problem: Problem, before: Proposal, case: str, worker: str, *, seconds: float = SECONDS
) -> Change:
    """This case to this worker, and the best that is left for the others. Raises NoRoom."""
    here, taker = problem.case[case], problem.worker[worker]
    points = here.points_of(worker)
    if not (may_be_given(taker) and fits(here, taker)) or points > taker.room:
        raise NoRoom
    rest = problem.with_cases(
        _knows(each, worker) if here.family and each.family == here.family else each
        for each in problem.cases
        if each.key != case
    ).with_workers(
        replace(each, load=each.load + points) if each.key == worker else each
        for each in problem.workers
    )
    found = propose(rest, seconds=seconds)
    after = as_proposal(problem, {**found.given, case: worker}, found.gap)
    return _between(before, after, case)


def without(problem: Problem, before: Proposal, case: str, *, seconds: float = SECONDS) -> Change:
    """The best when the case may not go where it was proposed: who is next, and what that would lose."""
    here = problem.case[case]
    barred = replace(here, blocked=here.blocked | {before.given[case]})
    found = propose(
        problem.with_cases(barred if each.key == case else each for each in problem.cases),
        seconds=seconds,
    )
    return _between(before, as_proposal(problem, found.given, found.gap), case)


def raised(
    problem: Problem, before: Proposal, worker: str, more: int, *, seconds: float = SECONDS
) -> Change:
    """The best when this worker's ceiling is so many points higher."""
    higher = with_more(problem, worker, more)
    found = propose(higher, seconds=seconds)
    return _between(before, as_proposal(higher, found.given, found.gap))


def with_more(problem: Problem, worker: str, more: int) -> Problem:
    """The same with a higher ceiling for one."""
    return problem.with_workers(
        replace(each, ceiling=each.ceiling + more) if each.key == worker else each
        for each in problem.workers
    )


def with_helper(problem: Problem, points: int, what: str) -> Problem:
    """The same with somebody borrowed, who knows `what`, for so many points."""
    helper = Worker(HELPER, points, has=frozenset({what} - {""}))
    return problem.with_workers([*problem.workers, helper])


def _knows(case: WaitingCase, worker: str) -> WaitingCase:
    return replace(case, known_by=case.known_by | {worker})


def _between(before: Proposal, after: Proposal, case: str = "") -> Change:
    others = [key for key in before.given if key != case]
    moved = {
        key: after.given[key]
        for key in others
        if key in after.given and after.given[key] != before.given[key]
    }
    waits = tuple(key for key in others if key not in after.given)
    dearer = (now - then for then, now in zip(before.costs, after.costs, strict=True))
    return Change(after, moved, waits, Costs(*dearer))
