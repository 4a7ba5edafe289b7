"""What Idag says about a child's own words, and to a method supporter about what is asked."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import ChildVoice
from kraftsamling.casework.presenters.words import (
    day_words,
    moment_words,
    name_inside,
    on_this_day,
    short_name,
)
from kraftsamling.casework.selectors.channel import unread_voices
from kraftsamling.casework.selectors.consults import asked_of
from kraftsamling.casework.selectors.workers import LEADERS
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.notifications.today import TodayItem, today_items

END_OF_DAY: Final = time(16)


@today_items
def voices_to_read(actor: Actor, now: datetime) -> list[TodayItem]:
    """What a child has written itself: to its worker at once, to whoever leads when the day is over."""
    at = Circumstances(now=now)
    if not decide(actor, "assess", "child_voice", at=at).allowed:
        return []
    before = _end_of_day(now) if actor.role in LEADERS else now
    return [_row(each, now) for each in unread_voices(actor, before=before, at=at)]


def _end_of_day(now: datetime) -> datetime:
    """Today's words count as left over from four o'clock on; until then only those of days before."""
    local = now.astimezone(STOCKHOLM)
    midnight = datetime.combine(local.date(), time(0), tzinfo=STOCKHOLM)
    return now if local.time() >= END_OF_DAY else midnight


def _row(voice: ChildVoice, now: datetime) -> TodayItem:
    return TodayItem(
        urgency=0,
        when=on_this_day(now),
        title=_("%(who)s has written to you")
        % {"who": name_inside(voice.case.subject, day_of(now))},
        why=_("Written %(moment)s. A person reads it the same day, as a possible concern.")
        % {"moment": moment_words(voice.written_at)},
        url=reverse("voice_read", args=[voice.pk]),
        verb=_("Read it"),
    )


@today_items
def asked_to_think_along(actor: Actor, now: datetime) -> list[TodayItem]:
    """The cases that a method supporter is asked about."""
    at = Circumstances(now=now)
    if not decide(actor, "list", "consult", at=at).allowed:
        return []
    return [
        TodayItem(
            urgency=1,
            when=_("Until %(day)s") % {"day": day_words(each.until)},
            title=_("Think along about %(who)s")
            % {"who": short_name(each.case.subject, day_of(now))},
            why=_("You are asked by the worker. You see this case and its mapping, no other."),
            url=reverse("mapping", args=[each.case_id]),
            verb=_("Open the mapping"),
        )
        for each in asked_of(actor, at=at)
    ]
