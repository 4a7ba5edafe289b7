"""A goal as a card, and its activities as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.improvement.models import Activity, DevelopmentArea, Goal
from kraftsamling.improvement.post_ties import post_tally
from kraftsamling.improvement.presenters.facts import Facts
from kraftsamling.improvement.presenters.figures import GoalFigure
from kraftsamling.improvement.presenters.then import since_words
from kraftsamling.improvement.presenters.words import (
    May,
    Tag,
    activity_tag,
    goal_tag,
    isolated,
    tally_words,
)
from kraftsamling.improvement.selectors import is_late, tally
from kraftsamling.improvement.statuses import UNFINISHED, ActivityState, GoalState, Hindrance
from kraftsamling.workforce.rules.posts import Tally


@dataclass(frozen=True)
class GoalCard:
    """One goal with its figure and its activities."""

    id: str
    title: str
    sentence: str
    then: str
    tag: Tag
    url: str
    figure: GoalFigure
    shaped: Sequence[Link]
    reason_title: str
    reason: str
    summary: str
    activities: Sequence[Row]
    columns: Sequence[Column]
    posts: str = ""
    add_url: str = ""


def goal_cards(area: DevelopmentArea, facts: Facts, *, may: May, today: date) -> Sequence[GoalCard]:
    goals = list(area.goals.all())
    return [
        _card(
            goal,
            area,
            f"{area.position}.{number}" if len(goals) > 1 else f"{area.position}.",
            facts,
            may=may,
            today=today,
        )
        for number, goal in enumerate(goals, start=1)
    ]


def _card(
    goal: Goal, area: DevelopmentArea, number: str, facts: Facts, *, may: May, today: date
) -> GoalCard:
    activities = list(goal.activities.all())
    count = tally(activities, today=today)
    changes = may("update", "plan_goal", goal)
    reason_title = ""
    if goal.state_reason:
        reason_title = {
            GoalState.NOT_REACHED: _("Not reached, because"),
            GoalState.RECONSIDERED: _("Reconsidered, because"),
        }.get(GoalState(goal.state), "")
    return GoalCard(
        id=f"g{goal.pk.hex[:8]}",
        title=f"{number} {isolated(area.name)}",
        sentence=isolated(goal.sentence),
        then=since_words(
            facts.then.get(goal.pk), done=count.done, has_looked_back=facts.last is not None
        ),
        tag=goal_tag(goal),
        url=reverse("plan_goal", args=[goal.pk]) if changes else "",
        figure=facts.figures[goal.pk],
        shaped=[Link(isolated(each.words), each.url) for each in goal.shaped_by],
        reason_title=reason_title,
        reason=isolated(goal.state_reason),
        summary=tally_words(count),
        activities=[activity_row(a, may=may, today=today) for a in activities],
        columns=activity_columns(),
        posts=post_words(post_tally(goal, today=today)),
        add_url=(
            reverse("plan_add_activity", args=[goal.pk])
            if may("create", "plan_activity", goal)
            else ""
        ),
    )


def post_words(tally: Tally | None) -> str:
    """ "15 tjänster för målet, alla tillsatta." Only one's own authority's posts."""
    if tally is None:
        return ""
    if tally.filled == tally.all:
        return ngettext(
            "%(count)s post for the goal, filled.",
            "%(count)s posts for the goal, all filled.",
            tally.all,
        ) % {"count": tally.all}
    return _("%(filled)s of %(count)s posts for the goal are filled.") % {
        "filled": tally.filled,
        "count": tally.all,
    }


def activity_columns() -> Sequence[Column]:
    """The head of every table of activities."""
    return [Column(_("Activity")), Column(_("Who")), Column(_("State")), Column(_("Due"))]


def activity_row(activity: Activity, *, may: May, today: date) -> Row:
    """An activity as a row; it is a link for whoever may change it."""
    tag = activity_tag(activity, today=today)
    changes = may("update", "plan_activity", activity)
    return Row(
        [
            Cell(
                isolated(activity.what),
                url=reverse("plan_activity", args=[activity.pk]) if changes else "",
                sub=_why(activity, asks=changes, today=today),
            ),
            Cell(isolated(activity.group) or activity.owner.short_name),
            Cell(tag.label, tone=tag.tone),
            Cell(formats.tight_date(activity.due_on) if activity.due_on else "–", nowrap=True),
        ]
    )


def _why(activity: Activity, *, asks: bool, today: date) -> str:
    """Why it was cancelled, what hinders, or the question what hinders."""
    if activity.state == ActivityState.CANCELLED:
        return _("Cancelled, because %(reason)s") % {"reason": isolated(activity.state_reason)}
    said = hindrance_words(activity)
    if said:
        return _("What hinders: %(words)s") % {"words": said}
    if asks and is_late(activity, today=today):
        return _("The day has passed. What hinders?")
    return ""


def hindrance_words(activity: Activity) -> str:
    """One of the four answers, with the owner's own words."""
    if ActivityState(activity.state) not in UNFINISHED:
        return ""
    answer = str(Hindrance(activity.hindered_by).label) if activity.hindered_by else ""
    return ". ".join(part for part in (answer, isolated(activity.hindrance)) if part)
