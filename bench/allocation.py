"""Cases given out: the solver's answer beside the simple way's and beside what nothing can be below.

Made units, the same each time: workers with a load, cases in fives of points, a fifth with siblings, one in
eight known to somebody. At 0.85 there is room for all, at 1.3 for three of four.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from time import perf_counter
from typing import Final

from bench.table import Row
from kraftsamling.casework.rules.allocation.costs import Costs, costs_of
from kraftsamling.casework.rules.allocation.exact import solve
from kraftsamling.casework.rules.allocation.greedy import greedy
from kraftsamling.casework.rules.allocation.problem import Priority, Problem, WaitingCase, Worker

SKILLS: Final = ("SMALL_CHILDREN", "TEENAGERS", "VIOLENCE", "ARABIC", "SOMALI")
KINDS: Final = ("PRELIMINARY", "INVESTIGATION", "FOLLOW_UP")
POINTS: Final = (5, 10, 10, 15, 15, 20, 25, 30)
LOADS: Final = (0.85, 1.05, 1.3)
UNITS: Final = 33
SECONDS: Final = 2.0


def run() -> list[Row]:
    """One unit of three hundred cases at three loads, and five thousand cases over units."""
    return [*_one_unit(), _over_units()]


def _one_unit() -> Iterator[Row]:
    for load in LOADS:
        unit = made(300, 40, load, seed=1)
        start = greedy(unit)
        began = perf_counter()
        found = solve(unit, start, seconds=60)
        took = perf_counter() - began
        simple = costs_of(unit, start)
        yield Row(
            f"300 cases, 40 workers, load {load}: {_told(found.costs)}",
            took,
            "s",
            f"simple way: {_told(simple)}; nothing below {_told(found.bounds)}",
            simple.law / max(1, found.costs.law),
            f"proven, at most {SECONDS:g} s",
            took <= SECONDS and not found.gap,
        )


def _over_units() -> Row:
    units = [made(5000 // UNITS + 1, 12, 1.05, seed=seed) for seed in range(UNITS)]
    began = perf_counter()
    left, law = 30.0, 0
    proven = 0
    for unit in units:
        found = solve(unit, greedy(unit), seconds=max(0.1, left))
        left = 30.0 - (perf_counter() - began)
        proven += not found.gap
        law += found.costs.law
    took = perf_counter() - began
    simple = sum(costs_of(unit, greedy(unit)).law for unit in units)
    return Row(
        f"5,000 cases, {12 * UNITS} workers, {UNITS} units: {proven} proven",
        took,
        "s",
        f"simple way costs {simple}, this {law}",
        simple / max(1, law),
        "at most 30 s",
        took <= 30,
    )


def _told(costs: Costs | tuple[float, ...]) -> str:
    return " ".join(f"{cost:.0f}" for cost in costs)


def made(cases: int, workers: int, load: float, *, seed: int) -> Problem:
    """A unit whose waiting cases weigh `load` times the room there is."""
    chance = random.Random(seed)  # noqa: S311 - the same unit each time
    points = [chance.choice(POINTS) for _ in range(cases)]
    keys = [f"worker {number:03}" for number in range(workers)]
    ceilings = [chance.choice((150, 150, 150, 120, 120, 90)) for _ in keys]
    each = sum(points) / load / sum(ceilings)
    staff = [
        Worker(
            key,
            ceiling,
            max(0, int(ceiling - each * ceiling * chance.uniform(0.7, 1.3)) // 5 * 5),
            frozenset(skill for skill in SKILLS if chance.random() < 0.4),
            frozenset(chance.sample(KINDS, 2)),
            starts_in=chance.choice((0, 0, 0, 0, 0, 0, 1, 3)),
        )
        for key, ceiling in zip(keys, ceilings, strict=True)
    ]
    return Problem.of(
        (
            WaitingCase(
                f"case {number:04}",
                weight,
                chance.choices(list(Priority), (12, 50, 38))[0],
                waited_days=chance.randint(0, 20),
                days_left=chance.choice((None, chance.randint(-2, 60))),
                kind=chance.choice(KINDS),
                family=f"family {chance.randint(0, cases // 8)}" if chance.random() < 0.2 else "",
                needs=frozenset(chance.sample(SKILLS, 1))
                if chance.random() < 0.35
                else frozenset(),
                known_by=frozenset(chance.sample(keys, 1))
                if chance.random() < 0.12
                else frozenset(),
                blocked=frozenset(chance.sample(keys, 1))
                if chance.random() < 0.05
                else frozenset(),
            )
            for number, weight in enumerate(points)
        ),
        staff,
    )
