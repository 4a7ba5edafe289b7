"""Pure thinking of this app: personal identity numbers, and trees without circles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar

Key = TypeVar("Key")
_NUMBER: Final = re.compile(r"([0-9]{2})?([0-9]{2})([0-9]{2})([0-9]{2})(\+?)([0-9]{3})([0-9])")
_ONLY_DIGITS: Final = re.compile(r"[0-9]+\+?[0-9]*")
_CO_ORDINATION: Final = 60  # what a co-ordination number adds to the day
_ALL_DIGITS: Final = 12
_EARLIEST_YEAR: Final = 1850  # 1017 is 2017 mistyped; the last digit does not guard the century


class NotAPersonalIdentityNumber(ValueError):
    """Raised when the digits are not a personal identity number or a co-ordination number.

    Each cause has its own class below, so that a form can give one clear sentence. None holds what was typed.
    """


class UnreadableNumber(NotAPersonalIdentityNumber):
    """There are other signs than digits, dashes, spaces and a plus before the last four, or nothing."""


class TooFewDigits(NotAPersonalIdentityNumber):
    """Neither ten digits nor twelve."""


class TooManyDigits(NotAPersonalIdentityNumber):
    """More than twelve digits."""


class NoSuchDay(NotAPersonalIdentityNumber):
    """The calendar has no such day, or nobody alive was born on it."""


class WrongCheckDigit(NotAPersonalIdentityNumber):
    """The last digit does not follow from the others: one of them is mistyped."""


class BornInTheFuture(NotAPersonalIdentityNumber):
    """The day of birth lies after today."""


def personal_identity_number(text: str, *, today: date) -> str:
    """Twelve digits from any way to write the number; the last digit must be right.

    Spaces of every kind, dashes of every kind and invisible signs are taken away, for they come along when a
    number is copied. Digits of other scripts are read as digits: an Arabic or full-width keyboard means them.

    >>> personal_identity_number("811228-9874", today=date(2026, 11, 24))
    '198112289874'
    """
    plain = plain_signs(text)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise _why_unreadable(plain)
    century, year, month, day, sign, serial, check = match.groups()
    whole = int(century) * 100 + int(year) if century else _whole_year(int(year), sign, today)
    digits = f"{whole:04}{month}{day}{serial}{check}"
    if birth_day(digits) > today:
        raise BornInTheFuture
    if _check_digit(year + month + day + serial) != int(check):
        raise WrongCheckDigit
    return digits


def birth_day(digits: str) -> date:
    """The day of birth in the twelve digits of a number. Raises NoSuchDay."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    if year < _EARLIEST_YEAR:
        raise NoSuchDay
    try:
        return date(year, month, day - _CO_ORDINATION if is_co_ordination(digits) else day)
    except ValueError as error:
        raise NoSuchDay from error


def is_co_ordination(digits: str) -> bool:
    """Whether the twelve digits are a co-ordination number (samordningsnummer)."""
    return int(digits[6:8]) > _CO_ORDINATION


def plain_signs(text: str) -> str:
    """What is left without spaces, dashes and invisible signs, with digits of every script as 0-9."""
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in text
        if sign != "\u2212"
        and unicodedata.category(sign) not in {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"}
    )


def _why_unreadable(plain: str) -> NotAPersonalIdentityNumber:
    if not _ONLY_DIGITS.fullmatch(plain):
        return UnreadableNumber()
    count = len(plain) - plain.count("+")
    if count > _ALL_DIGITS:
        return TooManyDigits()
    return UnreadableNumber() if count in (10, _ALL_DIGITS) else TooFewDigits()


def _whole_year(year: int, sign: str, today: date) -> int:
    """Without a century the person is under a hundred years, with a plus sign over."""
    whole = today.year - (today.year - year) % 100
    return whole - 100 if sign == "+" else whole


def _check_digit(digits: str) -> int:
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


def makes_a_circle(parents: Mapping[Key, Key | None], child: Key, new_parent: Key | None) -> bool:
    """Whether the tree would bite its tail if `child` were moved below `new_parent`."""
    above = new_parent
    seen = set()
    while above is not None and above not in seen:
        if above == child:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
