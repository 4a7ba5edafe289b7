"""Pure thinking of this app: personal identity numbers, and trees without circles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

Key = TypeVar("Key")
_NUMBER = re.compile(r"(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{3})(\d)")


class NotAPersonalIdentityNumber(ValueError):
    """Raised when the digits are not a personal identity number or a co-ordination number."""


def personal_identity_number(text: str, *, today: date) -> str:
    """Twelve digits from any way to write the number; the last digit must be right.

    >>> personal_identity_number("811228-9874", today=date(2026, 11, 24))
    '198112289874'
    """
    match = _NUMBER.fullmatch("".join(text.split()))
    if match is None:
        raise NotAPersonalIdentityNumber
    century, year, month, day, sign, serial, check = match.groups()
    if _check_digit(year + month + day + serial) != int(check):
        raise NotAPersonalIdentityNumber
    whole = int(century or 0) * 100 + int(year) if century else _whole_year(int(year), sign, today)
    number = int(day) - 60 if int(day) > 60 else int(day)  # a co-ordination number adds sixty
    try:
        date(whole, int(month), number)
    except ValueError as error:
        raise NotAPersonalIdentityNumber from error
    return f"{whole:04}{month}{day}{serial}{check}"


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
