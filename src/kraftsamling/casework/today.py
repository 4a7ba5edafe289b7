"""What Idag says about cases: what the law asks for now, first."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case
from kraftsamling.casework.presenters.public_concerns import ASSESSED_WITHIN
from kraftsamling.casework.presenters.words import (
    act_for,
    act_url,
    case_page,
    lapses,
    moment_words,
    name_inside,
    on_this_day,
    short_name,
    time_left,
)
from kraftsamling.casework.selectors import worklist
from kraftsamling.casework.selectors.beside import age_of_data, entries_to_do
from kraftsamling.casework.selectors.public_concerns import waiting_concerns
from kraftsamling.casework.selectors.reports import unanswered_in_closed
from kraftsamling.casework.selectors.workers import LEADERS, OWN_CASES
from kraftsamling.casework.services.beside import is_beside
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.notifications.today import TodayItem, today_items

AHEAD: Final = timedelta(days=3)
AT_MOST: Final = 5


@today_items
def due_cases(actor: Actor, now: datetime) -> list[TodayItem]:
    """Own cases, or for whoever leads those of the unit, whose time runs out within three days."""
    view = "mina" if actor.role in OWN_CASES else "snart" if actor.role in LEADERS else ""
    at = Circumstances(now=now)
    if not view or not decide(actor, "list", "case", at=at).allowed:
        return []
    found = worklist.page_of_cases(actor, worklist.Choice(view=view), at=at)
    due = [case for case in found.cases if case.next_due_at - now <= AHEAD]
    elsewhere = bool(due) and is_beside(due[0].authority_id)
    return [_row(case, now, elsewhere=elsewhere) for case in due[:AT_MOST]]


@today_items
def worries_from_outside(actor: Actor, now: datetime) -> list[TodayItem]:
    """What has come through the website and nobody has read: each has its day and night."""
    at = Circumstances(now=now)
    if not decide(actor, "list", "public_concern", at=at).allowed:
        return []
    waiting = waiting_concerns(actor, at=at)
    if not waiting:
        return []
    first = min(each.sent_at for each in waiting) + ASSESSED_WITHIN
    return [
        TodayItem(
            urgency=0 if day_of(first) <= day_of(now) else 1,
            when=time_left(first, now),
            title=ngettext(
                "%(count)s person has written because of worry about a child",
                "%(count)s people have written because of worry about a child",
                len(waiting),
            )
            % {"count": len(waiting)},
            why=_("The law counts from when it was sent, not from when it is read."),
            url=reverse("public_concerns"),
            verb=_("Read"),
            due=first,
        )
    ]


def _row(case: Case, now: datetime, *, elsewhere: bool) -> TodayItem:
    """What is done in another record system leads to the case, which has the way there."""
    act = act_for(case.next_due_code)
    is_today = day_of(case.next_due_at) <= day_of(now)
    return TodayItem(
        urgency=0 if is_today else 1,
        when=time_left(case.next_due_at, now, lapses=lapses(case.next_due_code)),
        title=str(act.task)
        % {
            "who": short_name(case.subject, day_of(now)),
            "who_inside": name_inside(case.subject, day_of(now)),
        },
        why=str(act.rule),
        url=case_page(case) if elsewhere else act_url(case.next_due_code, case.pk),
        verb=_("Open the case") if elsewhere else str(act.verb),
        due=case.next_due_at,
    )


@today_items
def reporters_to_answer(actor: Actor, now: datetime) -> list[TodayItem]:
    """Whoever reported waits for an answer in cases that have been closed: they are on no other list."""
    at = Circumstances(now=now)
    if not decide(actor, "update", "concern_report", at=at).allowed:
        return []
    waiting = unanswered_in_closed(actor, at=at)
    if not waiting:
        return []
    first = waiting[0]
    return [
        TodayItem(
            urgency=0 if day_of(first.due_at) <= day_of(now) else 1,
            when=time_left(first.due_at, now),
            title=ngettext(
                "Answer %(count)s reporter whose case is closed",
                "Answer %(count)s reporters whose cases are closed",
                len(waiting),
            )
            % {"count": len(waiting)},
            why=_("Whoever must report is told whether an investigation opens."),
            url=reverse("reporters_to_answer"),
            verb=_("See the list"),
            due=first.due_at,
        )
    ]


@today_items
def to_enter(actor: Actor, now: datetime) -> list[TodayItem]:
    """What has been decided here and is not in the record system yet."""
    at = Circumstances(now=now)
    if not decide(actor, "list", "record_entry", at=at).allowed:
        return []
    count = len(entries_to_do(actor, at=at))
    if not count:
        return []
    return [
        TodayItem(
            urgency=1,
            when=on_this_day(now),
            title=ngettext(
                "%(count)s thing to enter in the record",
                "%(count)s things to enter in the record",
                count,
            )
            % {"count": count},
            why=_("What is decided here is true in the record only when it stands there."),
            url=reverse("record_entries"),
            verb=_("See the list"),
        )
    ]


@today_items
def cases_to_read_in(actor: Actor, now: datetime) -> list[TodayItem]:
    """For whoever reads in cases: how old those are that everybody works from."""
    at = Circumstances(now=now)
    if not decide(actor, "create", "import_batch", at=at).allowed:
        return []
    assert actor.authority_id is not None
    if not is_beside(actor.authority_id):
        return []
    age = age_of_data(actor.authority_id, now=now)
    return [
        TodayItem(
            urgency=1 if age.is_old else 2,
            when=on_this_day(now) if age.is_old else _("When there is a new file"),
            title=_("Read in cases from the record system"),
            why=_("Nothing has been read in yet.")
            if age.made_at is None
            else _("What everybody works from was true %(moment)s.")
            % {"moment": moment_words(age.made_at)},
            url=reverse("case_import"),
            verb=_("Choose a file"),
        )
    ]


@today_items
def waiting_cases(actor: Actor, now: datetime) -> list[TodayItem]:
    """For whoever gives out cases: how many wait for a worker."""
    at = Circumstances(now=now)
    if actor.role not in LEADERS or not decide(actor, "assign", "assignment", at=at).allowed:
        return []
    count = worklist.how_many(actor, worklist.Choice(view="vantar"), at=at)
    if not count:
        return []
    return [
        TodayItem(
            urgency=1,
            when=on_this_day(now),
            title=ngettext("%(count)s case has no worker", "%(count)s cases have no worker", count)
            % {"count": count},
            why=_("Nobody follows a case that nobody has."),
            url=reverse("allocation"),
            verb=_("Give out the cases"),
        )
    ]
