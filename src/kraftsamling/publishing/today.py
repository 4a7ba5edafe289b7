"""What Idag says about what is shared: reports and comments that wait for me to read."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


@today_items
def corrections(actor: Actor, now: datetime) -> list[TodayItem]:
    """Somebody else has corrected a published report; I read and publish."""
    return [
        TodayItem(
            urgency=2,
            when=_("When there is time"),
            title=_("Read the correction of “%(title)s”") % {"title": each.post.title},
            why=_("What is wrong stands there until somebody else has read the correction."),
            url=reverse("correction", args=[each.pk]),
            verb=_("Read and publish"),
        )
        for each in selectors.corrections_waiting_for_me(actor, at=Circumstances(now=now))
    ]


@today_items
def comments(actor: Actor, now: datetime) -> list[TodayItem]:
    """One row for all that wait: a visitor was promised an answer within a working day."""
    waiting = selectors.comments_to_read(actor, at=Circumstances(now=now))
    if not waiting:
        return []
    return [
        TodayItem(
            urgency=1,
            when=_("Within a working day"),
            title=ngettext("Read %(count)d comment", "Read %(count)d comments", len(waiting))
            % {"count": len(waiting)},
            why=_("Nobody sees a comment before somebody has read it."),
            url=reverse("comments"),
            verb=_("Read"),
        )
    ]
