"""What Idag says about plans: activities that are due, and visits to prepare."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.improvement import selectors
from kraftsamling.improvement.models import Activity, FollowUpVisit
from kraftsamling.improvement.presenters.words import isolated
from kraftsamling.improvement.statuses import VisitKind
from kraftsamling.notifications.today import TodayItem, today_items
from kraftsamling.organisations.roles import Role

ACTIVITY_AHEAD: Final = timedelta(days=7)
VISIT_AHEAD: Final = timedelta(days=21)
AT_MOST: Final = 5  # Idag says what is first; the plan's page shows them all


@today_items
def activities(actor: Actor, now: datetime) -> list[TodayItem]:
    """Activities of one's own organisation that are late, or due within a week."""
    today = day_of(now)
    due = selectors.due_activities(actor, until=today + ACTIVITY_AHEAD, at=Circumstances(now=now))
    return [_activity_row(each, today) for each in due[:AT_MOST]]


def _activity_row(activity: Activity, today: date) -> TodayItem:
    assert activity.due_on is not None
    is_late = activity.due_on < today
    return TodayItem(
        urgency=1,
        when=formats.relative_day(activity.due_on, today, get_language() or "sv").capitalize(),
        title=isolated(activity.what),
        why=(
            _("The activity is late. What hinders? Plan: %(plan)s")
            if is_late
            else _("Activity in the plan %(plan)s")
        )
        % {"plan": isolated(activity.goal.area.plan.name)},
        url=reverse("plan_activity", args=[activity.pk]),
        verb=_("Update the activity"),
    )


@today_items
def visits(actor: Actor, now: datetime) -> list[TodayItem]:
    """Visits to prepare within three weeks."""
    today = day_of(now)
    coming = selectors.visits_to_prepare(
        actor, first=today, last=today + VISIT_AHEAD, at=Circumstances(now=now)
    )
    return [_visit_row(each, today) for each in coming]


def _visit_row(visit: FollowUpVisit, today: date) -> TodayItem:
    return TodayItem(
        urgency=1 if visit.on - today <= ACTIVITY_AHEAD else 2,
        when=formats.relative_day(visit.on, today, get_language() or "sv").capitalize(),
        title=(
            _("Prepare the board meeting about %(plan)s")
            if visit.kind == VisitKind.BOARD
            else _("Prepare the visit about %(plan)s")
        )
        % {"plan": isolated(visit.plan.name)},
        why=_("Write what you have learnt, invite, and answer what was asked for."),
        url=reverse("visit", args=[visit.plan_id, visit.number]),
        verb=_("Prepare the visit"),
    )


@today_items
def visits_ahead(actor: Actor, now: datetime) -> list[TodayItem]:
    """For the board: read how it goes before the visit."""
    if actor.role != Role.BOARD_MEMBER:
        return []
    today = day_of(now)
    coming = selectors.visits_to_read(
        actor, first=today, last=today + VISIT_AHEAD, at=Circumstances(now=now)
    )
    return [
        TodayItem(
            urgency=2,
            when=formats.relative_day(each.on, today, get_language() or "sv").capitalize(),
            title=_("Read how it goes with %(plan)s") % {"plan": isolated(each.plan.name)},
            why=_("A visit is coming. The plan says what has changed since the last one."),
            url=reverse("plan", args=[each.plan_id]),
            verb=_("Read the plan"),
        )
        for each in coming
    ]
