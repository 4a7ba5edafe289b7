"""What one person has written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from kraftsamling.casework.case_conditions import own_assignments
from kraftsamling.casework.models import Case, CaseNote, Draft
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

LOOK_BACK: Final = timedelta(days=30)


def written_by(actor: Actor, *, today: date) -> list[CaseNote]:
    """Every version that the actor has signed the last thirty days, the latest first."""
    assert actor.authority_id is not None
    assert actor.membership_id is not None
    since = datetime.combine(today - LOOK_BACK, time(0), tzinfo=STOCKHOLM)
    rows = CaseNote.rows.of_authority(actor.authority_id).filter(
        signed_by=actor.membership_id, signed_at__gte=since
    )
    return list(rows.select_related("case__subject").order_by("-signed_at", "pk")[:200])


def cases_of(actor: Actor, *, at: Circumstances) -> list[Case]:
    """The open cases that the actor has an assignment in, the oldest first."""
    mine = own_assignments(actor, at).values("case_id")
    rows = Case.rows.visible_to(actor, "list", at=at).filter(pk__in=mine, closed_on=None)
    return list(rows.select_related("subject").order_by("opened_at", "pk")[:200])


def drafts_of(actor: Actor, *, at: Circumstances) -> list[Draft]:
    """What the actor has begun, the latest first."""
    rows = Draft.rows.visible_to(actor, "read_own", at=at)
    return list(rows.order_by("-saved_at", "pk")[:50])
