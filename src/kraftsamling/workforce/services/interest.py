"""Interest in jobs: a call or a form, answered, handed to the recruitment system, counted."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from django.db import connection, transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.workforce.models import JobInterest
from kraftsamling.workforce.services.trail import INTEREST, id_once, mark
from kraftsamling.workforce.statuses import InterestWay

FUNCTION: Final = "job_interest_send(uuid, uuid, uuid, text, text, text, timestamptz)"


class Taken(StrEnum):
    """What became of what was sent. AGAIN has been stored before; FULL: too many wait already."""

    STORED = "STORED"
    AGAIN = "AGAIN"
    FULL = "FULL"
    INVALID = "INVALID"


@dataclass(frozen=True)
class Receipt:
    """What the visitor is told: whether it is here, and signs to refer to it by when phoning."""

    taken: Taken
    code: str


def receipt_code(interest_id: UUID) -> str:
    """Eight signs that name what was sent on the phone. Nobody finds anything by them on the website."""
    signs = b32encode(sha256(interest_id.bytes).digest()).decode()
    return f"{signs[:4]}-{signs[4:8]}"


@transaction.atomic
def send_interest(
    *,
    authority_id: UUID,
    unit_id: UUID | None,
    name: str,
    contact: str,
    words: str,
    key: UUID,
    at: datetime,
) -> Receipt:
    """Leave one's name to be called; one key is one. The web may write, and read nothing back."""
    pk = uuid5(authority_id, f"interest {key}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job_interest_send(%s, %s, %s, %s, %s, %s, %s)",
            [pk, authority_id, unit_id, name.strip(), contact.strip(), words.strip(), at],
        )
        row = cursor.fetchone()
    assert row is not None
    taken = Taken(row[0])
    if taken is Taken.STORED:
        with acting_for(authority_id):
            mark(INTEREST, authority_id=authority_id, month=day_of(at), at=at)
    return Receipt(taken, receipt_code(pk))


@transaction.atomic
def register_call(
    *, name: str, contact: str, words: str, by: Actor, at: datetime, key: UUID
) -> JobInterest:
    """Somebody has phoned and asked about work. One key is one call."""
    assert by.authority_id is not None
    row, is_new = JobInterest.rows.get_or_create(
        pk=id_once(by.authority_id, key),
        defaults={
            "authority_id": by.authority_id,
            "unit_id": by.unit_id,
            "came_at": at,
            "way": InterestWay.PHONE,
            "name": name.strip(),
            "contact": contact.strip(),
            "words": words.strip(),
            "taken_by": by.membership_id,
        },
    )
    if is_new:
        mark(INTEREST, authority_id=row.authority_id, month=day_of(at), at=at)
    return row


@transaction.atomic
def mark_answered(*, interest: JobInterest, by: Actor, at: datetime) -> None:
    """Somebody has answered. Twice is once."""
    row = JobInterest.rows.select_for_update().get(pk=interest.pk)
    if row.answered_at is None:
        row.answered_at, row.answered_by = at, by.membership_id
        row.save(update_fields=["answered_at", "answered_by"])
        mark(INTEREST, authority_id=row.authority_id, month=day_of(row.came_at), at=at)


@transaction.atomic
def mark_handed_over(*, interest: JobInterest, by: Actor, at: datetime) -> None:
    """The recruitment system has it: name and contact are needed here no longer, and go. The count stays."""
    row = JobInterest.rows.select_for_update().get(pk=interest.pk)
    if row.handed_over_at is None:
        row.handed_over_at = at
        if row.answered_at is None:
            row.answered_at, row.answered_by = at, by.membership_id
        row.name = row.contact = row.words = ""
        row.save()
        mark(INTEREST, authority_id=row.authority_id, month=day_of(row.came_at), at=at)
