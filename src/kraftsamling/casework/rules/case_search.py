"""The three ways in which the law lets case work be searched: a name, an exact number, a case number.

SoLPUF (2001:637) 15 §: by name, personal identity or co-ordination number, or case number, and by nothing
else. So there is no search by a day of birth, by a part of a number or by a single first name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from kraftsamling.casework.rules.identity_numbers import IdentityNumber, read_identity_number
from kraftsamling.organisations.rules import (
    BornInTheFuture,
    NoSuchDay,
    NotAPersonalIdentityNumber,
    TooFewDigits,
    TooManyDigits,
    WrongCheckDigit,
)

LONGEST_TEXT: Final = 120
FEWEST_PARTS: Final = 2
_MOST_PARTS: Final = 8
_KEPT: Final = frozenset("åäö")  # letters of their own in Swedish, not a and o with an accent
# Letters that Unicode does not take apart. Ø and æ are how Danes and Norwegians write ö and ä.
_SAME_AS: Final = str.maketrans(
    {"ø": "ö", "æ": "ä", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}
)
_APOSTROPHES: Final = frozenset("'’‘`´ʼ.")
_HIGHEST: Final = "\U0010ffff"
_WITH_YEAR: Final = re.compile(r"(?:[A-ZÅÄÖ]{1,8}[-/ ]?)?(?:19|20)[0-9]{2}[-/:][0-9]{1,7}")
_OTHER_CASE: Final = re.compile(
    r"[A-ZÅÄÖ]{1,8}[-/ ]?[0-9]+(?:[-/:.][0-9]+)*"
    r"|(?=(?:[^0-9]*[0-9]){1,9}[^0-9]*$)[0-9]+(?:[-/:.][0-9]+)*"  # ten digits are a mistyped person
)
_DAY: Final = re.compile(
    r"(?:18|19|20)[0-9]{2}[-/. ]?(?:0[1-9]|1[0-2])[-/. ]?(?:0[1-9]|[12][0-9]|3[01])"
)


class Reason(StrEnum):
    """Why nothing is searched for; each has its own sentence on the page."""

    EMPTY = "EMPTY"
    TOO_LONG = "TOO_LONG"
    ONE_NAME = "ONE_NAME"  # a first name or a surname alone finds too many people
    DAY_OF_BIRTH = "DAY_OF_BIRTH"  # the law has no search by it
    TOO_FEW_DIGITS = "TOO_FEW_DIGITS"
    TOO_MANY_DIGITS = "TOO_MANY_DIGITS"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    WRONG_CHECK_DIGIT = "WRONG_CHECK_DIGIT"
    IN_THE_FUTURE = "IN_THE_FUTURE"
    UNREADABLE = "UNREADABLE"


_CAUSES: Final[dict[type[NotAPersonalIdentityNumber], Reason]] = {
    TooFewDigits: Reason.TOO_FEW_DIGITS,
    TooManyDigits: Reason.TOO_MANY_DIGITS,
    NoSuchDay: Reason.NO_SUCH_DAY,
    WrongCheckDigit: Reason.WRONG_CHECK_DIGIT,
    BornInTheFuture: Reason.IN_THE_FUTURE,
}


@dataclass(frozen=True, slots=True)
class NameQuery:
    """Beginnings of stored name keys; a person matches who has any of them."""

    keys: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """One number, compared whole."""

    number: IdentityNumber


@dataclass(frozen=True, slots=True)
class CaseNumberQuery:
    """A case number, in capitals and with single spaces, compared whole."""

    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing may be searched for with this text."""

    reason: Reason


Query = NameQuery | NumberQuery | CaseNumberQuery | Refused


def parse(text: str, today: date) -> Query:
    """What somebody who typed this may search for."""
    if len(text) > LONGEST_TEXT:
        return Refused(Reason.TOO_LONG)
    if not text.strip():
        return Refused(Reason.EMPTY)
    return _by_number(text, today) if any(map(str.isdecimal, text)) else _by_name(text)


def name_key(given: str, surname: str) -> str:
    """What is stored beside a name and compared with: the surname, then the given names.

    Small letters; å, ä and ö as they are, other accents gone; hyphens are spaces, apostrophes nothing.

    >>> name_key("Zoë-Åsa", "D’Ähren")
    'dähren zoe åsa'
    """
    return " ".join(_parts(f"{surname} {given}"))


def prefix_range(key: str) -> tuple[str, str]:
    """`low <= stored < high` holds for just the stored keys that begin with `key`, compared byte by byte.

    So do PostgreSQL's `~>=~` and `~<~`, which are leakproof and may use an index below row security.
    """
    return key, key + _HIGHEST


def _by_number(text: str, today: date) -> Query:
    written = " ".join("".join(map(_plain, text.upper())).split())
    if _DAY.fullmatch(written):
        return Refused(Reason.DAY_OF_BIRTH)
    # Before the identity numbers: without its dash, 2011-012384 would be one.
    if _WITH_YEAR.fullmatch(written):
        return CaseNumberQuery(written)
    try:
        return NumberQuery(read_identity_number(text, today=today))
    except NotAPersonalIdentityNumber as error:
        if _OTHER_CASE.fullmatch(written):
            return CaseNumberQuery(written)
        return Refused(_CAUSES.get(type(error), Reason.UNREADABLE))


def _by_name(text: str) -> Query:
    parts = _parts(text)
    if len(parts) > _MOST_PARTS or not all(map(_is_of_a_name, "".join(parts))):
        return Refused(Reason.UNREADABLE)
    if len(parts) < FEWEST_PARTS:
        return Refused(Reason.ONE_NAME if parts else Reason.UNREADABLE)
    # Nobody says which parts are the surname: "Anna Berg", "Berg Anna" and "Anna Maria Berg" all turn
    # into a key that begins with it when the parts are turned round, one step at a time.
    turned = [" ".join(parts[step:] + parts[:step]) for step in range(len(parts))]
    return NameQuery(tuple(dict.fromkeys(turned)))


def _is_of_a_name(sign: str) -> bool:
    """A letter, or a mark that scripts as Devanagari write after one."""
    return unicodedata.category(sign)[0] in "LM"


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "-" if unicodedata.category(sign) == "Pd" else sign


def _parts(name: str) -> list[str]:
    folded = "".join(map(_folded, unicodedata.normalize("NFC", name.casefold())))
    return folded.translate(_SAME_AS).split()


def _folded(sign: str) -> str:
    if sign in _KEPT:
        return sign
    if sign in _APOSTROPHES:
        return ""
    if unicodedata.category(sign) in {"Pd", "Zs", "Cc"} or sign in ",/":
        return " "
    return "".join(
        one
        for one in unicodedata.normalize("NFD", sign)
        if unicodedata.category(one) not in {"Mn", "Cf"}
    )
