"""Notes: signed when they are stored, corrected by a new version, proven every night; and drafts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import Case, CaseNote, Draft
from kraftsamling.casework.services.trail import ReasonMissing, id_once, locked
from kraftsamling.casework.statuses import NoteKind
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.roles import Role

DRAFT_AT_MOST: Final = 200_000
"""Characters of one draft; a form asks for less, so only a mistake comes here."""


class DraftTooLong(Exception):
    """Raised for a draft that is longer than any form takes."""


class CorrectedMeanwhile(Exception):
    """Raised when a correction builds on a version that somebody has corrected since."""

    def __init__(self, newest: CaseNote) -> None:
        super().__init__(str(newest.thread))
        self.newest = newest


def digest_of(note: CaseNote) -> bytes:
    """The digest over everything that a version says, as it is stored."""
    parts = (
        note.case_id, note.thread, note.number, note.kind, note.happened_on.isoformat(), note.text,
        note.corrected_because, note.withheld, note.signed_at.isoformat(), note.signed_by,
        note.signed_as, note.needs_countersign, note.countersigned_by,
    )  # fmt: skip
    return sha256("\x1f".join(str(part) for part in parts).encode()).digest()


@transaction.atomic
def write_note(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    kind: NoteKind,
    happened_on: date,
    text: str,
    withheld: bool = False,
) -> CaseNote:
    """Store and sign a new note. A trainee's waits for the supervisor's signature. Raises ReasonMissing."""
    case = locked(case)
    if not text.strip():
        raise ReasonMissing("note")
    thread = id_once(case.pk, key)
    if existing := CaseNote.rows.filter(thread=thread).order_by("number").first():
        return existing
    return _store(
        case,
        thread=thread,
        number=1,
        kind=kind,
        happened_on=happened_on,
        text=text,
        withheld=withheld,
        by=by,
        at=at,
        needs_countersign=by.role == Role.TRAINEE,
    )


@transaction.atomic
def correct_note(
    *, note: CaseNote, by: Actor, at: datetime, seen: int, text: str, because: str
) -> CaseNote:
    """The next version; the former stays readable. Raises ReasonMissing, CorrectedMeanwhile."""
    case = locked(note.case)
    if not because.strip() or not text.strip():
        raise ReasonMissing("correction")
    newest = CaseNote.rows.filter(thread=note.thread).order_by("-number")[0]
    if newest.number != seen:
        raise CorrectedMeanwhile(newest)
    return _store(
        case,
        thread=note.thread,
        number=newest.number + 1,
        kind=newest.kind,
        happened_on=newest.happened_on,
        text=text,
        withheld=newest.withheld,
        corrected_because=because.strip(),
        by=by,
        at=at,
        needs_countersign=by.role == Role.TRAINEE,
    )


@transaction.atomic
def countersign(*, note: CaseNote, by: Actor, at: datetime, because: str) -> CaseNote:
    """A supervisor signs what a trainee has proposed: a version of its own with both names."""
    case = locked(note.case)
    newest = CaseNote.rows.filter(thread=note.thread).order_by("-number")[0]
    if not newest.needs_countersign:
        return newest
    return _store(
        case,
        thread=note.thread,
        number=newest.number + 1,
        kind=newest.kind,
        happened_on=newest.happened_on,
        text=newest.text,
        withheld=newest.withheld,
        corrected_because=because,
        by=by,
        at=at,
        signed_by=newest.signed_by,
        signed_as=newest.signed_as,
        countersigned_by=by.membership_id,
    )


def _store(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    signed_by: UUID | None = None,
    signed_as: str = "",
    **values: Any,
) -> CaseNote:
    writer = signed_by or by.membership_id
    assert writer is not None
    note = CaseNote(
        authority_id=case.authority_id,
        case=case,
        signed_at=at,
        signed_by=writer,
        signed_as=signed_as or by.role,
        **values,
    )
    note.digest = digest_of(note)
    note.save(force_insert=True)
    return note


@transaction.atomic
def save_draft(
    *,
    by: Actor,
    at: datetime,
    form: str,
    about: UUID,
    data: Mapping[str, str],
    case: Case | None = None,
) -> Draft:
    """Keep what is being written. The same person's newest words win; nobody else's are touched."""
    if sum(len(value) for value in data.values()) > DRAFT_AT_MOST:
        raise DraftTooLong(form)
    # The database holds every sign but this one, which nobody has meant to write.
    data = {name.replace("\0", ""): value.replace("\0", "") for name, value in data.items()}
    assert by.user_id is not None
    assert by.authority_id is not None
    row, _new = Draft.rows.update_or_create(
        user=by.user_id,
        form=form,
        about=about,
        defaults={"data": data, "saved_at": at},
        create_defaults={
            "authority_id": by.authority_id,
            "case": case,
            "data": data,
            "saved_at": at,
            "begun_at": at,
        },
    )
    return row


def draft_of(by: Actor, *, form: str, about: UUID) -> Draft | None:
    """What the actor has begun to write there."""
    assert by.authority_id is not None
    assert by.user_id is not None
    rows = Draft.rows.of_authority(by.authority_id)
    return rows.filter(user=by.user_id, form=form, about=about).first()


def forget_draft(by: Actor, *, form: str, about: UUID) -> None:
    """It has been saved, or thrown away."""
    assert by.authority_id is not None
    assert by.user_id is not None
    Draft.rows.of_authority(by.authority_id).filter(
        user=by.user_id, form=form, about=about
    ).delete()
