"""What the rows of a file say: each becomes a case, its child, and the clock that runs in it.

Nothing here asks the database, so one part is worked out while another is stored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache, partial
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from kraftsamling.casework.importing.inserting import Columns
from kraftsamling.casework.importing.packing import unpacked
from kraftsamling.casework.importing.reading import ImportedCase
from kraftsamling.casework.models import NOTHING_DUE, ImportBatch
from kraftsamling.casework.rules.case_search import name_key
from kraftsamling.casework.rules.clocks import INVESTIGATION, PRELIMINARY
from kraftsamling.casework.rules.deadlines import due_at
from kraftsamling.casework.rules.legal_rules import Rule
from kraftsamling.casework.services.deadlines import noon_of
from kraftsamling.casework.statuses import Phase, PreliminaryOutcome
from kraftsamling.common.clock import STOCKHOLM


class PersonRow(NamedTuple):
    """The child: initials and the day of birth."""

    id: UUID
    given_name: str
    surname: str
    name_key: str
    birth_on: date | None


class CaseRow(NamedTuple):
    """The case, as far as the record system decides about it."""

    id: UUID
    unit_id: UUID
    number: str
    subject_id: UUID
    phase: Phase
    opened_at: datetime
    closed_on: date | None
    closed_because: str
    responsible_id: UUID | None
    waiting_since: datetime | None
    next_due_at: datetime
    next_due_code: str
    source_id: str


class InCaseRow(NamedTuple):
    """The child in its case."""

    id: UUID
    case_id: UUID
    person_id: UUID


class DeadlineRow(NamedTuple):
    """What the law still asks for in a case."""

    id: UUID
    case_id: UUID
    about: UUID
    code: str
    consequence: str
    starts_at: datetime
    due_at: datetime
    first_due_at: datetime


class AssignmentRow(NamedTuple):
    """Who has a case."""

    case_id: UUID
    membership_id: UUID


class LineageRow(NamedTuple):
    """The row of the file that a case came from."""

    case_id: UUID
    row: int


NOBODY_ELSE: Final[Mapping[UUID, UUID]] = {}


@dataclass(frozen=True)
class Said:
    """What some rows say of themselves, whatever is kept here: their people, and the clocks that run."""

    rows: Sequence[ImportedCase]
    ids: Sequence[UUID]
    children: Sequence[UUID]
    clocks: Sequence[DeadlineRow | None]
    people: Columns
    in_cases: Columns
    running: Columns
    lineage: Columns

    @classmethod
    def of(
        cls,
        part: bytes,
        batch: ImportBatch,
        rules: Mapping[str, Rule],
        became: Mapping[UUID, UUID] = NOBODY_ELSE,
    ) -> Said:
        """Without the database: another thread has it. `became` are the children who have been made one with
        somebody: their cases are that one's, and what they are called is not asked of the file any more.
        """
        rows = unpacked(part)
        id_of = partial(_id_of, batch.authority_id, batch.profile)
        ids = [id_of("case", row.source_id) for row in rows]
        named = [id_of("person", row.child_ref) for row in rows]
        children = [became.get(pk, pk) for pk in named]
        clocks = [_clock(row, pk, rules) for row, pk in zip(rows, ids, strict=True)]
        # Each child once, as its last row says.
        people = {
            pk: PersonRow(pk, *_two_letters(row.initials), row.birth_on)
            for row, pk in zip(rows, named, strict=True)
            if pk not in became
        }
        in_cases = [
            InCaseRow(uuid5(pk, "subject"), pk, child)
            for pk, child in zip(ids, children, strict=True)
        ]
        return cls(
            rows,
            ids,
            children,
            clocks,
            people=Columns.of(people.values()),
            in_cases=Columns.of(in_cases),
            running=Columns.of(each for each in clocks if each),
            lineage=Columns.of(LineageRow(pk, row.row) for row, pk in zip(rows, ids, strict=True)),
        )


def case_row(
    row: ImportedCase,
    pk: UUID,
    child: UUID,
    clock: DeadlineRow | None,
    ours: tuple[UUID, UUID] | None,
) -> CaseRow:
    """What a row makes of its case. `ours` is the worker and the unit where those given here are newer."""
    phase, closed_on = _phase(row)
    worker, unit = (row.worker_id, row.unit_id) if ours is None else ours
    worker = worker if closed_on is None else None
    waits = closed_on is None and worker is None
    received = _noon_of(row.received_on)
    return CaseRow(
        id=pk,
        unit_id=unit,
        number=row.source_id,
        subject_id=child,
        phase=phase,
        opened_at=received,
        closed_on=closed_on,
        closed_because=row.outcome if closed_on == row.decided_on else "",
        responsible_id=worker,
        waiting_since=received if waits else None,
        next_due_at=clock.due_at if clock else NOTHING_DUE,
        next_due_code=clock.code if clock else "",
        source_id=row.source_id,
    )


def _id_of(authority_id: UUID, system: str, what: str, key: str) -> UUID:
    return uuid5(authority_id, f"{system} {what} {key}")


_noon_of = lru_cache(maxsize=4096)(noon_of)


def _clock(row: ImportedCase, case_id: UUID, rules: Mapping[str, Rule]) -> DeadlineRow | None:
    """What the law still asks for, by the days that came along. Hours cannot be told from a day."""
    phase, _closed = _phase(row)
    if phase == Phase.PRELIMINARY:
        return _counted(rules[PRELIMINARY], case_id, row.received_on, None)
    if phase == Phase.INVESTIGATION and row.opened_on:
        return _counted(rules[INVESTIGATION], case_id, row.opened_on, row.extended_to)
    return None


def _counted(rule: Rule, case_id: UUID, day: date, extended: date | None) -> DeadlineRow:
    due = _due_at(rule, day)
    later = datetime.combine(extended, time(23, 59, 59), STOCKHOLM) if extended else due
    return DeadlineRow(
        id=uuid5(case_id, f"{rule.code} {day}"),
        case_id=case_id,
        about=case_id,
        code=rule.code,
        consequence=rule.consequence,
        starts_at=_noon_of(day),
        due_at=max(due, later),
        first_due_at=due,
    )


@lru_cache(maxsize=4096)
def _due_at(rule: Rule, day: date) -> datetime:
    return due_at(rule, start=_noon_of(day))


def _phase(row: ImportedCase) -> tuple[Phase, date | None]:
    """Where a case is by its days, and the day it was closed."""
    if row.closed_on:
        return Phase.CLOSED, row.closed_on
    if row.help_from and not row.help_until:
        return Phase.INTERVENTION, None
    if row.opened_on and not row.ended_on:
        return Phase.INVESTIGATION, None
    if row.outcome == PreliminaryOutcome.NOT_OPEN and row.decided_on:
        return Phase.CLOSED, row.decided_on
    if row.help_until or row.ended_on:
        return Phase.FOLLOW_UP, None
    return Phase.PRELIMINARY, None


@lru_cache(maxsize=1024)
def _two_letters(initials: str) -> tuple[str, str, str]:
    """A given name and a surname of one letter each, and the key that both are found by: all that a minimised
    import knows of a name."""
    letters = [each for each in initials if each.isalpha()]
    given = letters[0] if letters else ""
    surname = letters[-1] if len(letters) > 1 else ""
    return given, surname, name_key(given, surname)
