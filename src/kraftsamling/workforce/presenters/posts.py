"""Posts as a page: how many are filled, since when the others are vacant, and who is coming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Cell, Column, Fact, Link, Row, WorkRow
from kraftsamling.organisations.filling_in import May
from kraftsamling.workforce.models import Position
from kraftsamling.workforce.presenters.page import (
    Button,
    Opens,
    Section,
    StaffPage,
    day_words,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.rules.posts import PostState, Tally
from kraftsamling.workforce.selectors.posts import state_on
from kraftsamling.workforce.statuses import Job

NEW_YEARS: Final = 2
SLOW: Final = 60
"""Days after which a vacant post stands out: our own choice."""
Goals = Mapping[UUID, Sequence[Link]]
"""By post: the plan goals that it serves."""


def posts_page(
    posts: Sequence[Position], goals: Goals, *, may_add: bool, opens: Opens, today: date
) -> StaffPage:
    """All posts, sentence first."""
    tally = Tally.of(state_on(post, today) for post in posts)
    empty = sorted(
        (post for post in posts if state_on(post, today) == PostState.VACANT),
        key=lambda post: post.vacant_since or today,
    )
    coming = [post for post in posts if state_on(post, today) == PostState.COMING]
    actions = [Action(_("Add a post"), reverse("position_new"))] if may_add else []
    return StaffPage(
        title=_("Staff and posts"),
        lead=_lead(tally),
        rest=_rest(tally, empty, today),
        tabs=staff_tabs("positions", opens),
        actions=actions,
        sections=[
            *_waiting(empty, coming, may_fill=may_add, today=today),
            *_new_ones(posts, today),
            Section(
                _("By unit"),
                "enheter",
                columns=[
                    Column(_("Unit")),
                    Column(_("Filled"), number=True),
                    Column(_("Coming"), number=True),
                    Column(_("Vacant"), number=True),
                ],
                rows=[
                    _unit_row(name, list(of_unit), today)
                    for name, of_unit in groupby(posts, key=lambda post: post.unit.name)
                ],
                nothing=_(
                    "There is no post yet. Read in the payroll system's file, or add the first one."
                ),
            ),
            *(
                [
                    Section(
                        _("All posts"),
                        "alla",
                        columns=[
                            Column(_("Post")),
                            Column(_("Unit")),
                            Column(_("Who")),
                            Column(_("State")),
                        ],
                        rows=[_row(post, goals.get(post.pk, ()), today) for post in posts],
                        folded=_("Show every post with its holder"),
                    )
                ]
                if posts
                else []
            ),
        ],
    )


def _lead(tally: Tally) -> str:
    if not tally.all:
        return ""
    if tally.filled == tally.all:
        return _("All %(count)s posts are filled.") % {"count": tally.all}
    return _("%(filled)s of %(count)s posts are filled.") % {
        "filled": tally.filled,
        "count": tally.all,
    }


def _rest(tally: Tally, empty: Sequence[Position], today: date) -> str:
    words = []
    longest = min((post.vacant_since for post in empty if post.vacant_since), default=None)
    if empty:
        vacant = ngettext("%(count)s is vacant", "%(count)s are vacant", tally.vacant) % {
            "count": formats.in_words(tally.vacant, language(), common_gender=True).capitalize()
        }
        if longest:
            since = _("since %(day)s") if len(empty) == 1 else _("the longest since %(day)s")
            vacant += f", {since}" % {"day": day_words(longest, today)}
        words.append(f"{vacant}.")
    if tally.coming:
        words.append(
            ngettext(
                "To %(count)s somebody is on the way.",
                "To %(count)s somebody is on the way.",
                tally.coming,
            )
            % {"count": formats.in_words(tally.coming, language(), common_gender=True)}
        )
    return " ".join(words)


def _waiting(
    empty: Sequence[Position], coming: Sequence[Position], *, may_fill: bool, today: date
) -> list[Section]:
    items = [
        WorkRow(
            due=_since_words(post, today),
            due_detail="",
            title=post.title,
            url=reverse("position", args=[post.pk]),
            rule=f"{post.unit.name}, {post.number}",
            urgency="soon" if post.vacant_since and (today - post.vacant_since).days > SLOW else "",
            action_label=_("Fill the post") if may_fill else "",
            action_url=reverse("position_fill", args=[post.pk]) if may_fill else "",
        )
        for post in (*empty, *coming)
    ]
    return [Section(_("Vacant or coming"), "vakanta", items=items)] if items else []


def _new_ones(posts: Sequence[Position], today: date) -> list[Section]:
    """What became of the posts that were approved lately: so many, all filled."""
    since = today.replace(year=today.year - NEW_YEARS, day=1)
    tally = Tally.of(state_on(post, today) for post in posts if post.approved_on >= since)
    if not tally.all:
        return []
    words = ngettext(
        "%(count)s post has been approved since %(day)s.",
        "%(count)s posts have been approved since %(day)s.",
        tally.all,
    ) % {"count": tally.all, "day": day_words(since, today)}
    outcome = (
        _("All are filled.")
        if tally.filled == tally.all
        else _("%(filled)s are filled.") % {"filled": tally.filled}
    )
    return [Section(_("New posts"), "nya", text=f"{words} {outcome}")]


def _since_words(post: Position, today: date) -> str:
    state = state_on(post, today)
    if state == PostState.VACANT:
        if post.vacant_since is None:
            return _("Vacant")
        days = (today - post.vacant_since).days
        if days < 0:
            return _("Vacant from %(day)s") % {"day": day_words(post.vacant_since, today)}
        return ngettext(
            "Vacant since %(day)s, %(count)s day", "Vacant since %(day)s, %(count)s days", days
        ) % {"day": day_words(post.vacant_since, today), "count": days}
    begins = post.filled_on if post.holder_id else post.coming_on
    assert begins is not None
    if state == PostState.COMING:
        return _("Begins %(day)s") % {"day": day_words(begins, today)}
    return _("Filled")


def _unit_row(name: str, posts: Sequence[Position], today: date) -> Row:
    tally = Tally.of(state_on(post, today) for post in posts)
    return Row(
        [Cell(name), Cell(str(tally.filled)), Cell(str(tally.coming)), Cell(str(tally.vacant))]
    )


def _row(post: Position, goals: Sequence[Link], today: date) -> Row:
    return Row(
        [
            Cell(
                post.title,
                url=reverse("position", args=[post.pk]),
                sub=_("For the goal: %(goal)s") % {"goal": goals[0].label} if goals else "",
            ),
            Cell(post.unit.name),
            Cell(post.holder.name if post.holder else "–"),
            Cell(_since_words(post, today)),
        ]
    )


def post_page(
    post: Position, goals: Sequence[Link], links: Sequence[Link], *, may: May, today: date
) -> StaffPage:
    """One post: who holds it, and what can be done with it."""
    changes = may("update", "position", post)
    is_withdrawn = post.withdrawn_on is not None
    actions: list[Action] = []
    buttons: list[Button] = []
    if changes and not is_withdrawn:
        if post.holder_id is None:
            actions.append(Action(_("Fill the post"), reverse("position_fill", args=[post.pk])))
            buttons.append(
                Button(_("Withdraw the post"), reverse("position_withdraw", args=[post.pk]))
            )
        else:
            actions.append(
                Action(
                    _("The post becomes vacant"),
                    reverse("position_vacate", args=[post.pk]),
                    "secondary",
                )
            )
    return StaffPage(
        title=post.title,
        lead=_post_lead(post, today),
        breadcrumb=[home(), Link(post.title)],
        actions=actions,
        sections=[
            Section(
                _("About the post"),
                "om",
                facts=[
                    Fact(_("Unit"), post.unit.name),
                    Fact(_("Kind of work"), str(Job(post.job).label)),
                    Fact(_("The number of the post"), post.number),
                    Fact(_("Share of full time"), formats.percent_sign(post.share, language())),
                    Fact(_("Approved since"), day_words(post.approved_on, today)),
                ],
            ),
            Section(
                _("Goals that it serves"),
                "mal",
                links=goals,
                nothing="" if goals else _("The post is not tied to any goal of a plan."),
            ),
            Section(_("More about this"), "mer", links=links, buttons=buttons)
            if links or buttons
            else Section("", ""),
        ],
    )


def _post_lead(post: Position, today: date) -> str:
    if post.withdrawn_on:
        return _("The post was withdrawn %(day)s.") % {"day": day_words(post.withdrawn_on, today)}
    if post.holder is None or state_on(post, today) == PostState.VACANT:
        return f"{_since_words(post, today)}."
    begins = post.filled_on or post.approved_on
    words = (
        _("%(name)s begins %(day)s.")
        if state_on(post, today) == PostState.COMING
        else _("%(name)s has it since %(day)s.")
    ) % {"name": post.holder.name, "day": day_words(begins, today)}
    if post.vacant_since and post.filled_on:
        days = (post.filled_on - post.vacant_since).days
        words += " " + ngettext(
            "It took %(count)s day to fill.", "It took %(count)s days to fill.", days
        ) % {"count": days}
    return words
