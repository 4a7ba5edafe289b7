"""What a proposal says of itself: why, who is next, what another choice changes, what it would take."""

from __future__ import annotations

import pytest
from hypothesis import given as when
from hypothesis import settings

from kraftsamling.casework.rules.allocation.changing import (
    NoRoom,
    forced,
    raised,
    with_helper,
    without,
)
from kraftsamling.casework.rules.allocation.costs import broken
from kraftsamling.casework.rules.allocation.explaining import (
    Because,
    Loss,
    Why,
    reasons,
    runner_up,
    why_waiting,
)
from kraftsamling.casework.rules.allocation.problem import Priority, Problem
from kraftsamling.casework.rules.allocation.proposing import propose
from kraftsamling.casework.rules.allocation.relaxing import Way, for_all, for_case
from tests.casework.allocation.units import case, problems, worker

SMALL = frozenset({"SMALL_CHILDREN"})
ARABIC = frozenset({"ARABIC"})


def test_three_reasons_and_the_runner_up_who_begins_later() -> None:
    unit = Problem.of(
        [case("e.s.", 25, Priority.FIRST, needs=SMALL)],
        [
            worker("jonas", load=122, has=SMALL),
            worker("tomas", load=100, has=SMALL, starts_in=1),
            worker("amina"),
        ],
    )
    proposal = propose(unit)

    told = reasons(unit, proposal, "e.s.")
    next_one = runner_up(unit, proposal, "e.s.", without(unit, proposal, "e.s."))

    assert proposal.given == {"e.s.": "jonas"}
    assert [each.because for each in told] == [
        Because.ONE_OF_FEW,
        Because.HAS_ROOM,
        Because.BEGINS_TODAY,
    ]
    assert (told[0].number, told[0].of) == (2, 3)
    assert told[1].number == 28
    assert (next_one.worker, next_one.loss, next_one.number) == ("tomas", Loss.BEGINS_LATER, 1)


def test_there_are_three_reasons_also_where_nothing_sets_anybody_apart() -> None:
    unit = Problem.of([case("otto", 10)], [worker("amina", load=20), worker("sara", load=20)])
    proposal = propose(unit)

    told = reasons(unit, proposal, "otto")

    assert [each.because for each in told] == [
        Because.HAS_ROOM,
        Because.BEGINS_TODAY,
        Because.WITHIN_CEILING,
    ]
    assert (told[2].number, told[2].of) == (30, 150)


@settings(max_examples=50, deadline=None)
@when(problems())
def test_every_proposed_case_has_three_reasons(unit: Problem) -> None:
    proposal = propose(unit)

    assert all(len(reasons(unit, proposal, each)) == 3 for each in proposal.given)


def test_points_above_a_ceiling_change_what_is_given() -> None:
    unit = Problem.of([case("otto", 20)], [worker("amina", ceiling=30, load=15)])
    before = propose(unit)

    enough, too_few = raised(unit, before, "amina", 5), raised(unit, before, "amina", 0)

    assert before.waiting == ("otto",)
    assert enough.proposal.given == {"otto": "amina"}
    assert too_few.proposal.waiting == ("otto",)


def test_somebody_borrowed_helps_with_what_she_knows() -> None:
    unit = Problem.of([case("otto", 10, needs=ARABIC)], [worker("amina")])

    waiting = [
        propose(with_helper(unit, points, what)).waiting
        for points, what in ((10, "ARABIC"), (5, "ARABIC"), (10, ""))
    ]

    assert waiting == [(), ("otto",), ("otto",)]


def test_somebody_who_knows_the_family_is_said_first() -> None:
    unit = Problem.of(
        [case("noor", known_by=frozenset({"sara"}))], [worker("amina"), worker("sara")]
    )
    proposal = propose(unit)

    next_one = runner_up(unit, proposal, "noor", without(unit, proposal, "noor"))

    assert reasons(unit, proposal, "noor")[0].because == Because.KNOWS_THE_FAMILY
    assert (next_one.worker, next_one.loss) == ("amina", Loss.UNKNOWN_TO_FAMILY)


def test_another_choice_says_who_else_moves_and_who_waits() -> None:
    unit = Problem.of(
        [case("e.s.", 25, Priority.FIRST), case("k.m.", 25)],
        [worker("jonas", load=120), worker("tomas", load=125)],
    )
    before = propose(unit)
    other = "tomas" if before.given["e.s."] == "jonas" else "jonas"

    change = forced(unit, before, "e.s.", other)

    assert change.proposal.given["e.s."] == other
    assert list(change.moved) == ["k.m."]
    assert change.waits == ()


