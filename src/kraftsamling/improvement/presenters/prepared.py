"""What a visit needs to know, gathered by itself: nobody has to compile anything beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.improvement.models import Activity, Goal
from kraftsamling.improvement.presenters.cards import hindrance_words
from kraftsamling.improvement.presenters.facts import VisitFacts
from kraftsamling.improvement.presenters.then import now_words, then_words
from kraftsamling.improvement.presenters.words import (
    day,
    event_name,
    isolated,
    language,
    tally_words,
)
from kraftsamling.improvement.selectors import is_late, tally
from kraftsamling.improvement.statuses import RequestState


@dataclass(frozen=True)
class Prepared:
    """The sentence first, then what lies behind it. Every list may be empty."""

    sentence: str
    late: Sequence[Link]
    waiting: Sequence[str]
    columns: Sequence[Column]
    moved: Sequence[Row]
    released: str

    @classmethod
    def of(cls, facts: VisitFacts, *, today: date) -> Prepared:
        goals = [goal for area in facts.areas for goal in area.goals.all()]
        activities = [each for goal in goals for each in goal.activities.all()]
        return cls(
            sentence=_sentence(facts, activities, today),
            late=[_late(each) for each in activities if is_late(each, today=today)],
            waiting=[
                f"{isolated(each.what)} ({each.owner.short_name})"
                for each in facts.former_requests
                if each.state == RequestState.ASKED
            ],
            columns=[Column(_("Goal")), Column(_("Last time")), Column(_("Now"))],
            moved=_moved(facts, goals),
            released=(
                _("The visitors see the figures that were released on %(day)s.")
                % {"day": day(day_of(facts.released_at), today=today)}
                if facts.released_at
                else _("No figures have been released yet.")
            ),
        )


def _sentence(facts: VisitFacts, activities: Sequence[Activity], today: date) -> str:
    count = tally(activities, today=today)
    if facts.former is None:
        return f"{tally_words(count)}."
    done = max(count.done - (facts.former.activities_done or 0), 0)
    sentence = (
        _("Since %(event)s on %(day)s: %(done)s more activities done. Now %(tally)s.")
        if done
        else _("Since %(event)s on %(day)s no more activities are done. Now %(tally)s.")
    )
    return sentence % {
        "event": event_name(facts.former).lower(),
        "day": day(facts.former.on, today=today),
        "done": formats.in_words(done, language(), common_gender=True),
        "tally": tally_words(count),
    }


def _late(activity: Activity) -> Link:
    hindered = hindrance_words(activity) or _("Nobody has said what hinders.")
    who = isolated(activity.group) or activity.owner.short_name
    return Link(
        f"{isolated(activity.what)} ({who}). {hindered}",
        reverse("plan_organisation", args=[activity.goal.area.plan_id, activity.owner_id]),
    )


def _moved(facts: VisitFacts, goals: Sequence[Goal]) -> Sequence[Row]:
    """Goals whose state or figure is another than last time."""
    rows = []
    for goal in goals:
        then = facts.former_picture.get(goal.pk)
        if then is None:
            continue
        before, now = then_words(then), now_words(goal, facts.figures[goal.pk])
        if before != now:
            rows.append(
                Row(
                    [
                        Cell(isolated(goal.sentence), sub=isolated(goal.area.name)),
                        Cell(before),
                        Cell(now),
                    ]
                )
            )
    return rows
