"""The proposal against trying every way, and against what a manager must be able to rely on."""

from __future__ import annotations

import random
import sys

import pytest
from hypothesis import given as when
from hypothesis import settings
from hypothesis import strategies as st

from kraftsamling.casework.rules.allocation import exact
from kraftsamling.casework.rules.allocation.costs import broken, costs_of, load_after
from kraftsamling.casework.rules.allocation.greedy import greedy, in_order
from kraftsamling.casework.rules.allocation.problem import (
    NotAProblem,
    Priority,
    Problem,
)
from kraftsamling.casework.rules.allocation.proposing import CannotStand, as_proposal, propose
from tests.casework.allocation.units import best_of_all, case, problems, worker

FIRST, THIS_WEEK, CAN_WAIT = Priority


@when(problems())
@settings(max_examples=200, deadline=None)
def test_no_way_of_giving_out_is_better_than_the_proposal(problem: Problem) -> None:
    proposal = propose(problem)

    assert not broken(problem, proposal.given)
    assert proposal.is_proven
    assert proposal.costs == best_of_all(problem)


@pytest.mark.parametrize("seed", range(8))
def test_what_the_first_search_leaves_out_is_never_lost(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same cases each time
    keys = [f"worker {number}" for number in range(4)]
    unit = Problem.of(
        [
            case(
                f"case {number:02}",
                chance.choice((13, 17, 23, 29, 31)),
                waited_days=chance.randrange(20),
                known_by=frozenset(chance.sample(keys, 1)),
                family=chance.choice(("", "Nordal", "Blom")),
            )
            for number in range(11)
        ],
        [worker(key, 60, chance.randrange(20)) for key in keys],
    )
    wide = propose(unit)

    monkeypatch.setattr(exact, "TRIED_FIRST", 1)

    assert propose(unit).costs == wide.costs


@when(problems())
@settings(max_examples=100, deadline=None)
def test_the_simple_way_is_allowed_and_never_better(problem: Problem) -> None:
    simple = greedy(problem)

    assert not broken(problem, simple)
    assert costs_of(problem, simple) >= propose(problem).costs


@when(problems(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_same_question_in_another_order_gets_the_same_answer(
    problem: Problem, order: random.Random
) -> None:
    cases, workers = list(problem.cases), list(problem.workers)
    order.shuffle(cases)
    order.shuffle(workers)

    assert propose(Problem.of(cases, workers)) == propose(problem)


def test_a_child_in_danger_gets_the_last_room_before_two_that_can_wait() -> None:
    unit = Problem.of(
        [case("danger", 40, FIRST), case("one", 20, CAN_WAIT), case("other", 20, CAN_WAIT)],
        [worker("amina", load=110)],
    )

    assert propose(unit).given == {"danger": "amina"}


def test_the_heavy_case_is_not_the_one_that_waits() -> None:
    unit = Problem.of(
        [case("heavy", 40, waited_days=10), case("light", 10, waited_days=10)],
        [worker("amina", load=110)],
    )

    assert propose(unit).waiting == ("light",)


def test_a_case_whose_day_is_near_goes_before_one_that_has_waited_as_long() -> None:
    unit = Problem.of(
        [case("near", days_left=2), case("far", days_left=60)], [worker("amina", load=130)]
    )

    assert propose(unit).given == {"near": "amina"}


def test_siblings_get_one_worker_also_when_it_is_less_even() -> None:
    unit = Problem.of(
        [case("noor", 40, family="Nordal"), case("sami", 40, family="Nordal")],
        [worker("amina", load=60), worker("jonas", load=60)],
    )

    assert len(set(propose(unit).given.values())) == 1


def test_the_family_keeps_the_worker_it_knew() -> None:
    unit = Problem.of(
        [case("noor", known_by=frozenset({"sara"}))],
        [worker("amina", load=0), worker("sara", load=110)],
    )

    assert propose(unit).given == {"noor": "sara"}


def test_load_is_evened_out_when_nothing_else_speaks() -> None:
    unit = Problem.of(
        [case(f"case {number}", 15) for number in range(4)],
        [worker("amina", load=105), worker("jonas", load=75)],
    )

    loads = load_after(unit, propose(unit).given)

    assert abs(loads["amina"] - loads["jonas"]) <= 30


@pytest.mark.parametrize(
    "unit",
    [
        Problem.of([], [worker("amina")]),
        Problem.of([case("noor")], []),
        Problem.of(
            [case("noor")], [worker("amina", starts_in=None), worker("tove", is_trainee=True)]
        ),
        Problem.of([case("noor", blocked=frozenset({"amina"}))], [worker("amina")]),
        Problem.of([case("noor", 160)], [worker("amina"), worker("jonas", 120)]),
        Problem.of([case("noor")], [worker("amina", ceiling=90, load=140)]),
    ],
    ids=[
        "no cases",
        "nobody",
        "all away",
        "all blocked",
        "too heavy",
        "ceiling lowered below the load",
    ],
)
def test_where_nothing_can_be_given_the_proposal_says_so_and_is_sure(unit: Problem) -> None:
    proposal = propose(unit)

    assert proposal.given == {}
    assert proposal.waiting == tuple(each.key for each in unit.cases)
    assert proposal.is_proven


def test_ties_everywhere_give_every_case_somebody() -> None:
    unit = Problem.of(
        [case(f"case {number:02}", 20) for number in range(28)],
        [worker(f"worker {number}", 150) for number in range(4)],
    )

    proposal = propose(unit)

    assert proposal.waiting == ()
    assert set(load_after(unit, proposal.given).values()) == {140}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Problem.of([case("noor", -5)], []),
        lambda: Problem.of([case("noor", points_for={"amina": -1})], []),
        lambda: Problem.of([case("noor"), case("noor")], []),
        lambda: Problem.of([], [worker("amina"), worker("amina")]),
        lambda: Problem.of([], [worker("amina", load=-1)]),
        lambda: Problem.of([], [worker("amina", starts_in=-1)]),
        lambda: Problem.of([case("noor", days_left=10**9)], []),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_no_problem(wrong: object) -> None:
    with pytest.raises(NotAProblem):
        wrong()  # type: ignore[operator]


def test_a_way_above_a_ceiling_cannot_stand() -> None:
    unit = Problem.of([case("noor", 50)], [worker("amina", load=120)])

    with pytest.raises(CannotStand):
        as_proposal(unit, {"noor": "amina"}, 0)


def test_out_of_time_it_gives_the_best_so_far_and_how_far_off_it_may_be() -> None:
    chance = random.Random(1)  # noqa: S311 - the same cases each time
    unit = Problem.of(
        [
            case(
                f"case {number:03}",
                chance.choice((13, 17, 23, 29)),
                waited_days=chance.randrange(20),
            )
            for number in range(150)
        ],
        [worker(f"worker {number:02}", 150, chance.randrange(20, 60)) for number in range(15)],
    )

    proposal = propose(unit, seconds=0.0)

    assert not broken(unit, proposal.given)
    assert proposal.costs <= costs_of(unit, greedy(unit))
    assert proposal.gap is not None
    assert proposal.gap > 0


def test_without_the_solver_the_list_in_order_and_a_simple_proposal_remain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit = Problem.of(
        [case("later", priority=CAN_WAIT), case("now", priority=FIRST)], [worker("amina")]
    )
    monkeypatch.setitem(sys.modules, "highspy", None)
    for name in ("exact", "model"):
        monkeypatch.delitem(
            sys.modules, f"kraftsamling.casework.rules.allocation.{name}", raising=False
        )

    proposal = propose(unit)

    assert proposal.given == {"now": "amina", "later": "amina"}
    assert proposal.gap is None
    assert [each.key for each in in_order(unit)] == ["now", "later"]
