"""Swedish order: å, ä and ö last, v and w apart, capitals like small letters.

Short lists are sorted with `swedish_key`; paged lists sort on a stored `sort_key`, so that the
database (which compares bytes) gives the same order without knowing any Swedish.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters after z, in order. Æ and ø are sorted with their Swedish likes, ü with y and ß as ss.
_AFTER_Z: Final = {
    "å": "{a",
    "ä": "{b",
    "æ": "{b",
    "ö": "{c",
    "ø": "{c",
}
_AS: Final = {"ü": "y", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "œ": "oe"}
_SPACE: Final = " "


def swedish_key(text: str) -> tuple[str, str]:
    """A key for `sorted`. Texts that differ only in case or accents keep a steady order.

    >>> sorted(["Örebro", "Ånge", "Zinkgruvan", "Åre", "ale", "Älvdalen"], key=swedish_key)
    ['ale', 'Zinkgruvan', 'Ånge', 'Åre', 'Älvdalen', 'Örebro']
    """
    return sort_key(text), text


def sort_key(text: str) -> str:
    """The text as plain bytes in Swedish order, to be stored beside it and sorted by the database.

    Words come before letters ("Ek Anna" before "Eka"), hyphens and other signs count as spaces, and
    digits come before letters.

    >>> sort_key("Häggdahl-Öberg, Åsa")
    'h{bggdahl {cberg {asa'
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = "".join(_folded_letter(letter) for letter in folded)
    return _SPACE.join(letters.split())


def _folded_letter(letter: str) -> str:
    if letter in _AFTER_Z:
        return _AFTER_Z[letter]
    if letter in _AS:
        return _AS[letter]
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isalnum() else _SPACE