def test_another_choice_that_costs_a_child_its_worker_says_so() -> None:
    unit = Problem.of(
        [case("e.s.", 25, needs=SMALL), case("k.m.", 25)],
        [worker("jonas", load=125, has=SMALL), worker("tomas", load=125, has=SMALL, starts_in=20)],
    )
    before = propose(unit)
    waiting, given = before.waiting[0], next(iter(before.given))

    change = forced(unit, before, waiting, "jonas")

    assert change.waits == (given,)


def test_nobody_can_be_chosen_above_the_ceiling_or_in_conflict() -> None:
    unit = Problem.of(
        [case("noor", 25, blocked=frozenset({"amina"}))],
        [worker("amina"), worker("jonas", load=140), worker("tove", is_trainee=True)],
    )
    before = propose(unit)

    for key in ("amina", "jonas", "tove"):
        with pytest.raises(NoRoom):
            forced(unit, before, "noor", key)


@when(problems())
@settings(max_examples=60, deadline=None)
def test_every_other_choice_is_allowed_and_gives_the_case_where_it_was_asked(
    problem: Problem,
) -> None:
    before = propose(problem)
    for each in problem.cases:
        for key in problem.eligible[each.key]:
            if each.points_of(key) <= problem.worker[key].room:
                change = forced(problem, before, each.key, key)
                assert change.proposal.given[each.key] == key
                assert not broken(problem, change.proposal.given)


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        (Problem.of([case("noor")], [worker("amina", starts_in=None)]), Why.NOBODY_HERE),
        (Problem.of([case("noor", needs=ARABIC)], [worker("amina")]), Why.NOBODY_HAS),
        (Problem.of([case("noor", 200)], [worker("amina")]), Why.TOO_HEAVY),
        (Problem.of([case("noor", blocked=frozenset({"amina"}))], [worker("amina")]), Why.NOBODY_MAY),
        (Problem.of([case("noor")], [worker("amina", load=150)]), Why.FULL),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_case_that_waits_says_why_and_never_that_somebody_is_in_conflict(
    unit: Problem, why: Why
) -> None:
    assert why_waiting(unit, "noor").why == why


def test_the_two_cheapest_ways_would_both_give_the_case_a_worker() -> None:
    unit = Problem.of(
        [case("noor", 25)],
        [worker("amina", load=145), worker("jonas", load=130)],
        vacancies=[worker("vacant post", 90)],
    )

    ways = for_case(unit, propose(unit), "noor")

    assert [(each.way, each.worker, each.number) for each in ways] == [
        (Way.ABOVE_CEILING, "jonas", 5),
        (Way.OTHER_UNIT, "", 25),
    ]


def test_no_way_takes_the_worker_that_another_child_has() -> None:
    unit = Problem.of(
        [case("noor", 30, waited_days=9), case("sami", 25)], [worker("amina", load=120)]
    )

    ways = for_case(unit, propose(unit), "sami")

    assert (ways[0].way, ways[0].number) == (Way.ABOVE_CEILING, 25)


def test_an_interpreter_is_cheaper_than_a_post() -> None:
    unit = Problem.of(
        [case("noor", 90, needs=ARABIC)],
        [worker("amina"), worker("jonas")],
        bridgeable=ARABIC,
        vacancies=[worker("vacant post", 90, has=ARABIC)],
    )

    ways = for_case(unit, propose(unit), "noor")

    assert [each.way for each in ways] == [Way.INTERPRETER, Way.FILL_POST]


def test_what_it_takes_that_nobody_waits() -> None:
    unit = Problem.of(
        [case(f"case {n}", 30) for n in range(4)],
        [worker("amina", load=120), worker("jonas", load=120)],
        vacancies=[worker("vacant post", 90)],
    )
    proposal = propose(unit)

    ways = for_all(unit, proposal)

    assert len(proposal.waiting) == 2
    assert [(each.way, each.number) for each in ways] == [
        (Way.ABOVE_CEILING, 60),
        (Way.OTHER_UNIT, 60),
    ]


def test_when_nobody_waits_nothing_is_asked_for() -> None:
    unit = Problem.of([case("noor")], [worker("amina")])

    assert for_all(unit, propose(unit)) == ()
