"""Cases from another record system are stored: a thousand at a time, each once, with the row they came from.

The id of a case follows from its authority, system and number there, so the same file again changes nothing,
and an import that was cut off goes on after the last thousand that were stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from kraftsamling.casework.importing.inserting import Columns, array, insert
from kraftsamling.casework.importing.packing import packed, source_ids
from kraftsamling.casework.importing.reading import DryRun
from kraftsamling.casework.importing.saying import (
    AssignmentRow,
    CaseRow,
    PersonRow,
    Said,
    case_row,
)
from kraftsamling.casework.models import (
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
from kraftsamling.casework.rules.clocks import INVESTIGATION, PRELIMINARY
from kraftsamling.casework.services.deadlines import rules_for
from kraftsamling.casework.statuses import AssignmentRole, InParty
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents.imports.profile import Profile

AT_A_TIME: Final = 1000
Told = Callable[[ImportBatch], None]
_TOLD: Final = (
    "unit_id", "number", "phase", "opened_at", "closed_on", "closed_because", "responsible_id",
    "waiting_since", "next_due_at", "next_due_code", "source_at",
)  # fmt: skip
"""What the record system decides about a case. Urgency, competence and protection are ours."""

_BY_ID: Final = "SELECT id FROM casework_case WHERE id = ANY(%s::uuid[])"
_BY_SOURCE: Final = (
    "SELECT id FROM casework_case"
    " WHERE source_system = %s AND source_id = ANY(%s::text[]) AND source_id <> ''"
)
"""The last words are those of the index `case_source_once`."""

_MADE_ONE: Final = (
    "SELECT id, merged_into_id FROM casework_person"
    " WHERE id = ANY(%s::uuid[]) AND merged_into_id IS NOT NULL"
)


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
    ids = source_ids(part)
    return len(ids) - len(_looked_up(_BY_SOURCE, source.profile.system, array(ids)))


def _looked_up(query: str, *values: str) -> list[UUID]:
    """Ids of cases that are kept already. Looked for as one array: of a list, Django quotes each."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [pk for (pk,) in cursor.fetchall()]


def store_kept(batch: ImportBatch, *, at: datetime, told: Told | None = None) -> ImportBatch:
    """Store the parts that are left; `told` hears how far it has come after each.

    Every part is a transaction of its own, unless the caller has one: cut off, it goes on with the next. So
    it goes into the authority anew for each, and the caller needs not be there. What the next part says is
    worked out while the database takes in this one.
    """
    with ThreadPoolExecutor(1) as other:
        read: dict[UUID, Future[Said]] = {}
        while batch.finished_at is None:
            with acting_for(batch.authority_id):
                _one_at_a_time(batch.authority_id)
                batch = ImportBatch.rows.select_for_update().get(pk=batch.pk)
                rules = rules_for((PRELIMINARY, INVESTIGATION), batch.authority_id, on=day_of(at))
                parts = ImportPart.rows.filter(batch=batch).order_by("number")[:2]
                for each in parts:
                    if each.pk not in read:
                        read[each.pk] = other.submit(Said.of, bytes(each.data), batch, rules)
                batch.began_at = batch.began_at or at
                if not parts:
                    batch.finished_at = at
                else:
                    said = read.pop(parts[0].pk).result()
                    if became := _made_one(said.children):
                        said = Said.of(bytes(parts[0].data), batch, rules, became)
                    _Part(said, batch, at).store()
                    batch.rows_done += len(said.rows)
                    parts[0].delete()
                batch.save(update_fields=["rows_done", "began_at", "finished_at"])
            if told:
                told(batch)
    return batch


def _made_one(children: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of children in a file: whom they are, who were registered twice."""
    with connection.cursor() as cursor:
        cursor.execute(_MADE_ONE, [array(children)])
        return dict(cursor.fetchall())


def _one_at_a_time(authority_id: UUID) -> None:
    """Two files of one authority wait for each other: a case that is new to one may come with the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('case import'), hashtext(%s))",
            [str(authority_id)],
        )


class _Part:
    """Some of a file's rows, stored in a dozen statements. What is kept of a case is looked up for those
    that are known already, so that a first import looks nothing up."""

    def __init__(self, said: Said, batch: ImportBatch, at: datetime) -> None:
        self.said, self.batch, self.at = said, batch, at
        self.known = _looked_up(_BY_ID, array(said.ids))
        self.all_new = not self.known

    def store(self) -> None:
        """People before cases, cases before what lies in them."""
        said, ours = self.said, self._given_out_here()
        cases = [
            case_row(row, pk, child, clock, ours.get(pk))
            for row, pk, child, clock in zip(
                said.rows, said.ids, said.children, said.clocks, strict=True
            )
        ]
        self._insert(Person, said.people, over=PersonRow._fields[1:])
        self._insert(
            Case, Columns.of(cases), over=_TOLD, new=self.all_new,
            source_system=self.batch.profile, source_at=self.batch.source_at,
        )  # fmt: skip
        self._insert(CasePerson, said.in_cases, new=self.all_new, part=InParty.SUBJECT)
        self._deadlines()
        self._assignments(cases)
        self._insert(
            ImportedRow, said.lineage, new=self.all_new, batch_id=self.batch.pk, at=self.at
        )

    def _insert(
        self,
        model: type[Model],
        rows: Columns,
        *,
        over: Sequence[str] = (),
        new: bool = False,
        **same: Any,
    ) -> None:
        same["authority_id"] = self.batch.authority_id
        insert(model, rows, same=same, over=over, new=new)

    def _given_out_here(self) -> dict[UUID, tuple[UUID, UUID]]:
        """Worker and unit of cases given out here that nobody has entered there: ours is the newer."""
        entries = RecordEntry.rows.filter(case__in=self.known, done_at=None).values("case_id")
        kept = Case.rows.filter(pk__in=entries, responsible__isnull=False)
        return {
            pk: (worker, unit)
            for pk, worker, unit in kept.values_list("pk", "responsible_id", "unit_id")
        }

    def _deadlines(self) -> None:
        """Those that run; what no longer does has been done there."""
        running = [each.id for each in self.said.clocks if each]
        of_cases = Deadline.rows.filter(case__in=self.known, done_at=None, cancelled_at=None)
        of_cases.exclude(pk__in=running).update(done_at=self.batch.source_at)
        self._insert(Deadline, self.said.running, over=["due_at"], new=self.all_new)

    def _assignments(self, cases: Sequence[CaseRow]) -> None:
        """The worker whom the record system names, from today; whom it no longer names, till yesterday."""
        today = day_of(self.at)
        wanted = {case.id: case.responsible_id for case in cases}
        running = Assignment.rows.filter(
            case__in=self.known, role=AssignmentRole.MAIN, ends_on=None
        )
        has, ended = set(), []
        for each in running:
            if wanted[each.case_id] == each.membership_id:
                has.add(each.case_id)
            else:
                each.ends_on = max(each.starts_on, today - timedelta(days=1))
                ended.append(each)
        Assignment.rows.bulk_update(ended, ["ends_on"])
        begun = [
            AssignmentRow(pk, worker) for pk, worker in wanted.items() if worker and pk not in has
        ]
        self._insert(
            Assignment, Columns.of(begun), new=True, role=AssignmentRole.MAIN, starts_on=today
        )
