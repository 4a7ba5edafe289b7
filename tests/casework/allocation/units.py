"""Units with cases that wait, small enough to try every way of giving them out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from kraftsamling.casework.rules.allocation.costs import Costs, broken, costs_of
from kraftsamling.casework.rules.allocation.problem import Priority, Problem, WaitingCase, Worker

WORKERS = ("amina", "jonas", "sara", "tomas")
NEEDS = ("SMALL_CHILDREN", "ARABIC")
KINDS = ("PRELIMINARY", "INVESTIGATION")


def worker(key: str, ceiling: int = 150, load: int = 0, **more: object) -> Worker:
    """Somebody who is here today and can do everything that nobody asks for."""
    return Worker(key, ceiling, load, **more)  # type: ignore[arg-type]


def case(
    key: str, points: int = 20, priority: Priority = Priority.THIS_WEEK, **more: object
) -> WaitingCase:
    """A case that waits, without anything particular."""
    return WaitingCase(key, points, priority, **more)  # type: ignore[arg-type]


def every_way(problem: Problem) -> Iterator[dict[str, str]]:
    """All ways that the problem allows."""
    choices = [(None, *problem.eligible[each.key]) for each in problem.cases]
    for chosen in product(*choices):
        given = {each.key: who for each, who in zip(problem.cases, chosen, strict=True) if who}
        if not broken(problem, given):
            yield given


def best_of_all(problem: Problem) -> Costs:
    """What the best of all ways costs, by trying each."""
    return min(costs_of(problem, given) for given in every_way(problem))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to five cases and four workers, with everything that a case or a worker can have."""
    keys = WORKERS[: draw(st.integers(0, len(WORKERS)))]
    some = lambda names: st.frozensets(st.sampled_from(names)) if names else st.just(frozenset())  # noqa: E731
    workers = [
        Worker(
            key,
            ceiling=draw(st.sampled_from((30, 90, 120, 150))),
            load=draw(st.integers(0, 30)) * 5,
            has=draw(some(NEEDS)),
            kinds=draw(some(KINDS)),
            starts_in=draw(st.sampled_from((0, 0, 0, 1, 3, 20, None))),
            is_trainee=draw(st.sampled_from((False, False, False, True))),
        )
        for key in keys
    ]
    cases = [
        WaitingCase(
            f"case {number}",
            points=draw(st.integers(1, 8)) * 5,
            priority=draw(st.sampled_from(Priority)),
            waited_days=draw(st.integers(0, 20)),
            days_left=draw(st.none() | st.integers(-5, 30)),
            kind=draw(st.sampled_from(KINDS)),
            family=draw(st.sampled_from(("", "", "Nordal", "Blom"))),
            needs=draw(some(NEEDS)) if draw(st.booleans()) else frozenset(),
            known_by=draw(some(keys)),
            blocked=draw(some(keys)) if draw(st.booleans()) else frozenset(),
            points_for={key: draw(st.integers(1, 8)) * 5 for key in draw(some(keys))},
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return Problem.of(cases, workers)
