"""A unit asks the others for help, and one of them answers."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kraftsamling.casework.models import HelpRequest
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import HelpAnswer
from kraftsamling.confidentiality.actor import Actor


class OwnRequest(Exception):
    """Raised when somebody would answer what she has asked for herself."""


class Answered(Exception):
    """Raised when somebody else was first."""


def ask_for_help(
    *, by: Actor, at: datetime, key: str, what: str, points: int, until: date
) -> HelpRequest:
    """Ask; sent twice it is asked once."""
    assert by.authority_id is not None
    assert by.unit_id is not None
    assert by.membership_id is not None
    row, _made = HelpRequest.rows.get_or_create(
        id=id_once(by.membership_id, key),
        defaults={
            "authority_id": by.authority_id,
            "unit_id": by.unit_id,
            "what": what,
            "points": points,
            "until": until,
            "asked_by_id": by.membership_id,
            "asked_at": at,
        },
    )
    return row


@transaction.atomic
def answer_request(*, row: HelpRequest, by: Actor, at: datetime, answer: str) -> None:
    """Yes or no, once. Raises OwnRequest, Answered."""
    row = HelpRequest.rows.select_for_update().get(pk=row.pk)
    if row.asked_by_id == by.membership_id:
        raise OwnRequest
    if row.answer:
        raise Answered
    row.answer, row.answered_by_id, row.answered_at = HelpAnswer(answer), by.membership_id, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
