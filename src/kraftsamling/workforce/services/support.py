"""A method supporter books a group, has been there, or has not."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.models import SupportSession
from kraftsamling.workforce.services.trail import id_once
from kraftsamling.workforce.statuses import SupportKind


class NotYet(Exception):
    """Raised when a session would have been held that is still to come."""


class Cancelled(Exception):
    """Raised when a session would have been held that was cancelled."""


@transaction.atomic
def book_session(
    *, unit_id: UUID, kind: SupportKind, on: date, hours: int, by: Actor, at: datetime, key: UUID
) -> SupportSession:
    """One key is one session."""
    assert by.authority_id is not None
    assert by.membership_id is not None
    row, _new = SupportSession.rows.get_or_create(
        pk=id_once(by.membership_id, key),
        defaults={
            "authority_id": by.authority_id,
            "supporter_id": by.membership_id,
            "unit_id": unit_id,
            "kind": kind,
            "on": on,
            "hours": hours,
        },
    )
    return row


@transaction.atomic
def hold_session(*, session: SupportSession, people: int, by: Actor, at: datetime) -> None:
    """So many were there. Raises NotYet, Cancelled."""
    row = SupportSession.rows.select_for_update().get(pk=session.pk)
    if row.on > day_of(at):
        raise NotYet(row.on)
    if row.cancelled_at:
        raise Cancelled(row.pk)
    row.people = people
    row.save(update_fields=["people"])


@transaction.atomic
def cancel_session(*, session: SupportSession, by: Actor, at: datetime) -> None:
    """It did not happen. What was held stays held."""
    row = SupportSession.rows.select_for_update().get(pk=session.pk)
    if row.people is None and row.cancelled_at is None:
        row.cancelled_at = at
        row.save(update_fields=["cancelled_at"])
