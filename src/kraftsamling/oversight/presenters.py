"""Idag and the review of the access log, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.casework.presenters.own_cases import OwnCases
from kraftsamling.casework.presenters.points import OwnLoad
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Cell, Column, Row, TimeRow, WorkRow
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.notifications.models import Notification
from kraftsamling.notifications.today import TodayItem
from kraftsamling.organisations.matrix_words import (
    action_words,
    refusal_words,
    resource_words,
)
from kraftsamling.organisations.roles import Role

_URGENCY = {0: "now", 1: "soon"}


def _language() -> str:
    return get_language() or "sv"


@dataclass(frozen=True)
class TodayPage:
    """What needs me now, whom I meet today, and what has happened since yesterday."""

    title: str
    day: str
    sentence: str
    work: Sequence[WorkRow]
    hours: Sequence[TimeRow] | None
    news: Sequence[TimeRow]
    nothing: str
    own: OwnCases | None
    load: OwnLoad | None
    register_url: str

    @classmethod
    def of(
        cls,
        first_name: str,
        items: Sequence[TodayItem],
        news: Sequence[Notification],
        hours: Sequence[TimeRow] | None = None,
        *,
        own: OwnCases | None = None,
        load: OwnLoad | None = None,
        register_url: str = "",
        now: datetime,
    ) -> TodayPage:
        day = capfirst(formats.weekday_date(day_of(now), _language()))
        must = sum(item.urgency == 0 for item in items)
        return cls(
            title=_greeting(now, first_name),
            day=day,
            sentence=_sentence(must, len(items)),
            work=[_work_row(item) for item in items],
            hours=hours,
            news=[TimeRow(each.sentence, url=each.url) for each in news],
            nothing=_("Nothing must be done today."),
            own=own,
            load=load,
            register_url=register_url,
        )


def _greeting(now: datetime, first_name: str) -> str:
    hour = now.astimezone(STOCKHOLM).hour
    if hour < 10:
        return _("Good morning, %(name)s") % {"name": first_name}
    if hour >= 18:
        return _("Good evening, %(name)s") % {"name": first_name}
    return _("Hello, %(name)s") % {"name": first_name}


def _sentence(must: int, waiting: int) -> str:
    if must:
        words = formats.in_words(must, _language(), common_gender=True)
        return (
            _("One thing must be done today.")
            if must == 1
            else _("%(count)s things must be done today.") % {"count": words.capitalize()}
        )
    return _("Nothing must be done today.") if not waiting else _("There is no hurry today.")


def _work_row(item: TodayItem) -> WorkRow:
    due, _space, detail = item.when.partition(", ")
    return WorkRow(
        due=due,
        due_detail=detail,
        title=item.title,
        url=item.url,
        rule=item.why,
        urgency=_URGENCY.get(item.urgency, ""),  # type: ignore[arg-type]
        action_label=item.verb,
        action_url=item.url,
    )


@dataclass(frozen=True)
class LogPage:
    """Who has looked at what: unit, role, time, act – never the content of a case."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str
    intact: str

    @classmethod
    def of(
        cls,
        entries: Sequence[AccessLogEntry],
        *,
        units: dict[UUID, str],
        people: dict[UUID, str],
        broken_seals: int,
    ) -> LogPage:
        return cls(
            title=_("Who has seen what"),
            lead=_("You see other units than your own. That you open this page is logged too."),
            columns=[
                Column(_("When")),
                Column(_("Who")),
                Column(_("Role and unit")),
                Column(_("What")),
                Column(_("Answer")),
                Column(_("Persons shown"), number=True),
            ],
            rows=[_log_row(entry, units, people) for entry in entries],
            nothing=_("Nobody has opened anything that is logged yet."),
            intact=_("The log has not been changed since it was sealed.")
            if not broken_seals
            else _("The log has been changed since it was sealed. Tell the operator today."),
        )


def _log_row(entry: AccessLogEntry, units: dict[UUID, str], people: dict[UUID, str]) -> Row:
    at = entry.at.astimezone(STOCKHOLM)
    role = Role(entry.role).label if entry.role in Role.values else entry.role
    unit = units.get(entry.unit_id, "") if entry.unit_id else ""
    return Row(
        [
            Cell(
                formats.long_date(at.date(), _language()),
                sub=formats.clock(at, _language()),
                nowrap=True,
            ),
            Cell(people.get(entry.user_id, "–") if entry.user_id else "–"),
            Cell(str(role), sub=unit),
            Cell(resource_words(entry.resource), sub=action_words(entry.action)),
            Cell(_("Shown"), tone="neutral")
            if entry.allowed
            else Cell(_("Refused"), tone="warning", sub=refusal_words(entry.failed_condition)),
            Cell(str(entry.row_count)),
        ]
    )
