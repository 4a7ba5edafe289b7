"""What a way of giving out cases costs, on four levels: no gain on a later one makes good a loss on an
earlier.

    protection   cases that go first of all and get nobody, or somebody who begins later
    law          the others that get nobody, by weight, waiting and the law's day
    continuity   those who knew the family and did not get it; siblings with different workers
    evenness     load that lies high, and kinds of cases that a worker does not have already

All are whole numbers: a proof that no answer is better by one is a proof that none is better.

Waiting costs by points. Otherwise the lightest cases would be given out, since more of them find room, and
the heavy ones would be those that wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kraftsamling.casework.rules.allocation.problem import (
    AWAY_AT_MOST,
    Priority,
    Problem,
    WaitingCase,
    Worker,
)

Given = Mapping[str, str]
"""Case to worker, by their keys. A case that is not there waits."""

LAW_IN_SIGHT: Final = 14
"""Days before the law's day from which a case presses more for each day."""
WEIGHT_OF: Final = {Priority.THIS_WEEK: 8, Priority.CAN_WAIT: 2}
KNEW_THE_FAMILY: Final = 2
SIBLINGS_APART: Final = 3
ANOTHER_KIND: Final = 4
BANDS: Final = (50, 60, 70, 80, 90)
"""Hundredths of a ceiling: above each of them a point costs one more."""


class Costs(NamedTuple):
    """One whole number for each level; compared in this order."""

    protection: int
    law: int
    continuity: int
    evenness: int


def of_waiting(case: WaitingCase) -> int:
    """What it costs that the case gets nobody now, on the level of its priority."""
    if case.priority == Priority.FIRST:
        return case.points * (AWAY_AT_MOST + 1 + case.waited_days)
    return case.points * (WEIGHT_OF[case.priority] + case.waited_days + _pressing(case, 0))


def of_starting(case: WaitingCase, worker: Worker) -> int:
    """What it costs, on the level of its priority, that this worker begins when she does."""
    days = worker.starts_in or 0
    if case.priority == Priority.FIRST:
        return case.points * days
    late = _pressing(case, days) - _pressing(case, 0) if days else 0
    return max(0, late)


def _pressing(case: WaitingCase, days: int) -> int:
    """How close the law's day is in so many days: nought when far off or when there is none."""
    if case.days_left is None:
        return 0
    return min(2 * LAW_IN_SIGHT, max(0, LAW_IN_SIGHT - (case.days_left - days)))


def of_stranger(case: WaitingCase, worker: str) -> int:
    """What it costs that somebody else than those who knew the family gets it."""
    return KNEW_THE_FAMILY if case.known_by and worker not in case.known_by else 0


def of_kind(case: WaitingCase, worker: Worker) -> int:
    """What it costs that the worker gets a kind of case that she does not have."""
    return ANOTHER_KIND if worker.kinds and case.kind and case.kind not in worker.kinds else 0


def band_ends(worker: Worker) -> list[int]:
    """The loads, in points, above which each point costs one more."""
    return [worker.ceiling * band // 100 for band in BANDS]


def of_load(worker: Worker, load: int) -> int:
    """What a load costs beyond what the worker has already."""
    return sum(max(0, load - end) - max(0, worker.load - end) for end in band_ends(worker))


def load_after(problem: Problem, given: Given) -> dict[str, int]:
    """The points of each worker when these are given out."""
    loads = {worker.key: worker.load for worker in problem.workers}
    for case, worker in given.items():
        loads[worker] += problem.case[case].points_of(worker)
    return loads


def costs_of(problem: Problem, given: Given) -> Costs:
    """All four levels, counted without any solver."""
    protection = law = continuity = evenness = 0
    for case in problem.cases:
        worker = problem.worker[given[case.key]] if case.key in given else None
        now = of_waiting(case) if worker is None else of_starting(case, worker)
        if case.priority == Priority.FIRST:
            protection += now
        else:
            law += now
        if worker is None:
            continuity += KNEW_THE_FAMILY if case.known_by else 0
        else:
            continuity += of_stranger(case, worker.key)
            evenness += of_kind(case, worker)
    for cases in problem.families.values():
        workers = {given[case] for case in cases if case in given}
        continuity += SIBLINGS_APART * max(0, len(workers) - 1)
    loads = load_after(problem, given)
    evenness += sum(of_load(worker, loads[worker.key]) for worker in problem.workers)
    return Costs(protection, law, continuity, evenness)


def broken(problem: Problem, given: Given) -> list[str]:
    """What the law of the problem forbids in it: nothing, in every proposal."""
    wrong = [
        f"{case} may not go to {worker}"
        for case, worker in given.items()
        if case not in problem.case or worker not in problem.eligible[case]
    ]
    if wrong:
        return wrong
    loads = load_after(problem, given)
    return [
        f"{key} is above the ceiling"
        for key in sorted(set(given.values()))
        if loads[key] > problem.worker[key].ceiling
    ]
