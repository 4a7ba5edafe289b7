"""What Idag says about posts: those that wait for me to read."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.notifications.today import TodayItem, today_items
from kraftsamling.publishing import selectors


@today_items
def posts(actor: Actor, now: datetime) -> list[TodayItem]:
    """Somebody else has written; I read and publish."""
    return [
        TodayItem(
            urgency=2,
            when=_("When there is time"),
            title=_("Read the report “%(title)s”") % {"title": post.title},
            why=_("Somebody else than the writer reads before a report is published."),
            url=reverse("post_read", args=[post.pk]),
            verb=_("Read and publish"),
        )
        for post in selectors.waiting_for_me(actor, at=Circumstances(now=now))
    ]
