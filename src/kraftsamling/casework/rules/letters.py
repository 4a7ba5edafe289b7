"""The words of a letter: fields in braces, filled from the case; and who gets the slip with three questions.

A field is its Swedish name in braces, {datum}, because those who write letters write Swedish. A field that
does not exist, and one that the case has nothing for, stop the letter: nothing is sent with a hole in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

FIELDS: Final = (
    "mottagare", "barn", "arendenummer", "diarienummer", "datum", "handlaggare", "enhet", "myndighet",
    "telefon", "anmalan_kom", "aterkoppling", "forhandsbedomning_beslutad", "utredning_inledd",
    "utredning_klar_senast", "utredning_avslutad", "svara_senast", "motesdag", "motestid", "motesplats",
    "beslut", "skal", "det_har_gjorde_vi", "beslutsdatum", "beslutat_av", "overklagandetid", "meddelande",
)  # fmt: skip
MAY_BE_EMPTY: Final = frozenset({"meddelande", "det_har_gjorde_vi", "telefon"})
_FIELD: Final = re.compile(r"\{([^{}\n]{1,60})\}")
_BREAK: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_HEADING: Final = "# "
SLIP_FROM_AGE: Final = 7
YOUNG_FROM_AGE: Final = 13


@dataclass(frozen=True)
class Block:
    """A piece of the letter: a heading, or a paragraph whose lines are kept."""

    text: str
    is_heading: bool = False


def fields_in(text: str) -> list[str]:
    """The names in braces, each once, in order."""
    return list(dict.fromkeys(each.strip() for each in _FIELD.findall(text)))


def unknown_fields(text: str) -> list[str]:
    """Names in braces that are no field."""
    return [each for each in fields_in(text) if each not in FIELDS]


def empty_fields(text: str, values: Mapping[str, str], needed: Iterable[str] = ()) -> list[str]:
    """Fields that the letter asks for, or that its kind needs, and that the case has nothing for."""
    asked = dict.fromkeys([*needed, *fields_in(text)])
    return [each for each in asked if each not in MAY_BE_EMPTY and not values.get(each)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words with their fields filled in, once: braces in a value are only braces."""
    return _FIELD.sub(lambda found: values.get(found[1].strip(), ""), text)


def blocks(text: str) -> list[Block]:
    """Paragraphs, parted by empty lines; a line that begins with "# " is a heading of its own."""
    found: list[Block] = []
    for part in _BREAK.split(text.replace("\r\n", "\n").strip()):
        lines: list[str] = []
        for line in part.split("\n"):
            if line.startswith(_HEADING):
                found += _paragraph(lines)
                found.append(Block(line.removeprefix(_HEADING).strip(), is_heading=True))
                lines = []
            else:
                lines.append(line.rstrip())
        found += _paragraph(lines)
    return found


def _paragraph(lines: list[str]) -> list[Block]:
    text = "\n".join(lines).strip()
    return [Block(text)] if text else []


def series_for(*, is_child: bool, is_parent: bool, age: int | None) -> str:
    """In which series somebody is asked: "PARENT", "YOUNG" (13 and older), "CHILD" (7–12), or in none."""
    if is_parent:
        return "PARENT"
    if not is_child or age is None or age < SLIP_FROM_AGE:
        return ""
    return "YOUNG" if age >= YOUNG_FROM_AGE else "CHILD"
