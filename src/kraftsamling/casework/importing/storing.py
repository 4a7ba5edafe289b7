"""Cases from another record system are stored: a thousand at a time, each once, with the row they came from.

The id of a case follows from its authority, system and number there, so the same file again changes nothing,
and an import that was cut off goes on after the last thousand that were stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction

from kraftsamling.casework.importing.packing import packed, unpacked
from kraftsamling.casework.importing.profile import Profile
from kraftsamling.casework.importing.reading import DryRun, ImportedCase
from kraftsamling.casework.models import (
    NOTHING_DUE,
    Assignment,
    Case,
    CasePerson,
    Deadline,
    ImportBatch,
    ImportedRow,
    ImportPart,
    Person,
    RecordEntry,
)
from kraftsamling.casework.rules.case_search import name_key
from kraftsamling.casework.rules.clocks import INVESTIGATION, PRELIMINARY
from kraftsamling.casework.rules.deadlines import due_at
from kraftsamling.casework.services.deadlines import noon_of, rules_for
from kraftsamling.casework.statuses import AssignmentRole, InParty, Phase, PreliminaryOutcome
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.confidentiality.scope import acting_for

AT_A_TIME: Final = 1000
Told = Callable[[ImportBatch], None]
_TOLD: Final = (
    "unit", "number", "phase", "opened_at", "closed_on", "closed_because", "responsible",
    "waiting_since", "next_due_at", "next_due_code", "source_at",
)  # fmt: skip
"""What the record system decides about a case. Urgency, competence and protection are ours."""


class NotAllRight(Exception):
    """Raised when a file with something to correct would be kept."""


@dataclass(frozen=True)
class Source:
    """Where a file comes from: whose it is, what its columns mean, its digest, and when it was made there."""

    authority_id: UUID
    profile: Profile
    digest: bytes
    made_at: datetime
    by_membership: UUID | None = None
    file_name: str = ""


def store(run: DryRun, source: Source, *, at: datetime, told: Told | None = None) -> ImportBatch:
    """Keep and store what was read, at once. Inside the authority. Raises NotAllRight."""
    parts = [
        packed(run.cases[place : place + AT_A_TIME])
        for place in range(0, len(run.cases), AT_A_TIME)
    ]
    batch, _new = keep(run, parts, source, at=at)
    return store_kept(batch, at=at, told=told)


@transaction.atomic
def keep(
    run: DryRun, parts: Sequence[bytes], source: Source, *, at: datetime
) -> tuple[ImportBatch, bool]:
    """Keep what was read as a draft; the second value says whether it is new. Raises NotAllRight.

    The same file again is the draft, or the import, that it was the first time.
    """
    if run.wrong_count:
        raise NotAllRight
    batch = ImportBatch(
        authority_id=source.authority_id,
        digest=source.digest,
        profile=source.profile.system,
        profile_version=source.profile.version,
        file_name=source.file_name[-100:],
        rows_in_file=run.rows,
        passed_by=run.passed_by,
        source_at=source.made_at,
        made_at=at,
        by_membership=source.by_membership,
    )
    # One statement: of two who send the same file at once, one makes the row and both find it.
    ImportBatch.rows.bulk_create([batch], ignore_conflicts=True)
    kept = ImportBatch.rows.get(authority_id=source.authority_id, digest=source.digest)
    if kept.pk != batch.pk:
        return kept, False
    for number, part in enumerate(parts):
        ImportPart.rows.create(
            authority_id=source.authority_id, batch=kept, number=number, data=part
        )
        kept.new_cases += _how_many_new(part, source)
    kept.save(update_fields=["new_cases"])
    return kept, True


def _how_many_new(part: bytes, source: Source) -> int:
    ids = [
        _id_of(source.authority_id, source.profile.system, "case", row.source_id)
        for row in unpacked(part)
    ]
    return len(ids) - Case.rows.filter(pk__in=ids).count()


def store_kept(batch: ImportBatch, *, at: datetime, told: Told | None = None) -> ImportBatch:
    """Store the parts that are left; `told` hears how far it has come after each.

    Every part is a transaction of its own, unless the caller has one: cut off, it goes on with the next. So
    it goes into the authority anew for each, and the caller needs not be there.
    """
    while batch.finished_at is None:
        with acting_for(batch.authority_id):
            batch = ImportBatch.rows.select_for_update().get(pk=batch.pk)
            part = ImportPart.rows.filter(batch=batch).order_by("number").first()
            batch.began_at = batch.began_at or at
            if part is None:
                batch.finished_at = at
            else:
                rows = unpacked(bytes(part.data))
                _Part(rows, batch, at).store()
                batch.rows_done += len(rows)
                part.delete()
            batch.save(update_fields=["rows_done", "began_at", "finished_at"])
        if told:
            told(batch)
    return batch


def _id_of(authority_id: UUID, system: str, what: str, key: str) -> UUID:
    return uuid5(authority_id, f"{system} {what} {key}")


class _Part:
    """Some of a file's rows, stored in a dozen statements.

    A row that is given its `id` draws no other; given as `pk` it first draws one.
    """

    def __init__(self, rows: Sequence[ImportedCase], batch: ImportBatch, at: datetime) -> None:
        self.rows, self.batch, self.at = rows, batch, at
        self.authority_id = batch.authority_id
        self.ids = [self._id("case", row.source_id) for row in rows]
        self.children = {ref: self._id("person", ref) for ref in {row.child_ref for row in rows}}
        codes = (PRELIMINARY, INVESTIGATION)
        self.rules = rules_for(codes, self.authority_id, on=day_of(at))

    def _id(self, what: str, key: str) -> UUID:
        return _id_of(self.authority_id, self.batch.profile, what, key)

    def store(self) -> None:
        """People before cases, cases before what lies in them."""
        ours = self._given_out_here()
        clocks = [self._clock(row, pk) for row, pk in zip(self.rows, self.ids, strict=True)]
        self._people()
        cases = [
            self._case(row, pk, clock, ours.get(pk))
            for row, pk, clock in zip(self.rows, self.ids, clocks, strict=True)
        ]
        _upsert(Case, cases, _TOLD)
        self._in_cases()
        self._deadlines([each for each in clocks if each])
        self._assignments(cases)
        ImportedRow.rows.bulk_create(
            [
                ImportedRow(
                    authority_id=self.authority_id, batch=self.batch, case_id=pk, row=row.row,
                    at=self.at,
                )
                for row, pk in zip(self.rows, self.ids, strict=True)
            ],
            ignore_conflicts=True,
        )  # fmt: skip

    def _given_out_here(self) -> dict[UUID, tuple[UUID, UUID]]:
        """Worker and unit of cases given out here that nobody has entered there: ours is the newer."""
        entries = RecordEntry.rows.filter(case__in=self.ids, done_at=None).values("case_id")
        kept = Case.rows.filter(pk__in=entries, responsible__isnull=False)
        return {
            pk: (worker, unit)
            for pk, worker, unit in kept.values_list("pk", "responsible_id", "unit_id")
        }

    def _people(self) -> None:
        people = {}
        for row in self.rows:
            given, surname, key = _two_letters(row.initials)
            pk = self.children[row.child_ref]
            people[pk] = Person(
                id=pk, authority_id=self.authority_id, given_name=given, surname=surname,
                name_key=key, birth_on=row.birth_on,
            )  # fmt: skip
        _upsert(Person, list(people.values()), ("given_name", "surname", "name_key", "birth_on"))

    def _case(
        self, row: ImportedCase, pk: UUID, clock: Deadline | None, ours: tuple[UUID, UUID] | None
    ) -> Case:
        phase, closed_on = _phase(row)
        worker, unit = (row.worker_id, row.unit_id) if ours is None else ours
        worker = worker if closed_on is None else None
        waits = closed_on is None and worker is None
        return Case(
            id=pk,
            authority_id=self.authority_id,
            unit_id=unit,
            number=row.source_id,
            subject_id=self.children[row.child_ref],
            phase=phase,
            opened_at=noon_of(row.received_on),
            closed_on=closed_on,
            closed_because=row.outcome if closed_on == row.decided_on else "",
            responsible_id=worker,
            waiting_since=noon_of(row.received_on) if waits else None,
            next_due_at=clock.due_at if clock else NOTHING_DUE,
            next_due_code=clock.code if clock else "",
            source_system=self.batch.profile,
            source_id=row.source_id,
            source_at=self.batch.source_at,
        )

    def _clock(self, row: ImportedCase, case_id: UUID) -> Deadline | None:
        """What the law still asks for, by the days that came along. Hours cannot be told from a day."""
        phase, _closed = _phase(row)
        if phase == Phase.PRELIMINARY:
            return self._counted(PRELIMINARY, case_id, row.received_on, None)
        if phase == Phase.INVESTIGATION and row.opened_on:
            return self._counted(INVESTIGATION, case_id, row.opened_on, row.extended_to)
        return None

    def _counted(self, code: str, case_id: UUID, day: date, extended: date | None) -> Deadline:
        rule = self.rules[code]
        due = due_at(rule, start=noon_of(day))
        later = datetime.combine(extended, time(23, 59, 59), STOCKHOLM) if extended else due
        return Deadline(
            id=uuid5(case_id, f"{code} {day}"),
            authority_id=self.authority_id,
            case_id=case_id,
            code=code,
            about=case_id,
            consequence=rule.consequence,
            starts_at=noon_of(day),
            due_at=max(due, later),
            first_due_at=due,
        )

    def _deadlines(self, running: Sequence[Deadline]) -> None:
        """Those that run; what no longer does has been done there."""
        of_cases = Deadline.rows.filter(case__in=self.ids, done_at=None, cancelled_at=None)
        of_cases.exclude(pk__in=[each.pk for each in running]).update(done_at=self.batch.source_at)
        _upsert(Deadline, running, ("due_at",))

    def _in_cases(self) -> None:
        CasePerson.rows.bulk_create(
            [
                CasePerson(
                    id=uuid5(pk, "subject"), authority_id=self.authority_id, case_id=pk,
                    person_id=self.children[row.child_ref], part=InParty.SUBJECT,
                )
                for row, pk in zip(self.rows, self.ids, strict=True)
            ],
            ignore_conflicts=True,
        )  # fmt: skip

    def _assignments(self, cases: Sequence[Case]) -> None:
        """The worker whom the record system names, from today; whom it no longer names, till yesterday."""
        today = day_of(self.at)
        wanted = {case.pk: case.responsible_id for case in cases}
        running = Assignment.rows.filter(case__in=self.ids, role=AssignmentRole.MAIN, ends_on=None)
        has, ended = set(), []
        for each in running:
            if wanted[each.case_id] == each.membership_id:
                has.add(each.case_id)
            else:
                each.ends_on = max(each.starts_on, today - timedelta(days=1))
                ended.append(each)
        Assignment.rows.bulk_update(ended, ["ends_on"])
        Assignment.rows.bulk_create(
            Assignment(
                authority_id=self.authority_id, case_id=pk, membership_id=worker,
                role=AssignmentRole.MAIN, starts_on=today,
            )
            for pk, worker in wanted.items()
            if worker and pk not in has
        )  # fmt: skip


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


def _upsert(model: Any, rows: Sequence[Any], fields: Sequence[str]) -> None:
    model.rows.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=list(fields)
    )
