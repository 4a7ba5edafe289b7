"""Reading a child's channel on the staff's side."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kraftsamling.casework.models import Case, ChildChannel, ChildVoice
from kraftsamling.casework.selectors.pictures import with_pictures
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

AT_MOST: Final = 20


def unread_voices(actor: Actor, *, before: datetime, at: Circumstances) -> list[ChildVoice]:
    """What children have written through their channels and nobody has read, the oldest first."""
    rows = ChildVoice.rows.visible_to(actor, "assess", at=at, resource="child_voice")
    unread = rows.filter(through__isnull=False, reading__isnull=True, written_at__lte=before)
    return list(unread.select_related("case__subject").order_by("written_at", "pk")[:AT_MOST])


def channel_of(case: Case, *, now: datetime) -> ChildChannel | None:
    """The channel that is open now."""
    return ChildChannel.rows.filter(case=case, ended_at=None, ends_at__gt=now).first()


def channels_of(case: Case) -> list[ChildChannel]:
    """Every link that there has been, the latest first."""
    return list(ChildChannel.rows.filter(case=case).order_by("-opened_at", "pk")[:20])


def voices_through(case: Case) -> list[ChildVoice]:
    """What the child has written itself, the latest first, with who read it and what was answered."""
    rows = with_pictures(ChildVoice.rows.filter(case=case, through__isnull=False))
    return list(
        rows.select_related("reading")
        .prefetch_related("answers")
        .order_by("-written_at", "pk")[:50]
    )
