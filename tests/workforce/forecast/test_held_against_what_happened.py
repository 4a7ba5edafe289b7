"""What was said is held against what happened: a month, a quarter, half a year and a year later."""

from __future__ import annotations

from datetime import date, timedelta

from kraftsamling.workforce.rules.forecast.checking import Said, compared
from kraftsamling.workforce.rules.forecast.history import History, Week

FIRST = date(2025, 1, 6)


def history(*waiting: int | None) -> History:
    return History(
        FIRST, tuple(None if each is None else Week(1, 1, 1, each, 20) for each in waiting)
    )


def said(after: int, middle: float = 10) -> Said:
    """Said when so many weeks had passed: the same for each of a year's weeks."""
    return Said(FIRST + timedelta(weeks=after), [(5, 8, middle, 12, 15)] * 52)


def test_the_fourth_week_is_held_against_what_was_said_of_it() -> None:
    [one] = compared([said(2)], history(*[9] * 5, 16))

    assert (one.week, one.happened, one.held) == (FIRST + timedelta(weeks=5), 16, False)
    assert (one.low, one.middle, one.high) == (5, 10, 15)


def test_a_value_on_the_edge_of_the_band_is_in_it() -> None:
    assert [one.held for one in compared([said(0)], history(0, 0, 0, 15))] == [True]


def test_weeks_that_have_not_been_or_are_not_known_are_not_counted() -> None:
    assert compared([said(2)], history(*[9] * 5)) == []
    assert compared([said(0)], history(9, 9, 9, None, 9)) == []


def test_the_latest_week_comes_first() -> None:
    found = compared([said(0), said(9)], history(*[9] * 13))

    assert [(one.said_on, one.week) for one in found] == [
        (FIRST + timedelta(weeks=9), FIRST + timedelta(weeks=12)),
        (FIRST, FIRST + timedelta(weeks=12)),
        (FIRST, FIRST + timedelta(weeks=3)),
    ]
