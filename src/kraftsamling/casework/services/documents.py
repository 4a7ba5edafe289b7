"""Documents of a case: taken in, numbered in the register, sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import (
    Case,
    CaseDocument,
    CaseFile,
    CaseFilePiece,
    DocumentSeries,
)
from kraftsamling.casework.services.trail import id_once, locked, step
from kraftsamling.casework.statuses import Direction, Way
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.documents.attachments import Kind, cleaned_name
from kraftsamling.documents.services import read_from, store_in


@transaction.atomic
def take_in(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    content: bytes,
    name: str,
    kind: Kind,
    title: str,
    direction: Direction,
    received_on: date | None = None,
    counterparty: str = "",
    way: str = "",
    withheld: bool = False,
) -> CaseDocument:
    """Put a document in the file, with the next number of the register. `kind` is what it was found to be
    (documents/attachments). Posted twice it is there once. Raises CaseClosed, FileTooLarge."""
    case = locked(case)
    pk = id_once(case.pk, key)
    if made := CaseDocument.rows.filter(pk=pk).first():
        return made
    return register(
        case,
        pk=pk,
        by=by,
        at=at,
        content=content,
        file_name=cleaned_name(name, kind),
        content_type=kind.value,
        title=title.strip(),
        direction=direction,
        received_on=received_on,
        counterparty=counterparty.strip(),
        way=way,
        withheld=withheld,
    )


def register(
    case: Case,
    *,
    pk: UUID,
    by: Actor,
    at: datetime,
    content: bytes,
    file_name: str,
    content_type: str,
    number: tuple[int, int] | None = None,
    **facts: Any,
) -> CaseDocument:
    """Store the bytes and the entry of the register. The case is locked by the act that calls."""
    assert by.membership_id is not None
    file = store_in(
        CaseFile,
        CaseFilePiece,
        content,
        name=file_name,
        content_type=content_type,
        authority_id=case.authority_id,
        created_by=by.membership_id,
        created_at=at,
    )
    year, next_number = number or next_in_register(case.authority_id, at=at)
    row = CaseDocument.rows.create(
        pk=pk,
        authority_id=case.authority_id,
        case=case,
        file=file,
        year=year,
        number=next_number,
        registered_at=at,
        registered_by=by.membership_id,
        **facts,
    )
    step(case, "document", "", row.direction, by=by, at=at, about=row.pk)
    return row


def next_in_register(authority_id: UUID, *, at: datetime) -> tuple[int, int]:
    """The year and the next number of the authority's register. Whoever else registers waits until this
    transaction ends: a number that is taken back with it is the next one's."""
    year = day_of(at).year
    DocumentSeries.rows.get_or_create(authority_id=authority_id, year=year)
    series = DocumentSeries.rows.select_for_update(of=("self",)).get(
        authority_id=authority_id, year=year
    )
    series.last += 1
    series.save(update_fields=["last"])
    return year, series.last


def content_of(document: CaseDocument) -> bytes:
    """The bytes, proven to be the same. Raises FileDamaged."""
    return read_from(CaseFilePiece, document.file)


@transaction.atomic
def keep_sent(
    *,
    document: CaseDocument,
    by: Actor,
    at: datetime,
    seen_version: int,
    sent_on: date,
    way: Way,
    counterparty: str,
) -> None:
    """It has been sent: when, how and to whom. Raises StaleVersion."""
    document.sent_on, document.way, document.counterparty = sent_on, way, counterparty.strip()
    save_if_unchanged(
        document, seen_version=seen_version, fields=["sent_on", "way", "counterparty"]
    )
    step(document.case, "document", document.direction, "SENT", by=by, at=at, about=document.pk)
