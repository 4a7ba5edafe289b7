"""What Idag says about families: children nobody has asked about, and today's meetings."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import AdultCase
from kraftsamling.casework.presenters.meetings import hour_row
from kraftsamling.casework.presenters.words import name_inside
from kraftsamling.casework.selectors.adults import unasked
from kraftsamling.casework.selectors.meetings import meetings_today
from kraftsamling.casework.today import AHEAD, AT_MOST
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import TimeRow
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.notifications.today import TodayItem, today_hours, today_items


@today_items
def children_to_ask_about(actor: Actor, now: datetime) -> list[TodayItem]:
    """Own adult cases in which nobody has asked for children, but for those that are due already."""
    at = Circumstances(now=now)
    if not decide(actor, "update", "adult_case", at=at).allowed:
        return []
    waiting = [each for each in unasked(actor, at=at) if each.case.next_due_at - now > AHEAD]
    return [_row(each, now) for each in waiting[:AT_MOST]]


def _row(adult: AdultCase, now: datetime) -> TodayItem:
    return TodayItem(
        urgency=2,
        when=_("When you meet"),
        title=_("Ask %(who)s whether there are children in the household")
        % {"who": name_inside(adult.case.subject, day_of(now))},
        why=_("Behind an adult there may be a child. It is asked within fourteen days."),
        url=reverse("case_children", args=[adult.case_id]),
        verb=_("Ask about children"),
    )


@today_hours
def meetings(actor: Actor, now: datetime) -> list[TimeRow] | None:
    """The meetings that the person has called, or has with the own cases."""
    at = Circumstances(now=now)
    if not decide(actor, "list", "meeting", at=at).allowed:
        return None
    return [hour_row(each, now) for each in meetings_today(actor, at=at)]
