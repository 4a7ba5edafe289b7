"""What an attachment may be, and what can be wrong with one. Without Django: the child process loads this."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from kraftsamling.documents.tables.table import Limits

LIMITS: Final = Limits(answer=64 * 1024)
MOST_PAGES: Final = 2_000
MOST_PIXELS: Final = 80_000_000
LONGEST_NAME: Final = 120


class Kind(StrEnum):
    """What the bytes turned out to be; the value is how it is told to a browser."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"


class Flaw(StrEnum):
    """Why a file is not taken in. The words for each stand in `words`."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    OTHER_KIND = "OTHER_KIND"
    LOCKED = "LOCKED"
    ACTIVE = "ACTIVE"
    TOO_MANY_PAGES = "TOO_MANY_PAGES"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS"
    DAMAGED = "DAMAGED"
    TOO_HEAVY = "TOO_HEAVY"
    TOO_SLOW = "TOO_SLOW"


class NotAccepted(Exception):
    """Raised for a file that is not taken in."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


_ENDINGS: Final = {Kind.PDF: ".pdf", Kind.PNG: ".png", Kind.JPEG: ".jpg"}
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|;%\s]+')
_KNOWN_ENDING: Final = re.compile(r"(\.[A-Za-z0-9]{1,5})+$")


def kind_of(data: bytes) -> Kind:
    """By the first bytes, never by the name. Raises NotAccepted."""
    if not data:
        raise NotAccepted(Flaw.EMPTY)
    for kind, begins in (
        (Kind.PDF, b"%PDF-"),
        (Kind.PNG, b"\x89PNG\r\n\x1a\n"),
        (Kind.JPEG, b"\xff\xd8\xff"),
    ):
        if data.startswith(begins):
            return kind
    raise NotAccepted(Flaw.OTHER_KIND)


def cleaned_name(name: str, kind: Kind) -> str:
    """A name that says nothing false: no folders, no signs that cannot be seen or that turn the reading
    around, and the one ending that the content has."""
    last = " ".join(re.split(r"[\\/]", name)[-1].split())
    seen = "".join(
        each for each in last if unicodedata.category(each)[0] not in "CZ" or each == " "
    )
    stem = _NOT_IN_NAMES.sub(" ", _KNOWN_ENDING.sub("", seen)).strip(" .")
    return (stem[:LONGEST_NAME].rstrip(" .") or "handling") + _ENDINGS[kind]
