"""What participation has for Idag."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.notifications.today import TodayItem, today_items
from kraftsamling.organisations.roles import Role
from kraftsamling.participation import selectors
from kraftsamling.participation.questions import Series
from kraftsamling.participation.results import Selection
from kraftsamling.participation.statuses import WordsState

WATCH_ANSWERS: Final = frozenset({Role.PARTICIPATION_LEAD, Role.METHOD_SUPPORTER})


@today_items
def sure_changes(actor: Actor, now: datetime) -> list[TodayItem]:
    """One row per series that has surely changed and about which nobody has written since."""
    if actor.role not in WATCH_ANSWERS or actor.authority_id is None:
        return []
    authority_id = actor.authority_id
    found = ((series, _unanswered(authority_id, series, now)) for series in Series)
    return [
        TodayItem(
            urgency=2,
            when=_("This week"),
            title=_("Participation has surely changed: %(series)s") % {"series": series.label},
            why=_("Nobody has written what you do about the answers since the change began."),
            url=reverse("participation_results") + query,
            verb=_("Read the answers"),
        )
        for series, query in found
        if query
    ]


@today_items
def words_to_read(actor: Actor, now: datetime) -> list[TodayItem]:
    """One row for all texts that nobody has read: one of them may be about a child who is harmed."""
    if actor.role != Role.PARTICIPATION_LEAD or actor.authority_id is None:
        return []
    unread = sum(
        each.state is WordsState.UNREAD for each in selectors.words_to_decide(today=day_of(now))
    )
    if not unread:
        return []
    return [
        TodayItem(
            urgency=1,
            when=_("Before you go home"),
            title=ngettext(
                "Read %(count)d text in somebody's own words",
                "Read %(count)d texts in people's own words",
                unread,
            )
            % {"count": unread},
            why=_("Nobody else sees a text before you have read it."),
            url=reverse("survey_words"),
            verb=_("Read"),
        )
    ]


def _unanswered(authority_id: UUID, series: Series, now: datetime) -> str:
    """The query string of the first question that waits for words; empty when none does."""
    written = {each.question: each for each in selectors.latest_actions(authority_id, series)}
    for question, since in selectors.changed_since(authority_id, series, today=day_of(now)):
        action = written.get(question.number)
        if action is None or day_of(action.written_at) < since:
            return Selection(series, question).query()
    return ""
