"""What somebody typed, made fit to store and to show: as it was written, without signs that nobody sees."""

from __future__ import annotations

from typing import Final
from unicodedata import category

LONGEST: Final = 500
# Signs that turn the line around (embeddings, overrides and isolates), and that hide a text in another.
_TURNS: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\u2060"
)
# Joiners that Arabic and other scripts are written with, and the marks that only say a direction, stay.
_NEEDED: Final = frozenset("\n\u200c\u200d\u200e\u200f\u061c")


class TooLong(ValueError):
    """Raised for more than `LONGEST` characters."""


def cleaned(typed: str) -> str:
    """The words, or nothing when there is nothing to see. Raises TooLong."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(each for each in lines if _is_kept(each)).strip()
    if len(kept) > LONGEST:
        raise TooLong(len(kept))
    return kept if any(category(each)[0] in "LNPS" for each in kept) else ""


def _is_kept(sign: str) -> bool:
    if sign in _NEEDED:
        return True
    return sign not in _TURNS and category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
