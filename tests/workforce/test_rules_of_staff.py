"""The pure rules: the ladder, the span, days at home, introductions."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.workforce.rules.introduction import introduction
from kraftsamling.workforce.rules.ladder import (
    START,
    Ladder,
    anniversary,
    cost,
    is_on_time,
    quarter_of,
    steps_between,
)
from kraftsamling.workforce.rules.points import whole_years
from kraftsamling.workforce.rules.remote import allowed_days, weekdays
from kraftsamling.workforce.rules.span import Span, reliefs

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


# --- The wage ladder ---


def test_somebody_hired_on_29_february_reaches_the_first_step_on_1_march() -> None:
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(DAYS, st.integers(1, 40))
def test_a_step_is_reached_on_the_first_day_with_so_many_whole_years(
    began: date, years: int
) -> None:
    due = anniversary(began, years)
    assert whole_years(began, due) == years
    assert whole_years(began, due - timedelta(days=1)) == years - 1


@given(DAYS)
def test_a_quarter_holds_its_day_and_three_whole_months(day: date) -> None:
    first, last = quarter_of(day)
    assert first <= day <= last
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert {(first + timedelta(days=n)).month for n in range((last - first).days + 1)} == {
        first.month, first.month + 1, first.month + 2,
    }  # fmt: skip


def test_the_steps_of_a_quarter_are_those_reached_in_it() -> None:
    reached = steps_between(START, date(2021, 3, 15), date(2026, 1, 1), date(2026, 3, 31))
    assert [(each.years, each.due_on, each.kronor) for each in reached] == [
        (5, date(2026, 3, 15), 1000)
    ]


def test_a_step_paid_in_its_month_is_in_time_and_a_month_later_is_late() -> None:
    assert is_on_time(date(2026, 3, 15), date(2026, 3, 31))
    assert not is_on_time(date(2026, 3, 15), date(2026, 4, 1))


def test_what_the_ladder_costs_is_what_one_would_count_by_hand() -> None:
    # Began 1 July 2025: 1 000 kr from July 2026, 2 000 from July 2028, 3 000 from July 2030.
    assert cost(START, [date(2025, 7, 1)], first=date(2026, 1, 1)) == [
        6_000, 12_000, 18_000, 24_000, 30_000,
    ]  # fmt: skip


@given(st.lists(DAYS, max_size=5), DAYS)
def test_the_cost_never_falls_from_one_year_to_the_next(starts: list[date], first: date) -> None:
    costs = cost(Ladder((1, 3, 5), 500), starts, first=first.replace(day=1))
    assert costs == sorted(costs)


# --- Manager span ---


def span(number: int, staff: int) -> Span:
    return Span(UUID(int=number), f"Chef {number}", staff)


def test_those_over_the_ceiling_are_moved_to_who_has_most_room() -> None:
    (relief,) = reliefs([span(1, 31), span(2, 22), span(3, 10)], 25)
    assert [(to.name, count) for to, count in relief.moves] == [("Chef 3", 6)]
    assert relief.new_managers == 0


def test_forty_under_one_manager_and_nobody_else_takes_a_new_manager() -> None:
    (relief,) = reliefs([span(1, 40)], 25)
    assert relief.moves == ()
    assert relief.new_managers == 1


@given(st.lists(st.integers(0, 80), max_size=8), st.integers(1, 40))
def test_what_would_help_helps_and_gives_no_room_away_twice(staff: list[int], ceiling: int) -> None:
    spans = [span(number, each) for number, each in enumerate(staff)]
    left = {each.manager_id: each.staff for each in spans}
    new = 0
    for relief in reliefs(spans, ceiling):
        moved = sum(count for _to, count in relief.moves)
        for to, count in relief.moves:
            left[to.manager_id] += count
        rest = relief.over.staff - ceiling - moved
        assert 0 <= rest <= relief.new_managers * ceiling
        new += relief.new_managers
        left[relief.over.manager_id] -= moved + rest
    assert all(each <= ceiling for each in left.values())


# --- Days at home, and the introduction ---


def test_a_fifth_of_two_weeks_is_two_days() -> None:
    assert weekdays(date(2026, 3, 2), date(2026, 3, 15)) == 10
    assert allowed_days(20, date(2026, 3, 2), date(2026, 3, 15)) == 2


@given(DAYS, st.tuples(*[st.integers(0, 150)] * 3))
def test_an_introduction_covers_a_year_without_a_gap(
    began: date, points: tuple[int, int, int]
) -> None:
    first, second, third = introduction(began, points)
    assert first.starts_on == began
    assert second.starts_on == first.ends_on + timedelta(days=1)
    assert third.starts_on == second.ends_on + timedelta(days=1)
    assert 363 <= (third.ends_on - began).days <= 366
