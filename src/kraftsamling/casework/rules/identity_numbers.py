"""What a person types about a child or a parent: a number, or only a day, and how old that makes them.

Numbers are read by `organisations.rules`; here is what casework adds: reserve numbers of the regions, people
without a number, children who are not born yet, and ages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kraftsamling.casework.rules.deadlines import birthday, months_after
from kraftsamling.organisations.rules import (
    BornInTheFuture,
    UnreadableNumber,
    birth_day,
    is_co_ordination,
    personal_identity_number,
    plain_signs,
)

# Most regions write the day of birth, in six or eight digits, and then four signs of which at least one
# is a letter; the national number and the schools' TF numbers too. Region Stockholm writes 99 and ten
# digits. Source: the identifier patterns of HL7 Sweden's base profiles (basprofiler-r4).
_WITH_LETTERS: Final = re.compile(r"(?:[0-9]{6}|[0-9]{8})(?=[0-9]{0,3}[A-Z])[0-9A-Z]{4}")
_STOCKHOLM: Final = re.compile(r"99[0-9]{10}")
# What may stand in a number when somebody says that it is a reserve number: some regions write digits
# alone, with days from 32 to 59, which would otherwise be a mistyped day.
_SAID_TO_BE_ONE: Final = re.compile(r"(?=.*[0-9])[0-9A-Z]{8,20}")
_MISTYPED_DIGIT: Final = frozenset("OIL")
_LAST: Final = 4
_LONGEST_PREGNANCY: Final = timedelta(days=300)
_LATEST_BIRTH: Final = timedelta(days=28)
_MONTHS_A_YEAR: Final = 12
_DOT: Final = "•"


class Kind(StrEnum):
    """What sort of number a person has."""

    PERSONAL = "PERSONAL"  # personnummer
    COORDINATION = "COORDINATION"  # samordningsnummer
    RESERVE = "RESERVE"  # reservnummer, given by a region


class NotExpectedThen(ValueError):
    """Raised by unborn for a day that no child now on its way can be expected on."""


class NotBornYet(ValueError):
    """Raised for the age of a person on a day before the birth."""


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number as it is stored: twelve digits, or a reserve number as typed, in capitals, without spaces.

    `birth_on` is None for a reserve number: some regions put a day into it that is not the day of birth.
    The number is never printed by chance: it is left out of `repr`.
    """

    kind: Kind
    digits: str = field(repr=False)
    birth_on: date | None = field(repr=False)

    def masked(self) -> str:
        """For lists: the first four signs, which are the year of birth, and dots."""
        return f"{self.digits[:4]}{_DOT * (len(self.digits) - 4 - _LAST)}-{_DOT * _LAST}"

    def written(self) -> str:
        """As people read it: ÅÅÅÅMMDD-NNNN."""
        return f"{self.digits[:-_LAST]}-{self.digits[-_LAST:]}"


@dataclass(frozen=True, slots=True)
class WithoutNumber:
    """A person who has no number, of whom only the day of birth is known."""

    birth_on: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unborn:
    """A child who is expected on a day."""

    expected_on: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class AgeWords:
    """What a page needs for saying an age: years, and months for a child in the first year, else None."""

    years: int
    months: int | None


def read_identity_number(text: str, *, today: date, reserve: bool = False) -> IdentityNumber:
    """The number that somebody typed. `reserve`: he or she has said that it is a reserve number.

    A reserve number has no check digit that we know, so one that looks like a mistyped number is refused
    until somebody has said what it is. Raises the causes of `organisations.rules`: UnreadableNumber,
    TooFewDigits, TooManyDigits, NoSuchDay, WrongCheckDigit, BornInTheFuture.
    """
    plain = plain_signs(text).upper()
    if reserve:
        if not _SAID_TO_BE_ONE.fullmatch(plain):
            raise UnreadableNumber
        return IdentityNumber(Kind.RESERVE, plain, None)
    if _STOCKHOLM.fullmatch(plain) or (_WITH_LETTERS.fullmatch(plain) and not _mistyped(plain)):
        return IdentityNumber(Kind.RESERVE, plain, None)
    digits = personal_identity_number(text, today=today)
    kind = Kind.COORDINATION if is_co_ordination(digits) else Kind.PERSONAL
    return IdentityNumber(kind, digits, birth_day(digits))


def without_number(birth_on: date, *, today: date) -> WithoutNumber:
    """A person known by the day of birth alone. Raises BornInTheFuture."""
    if birth_on > today:
        raise BornInTheFuture
    return WithoutNumber(birth_on)


def unborn(expected_on: date, *, today: date) -> Unborn:
    """A child on its way, expected within ten months or at most four weeks ago. Raises NotExpectedThen."""
    if not today - _LATEST_BIRTH <= expected_on <= today + _LONGEST_PREGNANCY:
        raise NotExpectedThen
    return Unborn(expected_on)


def age_on(birth_on: date, today: date) -> int:
    """Whole years; a person born on 29 February becomes older on the 28th where there is no 29th.

    Raises NotBornYet.
    """
    if today < birth_on:
        raise NotBornYet
    years = today.year - birth_on.year
    return years - (today < birthday(birth_on, age=years))


def age_words(birth_on: date, today: date) -> AgeWords:
    """The age in numbers, for a page to put into words. Raises NotBornYet."""
    years = age_on(birth_on, today)
    if years:
        return AgeWords(years, None)
    months = (today.year - birth_on.year) * _MONTHS_A_YEAR + today.month - birth_on.month
    return AgeWords(0, months - (today < months_after(birth_on, months)))


def _mistyped(plain: str) -> bool:
    """A single letter that looks like a digit is a slip of the hand: 238O for 2380."""
    letters = [sign for sign in plain if sign.isalpha()]
    return len(letters) == 1 and letters[0] in _MISTYPED_DIGIT
