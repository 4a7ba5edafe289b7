"""Idag for whoever sits on the board: what to read before it meets."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.notifications.today import TodayItem, today_items
from kraftsamling.organisations.roles import Role


@today_items
def before_the_board(actor: Actor, _now: datetime) -> list[TodayItem]:
    """The page is worked out anew each time, so the row is always there."""
    if actor.role != Role.BOARD_MEMBER:
        return []
    return [
        TodayItem(
            urgency=3,
            when=_("When there is time"),
            title=_("Read before the board meets"),
            why=_(
                "Five sentences: the queue, protection, what parents say, the plan and the staff."
            ),
            url=reverse("board"),
            verb=_("Read"),
        )
    ]
