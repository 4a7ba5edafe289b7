"""What stands in the way of a file, cell by cell, and where its columns are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from kraftsamling.documents.imports.profile import same
from kraftsamling.documents.tables import FORMULA, Cell, Row, column_name

T = TypeVar("T")

SHOWN: Final = 100
LONGEST_ID: Final = 40


class Fault(StrEnum):
    """What is wrong in a cell; NO_COLUMN is the whole file's. An app has more of its own."""

    FORMULA = "FORMULA"
    MISSING = "MISSING"
    DATE = "DATE"
    FUTURE = "FUTURE"
    ORDER = "ORDER"
    CODE = "CODE"
    UNIT = "UNIT"
    TWO_UNITS = "TWO_UNITS"
    TOO_LONG = "TOO_LONG"
    TWICE = "TWICE"
    COLUMN_TWICE = "COLUMN_TWICE"
    NO_COLUMN = "NO_COLUMN"


@dataclass(frozen=True)
class Wrong:
    """One thing to correct. Without a row it is the file's; `column` is a letter, or our name of one."""

    fault: StrEnum
    row: int = 0
    column: str = ""
    value: str = ""


@dataclass
class Tried:
    """What trying a file has found. It may be stored when `wrong_count` is 0."""

    rows: int = 0
    wrong_count: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    passed_by: list[str] = field(default_factory=list)

    def add(self, fault: StrEnum, row: int = 0, column: str = "", value: Cell = "") -> None:
        """Note something to correct; the first hundred with their place."""
        self.wrong_count += 1
        if len(self.wrong) < SHOWN:
            shown = "" if value is FORMULA else str(value)[:80]
            self.wrong.append(Wrong(fault, row, column, shown))


def places_of(
    tried: Tried, headings: Row, known: Mapping[str, str], required: Collection[str]
) -> dict[str, int]:
    """Where each of our columns stands, by the first row. What is missing or twice is noted."""
    places: dict[str, int] = {}
    for index, cell in enumerate(headings.cells):
        column = known.get(same(str(cell))) if cell is not FORMULA else None
        if column is None:
            tried.passed_by.append(column_name(index))
        elif column in places:
            tried.add(Fault.COLUMN_TWICE, headings.number, column_name(index), cell)
        else:
            places[column] = index
    for column in sorted(set(required) - set(places)):
        tried.add(Fault.NO_COLUMN, 0, column)
    return places


def only(found: Sequence[T], none: StrEnum, several: StrEnum) -> T | StrEnum:
    """The one that was found, or why it is not one."""
    if len(found) == 1:
        return found[0]
    return several if found else none
