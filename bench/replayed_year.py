"""A generated year given out once more, day by day, beside the way it was given out in its history.

What is compared: how unlike the loads of colleagues are, how many families meet somebody new although one who
knew them is still there, and how many days the cases waited.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, pstdev
from typing import Final
from uuid import UUID, uuid5

import numpy as np

from bench.table import Row
from kraftsamling.casework.rules.allocation.problem import Priority, Problem, WaitingCase, Worker
from kraftsamling.casework.rules.allocation.proposing import propose

SEED: Final = 11
SEATS: Final = 12
CASES: Final = 330
FIRST: Final = date(2025, 1, 1)
LAST: Final = date(2025, 12, 31)
DAY: Final = 86_400
CEILING: Final = 150
SPACE: Final = UUID("5c1f3c0a-8d0c-4c2b-9b1e-7d2f3a4b5c6d")
POINTS: Final = {"not opened": 10, "investigated": 20}


@dataclass
class _Year:
    """Who has which case, and who has met which family."""

    cases: dict[int, tuple[int, int, int, int]]
    """Case: family, points, the day it came, the day it ends."""
    has: dict[int, int] = field(default_factory=dict)
    met: dict[int, set[int]] = field(default_factory=dict)
    strangers: int = 0
    waited: list[int] = field(default_factory=list)
    spreads: list[float] = field(default_factory=list)

    def give(self, case: int, seat: int, day: int) -> None:
        family, _points, came, _ends = self.cases[case]
        met = self.met.setdefault(family, set())
        self.strangers += bool(met) and seat not in met
        met.add(seat)
        self.has[case] = seat
        self.waited.append(day - came)

    def loads(self, day: int) -> list[int]:
        loads = [0] * SEATS
        for case, seat in self.has.items():
            if self.cases[case][3] > day:
                loads[seat] += self.cases[case][1]
        return loads


def run() -> list[Row]:
    """The history and the proposals, from the same arrivals."""
    cases, seats, given = _made()
    history = _lived(cases, lambda year, day: {c: seats[c] for c in cases if given.get(c) == day})
    proposed = _lived(cases, _proposed)
    return [
        _row("points between colleagues, spread", mean(proposed.spreads), mean(history.spreads), "points"),
        _row("families that met somebody new", proposed.strangers, history.strangers, "families"),
        _row("days a case waited", mean(proposed.waited), mean(history.waited), "days"),
    ]  # fmt: skip


def _row(name: str, value: float, before: float, unit: str) -> Row:
    return Row(
        f"A year given out by proposal: {name}",
        value,
        unit,
        f"its history, {before:.1f}",
        value / max(before, 0.01),
        "less than its history",
        value < before,
    )


Choose = Callable[[_Year, int], dict[int, int]]


def _lived(cases: dict[int, tuple[int, int, int, int]], choose: Choose) -> _Year:
    year = _Year(cases)
    for day in range((LAST - FIRST).days + 1):
        for case, seat in choose(year, day).items():
            year.give(case, seat, day)
        if day >= 90:
            year.spreads.append(pstdev(year.loads(day)))
    return year


def _proposed(year: _Year, day: int) -> dict[int, int]:
    """What has come and has nobody, given out at the day's end."""
    waiting = [
        WaitingCase(
            f"{case:05}",
            points,
            Priority.THIS_WEEK,
            waited_days=day - came,
            family=str(family),
            known_by=frozenset(f"{seat:02}" for seat in year.met.get(family, ())),
        )
        for case, (family, points, came, ends) in year.cases.items()
        if came <= day < ends and case not in year.has
    ]
    if not waiting:
        return {}
    staff = [Worker(f"{seat:02}", CEILING, load) for seat, load in enumerate(year.loads(day))]
    found = propose(Problem.of(waiting, staff), seconds=5)
    return {int(case): int(seat) for case, seat in found.given.items()}


def _made() -> tuple[dict[int, tuple[int, int, int, int]], dict[int, int], dict[int, int]]:
    """Cases, the seat each had in its history, and the day it got it."""
    from kraftsamling.casework.generation.calendar import Calendar
    from kraftsamling.casework.generation.cases import invent
    from kraftsamling.casework.generation.staff import Staff
    from kraftsamling.casework.generation.staff import Worker as Seated

    rng = np.random.default_rng(SEED)
    unit = uuid5(SPACE, "unit")
    seats = [[Seated(uuid5(SPACE, str(n)), unit, FIRST, None)] for n in range(SEATS)]
    calendar = Calendar.of(FIRST, LAST)
    now = int((LAST - date(1970, 1, 1)) / timedelta(seconds=1)) + DAY
    start = int((FIRST - date(1970, 1, 1)) / timedelta(seconds=1))
    staff = Staff.of(seats, reception=uuid5(SPACE, "reception"), unit=unit)
    made = invent(rng, CASES, calendar=calendar, now=now, staff=staff)
    ends = np.where(made.opens, made.investigated, made.preliminary)
    cases = {
        n: (
            int(made.family[made.child[n]]),
            POINTS["investigated" if made.opens[n] else "not opened"],
            int((made.registered[n] - start) // DAY),
            int((ends[n] - start) // DAY) + 1,
        )
        for n in range(len(made))
        if made.given_out[n] < made.now
    }
    given = {n: int((made.given_out[n] - start) // DAY) for n in cases}
    return cases, {n: int(made.first_worker[n]) for n in cases}, given
