"""Whether a proposal still stands: it was made of one situation and is accepted in another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from kraftsamling.casework.rules.allocation.costs import load_after
from kraftsamling.casework.rules.allocation.problem import Problem, fits, may_be_given


class Since(StrEnum):
    """What has happened since a proposal was made that it cannot stand with."""

    CASE_GONE = "CASE_GONE"
    CASE_NEW = "CASE_NEW"
    WORKER_GONE = "WORKER_GONE"
    NO_LONGER_FITS = "NO_LONGER_FITS"
    ABOVE_CEILING = "ABOVE_CEILING"


def since(problem: Problem, lines: Collection[str], given: Mapping[str, str]) -> tuple[Since, ...]:
    """What has changed. problem: as it is now. lines: the cases of the proposal that nobody has got yet, and
    `given` to whom some of them are proposed."""
    found: set[Since] = set()
    here = set(problem.case)
    if set(lines) - here:
        found.add(Since.CASE_GONE)
    if here - set(lines):
        found.add(Since.CASE_NEW)
    still: dict[str, str] = {}
    for case, key in given.items():
        worker = problem.worker.get(key)
        if worker is None or not may_be_given(worker):
            found.add(Since.WORKER_GONE)
        elif case in here:
            still[case] = key
            if not fits(problem.case[case], worker):
                found.add(Since.NO_LONGER_FITS)
    loads = load_after(problem, still)
    if any(loads[key] > problem.worker[key].ceiling for key in set(still.values())):
        found.add(Since.ABOVE_CEILING)
    return tuple(sorted(found))
