"""From a chosen file to staff and posts: tried without storing, kept, stored when two have agreed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents.tables import opened_table
from kraftsamling.workforce.importing.known import known_at
from kraftsamling.workforce.importing.plan import plan
from kraftsamling.workforce.importing.profile import profile
from kraftsamling.workforce.importing.reading import DAYS, Said, StaffRun, read
from kraftsamling.workforce.importing.storing import end_those_who_left, store_rows
from kraftsamling.workforce.models import PayrollImport, PayrollPart
from kraftsamling.workforce.statuses import PayrollKind

COMMIT: Final = "payroll_import.commit"
SECONDS: Final = frozenset({"hr_officer", "dept_manager"})
KEPT_DAYS: Final = 7
AT_A_TIME: Final = 1000
TASK: Final = "kraftsamling.workforce.tasks.store_payroll"


@dataclass(frozen=True)
class Chosen:
    """A file as somebody chose it: what it tells of, which system made it, and on which day."""

    content: bytes
    name: str
    kind: PayrollKind
    system: str
    made_on: date


@transaction.atomic
def take_in(
    chosen: Chosen, *, by: Actor, today: date, at: datetime
) -> tuple[StaffRun, PayrollImport | None]:
    """Read a file and keep it as a draft; no draft when something is to be corrected. Inside the authority.

    Raises Unreadable. The same file again is the draft, or the import, that it was the first time.
    """
    assert by.authority_id is not None
    system = profile(chosen.system, chosen.kind)
    with opened_table(chosen.content) as (_kind, rows):
        run = read(rows, chosen.kind, system, known_at(by.authority_id, today=today))
    if run.wrong_count:
        return run, None
    batch = PayrollImport(
        authority_id=by.authority_id,
        kind=chosen.kind,
        digest=sha256(chosen.content).digest(),
        profile=system.system,
        profile_version=system.version,
        file_name=chosen.name[-100:],
        made_on=chosen.made_on,
        rows_in_file=run.rows,
        would=plan(chosen.kind, run.said, by.authority_id, today=today).stored(),
        passed_by=run.passed_by,
        made_at=at,
        by_membership=by.membership_id,
    )
    # One statement: of two who send the same file at once, one makes the row and both find it.
    PayrollImport.rows.bulk_create([batch], ignore_conflicts=True)
    kept = PayrollImport.rows.get(
        authority_id=by.authority_id, kind=chosen.kind, digest=batch.digest
    )
    if kept.pk == batch.pk:
        PayrollPart.rows.bulk_create(_parts(kept, run.said))
    return run, kept


def _parts(batch: PayrollImport, said: Sequence[Said]) -> list[PayrollPart]:
    return [
        PayrollPart(
            authority_id=batch.authority_id,
            batch=batch,
            number=number,
            told=json.loads(json.dumps(said[place : place + AT_A_TIME], default=str)),
        )
        for number, place in enumerate(range(0, len(said), AT_A_TIME))
    ]


def _said(told: Sequence[Mapping[str, Any]]) -> list[Said]:
    return [{column: _value(column, value) for column, value in row.items()} for row in told]


def _value(column: str, value: Any) -> Any:
    if value is None:
        return None
    if column in DAYS:
        return date.fromisoformat(value)
    return UUID(value) if column == "unit" else value


@transaction.atomic
def choose_leaving(
    *,
    batch: PayrollImport,
    leaving: Collection[UUID],
    left_on: date | None,
    by: Actor,
    at: datetime,
) -> bool:
    """Who of those the file does not name has left, and her last day. False when somebody has been asked
    already: what is confirmed is what was asked for."""
    row = PayrollImport.rows.select_for_update().filter(pk=batch.pk, began_at=None).first()
    if row is None or waiting(row, at=at):
        return False
    proposed = set(row.would["missing"])
    row.leaving = sorted((each for each in leaving if str(each) in proposed), key=str)
    row.left_on = left_on if row.leaving else None
    row.save(update_fields=["leaving", "left_on"])
    return True


def waiting(batch: PayrollImport, *, at: datetime) -> Approval | None:
    """Somebody has asked to store the draft, and nobody has confirmed yet."""
    return approvals.waiting_about(COMMIT, batch.pk, authority_id=batch.authority_id, at=at)


@transaction.atomic
def ask_to_store(batch: PayrollImport, *, by: Actor, at: datetime) -> Approval | None:
    """Ask for it; asked again while it waits, it is the same question. None when it has begun already."""
    batch = PayrollImport.rows.select_for_update().get(pk=batch.pk)
    if batch.began_at:
        return None
    return waiting(batch, at=at) or approvals.ask(
        COMMIT,
        by=by,
        at=at,
        payload={
            "kind": batch.kind,
            "new": batch.would["new"],
            "changed": batch.would["changed"],
            "leaving": len(batch.leaving),
        },
        object_id=batch.pk,
    )


@transaction.atomic
def discard(batch: PayrollImport) -> bool:
    """Throw a draft away; what has begun to be stored stays. Whether there was one to throw."""
    count, _rows = PayrollImport.rows.filter(pk=batch.pk, began_at=None).delete()
    return count > 0


def forget_drafts(authority_id: UUID, *, at: datetime) -> int:
    """The night's: drafts that nobody has stored for seven days go. Inside the authority."""
    old = at - timedelta(days=KEPT_DAYS)
    rows = PayrollImport.rows.of_authority(authority_id).filter(began_at=None, made_at__lt=old)
    return rows.delete()[0]


