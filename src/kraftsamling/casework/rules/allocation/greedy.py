"""The way of giving out that needs no solver: the most costly to leave first, to whom it costs least.

It is where the solver starts, what is proposed without it, and what the benchmark compares with.
"""

from __future__ import annotations

from kraftsamling.casework.rules.allocation import costs
from kraftsamling.casework.rules.allocation.problem import Problem, WaitingCase


def greedy(problem: Problem) -> dict[str, str]:
    """Case to worker, within every ceiling."""
    given: dict[str, str] = {}
    loads = {worker.key: worker.load for worker in problem.workers}
    with_family: dict[str, set[str]] = {}
    for case in in_order(problem):
        may = [
            key
            for key in problem.eligible[case.key]
            if loads[key] + case.points_of(key) <= problem.worker[key].ceiling
        ]
        if not may:
            continue
        together = with_family.setdefault(case.family, set()) if case.family else set()

        def price(
            key: str, case: WaitingCase = case, together: set[str] = together
        ) -> tuple[int, int, int, str]:
            worker = problem.worker[key]
            apart = costs.SIBLINGS_APART if together and key not in together else 0
            after = loads[key] + case.points_of(key)
            return (
                costs.of_starting(case, worker),
                costs.of_stranger(case, key) + apart,
                costs.of_kind(case, worker)
                + costs.of_load(worker, after)
                - costs.of_load(worker, loads[key]),
                key,
            )

        chosen = min(may, key=price)
        given[case.key] = chosen
        together.add(chosen)
        loads[chosen] += case.points_of(chosen)
    return given


def in_order(problem: Problem) -> list[WaitingCase]:
    """The cases as a manager would take them by hand: also the list when there is no proposal at all."""
    return sorted(
        problem.cases, key=lambda case: (case.priority, -costs.of_waiting(case), case.key)
    )
