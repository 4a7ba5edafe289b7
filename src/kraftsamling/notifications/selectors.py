"""Reading notices."""

from __future__ import annotations

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.notifications.models import Notification

LATEST = 50


def own_notices(actor: Actor, *, at: Circumstances) -> list[Notification]:
    """The person's latest notices in this role, newest first."""
    mine = Notification.rows.visible_to(actor, "read_own", at=at)
    return list(mine.order_by("-created_at", "-pk")[:LATEST])
