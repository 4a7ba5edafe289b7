"""A table becomes a dry run: what would be read in, and every cell that stands in the way.

What is kept of the rows is how many there are of each kind (`Tally`): no order, no row, no time. What the
columns that are not read hold is never copied anywhere.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

from kraftsamling.documents.tables import FORMULA, Cell, Row, Table, column_name
from kraftsamling.participation.importing.meanings import (
    READ,
    Column,
    Meaning,
    answer_of,
    columns_of,
    month_of,
    plain,
    points_at_somebody,
    series_of,
)
from kraftsamling.participation.questions import KEYS, Series

T = TypeVar("T", date, UUID)

SHOWN: Final = 100
LEAST: Final = 5  # docs/rules.md: answers move in batches of at least five
LOOKED_AT: Final = 200


class Fault(StrEnum):
    """What is wrong in a cell, or with the file as a whole (the last six)."""

    FORMULA = "FORMULA"
    ANSWER = "ANSWER"
    UNIT = "UNIT"
    UNIT_MISSING = "UNIT_MISSING"
    TWO_UNITS = "TWO_UNITS"
    MONTH = "MONTH"
    MONTH_MISSING = "MONTH_MISSING"
    FUTURE = "FUTURE"
    SERIES = "SERIES"
    NO_QUESTIONS = "NO_QUESTIONS"
    QUESTION_TWICE = "QUESTION_TWICE"
    NO_UNIT_COLUMN = "NO_UNIT_COLUMN"
    NO_MONTH_COLUMN = "NO_MONTH_COLUMN"
    NO_SERIES = "NO_SERIES"
    TOO_FEW = "TOO_FEW"


@dataclass(frozen=True)
class Wrong:
    """One thing to correct; without a row it is the whole file's."""

    fault: Fault
    row: int = 0
    column: str = ""
    value: str = ""


class Kept(NamedTuple):
    """All that is kept of an answer. `answers` is as long as KEYS; None was skipped."""

    series: Series
    unit_id: UUID
    month: date
    answers: tuple[int | None, ...]


Tally = Counter[Kept]


@dataclass(frozen=True)
class Known:
    """What the file is read against, and what whoever chose it said about all of it."""

    units: Mapping[str, Sequence[UUID]]
    own_words: Mapping[str, str]
    today: date
    series: Series | None = None
    unit_id: UUID | None = None


@dataclass
class DryRun:
    """What reading the file in would do. It may be done when `wrong_count` is 0."""

    columns: Sequence[Column]
    tally: Tally = field(default_factory=Counter)
    rows: int = 0
    without_answers: int = 0
    wrong_count: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    def add(self, fault: Fault, row: int = 0, column: str = "", value: Cell = "") -> None:
        """Note something to correct; the first hundred with their place."""
        self.wrong_count += 1
        if len(self.wrong) < SHOWN:
            self.wrong.append(Wrong(fault, row, column, "" if value is FORMULA else str(value)))


def read(table: Table, known: Known) -> DryRun:
    """Understand every row, or say why not."""
    headings, rows = table.rows[0], table.rows[1:]
    columns = [_looked_into(each, rows) for each in columns_of(headings.cells, known.own_words)]
    run = DryRun([each for each in columns if each.heading or each.meaning is Meaning.PERSON])
    series = _series_of_all(columns, known)
    for index, heading in enumerate(headings.cells):
        if heading is FORMULA:
            run.add(Fault.FORMULA, headings.number, column_name(index))
    _check_columns(run, columns, headings.number, known, series)
    if not run.wrong:
        reader = _Reader(run, columns, known, series)
        for row in rows:
            reader.read(row)
        run.rows = len(rows)
        if not run.wrong and run.tally.total() < LEAST:
            run.add(Fault.TOO_FEW)
    return run


def _looked_into(column: Column, rows: Sequence[Row]) -> Column:
    """A column that is not read anyway is named for what it holds."""
    if column.meaning is Meaning.OTHER and any(
        points_at_somebody(row.cells[column.index])
        for row in rows[:LOOKED_AT]
        if column.index < len(row.cells)
    ):
        return Column(column.index, column.heading, Meaning.PERSON)
    return column


def _series_of_all(columns: Sequence[Column], known: Known) -> Series | None:
    """The one series that every heading belongs to; else what was said about the file."""
    possible = frozenset(Series).intersection(*(each.series for each in columns))
    return next(iter(possible)) if len(possible) == 1 else known.series


def _check_columns(
    run: DryRun, columns: Sequence[Column], row: int, known: Known, series: Series | None
) -> None:
    meanings = {each.meaning for each in columns}
    seen: set[str] = set()
    for each in columns:
        if each.question in seen:
            run.add(Fault.QUESTION_TWICE, row, column_name(each.index), each.heading)
        if each.question:
            seen.add(each.question)
    if not seen:
        run.add(Fault.NO_QUESTIONS)
        return
    if Meaning.UNIT not in meanings and known.unit_id is None:
        run.add(Fault.NO_UNIT_COLUMN)
    if Meaning.MONTH not in meanings:
        run.add(Fault.NO_MONTH_COLUMN)
    if Meaning.SERIES not in meanings and series is None:
        run.add(Fault.NO_SERIES)


