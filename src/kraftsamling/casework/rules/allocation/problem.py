"""What is known when cases are given out: who waits, who works, who may not, and how much each can carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import Final

AWAY_AT_MOST: Final = 14
"""Days: who is away longer is given nothing. A sickness of two weeks is waited out, a leave is not."""
HIGHEST: Final = 10_000
"""Points or days beyond this are a mistake in what was handed over."""


class Priority(IntEnum):
    """How long a case can wait (prioritet): goes first of all, this week, can wait."""

    FIRST = 1
    THIS_WEEK = 2
    CAN_WAIT = 3


class NotAProblem(ValueError):
    """Raised for what cannot be right: a case without points, two with one key, a case of unknown workers."""


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """A case without a worker.

    points: what it weighs for most; `points_for` what it weighs for those for whom it differs.
    days_left: till the law's nearest day for it, negative when passed; None without such a day.
    needs: competences and languages that its worker must have. family: the same for siblings.
    known_by: those who have had it, or have a sibling's case now. blocked: those in conflict of interest.
    """

    key: str
    points: int
    priority: Priority
    waited_days: int = 0
    days_left: int | None = None
    kind: str = ""
    family: str = ""
    needs: frozenset[str] = frozenset()
    known_by: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    points_for: Mapping[str, int] = field(default_factory=dict)

    def points_of(self, worker: str) -> int:
        """What it weighs for this worker."""
        return self.points_for.get(worker, self.points)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who can be given cases.

    ceiling and load in points. starts_in: days until here; None when away for long. kinds: the kinds of cases
    that she has now. A trainee is never responsible, so none is given to her.
    """

    key: str
    ceiling: int
    load: int = 0
    has: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    starts_in: int | None = 0
    is_trainee: bool = False

    @property
    def room(self) -> int:
        """Points left; nought when the load already is above a lowered ceiling."""
        return max(0, self.ceiling - self.load)


@dataclass(frozen=True)
class Problem:
    """All of a unit at one moment. The order of what is given makes no difference: both are sorted by key.

    bridgeable: needs that help from outside can bridge, as an interpreter does a language.
    vacancies: posts that are approved and empty, as the worker each would be in the first months.
    """

    cases: tuple[WaitingCase, ...]
    workers: tuple[Worker, ...]
    bridgeable: frozenset[str] = frozenset()
    vacancies: tuple[Worker, ...] = ()

    @classmethod
    def of(
        cls,
        cases: Iterable[WaitingCase],
        workers: Iterable[Worker],
        *,
        bridgeable: Iterable[str] = (),
        vacancies: Iterable[Worker] = (),
    ) -> Problem:
        """Sorted and looked through. Raises NotAProblem."""
        problem = cls(
            tuple(sorted(cases, key=lambda case: case.key)),
            tuple(sorted(workers, key=lambda worker: worker.key)),
            frozenset(bridgeable),
            tuple(sorted(vacancies, key=lambda worker: worker.key)),
        )
        for wrong in _wrong(problem):
            raise NotAProblem(wrong)
        return problem

    @cached_property
    def case(self) -> dict[str, WaitingCase]:
        """The cases by key."""
        return {case.key: case for case in self.cases}

    @cached_property
    def worker(self) -> dict[str, Worker]:
        """The workers by key."""
        return {worker.key: worker for worker in self.workers}

    @cached_property
    def eligible(self) -> dict[str, tuple[str, ...]]:
        """For each case, those who may take it: whether there is room is another question."""
        here = [each for each in self.workers if may_be_given(each)]
        return {case.key: tuple(w.key for w in here if fits(case, w)) for case in self.cases}

    @cached_property
    def families(self) -> dict[str, tuple[str, ...]]:
        """The families with more than one case here, and their cases."""
        found: dict[str, list[str]] = {}
        for case in self.cases:
            if case.family:
                found.setdefault(case.family, []).append(case.key)
        return {family: tuple(keys) for family, keys in found.items() if len(keys) > 1}

    def only_first(self) -> Problem:
        """The same with the cases alone that go before all others."""
        return replace(self, cases=tuple(c for c in self.cases if c.priority == Priority.FIRST))

    def with_workers(self, workers: Iterable[Worker]) -> Problem:
        """The same with other workers."""
        return replace(self, workers=tuple(sorted(workers, key=lambda worker: worker.key)))

    def with_cases(self, cases: Iterable[WaitingCase]) -> Problem:
        """The same with other cases."""
        return replace(self, cases=tuple(sorted(cases, key=lambda case: case.key)))


def may_be_given(worker: Worker) -> bool:
    """Whether the worker can be responsible for anything now."""
    away = worker.starts_in is None or worker.starts_in > AWAY_AT_MOST
    return not (worker.is_trainee or away)


def fits(case: WaitingCase, worker: Worker) -> bool:
    """Whether the worker has what the case needs, and is not in conflict of interest."""
    return worker.key not in case.blocked and case.needs <= worker.has


def _wrong(problem: Problem) -> Iterator[str]:
    for what, keys in (
        ("case", [case.key for case in problem.cases]),
        ("worker", [worker.key for worker in (*problem.workers, *problem.vacancies)]),
    ):
        if len(set(keys)) < len(keys):
            yield f"two with one key: {what}"
    for case in problem.cases:
        if not all(1 <= points <= HIGHEST for points in (case.points, *case.points_for.values())):
            yield f"case {case.key}: points lie between 1 and {HIGHEST}"
        if not 0 <= case.waited_days <= HIGHEST:
            yield f"case {case.key}: days waited lie between 0 and {HIGHEST}"
        if case.days_left is not None and abs(case.days_left) > HIGHEST:
            yield f"case {case.key}: days left"
    for worker in (*problem.workers, *problem.vacancies):
        if not (0 <= worker.ceiling <= HIGHEST and 0 <= worker.load <= HIGHEST):
            yield f"worker {worker.key}: ceiling and load lie between 0 and {HIGHEST}"
        if worker.starts_in is not None and worker.starts_in < 0:
            yield f"worker {worker.key}: starts in days that have passed"
