"""Signs that a worker may be close to a family. They warn whoever gives out the case, and never block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_POSTCODE: Final = re.compile(r"(?<!\d)(\d{3}) ?(\d{2})(?!\d)")


class Hint(StrEnum):
    """What two people have in common."""

    ADDRESS = "ADDRESS"
    SURNAME_AND_POSTCODE = "SURNAME_AND_POSTCODE"
    SURNAME = "SURNAME"  # the worker's postcode is not known here, so nothing speaks against it


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody: a surname, and an address when there is one."""

    surname: str
    address: str = ""


def postcode(address: str) -> str:
    """The five digits of a Swedish postcode, "" when none stands there.

    >>> postcode("Storgatan 1, 123 45 Granby")
    '12345'
    """
    found = _POSTCODE.findall(address)
    return "".join(found[-1]) if found else ""


def hint_between(worker: Known, person: Known) -> Hint | None:
    """The strongest sign, or None."""
    if _plain(worker.address) and _plain(worker.address) == _plain(person.address):
        return Hint.ADDRESS
    if not _plain(worker.surname) or _plain(worker.surname) != _plain(person.surname):
        return None
    theirs, ours = postcode(person.address), postcode(worker.address)
    if ours and theirs:
        return Hint.SURNAME_AND_POSTCODE if ours == theirs else None
    return Hint.SURNAME


def _plain(words: str) -> str:
    return " ".join(words.replace(",", " ").casefold().split())
