"""What has come through the website: what waits, and what was settled lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kraftsamling.casework.models import PublicConcern
from kraftsamling.casework.statuses import ConcernState
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

STILL_SHOWN: Final = timedelta(days=14)
AT_MOST: Final = 100


def waiting_concerns(actor: Actor, *, at: Circumstances) -> list[PublicConcern]:
    """Unread worries, the acute first, then the oldest."""
    rows = PublicConcern.rows.visible_to(actor, "list", at=at).filter(state=ConcernState.WAITING)
    return list(rows.order_by("-is_acute", "sent_at", "pk")[:AT_MOST])


def settled_concerns(actor: Actor, *, at: Circumstances) -> list[PublicConcern]:
    """What became of those of the last two weeks."""
    rows = PublicConcern.rows.visible_to(actor, "list", at=at).exclude(state=ConcernState.WAITING)
    lately = rows.filter(decided_at__gte=at.now - STILL_SHOWN)
    return list(lately.order_by("-decided_at", "pk")[:AT_MOST])
