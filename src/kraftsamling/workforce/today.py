"""What Idag says about staff: groups to support, sessions to tell of, people who wait for an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.notifications.today import TodayItem, today_items
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.own_settings import ANSWER
from kraftsamling.workforce.presenters.page import day_words, language
from kraftsamling.workforce.selectors.interest import unanswered
from kraftsamling.workforce.selectors.support import groups_in_need, untold_sessions

NEAR: Final = timedelta(days=2)


@today_items
def people_to_answer(actor: Actor, now: datetime) -> list[TodayItem]:
    """Who has asked about work and soon has waited as long as was promised."""
    at = Circumstances(now=now)
    if not decide(actor, "read", "application", at=at).allowed:
        return []
    assert actor.authority_id is not None
    promised = timedelta(days=value(ANSWER, actor.authority_id))
    waiting = [row for row in unanswered(actor, at=at) if row.came_at + promised - now <= NEAR]
    if not waiting:
        return []
    today = day_of(now)
    due = min(row.came_at for row in waiting) + promised
    is_late = day_of(due) < today
    return [
        TodayItem(
            urgency=1,
            when=_("Late since %(day)s") % {"day": day_words(day_of(due), today)}
            if is_late
            else _("Answer by %(day)s") % {"day": day_words(day_of(due), today)},
            title=ngettext(
                "Answer %(count)s person who asks about work",
                "Answer %(count)s people who ask about work",
                len(waiting),
            )
            % {"count": len(waiting)},
            why=_("We have promised an answer within %(days)s days.") % {"days": promised.days},
            url=reverse("interest"),
            verb=_("See the list"),
            due=due,
        )
    ]


@today_items
def groups_to_support(actor: Actor, now: datetime) -> list[TodayItem]:
    """For a method supporter: groups that have stopped mapping and have nothing booked."""
    if not decide(actor, "create", "method_support", at=Circumstances(now=now)).allowed:
        return []
    assert actor.authority_id is not None
    known = groups_in_need(actor.authority_id, today=day_of(now)) or []
    groups = [each for each in known if not each.booked]
    if not groups:
        return []
    return [
        TodayItem(
            urgency=2,
            when=_("This week"),
            title=ngettext(
                "%(count)s group needs method support",
                "%(count)s groups need method support",
                len(groups),
            )
            % {"count": len(groups)},
            why=formats.joined([each.figures.name for each in groups[:3]], language()),
            url=reverse("method_support"),
            verb=_("See which"),
        )
    ]


@today_items
def sessions_to_tell(actor: Actor, now: datetime) -> list[TodayItem]:
    """For a method supporter: what has been and is not told."""
    if not decide(actor, "create", "method_support", at=Circumstances(now=now)).allowed:
        return []
    count = untold_sessions(actor, today=day_of(now))
    if not count:
        return []
    return [
        TodayItem(
            urgency=2,
            when=_("When you have a minute"),
            title=ngettext(
                "Tell how %(count)s session went", "Tell how %(count)s sessions went", count
            )
            % {"count": count},
            why=_("What is told is what shows which groups have had support."),
            url=reverse("method_support"),
            verb=_("Open it"),
        )
    ]
