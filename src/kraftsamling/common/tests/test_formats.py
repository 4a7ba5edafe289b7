"""How numbers, dates and lists are written. In the tables _ stands for a no-break space."""

from __future__ import annotations

import doctest
from datetime import date, time

import pytest

from kraftsamling.common import formats

TODAY = date(2026, 11, 24)


def unbroken(text: str) -> str:
    return text.replace("_", "\u00a0")


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(formats) == (0, 3)


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1320, 0, "1_320", "1,320"),
        (999, 0, "999", "999"),
        (1234567, 0, "1_234_567", "1,234,567"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),
        (0.125, 2, "0,13", "0.13"),
        (-1320.5, 1, "−1_320,5", "−1,320.5"),
        (-0.2, 0, "0", "0"),
        (0, 1, "0,0", "0.0"),
    ],
)
def test_numbers(value: float, decimals: int, swedish: str, english: str) -> None:
    assert formats.number(value, decimals=decimals) == unbroken(swedish)
    assert formats.number(value, "en", decimals=decimals) == english


def test_percent_in_text_and_in_tables() -> None:
    assert formats.percent(68) == "68 procent"
    assert formats.percent(68, "en") == "68 percent"
    assert formats.percent_sign(68.25, decimals=1) == unbroken("68,3_%")
    assert formats.percent_sign(68, "en") == "68%"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [(0, "noll", "zero"), (1, "ett", "one"), (12, "tolv", "twelve"), (13, "13", "13")],
)
def test_small_numbers_are_words_in_running_text(value: int, swedish: str, english: str) -> None:
    assert formats.in_words(value) == swedish
    assert formats.in_words(value, "en") == english


def test_one_has_a_gender_in_swedish() -> None:
    assert formats.in_words(1, common_gender=True) == "en"
    assert formats.in_words(1, "en", common_gender=True) == "one"


def test_so_many_of_so_many() -> None:
    assert formats.so_many_of(9, 23) == "nio av 23"
    assert formats.so_many_of(1, 4, common_gender=True) == "en av fyra"
    assert formats.so_many_of(9, 1230, "en") == "nine of 1,230"


def test_money_and_age() -> None:
    assert formats.money(1000) == unbroken("1_000_kr")
    assert formats.money(1000, "en") == unbroken("SEK_1,000")
    assert formats.age(4) == unbroken("4_år")
    assert formats.age(1, "en") == unbroken("1_year")
    assert formats.age(4, "en") == unbroken("4_years")


@pytest.mark.parametrize(
    ("words", "swedish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a och b", "a and b"),
        (["a", "b", "c"], "a, b och c", "a, b and c"),
    ],
)
def test_lists(words: list[str], swedish: str, english: str) -> None:
    assert formats.joined(words) == swedish
    assert formats.joined(words, "en") == english


def test_dates() -> None:
    assert formats.long_date(TODAY) == "24 november 2026"
    assert formats.long_date(TODAY, "en") == "24 November 2026"
    assert formats.weekday_date(TODAY) == "tisdag 24 november 2026"
    assert formats.weekday_date(TODAY, "en") == "Tuesday 24 November 2026"
    assert formats.long_date(date(2026, 5, 1), with_year=False) == "1 maj"
    assert formats.tight_date(date(2026, 5, 1)) == "2026-05-01"


@pytest.mark.parametrize(
    ("at", "swedish", "tight", "english"),
    [
        (time(15, 40), "kl._15.40", "15.40", "15:40"),
        (time(9), "kl._9", "09.00", "9:00"),
        (time(0, 5), "kl._0.05", "00.05", "0:05"),
    ],
)
def test_times(at: time, swedish: str, tight: str, english: str) -> None:
    assert formats.clock(at) == unbroken(swedish)
    assert formats.tight_clock(at) == tight
    assert formats.clock(at, "en") == english


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (date(2026, 11, 24), "i dag", "today"),
        (date(2026, 11, 23), "i går", "yesterday"),
        (date(2026, 11, 25), "i morgon", "tomorrow"),
        (date(2026, 11, 22), "för 2 dagar sedan", "2 days ago"),
        (date(2026, 12, 3), "om 9 dagar", "in 9 days"),
    ],
)
def test_days_from_today(day: date, swedish: str, english: str) -> None:
    assert formats.relative_day(day, TODAY) == swedish
    assert formats.relative_day(day, TODAY, "en") == english


@pytest.mark.parametrize(
    ("first_month", "months", "swedish", "english", "tight", "tight_english"),
    [
        (11, 1, "november 2026", "November 2026", "nov 2026", "Nov 2026"),
        (7, 3, "juli–september 2026", "July–September 2026", "kv 3 2026", "Q3 2026"),
        (7, 6, "juli–december 2026", "July–December 2026", "halvår 2 2026", "H2 2026"),
        (1, 12, "2026", "2026", "2026", "2026"),
    ],
)
def test_periods(
    first_month: int, months: int, swedish: str, english: str, tight: str, tight_english: str
) -> None:
    assert formats.period(2026, first_month, months) == swedish
    assert formats.period(2026, first_month, months, "en") == english
    assert formats.tight_period(2026, first_month, months) == tight
    assert formats.tight_period(2026, first_month, months, "en") == tight_english


def test_a_variant_of_a_language_is_that_language() -> None:
    assert formats.percent(68, "en-GB") == "68 percent"


def test_an_unknown_language_is_refused_in_words_that_help() -> None:
    with pytest.raises(formats.LanguageIsNotWritten, match="choose 'sv' or 'en'"):
        formats.percent(68, "fi")
