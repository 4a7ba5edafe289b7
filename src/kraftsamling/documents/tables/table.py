"""What a table is, and what can be wrong with a file that should have been one. Without Django: the child
process loads this module and nothing heavier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final, NamedTuple


class Formula(Enum):
    """A cell that computes. Its stored value is somebody else's word, so it is not passed on."""

    CELL = "formula"


FORMULA: Final = Formula.CELL
Cell = str | int | float | date | Formula
"""Empty is `""`. A date has no time of day: none is passed on."""


class Kind(StrEnum):
    """What the bytes turned out to be."""

    CSV = "CSV"
    XLSX = "XLSX"


class Problem(StrEnum):
    """Why a file is not read. The words for each stand in `words`."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    TOO_MANY_COLUMNS = "TOO_MANY_COLUMNS"
    CELL_TOO_LONG = "CELL_TOO_LONG"
    QUOTES = "QUOTES"
    NOT_A_TABLE = "NOT_A_TABLE"
    PICTURE = "PICTURE"
    PDF = "PDF"
    WEB_PAGE = "WEB_PAGE"
    DOCUMENT = "DOCUMENT"
    OLD_EXCEL = "OLD_EXCEL"
    OTHER_SPREADSHEET = "OTHER_SPREADSHEET"
    PACKED = "PACKED"
    LOCKED = "LOCKED"
    MACROS = "MACROS"
    LINKS = "LINKS"
    BOMB = "BOMB"
    ENTITIES = "ENTITIES"
    DAMAGED = "DAMAGED"
    TOO_HEAVY = "TOO_HEAVY"
    TOO_SLOW = "TOO_SLOW"


class Unreadable(Exception):
    """Raised for a file that is not a table we read; `row` is where, when that is known."""

    def __init__(self, problem: Problem, row: int = 0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.row = row


class Row(NamedTuple):
    """One row, by the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The rows that hold something. The first is taken for the headings by whoever reads on."""

    kind: Kind
    rows: Sequence[Row]


@dataclass(frozen=True)
class Limits:
    """How much of a stranger's file we are ready to deal with."""

    size: int = 20 * 1024 * 1024
    rows: int = 100_000
    columns: int = 100
    cell: int = 4_000
    parts: int = 200
    unpacked: int = 150 * 1024 * 1024
    ratio: int = 250
    memory: int = 1024 * 1024 * 1024
    cpu_seconds: int = 20
    seconds: float = 40
    answer: int = 128 * 1024 * 1024


def column_name(index: int) -> str:
    """The letters above a column, counted from 0: A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
