"""From a chosen file to cases: read without storing, kept as a draft, stored when two have agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from kraftsamling.casework.importing.known import known_at
from kraftsamling.casework.importing.packing import packed
from kraftsamling.casework.importing.profile import profile
from kraftsamling.casework.importing.reading import DryRun, ImportedCase, read
from kraftsamling.casework.importing.storing import AT_A_TIME, Source, keep, store_kept
from kraftsamling.casework.models import ImportBatch
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.documents.tables import opened_table

COMMIT: Final = "import_batch.commit"
SECONDS: Final = frozenset({"archivist", "unit_manager", "dept_manager"})
KEPT_DAYS: Final = 7
TASK: Final = "kraftsamling.casework.tasks.store_import"


@dataclass(frozen=True)
class Chosen:
    """A file as somebody chose it: which system made it, and when."""

    content: bytes
    name: str
    system: str
    made_at: datetime


class MadeInTheFuture(Exception):
    """Raised when a file would have been made later than now."""


def take_in(
    chosen: Chosen, *, by: Actor, today: date, at: datetime
) -> tuple[DryRun, ImportBatch | None]:
    """Read a file and keep it as a draft; no draft when something is to be corrected. Inside the authority.

    Raises Unreadable, MadeInTheFuture. The same file again is the draft it was the first time.
    """
    assert by.authority_id is not None
    if chosen.made_at > at:
        raise MadeInTheFuture
    pieces = _Pieces()
    system = profile(chosen.system)
    with opened_table(chosen.content) as (_kind, rows):
        run = read(rows, system, known_at(by.authority_id, today=today), keep=pieces.add)
    if run.wrong_count:
        return run, None
    source = Source(
        by.authority_id,
        system,
        sha256(chosen.content).digest(),
        chosen.made_at,
        by.membership_id,
        chosen.name,
    )
    batch, _new = keep(run, pieces.parts(), source, at=at)
    return run, batch


class _Pieces:
    """Packs rows as they come, a thousand at a time."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._open: list[ImportedCase] = []

    def add(self, row: ImportedCase) -> None:
        self._open.append(row)
        if len(self._open) == AT_A_TIME:
            self._close()

    def _close(self) -> None:
        self._packed.append(packed(self._open))
        self._open = []

    def parts(self) -> list[bytes]:
        if self._open:
            self._close()
        return self._packed


def waiting(batch: ImportBatch, *, at: datetime) -> Approval | None:
    """Somebody has asked to store the draft, and nobody has confirmed yet."""
    return approvals.waiting_about(COMMIT, batch.pk, authority_id=batch.authority_id, at=at)


@transaction.atomic
def ask_to_store(batch: ImportBatch, *, by: Actor, at: datetime) -> Approval | None:
    """Ask for it; asked again while it waits, it is the same question. None when it has begun already."""
    batch = ImportBatch.rows.select_for_update().get(pk=batch.pk)
    if batch.began_at:
        return None
    return waiting(batch, at=at) or approvals.ask(
        COMMIT, by=by, at=at, payload={"rows": batch.rows_in_file}, object_id=batch.pk
    )


@transaction.atomic
def discard(batch: ImportBatch) -> bool:
    """Throw a draft away; what has begun to be stored stays. Whether there was one to throw."""
    count, _rows = ImportBatch.rows.filter(pk=batch.pk, began_at=None).delete()
    return count > 0


def forget_drafts(authority_id: UUID, *, at: datetime) -> int:
    """The night's: drafts that nobody has stored for seven days go. Inside the authority."""
    old = at - timedelta(days=KEPT_DAYS)
    rows = ImportBatch.rows.of_authority(authority_id).filter(began_at=None, made_at__lt=old)
    return rows.delete()[0]


def go_on(authority_id: UUID, batch_id: UUID, *, at: datetime) -> None:
    """Store what is left of an import that two have agreed on. Does nothing when there is nothing left."""
    with acting_for(authority_id):
        batch = ImportBatch.rows.filter(pk=batch_id, began_at__isnull=False).first()
    if batch is not None:
        store_kept(batch, at=at)


def _commit(approval: Approval, by: Actor, at: datetime) -> None:
    """The storing itself is the worker's: it takes minutes, and nobody waits for a page that long."""
    assert approval.object_id is not None
    rows = ImportBatch.rows.of_authority(approval.authority_id).select_for_update()
    batch = rows.filter(pk=approval.object_id, began_at=None).first()
    if batch is None:
        raise approvals.NoLongerPossible(_("The draft has been thrown away."))
    batch.began_at = at
    batch.save(update_fields=["began_at"])
    app.configure_task(TASK).defer(authority_id=str(batch.authority_id), batch_id=str(batch.pk))


def _describe(payload: Mapping[str, Any]) -> str:
    count = int(payload["rows"])
    return ngettext(
        "%(count)d case from the record system is stored.",
        "%(count)d cases from the record system are stored.",
        count,
    ) % {"count": count}


approvals.register(approvals.Kind(COMMIT, seconds=SECONDS, execute=_commit, describe=_describe))
