"""The solver against classic problems whose best answer is known by proof, not by another program."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from kraftsamling.casework.rules.allocation.costs import load_after
from kraftsamling.casework.rules.allocation.problem import Priority, Problem
from kraftsamling.casework.rules.allocation.proposing import propose
from tests.casework.allocation.units import case, worker


@pytest.mark.parametrize("size", [3, 8, 14])
def test_machol_and_wien(size: int) -> None:
    """Job i costs i times j with worker j: the heaviest goes to the soonest (Machol and Wien, 1976).

    A case of i points that goes first costs i for each day until its worker begins; each can take one.
    """
    keys = [f"worker {days:02}" for days in range(1, size + 1)]
    unit = Problem.of(
        [
            case(f"case {i:02}", i, Priority.FIRST, points_for=dict.fromkeys(keys, 100))
            for i in range(1, size + 1)
        ],
        [worker(key, 100, starts_in=days) for days, key in enumerate(keys, start=1)],
    )

    proposal = propose(unit)

    assert proposal.is_proven
    assert proposal.costs.protection == sum(i * (size + 1 - i) for i in range(1, size + 1))


@pytest.mark.parametrize("seed", range(3))
def test_triplets(seed: int) -> None:
    """Three cases fill each worker to the brim: only a perfect packing gives out all (Falkenauer, 1996)."""
    chance = random.Random(seed)  # noqa: S311 - the same cases each time
    weights = []
    for _ in range(5):
        first, second = chance.randrange(80, 100), chance.randrange(52, 72)
        weights += [first, second, 200 - first - second]
    unit = Problem.of(
        [case(f"case {n:02}", weight, waited_days=5) for n, weight in enumerate(weights)],
        [worker(f"worker {n}", 200) for n in range(5)],
    )

    proposal = propose(unit)

    assert proposal.waiting == ()
    assert set(load_after(unit, proposal.given).values()) == {200}


def test_hall() -> None:
    """Of four cases that three alone can take, one waits, however many others there are (Hall, 1935)."""
    languages = frozenset({"ARABIC"})
    unit = Problem.of(
        [case(f"case {n}", 100, needs=languages) for n in range(4)],
        [worker(f"speaks {n}", has=languages) for n in range(3)]
        + [worker(f"other {n}") for n in range(10)],
    )

    proposal = propose(unit)

    assert len(proposal.waiting) == 1
    assert proposal.is_proven


def test_knapsack() -> None:
    """One worker with room for 50: of 10, 20 and 30 with worth 60, 100 and 120 the last two fit best."""
    worth = {10: 6, 20: 5, 30: 4}
    unit = Problem.of(
        [
            case(f"case {points}", points, Priority.CAN_WAIT, waited_days=each - 2)
            for points, each in worth.items()
        ],
        [worker("amina", 50)],
    )

    proposal = propose(unit)

    assert proposal.given.keys() == {"case 20", "case 30"}
    assert proposal.costs.law == 60


def test_more_room_never_makes_it_worse() -> None:
    chance = random.Random(7)  # noqa: S311 - the same cases each time
    cases = [
        case(f"case {n:02}", chance.randrange(1, 9) * 5, waited_days=chance.randrange(10))
        for n in range(20)
    ]
    costs = [
        propose(Problem.of(cases, [worker(f"worker {n}", ceiling) for n in range(3)])).costs.law
        for ceiling in (60, 90, 120, 150)
    ]

    assert all(after <= before for before, after in pairwise(costs))
