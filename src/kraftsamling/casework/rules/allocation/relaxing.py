"""What it would take that a case, or every case, gets a worker: the cheapest ways, each tried by the solver.

A way is a change of what is given: points above a ceiling for a while, a post that is filled, help from
another unit, an interpreter, somebody who comes back. It counts only if everybody who had a worker keeps
having one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kraftsamling.casework.rules.allocation.changing import HELPER, with_more
from kraftsamling.casework.rules.allocation.problem import (
    AWAY_AT_MOST,
    Problem,
    Worker,
    fits,
    may_be_given,
)
from kraftsamling.casework.rules.allocation.proposing import Proposal, propose
from kraftsamling.workforce.rules.points import RAISED_AT_MOST

OFFERED: Final = 2
STEP: Final = 5
SECONDS_EACH: Final = 2.0


class Way(StrEnum):
    """How a case could get a worker."""

    INTERPRETER = "INTERPRETER"
    ABOVE_CEILING = "ABOVE_CEILING"
    COMES_BACK = "COMES_BACK"
    OTHER_UNIT = "OTHER_UNIT"
    FILL_POST = "FILL_POST"


PRICE: Final = {
    Way.INTERPRETER: 15,
    Way.ABOVE_CEILING: 2,
    Way.COMES_BACK: 4,
    Way.OTHER_UNIT: 3,
    Way.FILL_POST: 200,
}
"""Of a point, for points; of a day, for days; of the whole, for a post and an interpreter."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way: whom it concerns, the points or days it takes, the need it bridges, and what it is counted
    at."""

    way: Way
    worker: str = ""
    number: int = 0
    what: str = ""
    price: int = 0


def for_case(problem: Problem, proposal: Proposal, case: str) -> tuple[Relaxation, ...]:
    """The two cheapest, of different kinds, that would give this waiting case a worker."""
    kept = {*proposal.given, case}
    return _cheapest(problem, kept, _ways(problem, proposal, [case]))


def for_all(problem: Problem, proposal: Proposal) -> tuple[Relaxation, ...]:
    """The two cheapest, of different kinds, after which nobody waits. None, when one alone is not enough."""
    if not proposal.waiting:
        return ()
    return _cheapest(problem, set(problem.case), _ways(problem, proposal, proposal.waiting))


def _cheapest(
    problem: Problem, kept: set[str], ways: Iterable[tuple[Relaxation, Problem]]
) -> tuple[Relaxation, ...]:
    found: dict[Way, Relaxation] = {}
    for relaxation, relaxed in sorted(ways, key=lambda each: (each[0].price, each[0].worker)):
        if relaxation.way in found:
            continue
        only = relaxed.with_cases(each for each in relaxed.cases if each.key in kept)
        if _could_hold(only) and not propose(only, seconds=SECONDS_EACH).waiting:
            found[relaxation.way] = relaxation
        if len(found) == OFFERED:
            break
    return tuple(found.values())


def _could_hold(problem: Problem) -> bool:
    """Whether the points find room at all, were they water: most ways fall here, without a solver."""
    room = sum(worker.room for worker in problem.workers if may_be_given(worker))
    lightest = (
        min((case.points_of(key) for key in problem.eligible[case.key]), default=room + 1)
        for case in problem.cases
    )
    return sum(lightest) <= room


def _ways(
    problem: Problem, proposal: Proposal, cases: Iterable[str]
) -> Iterator[tuple[Relaxation, Problem]]:
    wanted = [problem.case[key] for key in cases]
    yield from _interpreters(problem, {need for case in wanted for need in case.needs})
    for worker in problem.workers:
        if any(fits(case, worker) for case in wanted):
            yield from _above_ceiling(problem, worker)
            yield from _back(problem, worker)
    for post in problem.vacancies:
        relaxed = problem.with_workers([*problem.workers, post])
        yield Relaxation(Way.FILL_POST, post.key, price=PRICE[Way.FILL_POST]), relaxed
    needs = frozenset().union(*(case.needs for case in wanted))
    most = sum(case.points for case in wanted)
    for points in sorted({case.points for case in wanted} | {most}):
        helper = Worker(HELPER, points, has=needs)
        relaxation = Relaxation(Way.OTHER_UNIT, number=points, price=points * PRICE[Way.OTHER_UNIT])
        yield relaxation, problem.with_workers([*problem.workers, helper])


def _interpreters(problem: Problem, needs: Iterable[str]) -> Iterator[tuple[Relaxation, Problem]]:
    for need in sorted(set(needs) & problem.bridgeable):
        relaxed = problem.with_cases(
            replace(case, needs=case.needs - {need}) for case in problem.cases
        )
        yield Relaxation(Way.INTERPRETER, what=need, price=PRICE[Way.INTERPRETER]), relaxed


def _above_ceiling(problem: Problem, worker: Worker) -> Iterator[tuple[Relaxation, Problem]]:
    for points in range(STEP, RAISED_AT_MOST + 1, STEP):
        yield (
            Relaxation(
                Way.ABOVE_CEILING, worker.key, points, price=points * PRICE[Way.ABOVE_CEILING]
            ),
            with_more(problem, worker.key, points),
        )


def _back(problem: Problem, worker: Worker) -> Iterator[tuple[Relaxation, Problem]]:
    if worker.starts_in is not None and worker.starts_in > AWAY_AT_MOST and not worker.is_trainee:
        days = worker.starts_in
        back = replace(worker, starts_in=0)
        yield (
            Relaxation(Way.COMES_BACK, worker.key, days, price=days * PRICE[Way.COMES_BACK]),
            _instead(problem, back),
        )


def _instead(problem: Problem, worker: Worker) -> Problem:
    return problem.with_workers(
        worker if each.key == worker.key else each for each in problem.workers
    )
