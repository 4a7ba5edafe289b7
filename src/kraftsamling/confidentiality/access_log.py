"""Writing the access log, and sealing it.

There is no chain from row to row: that would make every page wait for every other. Instead a job
seals, each minute, all rows since the former seal. `verify` finds an edited, a deleted and a smuggled
row (docs/access-and-secrecy.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry, AccessLogSeal

_SEALED_COLUMNS = (
    "number", "id", "at", "trace_id", "authority_id", "user_id", "membership_id", "unit_id", "role",
    "action", "resource", "object_id", "subject_ids", "basis", "allowed", "failed_condition",
    "row_count", "channel",
)  # fmt: skip

_WRITE: Final = """
    INSERT INTO confidentiality_accesslogentry
        (id, number, at, trace_id, authority_id, user_id, membership_id, unit_id, role, action, resource,
        object_id, subject_ids, basis, allowed, failed_condition, row_count, channel)
    VALUES (gen_random_uuid(), 0, %(at)s, %(trace_id)s, %(authority_id)s, %(user_id)s, %(membership_id)s,
        %(unit_id)s, %(role)s, %(action)s, %(resource)s, %(object_id)s, %(subject_ids)s::uuid[], %(basis)s,
        %(allowed)s, %(failed_condition)s, %(row_count)s, %(channel)s)
"""
"""Written out, because nearly every page writes one. The database gives the row its number."""


def write(
    *,
    actor: Actor,
    at: datetime,
    trace_id: UUID,
    action: str,
    resource: str,
    object_id: UUID | None = None,
    subject_ids: Sequence[UUID] = (),
    basis: str = "",
    allowed: bool = True,
    failed_condition: str = "",
    channel: str = "page",
) -> None:
    """One row. `subject_ids` are the persons the page showed: a list is one row with all of them."""
    if actor.authority_id is None:
        raise ValueError("Only somebody acting for an authority can be logged")
    row: dict[str, Any] = {
        "at": at,
        "trace_id": trace_id,
        "authority_id": actor.authority_id,
        "user_id": actor.user_id,
        "membership_id": actor.membership_id,
        "unit_id": actor.unit_id,
        "role": actor.role,
        "action": action,
        "resource": resource,
        "object_id": object_id,
        "subject_ids": list(subject_ids),
        "basis": basis,
        "allowed": allowed,
        "failed_condition": failed_condition,
        "row_count": len(subject_ids),
        "channel": channel,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, row)


def _digest(former: bytes, rows: Iterable[dict[str, Any]]) -> bytes:
    hashed = sha256(former)
    for row in rows:
        hashed.update(json.dumps(row, default=str, sort_keys=True, separators=(",", ":")).encode())
    return hashed.digest()


def _rows(authority_id: UUID, first: int, last: int) -> list[dict[str, Any]]:
    return list(
        AccessLogEntry.rows.of_authority(authority_id)
        .filter(number__gte=first, number__lte=last)
        .order_by("number")
        .values(*_SEALED_COLUMNS)
    )


@transaction.atomic
def seal(authority_id: UUID, *, at: datetime) -> AccessLogSeal | None:
    """Seal all unsealed rows of one authority onto the former seal; None when nothing is new.

    Numbers are handed out before their transactions commit, so a row can arrive below a number that
    is already visible. An advisory lock, taken shared by every writer (trigger `number_rows`) and
    exclusively here, makes the seal wait for those.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('access_log'), hashtext(%s))",
            [str(authority_id)],
        )
    former = AccessLogSeal.rows.of_authority(authority_id).order_by("-last_number").first()
    first = former.last_number + 1 if former else 1
    newest = (
        AccessLogEntry.rows.of_authority(authority_id)
        .filter(number__gte=first)
        .order_by("-number")
        .first()
    )
    if newest is None:
        return None
    rows = _rows(authority_id, first, newest.number)
    return AccessLogSeal.rows.create(
        authority_id=authority_id,
        sealed_at=at,
        first_number=first,
        last_number=newest.number,
        row_count=len(rows),
        digest=_digest(bytes(former.digest) if former else b"", rows),
    )


@dataclass(frozen=True)
class BrokenSeal:
    """A stretch of the log that is not as it was sealed."""

    first_number: int
    last_number: int
    sealed_rows: int
    found_rows: int


def verify(authority_id: UUID) -> list[BrokenSeal]:
    """Every seal whose rows are not as they were. Empty means untouched."""
    broken: list[BrokenSeal] = []
    former = b""
    for each in AccessLogSeal.rows.of_authority(authority_id).order_by("last_number"):
        rows = _rows(authority_id, each.first_number, each.last_number)
        if _digest(former, rows) != bytes(each.digest):
            broken.append(
                BrokenSeal(each.first_number, each.last_number, each.row_count, len(rows))
            )
        former = bytes(each.digest)
    return broken
