"""A date can be written the way people write it, and is refused with a reason when it cannot be."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.common.rules.dates import (
    MONTHS,
    DateNotUnderstood,
    Meaning,
    NoSuchDay,
    YearNeeded,
    parse_swedish_date,
)

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("20261124", date(2026, 11, 24)),
        ("2026 11 24", date(2026, 11, 24)),
        ("2026/11/24", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        ("24 / 11", date(2026, 11, 24)),
        ("1/12", date(2026, 12, 1)),
        ("24/11 2026", date(2026, 11, 24)),
        ("24/11-26", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("24.11", date(2026, 11, 24)),
        ("24 november 2026", date(2026, 11, 24)),
        ("24 november", date(2026, 11, 24)),
        ("24 NOV", date(2026, 11, 24)),
        ("24 nov. 2026", date(2026, 11, 24)),
        ("24 sept", date(2026, 9, 24)),
        ("den 24 november", date(2026, 11, 24)),
        ("den 24:e november", date(2026, 11, 24)),
        ("tisdag den 24 november 2026", date(2026, 11, 24)),
        ("  24\u00a0november   2026 ", date(2026, 11, 24)),
        ("i dag", date(2026, 11, 24)),
        ("Idag", date(2026, 11, 24)),
        ("i går", date(2026, 11, 23)),
        ("I förrgår", date(2026, 11, 22)),
        ("i morgon", date(2026, 11, 25)),
        ("i övermorgon", date(2026, 11, 26)),
        ("29/2 2028", date(2028, 2, 29)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, expected: date) -> None:
    assert parse_swedish_date(text, today=TUESDAY) == expected


@pytest.mark.parametrize(
    ("text", "today", "meaning", "expected"),
    [
        ("31/12", date(2026, 1, 4), Meaning.NEAREST, date(2025, 12, 31)),
        ("4/1", date(2026, 12, 28), Meaning.NEAREST, date(2027, 1, 4)),
        ("1/10", TUESDAY, Meaning.NEAREST, date(2026, 10, 1)),
        ("1/10", TUESDAY, Meaning.FUTURE, date(2027, 10, 1)),
        ("1/12", TUESDAY, Meaning.PAST, date(2025, 12, 1)),
        ("24/11", TUESDAY, Meaning.PAST, TUESDAY),
        ("24/11", TUESDAY, Meaning.FUTURE, TUESDAY),
        ("29/2", date(2028, 1, 10), Meaning.NEAREST, date(2028, 2, 29)),
        ("29/2", date(2027, 12, 20), Meaning.FUTURE, date(2028, 2, 29)),
        ("29/2", date(2028, 3, 10), Meaning.PAST, date(2028, 2, 29)),
        ("29/2", date(2028, 2, 29), Meaning.NEAREST, date(2028, 2, 29)),
    ],
)
def test_a_date_without_a_year_is_completed(
    text: str, today: date, meaning: Meaning, expected: date
) -> None:
    assert parse_swedish_date(text, today=today, meaning=meaning) == expected


@pytest.mark.parametrize(
    "text", ["", "snart", "24", "november", "24 brumaire", "24 a", "2026-11", "1e3", "24//11"]
)
def test_what_is_not_a_date_is_not_guessed(text: str) -> None:
    with pytest.raises(DateNotUnderstood):
        parse_swedish_date(text, today=TUESDAY)


@pytest.mark.parametrize(
    "text", ["2026-02-29", "29/2 2026", "30 februari", "31/6", "0/1", "2026-13-01", "32 maj 2026"]
)
def test_a_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(NoSuchDay):
        parse_swedish_date(text, today=TUESDAY)


@pytest.mark.parametrize(
    ("today", "meaning"),
    [
        (date(2026, 11, 24), Meaning.NEAREST),
        (date(2027, 3, 1), Meaning.NEAREST),
        (date(2025, 6, 1), Meaning.FUTURE),
        (date(2027, 12, 20), Meaning.PAST),
    ],
)
def test_the_leap_day_asks_for_its_year_when_none_is_near(today: date, meaning: Meaning) -> None:
    with pytest.raises(YearNeeded):
        parse_swedish_date("29/2", today=today, meaning=meaning)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_survives_being_written_out(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month} {day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    ):
        assert parse_swedish_date(text, today=TUESDAY) == day


@given(st.text(max_size=30))
def test_no_text_makes_it_fall_over(text: str) -> None:
    with contextlib.suppress(DateNotUnderstood, NoSuchDay, YearNeeded):
        parse_swedish_date(text, today=TUESDAY)
