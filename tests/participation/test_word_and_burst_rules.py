"""The pure rules: what is kept of typed words, and which hours are unusual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.participation.rules.bursts import LEAST, bursts
from kraftsamling.participation.rules.words import LONGEST, TooLong, cleaned

NOW: Final = datetime(2026, 3, 30, 0, tzinfo=UTC)
OPEN_HOURS: Final = range(8, 20)
DAYS: Final = 35


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ni lyssnade.  ", "Ni lyssnade."),
        ("En rad\r\noch en till", "En rad\noch en till"),
        ("\u202eenvänt\u202c", "envänt"),
        ("a\u200bb\ufeffc\x00d\x07", "abcd"),
        ("شكرًا\u200f لكم", "شكرًا\u200f لكم"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202e \u200b\n", ""),
        ("   ", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("🙂", "🙂"),
        ("a" * LONGEST, "a" * LONGEST),
    ],
)
def test_words_are_kept_as_written_without_signs_that_nobody_sees(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_more_than_five_hundred_characters_is_too_long() -> None:
    with pytest.raises(TooLong):
        cleaned("å" * (LONGEST + 1))


@given(st.text(max_size=LONGEST))
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = cleaned(typed)

    assert cleaned(once) == once
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00")


def poisson(mean: float, chance: Random) -> int:
    count, product, limit = 0, chance.random(), exp(-mean)
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


def honest(mean: float, seed: int) -> list[tuple[datetime, int]]:
    """Five weeks of answers that come by chance alone, at the hours when people are awake."""
    chance = Random(seed)  # noqa: S311 - the same every time
    counted = [
        (NOW - timedelta(days=day) + timedelta(hours=hour), poisson(mean, chance))
        for day in range(DAYS, 0, -1)
        for hour in OPEN_HOURS
    ]
    return [(hour, count) for hour, count in counted if count]


# Answers in an hour: from a small municipality's one a day to five thousand a month.
RATES: Final = (0.03, 0.15, 0.6, 2.0, 6.0, 14.0)


@pytest.mark.parametrize("mean", RATES)
def test_a_planted_burst_is_found_whatever_the_usual_number(mean: float) -> None:
    burst = NOW - timedelta(days=2) + timedelta(hours=10)
    found = 0
    for seed in range(40):
        planted = dict(honest(mean, seed))
        planted[burst] = planted.get(burst, 0) + LEAST + round(6 * mean**0.5)
        found += any(each.hour == burst for each in bursts(planted.items(), now=NOW))

    assert found >= 39


@pytest.mark.parametrize("mean", RATES)
def test_honest_noise_alarms_less_than_once_in_twenty_weeks(mean: float) -> None:
    weeks = 200
    alarms = sum(bool(bursts(honest(mean, seed), now=NOW)) for seed in range(weeks))

    assert alarms <= weeks // 20


def test_cafes_every_week_are_usual() -> None:
    """Twenty at once each Tuesday at 18: the same again is nothing to tell of."""
    alarms = 0
    for seed in range(50):
        counted = dict(honest(0.15, seed))
        for week in range(5):
            hour = NOW - timedelta(days=6 + 7 * week) + timedelta(hours=18)
            counted[hour] = counted.get(hour, 0) + 20
        alarms += bool(bursts(counted.items(), now=NOW))

    assert alarms <= 2


@pytest.mark.parametrize(
    "arrivals",
    [
        [],
        [(NOW - timedelta(days=3), 40)],
        [(NOW - timedelta(days=20), 1), (NOW - timedelta(days=1), 40)],
        [(NOW - timedelta(days=30), 1), (NOW - timedelta(days=1), LEAST - 1)],
        [(NOW - timedelta(days=30), 1), (NOW - timedelta(days=9), 40)],
    ],
    ids=["nothing", "no history", "too little history", "too few to tell", "over a week ago"],
)
def test_nothing_is_told(arrivals: Sequence[tuple[datetime, int]]) -> None:
    assert not bursts(arrivals, now=NOW)


def test_a_burst_tells_the_hour_the_number_and_what_is_usual() -> None:
    hour = NOW - timedelta(days=1)
    (found,) = bursts([(NOW - timedelta(days=30), 1), (hour, 40)], now=NOW)

    assert (found.hour, found.count) == (hour, 40)
    assert 0 <= found.usual < 1
