"""A worry sent through the website: taken in by a function of the database, registered, or put aside."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from django.db import connection, transaction

from kraftsamling.casework.models import PublicConcern, PublicConcernSender
from kraftsamling.casework.services.reports import Reporter
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import CONCERN_STEPS, ConcernState, ReporterKind
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.fields import seal_text

FUNCTION: Final = (
    "concern_send(uuid, uuid, text, text, text, text, text, text, boolean,"
    " bytea, bytea, bytea, timestamptz)"
)
_SENDER: Final = "casework_publicconcernsender"


class Taken(StrEnum):
    """What became of what was sent. AGAIN has been stored before; FULL: too many wait already."""

    STORED = "STORED"
    AGAIN = "AGAIN"
    FULL = "FULL"
    INVALID = "INVALID"


@dataclass(frozen=True)
class Worry:
    """What a visitor has written. The child's name and all about the sender may be left out."""

    reporter: Reporter
    given_name: str
    surname: str
    age: str
    place: str
    what: str
    is_acute: bool


@dataclass(frozen=True)
class Receipt:
    """What the visitor is told: whether it is here, and signs to refer to it by when phoning."""

    taken: Taken
    code: str


def receipt_code(concern_id: UUID) -> str:
    """Eight signs that name a worry on the phone. Nobody finds anything by them on the website.

    >>> receipt_code(UUID(int=1))
    'PQ6M-2EF3'
    """
    signs = b32encode(sha256(concern_id.bytes).digest()).decode()
    return f"{signs[:4]}-{signs[4:8]}"


@transaction.atomic
def send_worry(worry: Worry, *, authority_id: UUID, key: UUID, at: datetime) -> Receipt:
    """Leave a worry to be read; one key is one worry. The sender is sealed before it leaves."""
    pk = uuid5(authority_id, str(key))
    reporter = worry.reporter
    who = [reporter.name, reporter.organisation, reporter.contact]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concern_send(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                pk, authority_id, reporter.kind.value, worry.given_name, worry.surname, worry.age,
                worry.place, worry.what, worry.is_acute,
                *(
                    seal_text(text.strip(), place=f"{_SENDER}.{column}:{pk}") if text.strip() else None
                    for column, text in zip(("name", "organisation", "contact"), who, strict=True)
                ),
                at,
            ],
        )  # fmt: skip
        row = cursor.fetchone()
    assert row is not None
    return Receipt(Taken(row[0]), receipt_code(pk))


def sender_of(concern: PublicConcern) -> Reporter:
    """Who sent it, in the words of the registering. A private person without a name is anonymous."""
    row = PublicConcernSender.rows.filter(concern=concern).first()
    kind = ReporterKind(concern.reporter_kind)
    if row is None and kind == ReporterKind.PRIVATE:
        return Reporter(ReporterKind.ANONYMOUS)
    if row is None:
        return Reporter(kind)
    return Reporter(kind, row.name or "", row.organisation or "", row.contact or "")


@transaction.atomic(savepoint=False)
def mark_registered(*, concern_id: UUID, by: Actor, at: datetime) -> None:
    """Its report is registered. Does nothing for a report that did not come through the website."""
    concern = PublicConcern.rows.select_for_update().filter(pk=concern_id).first()
    if concern is not None and concern.state != ConcernState.REGISTERED:
        _settle(concern, ConcernState.REGISTERED, by=by, at=at)


@transaction.atomic
def mark_entered(*, concern: PublicConcern, by: Actor, at: datetime) -> None:
    """It stands in the record system. Raises TransitionNotAllowed when somebody has settled it meanwhile."""
    _settle(_kept(concern), ConcernState.ENTERED, by=by, at=at)


@transaction.atomic
def set_aside(*, concern: PublicConcern, by: Actor, at: datetime, because: str) -> None:
    """Not about a child here. It stays, with the reason. Raises ReasonMissing, TransitionNotAllowed."""
    if not because.strip():
        raise ReasonMissing("concern")
    _settle(_kept(concern), ConcernState.NOT_A_REPORT, by=by, at=at, because=because.strip())


@transaction.atomic
def take_back(*, concern: PublicConcern, by: Actor, at: datetime) -> None:
    """It was put aside by mistake, and waits again. Raises TransitionNotAllowed."""
    _settle(_kept(concern), ConcernState.WAITING, by=by, at=at)


def _kept(concern: PublicConcern) -> PublicConcern:
    return PublicConcern.rows.select_for_update().get(pk=concern.pk)


def _settle(
    row: PublicConcern, state: ConcernState, *, by: Actor, at: datetime, because: str = ""
) -> None:
    ensure_allowed(CONCERN_STEPS, ConcernState(row.state), state)
    row.state, row.decided_at, row.decided_by = state, at, by.membership_id
    row.reason = because
    row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
