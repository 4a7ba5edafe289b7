"""Dates as people write them in Swedish: 2026-11-24, 24/11, 24 november 2026, i dag, i går."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

MONTHS: Final = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_WORDS: Final = {
    "i förrgår": -2,
    "i går": -1,
    "igår": -1,
    "i dag": 0,
    "idag": 0,
    "i morgon": 1,
    "imorgon": 1,
    "i övermorgon": 2,
}
_WEEKDAYS: Final = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\s+)?"
_ISO: Final = re.compile(r"(\d{4})[-./ ]?(\d{2})[-./ ]?(\d{2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?\.?")
_IN_WORDS: Final = re.compile(
    rf"{_WEEKDAYS}(?:den\s+)?(\d{{1,2}})(?::?[ea])?\s+([a-zåäö]{{3,9}})\.?(?:\s+(\d{{4}}))?"
)


class DateNotUnderstood(ValueError):
    """The text is not a way to write a date that we know."""


class NoSuchDay(ValueError):
    """The date is written well, but the calendar has no such day (30 February)."""


class YearNeeded(ValueError):
    """Without the year several days are meant equally well, or none that lies near."""


class Meaning(StrEnum):
    """Which day a date without a year stands for."""

    NEAREST = "nearest"
    PAST = "past"
    FUTURE = "future"


def parse_swedish_date(text: str, *, today: date, meaning: Meaning = Meaning.NEAREST) -> date:
    """Read a date the way a Swede writes it; one without a year is completed by `meaning`.

    Raises DateNotUnderstood, NoSuchDay or YearNeeded: each has its own words to the user.
    """
    words = re.sub(r"[\s\u00a0]+", " ", text).strip().casefold()
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    if match := _ISO.fullmatch(words):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(words):
        return _complete(int(match[1]), int(match[2]), match[3], today, meaning)
    if match := _IN_WORDS.fullmatch(words):
        return _complete(int(match[1]), _month(match[2]), match[3], today, meaning)
    raise DateNotUnderstood(text)


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if name == month or (month.startswith(name) and len(name) in (3, 4)):
            return number
    raise DateNotUnderstood(name)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay(f"{year:04d}-{month:02d}-{day:02d}") from error


def _complete(day: int, month: int, year: str | None, today: date, meaning: Meaning) -> date:
    if year is not None:
        century = today.year // 100 * 100 if len(year) == 2 else 0
        return _day(century + int(year), month, day)
    candidates = []
    for near in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(near, month, day))
        except ValueError:
            continue
    if not candidates:
        # 29 February has no year near by that has it; 31 June never exists in any year.
        raise (
            YearNeeded(f"{day}/{month}") if (day, month) == (29, 2) else NoSuchDay(f"{day}/{month}")
        )
    if meaning is Meaning.PAST:
        candidates = [one for one in candidates if one <= today]
    elif meaning is Meaning.FUTURE:
        candidates = [one for one in candidates if one >= today]
    if not candidates:
        raise YearNeeded(f"{day}/{month}")
    chosen = min(candidates, key=lambda one: abs((one - today).days))
    limit = 184 if meaning is Meaning.NEAREST else 366
    if abs((chosen - today).days) > limit:
        raise YearNeeded(f"{day}/{month}")
    return chosen