def go_on(authority_id: UUID, batch_id: UUID, *, at: datetime) -> None:
    """Store what is left of a file that two have agreed on, a part in each transaction: cut off, it goes on
    with the next. Does nothing when there is nothing left."""
    while _next_part(authority_id, batch_id, at):
        pass


def _next_part(authority_id: UUID, batch_id: UUID, at: datetime) -> bool:
    """Store one part; whether there may be more. Two files of one authority wait for each other."""
    with acting_for(authority_id), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtext('payroll import'), hashtext(%s))",
                [str(authority_id)],
            )
        rows = PayrollImport.rows.select_for_update()
        batch = rows.filter(pk=batch_id, began_at__isnull=False, finished_at=None).first()
        if batch is None:
            return False
        part = batch.parts.order_by("number").first()
        if part is None:
            end_those_who_left(batch, at=at)
            batch.finished_at = at
        else:
            store_rows(batch, _said(part.told), at=at)
            batch.rows_done += len(part.told)
            part.delete()
        batch.save(update_fields=["rows_done", "finished_at"])
        return part is not None


def _commit(approval: Approval, by: Actor, at: datetime) -> None:
    """A file of one part is stored with the confirmation. A larger one is the worker's: nobody waits that
    long for a page."""
    assert approval.object_id is not None
    rows = PayrollImport.rows.of_authority(approval.authority_id).select_for_update()
    batch = rows.filter(pk=approval.object_id, began_at=None).first()
    if batch is None:
        raise approvals.NoLongerPossible(_("The draft has been thrown away."))
    batch.began_at = at
    batch.save(update_fields=["began_at"])
    if batch.rows_in_file <= AT_A_TIME:
        go_on(batch.authority_id, batch.pk, at=at)
        return
    app.configure_task(TASK).defer(authority_id=str(batch.authority_id), batch_id=str(batch.pk))


def _describe(payload: Mapping[str, Any]) -> str:
    what = PayrollKind(payload["kind"]).label
    words = _("%(what)s from the payroll system: %(new)s new, %(changed)s changed.") % {
        "what": what,
        "new": payload["new"],
        "changed": payload["changed"],
    }
    if leaving := int(payload["leaving"]):
        ends = ngettext("%(count)s employment ends.", "%(count)s employments end.", leaving) % {
            "count": leaving
        }
        words = f"{words} {ends}"
    return words


approvals.register(approvals.Kind(COMMIT, seconds=SECONDS, execute=_commit, describe=_describe))
