"""What of a case a party may get, and why the rest stays: law and house rules for an extract (utdrag).

A thing is given unless a ground keeps it back. Some grounds always hold; the others hold until a person has
read that very thing and said that it may go (docs/access-and-secrecy.md, PARTY_ACCESS).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

SHORTEST_QUOTE: Final = 20
"""Signs. A sentence that is shorter says nothing of where it comes from."""
SHORTEST_NAME: Final = 3
_SPACE: Final = re.compile(r"\s+")
_SENTENCE: Final = re.compile(r"[.!?\n]+")


class To(StrEnum):
    """Who gets the extract: whom the matter is about, a custodian, or another party."""

    SUBJECT = "SUBJECT"
    CUSTODIAN = "CUSTODIAN"
    OTHER = "OTHER"


class Kind(StrEnum):
    """What a thing in a case is. The order is that of the paper."""

    REPORT = "REPORT"
    PROTECTION = "PROTECTION"
    PRELIMINARY = "PRELIMINARY"
    CONTACTS = "CONTACTS"
    TEXT = "TEXT"
    HEARING = "HEARING"
    VOICE = "VOICE"
    STATEMENT = "STATEMENT"
    DECISION = "DECISION"
    INTERVENTION = "INTERVENTION"
    FOLLOW_UP = "FOLLOW_UP"
    NOTE = "NOTE"
    DOCUMENT = "DOCUMENT"


class Ground(StrEnum):
    """Why something is not given."""

    WITHHELD = "WITHHELD"
    REPORTER = "REPORTER"
    PLACE = "PLACE"
    UNFINISHED = "UNFINISHED"
    STAFF = "STAFF"
    MAYBE_REPORTER = "MAYBE_REPORTER"
    CONFIDENCE = "CONFIDENCE"
    PROTECTED = "PROTECTED"
    CHOSEN = "CHOSEN"


AFTER_READING: Final = frozenset({Ground.MAYBE_REPORTER, Ground.CONFIDENCE, Ground.PROTECTED})
"""The grounds that a person can set aside, one thing at a time."""


@dataclass(frozen=True)
class Thing:
    """One thing of a case. `of_child`: the child said it; `of_others`: somebody else than the reader did."""

    key: str
    kind: Kind
    on: date
    text: str
    withheld: bool = False
    is_unfinished: bool = False
    for_staff: bool = False
    of_child: bool = False
    of_others: bool = False
    from_private: bool = False


@dataclass(frozen=True)
class Secrets:
    """Words that may stand in nothing that is given: found in a text they keep the whole of it back."""

    reporters: frozenset[str] = frozenset()
    parts_of_names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reader:
    """Who reads, and whether somebody in the case has protected identity."""

    to: To
    in_protected_case: bool = False
    secrets: Secrets = field(default_factory=Secrets)


def plain(text: str) -> str:
    """Small letters and single spaces, so that a line break or a capital hides nothing."""
    return _SPACE.sub(" ", text).strip().casefold()


def secrets_of(
    *,
    reporters: Iterable[str],
    contacts: Iterable[str] = (),
    family: Iterable[str],
    places: Iterable[str],
    withheld: Iterable[str],
) -> Secrets:
    """What may not be read anywhere. A reporter's surname that the family has too points at nobody."""
    names = [plain(each) for each in reporters if plain(each)]
    known = {part for each in family for part in plain(each).split()}
    parts = {part for each in names for part in each.split() if len(part) >= SHORTEST_NAME}
    return Secrets(
        reporters=frozenset([*names, *(plain(each) for each in contacts if plain(each))]),
        parts_of_names=frozenset(parts - known),
        places=frozenset(plain(each) for each in places if len(plain(each)) > SHORTEST_NAME),
        quotes=frozenset(
            plain(sentence)
            for each in withheld
            for sentence in _SENTENCE.split(each)
            if len(plain(sentence)) >= SHORTEST_QUOTE
        ),
    )


def ground_for(thing: Thing, reader: Reader) -> Ground | None:
    """Why a thing is not given to this reader; None when it is."""
    text, secrets = plain(thing.text), reader.secrets
    not_own = reader.to is not To.SUBJECT
    if thing.is_unfinished:
        return Ground.UNFINISHED
    if thing.for_staff:
        return Ground.STAFF
    if not_own and (thing.withheld or any(each in text for each in secrets.quotes)):
        return Ground.WITHHELD
    if any(_stands_in(each, text) for each in secrets.reporters):
        return Ground.REPORTER
    if any(each in text for each in secrets.places):
        return Ground.PLACE
    if thing.from_private or any(_stands_in(each, text) for each in secrets.parts_of_names):
        return Ground.MAYBE_REPORTER
    if thing.of_others or (thing.of_child and reader.to is To.OTHER):
        return Ground.CONFIDENCE
    if reader.in_protected_case:
        return Ground.PROTECTED
    return None


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
