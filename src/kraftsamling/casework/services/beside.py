"""What has been decided here and must be entered in the record system, where that is another one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kraftsamling.casework.models import Case, EntryKind, RecordEntry
from kraftsamling.casework.selectors.beside import is_beside
from kraftsamling.confidentiality.actor import Actor

__all__ = ["is_beside", "tick_off", "to_enter"]


def to_enter(case: Case, kind: EntryKind, words: str, *, about: UUID, at: datetime) -> None:
    """Put it on the list, once, if the record is kept elsewhere. What it replaces need not be entered."""
    if not is_beside(case.authority_id):
        return
    RecordEntry.rows.filter(case=case, kind=kind, done_at=None).delete()
    RecordEntry.rows.create(
        authority_id=case.authority_id, case=case, kind=kind, about=about, words=words, since=at
    )


def tick_off(*, entry: RecordEntry, by: Actor, at: datetime) -> None:
    """It has been entered, by whom and when; ticked twice it is the first that counts."""
    RecordEntry.rows.filter(pk=entry.pk, done_at=None).update(done_at=at, done_by=by.membership_id)
