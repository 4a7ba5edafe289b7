"""A table from the payroll system becomes rows to store, and every cell that stands in the way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final
from uuid import UUID

from kraftsamling.documents.imports.faults import LONGEST_ID, Fault, Tried, only, places_of
from kraftsamling.documents.imports.profile import Profile, same
from kraftsamling.documents.tables import FORMULA, Cell, Row, column_name
from kraftsamling.organisations.rules import NotAPersonalIdentityNumber, personal_identity_number
from kraftsamling.workforce.importing.profile import LAYOUTS
from kraftsamling.workforce.statuses import PayrollKind

Said = dict[str, Any]
"""What one row says, by column; a column that the file lacks is not in it. `row` is its number."""

DAYS: Final = frozenset(
    {
        "starts_on", "ends_on", "profession_since", "step_from", "approved_on", "vacant_since",
        "filled_on",
    }
)  # fmt: skip
_HAS_BEEN: Final = frozenset({"profession_since", "approved_on"})
_EACH_ITS_OWN: Final = frozenset({"number", "name", "personal_number", "email", "title"})
"""Columns where every row says something else: remembering what they meant would only fill the memory."""
_EARLIEST: Final = 1940
_LONGEST: Final = 100
_FULL_TIME: Final = 100
_SHARE: Final = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")
_YEARS: Final = re.compile(r"\d{1,2}")


class StaffFault(StrEnum):
    """What can be wrong in a file about staff alone."""

    SHARE = "SHARE"
    WHO = "WHO"
    PERSONAL_NUMBER = "PERSONAL_NUMBER"
    LOOKS_PERSONAL = "LOOKS_PERSONAL"
    STEP = "STEP"
    STEP_DAY = "STEP_DAY"
    HOLDER_DAY = "HOLDER_DAY"
    TOO_MUCH = "TOO_MUCH"
    CIRCLE = "CIRCLE"


@dataclass(frozen=True)
class Known:
    """What a file is read against. `staff`: the numbers of all who are or have been employed.
    `held`: post number → number of its holder, and its share. `steps`: the years of the ladder."""

    units: Mapping[str, Sequence[UUID]]
    staff: frozenset[str]
    held: Mapping[str, tuple[str, int]]
    steps: frozenset[int]
    today: date


@dataclass
class StaffRun(Tried):
    """What trying a file has found, with the rows in the order in which they can be stored."""

    said: list[Said] = field(default_factory=list)


def read(rows: Iterable[Row], kind: PayrollKind, profile: Profile, known: Known) -> StaffRun:
    """Understand every row, the headings first, or say why not."""
    run = StaffRun()
    every = iter(rows)
    places = places_of(run, next(every), profile.headings, LAYOUTS[kind].required)
    if run.wrong_count:
        run.rows = sum(1 for _ in every)
        return run
    reader = _Reader(run, kind, profile, known, places)
    for row in every:
        run.rows += 1
        reader.read(row)
    reader.read_whole()
    return run


class _Reader:
    """Reads one row after the other, then asks what only the whole file tells."""

    def __init__(
        self,
        run: StaffRun,
        kind: PayrollKind,
        profile: Profile,
        known: Known,
        places: Mapping[str, int],
    ) -> None:
        self.run, self.kind, self.profile, self.known, self.places = (
            run, kind, profile, known, places,
        )  # fmt: skip
        self.required = LAYOUTS[kind].required
        self.seen: set[tuple[Any, ...]] = set()
        self.memo: dict[tuple[str, Cell], Any] = {}

    def read(self, row: Row) -> None:
        """Keep what the row says, or its faults."""
        before = self.run.wrong_count
        said: Said = {"row": row.number}
        for column, index in self.places.items():
            cell = row.cells[index] if index < len(row.cells) else ""
            found = self._found(column, cell)
            if isinstance(found, Fault | StaffFault):
                # A personal identity number is never repeated, not even a wrong one.
                shown = "" if column == "personal_number" else cell
                self.run.add(found, row.number, column_name(index), shown)
            elif column != "personal_number":
                said[column] = found
        if self.run.wrong_count > before:
            return
        key = self._key(said)
        if key in self.seen:
            self._wrong(Fault.TWICE, said, "number")
        elif column := _out_of_order(said):
            self._wrong(Fault.ORDER, said, column)
        elif said.get("holder") and not said.get("filled_on"):
            self._wrong(StaffFault.HOLDER_DAY, said, "holder")
        elif said.get("step_years") and not said.get("step_from"):
            self._wrong(StaffFault.STEP_DAY, said, "step_years")
        else:
            self.run.said.append(said)
        self.seen.add(key)

    def _key(self, said: Said) -> tuple[Any, ...]:
        if self.kind == PayrollKind.ABSENCE:
            return said["number"], said["kind"], said["starts_on"]
        return (said["number"],)

    def _wrong(self, fault: StrEnum, said: Said, column: str) -> None:
        value = said[column]
        self.run.add(fault, said["row"], column_name(self.places[column]), str(value))

    def _found(self, column: str, cell: Cell) -> Any:
        """What a cell means, worked out once for each that looks the same."""
        if column in _EACH_ITS_OWN:
            return self._meaning(column, cell)
        if (column, cell) not in self.memo:
            self.memo[(column, cell)] = self._meaning(column, cell)
        return self.memo[(column, cell)]

    def _meaning(self, column: str, cell: Cell) -> Any:
        if cell is FORMULA:
            return Fault.FORMULA
        text = str(cell).strip()
        if not text:
            return Fault.MISSING if column in self.required else None
        if column in DAYS:
            return self._day(column, cell)
        if column in self.profile.codes:
            return self.profile.codes[column].get(same(text), Fault.CODE)
        if column == "unit":
            return only(self.known.units.get(same(text), ()), Fault.UNIT, Fault.TWO_UNITS)
        if column == "share":
            return _share(text)
        if column == "step_years":
            return self._step(text)
        return self._text(column, text)

    def _text(self, column: str, text: str) -> str | StrEnum:
        """A name or a number as written. A personal identity number is never kept as another number."""
        if column == "personal_number":
            return text if self._is_personal(text) else StaffFault.PERSONAL_NUMBER
        if column in ("name", "title", "email"):
            return text if len(text) <= _LONGEST else Fault.TOO_LONG
        if len(text) > LONGEST_ID:
            return Fault.TOO_LONG
        return StaffFault.LOOKS_PERSONAL if self._is_personal(text) else text

    def _day(self, column: str, cell: Cell) -> date | Fault:
        day = self.profile.day(cell)
        if day is None or day.year < _EARLIEST:
            return Fault.DATE
        return Fault.FUTURE if day > self.known.today and column in _HAS_BEEN else day

    def _step(self, text: str) -> int | StaffFault:
        years = int(text) if _YEARS.fullmatch(text) else 0
        return years if years in self.known.steps else StaffFault.STEP

    def _is_personal(self, text: str) -> bool:
        try:
            personal_identity_number(text, today=self.known.today)
        except NotAPersonalIdentityNumber:
            return False
        return True

    def read_whole(self) -> None:
        """Whom the rows name must be somebody; nobody is above herself, and nobody holds more than one
        whole post."""
        if self.kind == PayrollKind.STAFF:
            self._managers()
        else:
            self._people("holder" if self.kind == PayrollKind.POSTS else "number")
        if self.kind == PayrollKind.POSTS:
            self._full_time()

    def _people(self, column: str, also: frozenset[str] = frozenset()) -> None:
        somebody = self.known.staff | also
        for said in self.run.said:
            if said.get(column) and said[column] not in somebody:
                self._wrong(StaffFault.WHO, said, column)

    def _managers(self) -> None:
        """Each after her manager, so that whoever is stored has a manager who is stored."""
        rows = {said["number"]: said for said in self.run.said}
        self._people("manager", frozenset(rows))
        above = {
            number: [said["manager"]] if said.get("manager") in rows else []
            for number, said in rows.items()
        }
        try:
            order = list(TopologicalSorter(above).static_order())
        except CycleError as circle:
            self._wrong(StaffFault.CIRCLE, rows[circle.args[1][0]], "manager")
        else:
            self.run.said = [rows[number] for number in order]

    def _full_time(self) -> None:
        if "holder" not in self.places:
            return
        told = {said["number"] for said in self.run.said}
        shares: dict[str, int] = defaultdict(int)
        for number, (holder, share) in self.known.held.items():
            if number not in told:
                shares[holder] += share
        for said in self.run.said:
            if said.get("holder"):
                holder = said["holder"]
                shares[holder] += said.get("share") or _FULL_TIME
                if shares[holder] > _FULL_TIME:
                    self._wrong(StaffFault.TOO_MUCH, said, "holder")


def _share(text: str) -> int | StaffFault:
    """Hundredths of full time. A spreadsheet keeps 75 % as 0.75, and nobody works one per cent."""
    match = _SHARE.fullmatch(text)
    value = float(match[1].replace(",", ".")) if match else 0.0
    share = round(value * 100 if value <= 1 else value)
    return share if 1 <= share <= _FULL_TIME else StaffFault.SHARE


def _out_of_order(said: Said) -> str:
    """The column of a day that comes before the day it must follow; "" when all is in order."""
    for column, earlier in (
        ("ends_on", "starts_on"),
        ("vacant_since", "approved_on"),
        ("filled_on", "vacant_since"),
        ("filled_on", "approved_on"),
    ):
        first, then = said.get(earlier), said.get(column)
        if first and then and then < first:
            return column
    return ""
