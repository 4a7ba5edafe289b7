"""A person in a list: initials, never a name, and nothing at all for somebody who is protected."""

from __future__ import annotations

import unicodedata
from typing import Final

MOST: Final = 3
NAMELESS: Final = "–"
_PARTICLES: Final = frozenset({
    "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di", "dos",
    "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "zu",
})  # fmt: skip


def initials(given: str, surname: str) -> str:
    """ "Å.L.Ä." for Åsa-Lena von Ähren: one letter for each part of the names, at most three.

    Particles (von, af, de, al …) are left out, unless a name has nothing else. Where there are more
    than three parts the surname keeps at least one letter. A person without names is "–".
    """
    first, last = _letters(given), _letters(surname)
    first = first[: MOST - 1] if last else first[:MOST]
    letters = first + last[: MOST - len(first)]
    return "".join(f"{letter}." for letter in letters) or NAMELESS


def shown_name(given: str, surname: str, *, protected: bool) -> str | None:
    """The initials, or None where the person has protected personal data: then not even they are shown."""
    return None if protected else initials(given, surname)


def _letters(name: str) -> list[str]:
    if name.isalpha():
        return [letter] if (letter := _first_letter(name)) else []
    parts = "".join(" " if _is_between(sign) else sign for sign in name).split()
    names = [part for part in parts if part.casefold() not in _PARTICLES] or parts
    return [letter for part in names if (letter := _first_letter(part))]


def _is_between(sign: str) -> bool:
    return unicodedata.category(sign) in {"Pd", "Zs", "Cc", "Cf"} or sign in "/."


def _first_letter(part: str) -> str:
    letter = next((sign for sign in unicodedata.normalize("NFC", part) if sign.isalpha()), "")
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
