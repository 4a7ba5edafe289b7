"""Calendar periods, and joining months until they may be shown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.indicators.rules.changes import Change, place_changes
from kraftsamling.indicators.rules.figures import Hidden, Share, Shown
from kraftsamling.indicators.rules.periods import (
    Counted,
    Length,
    NotAPeriod,
    Period,
    half_year,
    month,
    quarter,
    roll_up,
    whole_year,
)
from kraftsamling.indicators.rules.thresholds import INSIDE, OUTSIDE

MAY_2025 = month(2025, 5)


def counted(first: Period, *shares: tuple[int, int]) -> list[Counted]:
    return [Counted(first.shifted(i), Share(*share)) for i, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("period", "first_day", "last_day", "number"),
    [
        (month(2024, 2), date(2024, 2, 1), date(2024, 2, 29), 2),
        (month(2026, 12), date(2026, 12, 1), date(2026, 12, 31), 12),
        (quarter(2026, 3), date(2026, 7, 1), date(2026, 9, 30), 3),
        (half_year(2026, 2), date(2026, 7, 1), date(2026, 12, 31), 2),
        (whole_year(2025), date(2025, 1, 1), date(2025, 12, 31), 1),
    ],
)
def test_a_period_knows_its_days(
    period: Period, first_day: date, last_day: date, number: int
) -> None:
    assert (period.first_day, period.last_day, period.number) == (first_day, last_day, number)
    assert first_day in period
    assert last_day in period
    assert period.next().first_day not in period
    assert Period.containing(last_day, period.length) == period


def test_periods_are_ordered_by_time_then_by_length() -> None:
    ordered = [month(2025, 12), month(2026, 1), quarter(2026, 1), whole_year(2026), month(2026, 2)]

    assert sorted(reversed(ordered)) == ordered


@pytest.mark.parametrize("wrong", [lambda: month(2026, 13), lambda: quarter(2026, 5)])
def test_a_period_that_is_not_in_the_calendar_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(NotAPeriod):
        wrong()


def test_a_quarter_may_not_begin_in_february() -> None:
    with pytest.raises(NotAPeriod, match="quarter of 2026"):
        Period(2026, 2, Length.QUARTER)


@given(st.integers(2000, 2100), st.sampled_from(Length), st.integers(-40, 40))
def test_stepping_there_and_back_is_standing_still(year: int, length: Length, steps: int) -> None:
    period = Period(year, 1, length)

    assert period.shifted(steps).shifted(-steps) == period
    assert (period.shifted(steps) > period) == (steps > 0)


def test_five_answers_a_month_become_quarters_with_one_hidden() -> None:
    # The drawing "Samma sida i en liten kommun": six quarters, the third hidden, at last 9 of 14.
    series = counted(
        month(2025, 4),
        *[(3, 5), (3, 5), (2, 4)],
        *[(3, 4), (3, 6), (4, 6)],
        *[(1, 2), (0, 0), (1, 2)],
        *[(3, 5), (2, 5), (3, 5)],
        *[(3, 4), (3, 5), (3, 6)],
        *[(3, 5), (3, 4), (3, 5)],
    )

    rolled = roll_up(series, INSIDE)

    assert rolled.length is Length.QUARTER
    assert rolled.is_rolled_up
    assert [p.period for p in rolled.points] == list(quarter(2025, 2).until(quarter(2026, 3)))
    assert [p.figure for p in rolled.points] == [
        Shown(Share(8, 14)),
        Shown(Share(10, 16)),
        Hidden(),
        Shown(Share(8, 15)),
        Shown(Share(9, 15)),
        Shown(Share(9, 14)),
    ]
    assert rolled.per_month == Fraction(78, 18)


def test_enough_answers_stay_months() -> None:
    rolled = roll_up(counted(MAY_2025, (3, 5), (4, 6), (5, 5)), INSIDE)

    assert rolled.length is Length.MONTH
    assert not rolled.is_rolled_up


@pytest.mark.parametrize(
    ("short", "length"), [(2, Length.MONTH), (3, Length.QUARTER)], ids=["5 of 6", "fewer"]
)
def test_one_month_in_six_may_be_hidden(short: int, length: Length) -> None:
    enough, too_few = [(4, 8)], [(2, 4)]
    series = counted(month(2025, 1), *enough * (12 - short), *too_few * short)

    assert roll_up(series, INSIDE).length is length


def test_the_outside_sees_coarser_periods_than_the_inside() -> None:
    series = counted(month(2025, 1), *[(3, 6)] * 12)

    assert roll_up(series, INSIDE).length is Length.MONTH
    assert roll_up(series, OUTSIDE).length is Length.QUARTER


def test_a_quarter_that_is_not_over_is_left_out_but_the_first_may_be_short() -> None:
    rolled = roll_up(counted(month(2025, 2), *[(2, 4)] * 9), INSIDE)

    assert [(p.period, p.figure) for p in rolled.points] == [
        (quarter(2025, 1), Shown(Share(4, 8))),
        (quarter(2025, 2), Shown(Share(6, 12))),
        (quarter(2025, 3), Shown(Share(6, 12))),
    ]


def test_a_month_nobody_wrote_down_counts_as_nothing() -> None:
    series = [Counted(month(2025, m), Share(3, 6)) for m in (1, 2, 3, 4, 5, 7)]

    points = roll_up(series, INSIDE).points

    assert [type(p.figure) for p in points] == [Shown] * 5 + [Hidden, Shown]


def test_years_are_the_last_resort_even_when_they_too_are_hidden() -> None:
    rolled = roll_up(counted(month(2024, 1), *[(0, 0)] * 11, (1, 3)), INSIDE)

    assert rolled.length is Length.YEAR
    assert [p.figure for p in rolled.points] == [Hidden()]


def test_no_months_give_no_points() -> None:
    assert roll_up([], INSIDE).points == ()


def test_only_single_months_can_be_rolled_up() -> None:
    with pytest.raises(NotAPeriod, match="Only months"):
        roll_up([Counted(quarter(2025, 1), Share(3, 6))], INSIDE)
    with pytest.raises(NotAPeriod, match="2025-05 is given twice"):
        roll_up([*counted(MAY_2025, (3, 6)), *counted(MAY_2025, (2, 6))], INSIDE)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=40))
def test_rolling_up_never_shows_a_small_period_and_never_invents_answers(sizes: list[int]) -> None:
    rolled = roll_up(counted(month(2024, 1), *[(n // 2, n) for n in sizes]), INSIDE)
    shares = [p.figure.share for p in rolled.points if isinstance(p.figure, Shown)]

    assert all(share.denominator >= INSIDE.least for share in shares)
    assert sum(share.denominator for share in shares) <= sum(sizes)
    assert rolled.per_month == Fraction(sum(sizes), len(sizes))


def test_a_change_stands_before_the_period_in_which_it_was_made() -> None:
    periods = list(month(2025, 10).until(month(2026, 2)))
    late, early = Change(date(2026, 2, 1), "Kafé"), Change(date(2025, 12, 14), "Signs of Safety")

    placed = place_changes([late, early], periods)

    assert [(p.change, p.before) for p in placed] == [(early, 2), (late, 4)]


@pytest.mark.parametrize("on", [date(2025, 9, 30), date(2025, 10, 31), date(2026, 3, 1)])
def test_a_change_with_no_point_on_one_side_divides_nothing(on: date) -> None:
    periods = list(month(2025, 10).until(month(2026, 2)))

    assert place_changes([Change(on, "Ny rutin")], periods) == ()
