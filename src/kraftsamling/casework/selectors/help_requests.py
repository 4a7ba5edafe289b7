"""Which units ask for help, and which of it somebody could answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from kraftsamling.casework.models import HelpRequest
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

SHOWN: Final = 50
NEW_FOR: Final = timedelta(days=7)


def help_requests(actor: Actor, *, at: Circumstances) -> list[HelpRequest]:
    """The latest first."""
    rows = HelpRequest.rows.visible_to(actor, "read", at=at)
    found = rows.select_related("unit", "asked_by__user", "answered_by__user")
    return list(found.order_by("-asked_at", "pk")[:SHOWN])


def to_answer(actor: Actor, *, at: Circumstances, today: date) -> int:
    """How many others ask, and nobody has answered."""
    rows = HelpRequest.rows.visible_to(actor, "decide", at=at).filter(answer="", until__gte=today)
    return rows.exclude(asked_by=actor.membership_id).count()


def answered(actor: Actor, *, at: Circumstances, now: datetime) -> int:
    """How many of one's own have been answered these days."""
    rows = HelpRequest.rows.visible_to(actor, "read", at=at).filter(answered_at__gt=now - NEW_FOR)
    return rows.filter(asked_by=actor.membership_id).count()
