"""A table from a record system becomes cases to store, and every cell that stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from kraftsamling.casework.importing.profile import DATES, REQUIRED
from kraftsamling.documents.imports.faults import LONGEST_ID, Fault, Tried, only, places_of
from kraftsamling.documents.imports.profile import Profile, same
from kraftsamling.documents.tables import FORMULA, Cell, Row, column_name

EACH_ITS_OWN: Final = frozenset({"case_id", "child_ref"})
"""Columns where every row says something else: remembering what they meant would only fill the memory."""
AHEAD: Final = frozenset({"extension_until", "end"})
"""Days that may lie ahead of today."""


class CaseFault(StrEnum):
    """What can be wrong in a file of cases alone."""

    HANDLER = "HANDLER"
    TWO_HANDLERS = "TWO_HANDLERS"


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """What one row says of a case: dates, types, unit and worker, and nothing in free text."""

    row: int
    source_id: str
    child_ref: str
    initials: str
    birth_on: date | None
    received_on: date
    outcome: str
    decided_on: date | None
    opened_on: date | None
    ended_on: date | None
    extended_to: date | None
    help_from: date | None
    help_until: date | None
    closed_on: date | None
    unit_id: UUID
    worker_id: UUID | None


@dataclass(frozen=True)
class Known:
    """What the file is read against: open units and current workers, by their words (profile.same)."""

    units: Mapping[str, Sequence[UUID]]
    workers: Mapping[str, Sequence[UUID]]
    today: date


@dataclass
class DryRun(Tried):
    """What storing the file would do."""

    cases: list[ImportedCase] = field(default_factory=list)


Keep = Callable[[ImportedCase], None]


def read(
    rows: Iterable[Row], profile: Profile, known: Known, *, keep: Keep | None = None
) -> DryRun:
    """Understand every row, the headings first, or say why not.

    Each good row goes to `keep`; without one they stay in the answer, which is right for a small file.
    """
    run = DryRun()
    every = iter(rows)
    places = places_of(run, next(every), profile.headings, REQUIRED)
    reader = None if run.wrong_count else _Reader(run, profile, known, places, keep)
    for row in every:
        run.rows += 1
        if reader:
            reader.read(row)
    return run


class _Reader:
    """Reads one row after the other. What a cell means is worked out once for each that looks the same."""

    def __init__(
        self,
        run: DryRun,
        profile: Profile,
        known: Known,
        places: Mapping[str, int],
        keep: Keep | None,
    ) -> None:
        self.keep = keep or run.cases.append
        self.run, self.profile, self.known, self.places = run, profile, known, places
        self.memo: dict[tuple[str, Cell], Any] = {}
        self.seen: set[str] = set()

    def read(self, row: Row) -> None:
        """Add the row's case, or its faults."""
        before, cells = self.run.wrong_count, row.cells
        said: dict[str, Any] = {}
        for column, index in self.places.items():
            cell = cells[index] if index < len(cells) else ""
            if column in EACH_ITS_OWN:
                found = self._meaning(column, cell)
            else:
                if (column, cell) not in self.memo:
                    self.memo[(column, cell)] = self._meaning(column, cell)
                found = self.memo[(column, cell)]
            if isinstance(found, StrEnum):
                self.run.add(found, row.number, column_name(index), cell)
            else:
                said[column] = found
        if self.run.wrong_count > before:
            return
        case = _case(row.number, said)
        wrong = "case_id" if case.source_id in self.seen else _out_of_order(case)
        if wrong:
            fault = Fault.TWICE if wrong == "case_id" else Fault.ORDER
            self.run.add(fault, row.number, column_name(self.places[wrong]), str(said[wrong]))
            return
        self.seen.add(case.source_id)
        self.keep(case)

    def _meaning(self, column: str, cell: Cell) -> Any:
        if cell is FORMULA:
            return Fault.FORMULA
        text = str(cell).strip()
        if not text:
            return Fault.MISSING if column in REQUIRED else None
        if column in DATES:
            return self._day(column, cell)
        if column in self.profile.codes:
            return self.profile.codes[column].get(same(text), Fault.CODE)
        if column == "unit":
            return only(self.known.units.get(same(text), ()), Fault.UNIT, Fault.TWO_UNITS)
        if column == "handler_ref":
            found = self.known.workers.get(same(text), ())
            return only(found, CaseFault.HANDLER, CaseFault.TWO_HANDLERS)
        return text if len(text) <= LONGEST_ID else Fault.TOO_LONG

    def _day(self, column: str, cell: Cell) -> date | Fault:
        day = self.profile.day(cell)
        if day is None:
            return Fault.DATE
        return Fault.FUTURE if day > self.known.today and column not in AHEAD else day


def _case(row: int, said: Mapping[str, Any]) -> ImportedCase:
    return ImportedCase(
        row=row,
        source_id=said["case_id"],
        child_ref=said["child_ref"],
        initials=said.get("child_initials") or "",
        birth_on=said.get("birth_date"),
        received_on=said["received_date"],
        outcome=said.get("prelim_decision") or "",
        decided_on=said.get("prelim_date"),
        opened_on=said.get("investigation_open"),
        ended_on=said.get("investigation_close"),
        extended_to=said.get("extension_until"),
        help_from=said.get("start"),
        help_until=said.get("end"),
        closed_on=said.get("closed_date"),
        unit_id=said["unit"],
        worker_id=said.get("handler_ref"),
    )


def _out_of_order(case: ImportedCase) -> str:
    """The column of a day that comes before the day it must follow; "" when all is in order."""
    for column, earlier, later in (
        ("received_date", case.birth_on, case.received_on),
        ("prelim_date", case.received_on, case.decided_on),
        ("investigation_open", case.received_on, case.opened_on),
        ("investigation_close", case.opened_on, case.ended_on),
        ("end", case.help_from, case.help_until),
        ("closed_date", case.received_on, case.closed_on),
    ):
        if earlier and later and later < earlier:
            return column
    return ""