class _Reader:
    """Reads one row after the other. What cells and whole rows mean is worked out once."""

    def __init__(
        self, run: DryRun, columns: Sequence[Column], known: Known, series: Series | None
    ) -> None:
        self.run, self.known, self.series = run, known, series
        at = {each.meaning: each.index for each in columns if each.meaning in READ}
        self.unit_at, self.month_at = at.get(Meaning.UNIT), at.get(Meaning.MONTH)
        self.series_at = at.get(Meaning.SERIES)
        places = {each.question: each.index for each in columns if each.question}
        self.questions = [places.get(key) for key in KEYS]
        self.read_at = sorted({*at.values(), *places.values()})
        self.rows: dict[tuple[Cell, ...], Kept] = {}
        self.units: dict[Cell, UUID | Fault] = {}
        self.months: dict[Cell, date | Fault] = {}
        self.answers: dict[tuple[Series | None, Cell], int | Fault | None] = {}

    def read(self, row: Row) -> None:
        """Add the row to the tally, or its faults to the run."""
        same = tuple([_at(row, index) for index in self.read_at])
        if same in self.rows:
            self.run.tally[self.rows[same]] += 1
            return
        before = self.run.wrong_count
        series = self._series(row)
        unit = self.known.unit_id
        if self.unit_at is not None:
            unit = self._found(row, self.unit_at, self.units, self._unit)
        month = self._found(row, self.month_at or 0, self.months, self._month)
        answers = tuple(self._answer(row, at, series) for at in self.questions)
        if self.run.wrong_count > before:
            return
        if answers == (None,) * len(answers):
            self.run.without_answers += 1
            return
        assert series is not None
        assert unit is not None
        assert month is not None
        kept = self.rows[same] = Kept(series, unit, month, answers)
        self.run.tally[kept] += 1

    def _found(
        self, row: Row, at: int, memo: dict[Cell, T | Fault], find: Callable[[Cell], T | Fault]
    ) -> T | None:
        """What a cell stands for, or None when it has been named as wrong."""
        cell = _at(row, at)
        found = memo.get(cell)
        if found is None:
            found = memo[cell] = Fault.FORMULA if cell is FORMULA else find(cell)
        if isinstance(found, Fault):
            self.run.add(found, row.number, column_name(at), cell)
            return None
        return found

    def _series(self, row: Row) -> Series | None:
        if self.series_at is None:
            return self.series
        cell = _at(row, self.series_at)
        series = series_of(cell)
        if series is None:
            fault = Fault.FORMULA if cell is FORMULA else Fault.SERIES
            self.run.add(fault, row.number, column_name(self.series_at), cell)
        return series

    def _unit(self, cell: Cell) -> UUID | Fault:
        units = self.known.units.get(plain(str(cell)), ())
        if len(units) == 1:
            return units[0]
        if not plain(str(cell)):
            return Fault.UNIT_MISSING
        return Fault.TWO_UNITS if units else Fault.UNIT

    def _month(self, cell: Cell) -> date | Fault:
        if cell == "":
            return Fault.MONTH_MISSING
        month = month_of(cell)
        if month is None:
            return Fault.MONTH
        return Fault.FUTURE if month > self.known.today else month

    def _answer(self, row: Row, at: int | None, series: Series | None) -> int | None:
        if at is None:
            return None
        cell = _at(row, at)
        place = (series, cell)
        if place not in self.answers:
            self.answers[place] = _answer(cell, series)
        found = self.answers[place]
        if isinstance(found, Fault):
            self.run.add(found, row.number, column_name(at), cell)
            return None
        return found


def _answer(cell: Cell, series: Series | None) -> int | Fault | None:
    """Of a row whose series is not understood, what is an answer in no series is wrong all the same."""
    if cell is FORMULA:
        return Fault.FORMULA
    for each in [series] if series else Series:
        try:
            return answer_of(cell, each)
        except KeyError:
            continue
    return Fault.ANSWER


def _at(row: Row, index: int) -> Cell:
    """A row may end before its last columns."""
    return row.cells[index] if index < len(row.cells) else ""


def packed(tally: Tally) -> str:
    """The tally as text: the same answers make the same text, whatever file they came in."""
    rows = [
        [each.series, str(each.unit_id), each.month.isoformat(), list(each.answers), count]
        for each, count in tally.items()
    ]
    return json.dumps(sorted(rows, key=json.dumps), separators=(",", ":"))


def unpacked(text: str) -> Tally:
    """The tally again."""
    return Counter(
        {
            Kept(Series(series), UUID(unit), date.fromisoformat(month), tuple(answers)): count
            for series, unit, month, answers, count in json.loads(text)
        }
    )


def digest_of(packed_tally: str) -> bytes:
    """By which the same content is known again."""
    return sha256(packed_tally.encode()).digest()
