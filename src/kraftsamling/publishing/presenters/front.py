"""The front page of the public site. Every sentence is counted from what is released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Fact, Link, Stat
from kraftsamling.improvement import selectors as plans
from kraftsamling.improvement.presenters.figures import percent_words, period_words
from kraftsamling.improvement.statuses import GoalState
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.figures import Shown
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models import Post
from kraftsamling.publishing.presenters.open_plans import OpenPlan
from kraftsamling.publishing.presenters.phones import phones_of
from kraftsamling.publishing.presenters.posts import Report, language
from kraftsamling.publishing.selectors import indicator_codes


def address(name: str) -> str:
    """The address of a page, or nothing where this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Door:
    """One of the two ways in."""

    id: str
    title: str
    text: str
    links: Sequence[Action]


@dataclass(frozen=True)
class FrontPage:
    """The front page of one authority's site, or of an installation that has none yet."""

    title: str
    whose: str
    promise: str
    doors: Sequence[Door]
    phones: Sequence[Fact]
    going_title: str
    going_text: str
    going: Sequence[Stat]
    latest: Report | None
    former: Link | None
    start_url: str
    start_text: str = ""

    @classmethod
    def of(
        cls,
        site: Authority | None,
        open_plan: OpenPlan | None,
        posts: Sequence[Post],
        *,
        now: datetime,
    ) -> FrontPage:
        place = (site.municipality.name if site.municipality else site.short_name) if site else ""
        going, period = _going(site, open_plan, now)
        return cls(
            title=_("Kraftsamling in %(place)s") % {"place": site.short_name}
            if site
            else "Kraftsamling",
            whose=site.name if site else "",
            promise=_(
                "Kraftsamling shows which children wait, who can take them, what children and parents"
                " say – and whether the municipality's plan helps."
            ),
            doors=_doors(),
            phones=phones_of(site),
            going_title=_("How it goes in %(place)s") % {"place": place} if site else "",
            going_text=(
                _("Released figures, %(period)s.") % {"period": period}
                if period
                else _("No figures have been released yet.")
            ),
            going=going,
            latest=Report.of(posts[0], site=site) if posts else None,
            former=(
                Link(posts[1].title, reverse("post", args=[posts[1].slug]))
                if len(posts) > 1
                else None
            ),
            start_url="" if site else address("onboarding"),
            start_text=(
                ""
                if site
                else _(
                    "No municipality has opened its site here yet. The first administrator begins."
                )
            ),
        )


def _doors() -> Sequence[Door]:
    lives = [
        Action(label, url, "primary" if first else "secondary")
        for first, (label, url) in enumerate_first(
            [
                (_("You who are a child or young"), address("children")),
                (_("Answer three questions"), address("survey_start")),
            ]
        )
    ]
    works = [
        Action(_("See how it goes"), reverse("open_plans"), "secondary" if lives else "primary")
    ]
    return [
        Door(
            "bor",
            _("You who live here"),
            _("Read what social services do, and say what you think."),
            lives,
        )
        if lives
        else Door(
            "bor",
            _("You who live here"),
            _("Read what social services do."),
            [Action(_("Easy to read"), reverse("easy_read"), "secondary")],
        ),
        Door(
            "arbetar",
            _("You who work with children"),
            _("Read what we have promised, and what has become of it."),
            works,
        ),
    ]


def enumerate_first(links: Sequence[tuple[str, str]]) -> Sequence[tuple[bool, tuple[str, str]]]:
    """The links that lead somewhere, the first one marked."""
    shown = [link for link in links if link[1]]
    return [(index == 0, link) for index, link in enumerate(shown)]


def _going(
    site: Authority | None, open_plan: OpenPlan | None, now: datetime
) -> tuple[Sequence[Stat], str]:
    """Three sentences: a figure, the activities, and what has not worked."""
    if site is None:
        return [], ""
    figure, period = _figure_sentence(site, open_plan, now)
    if open_plan is None:
        return [figure] if figure else [], period
    return [s for s in (figure, _activity_sentence(open_plan), _not_worked(open_plan)) if s], period


def _figure_sentence(
    site: Authority, open_plan: OpenPlan | None, now: datetime
) -> tuple[Stat | None, str]:
    of_goals = (
        [g.indicator_code for _a, g in open_plan.goals if g.indicator_code] if open_plan else []
    )
    for code in dict.fromkeys([*of_goals, *indicator_codes()]):
        reading = plans.released_reading(code, site.pk, now=now)
        if reading is None or not isinstance(reading.figure, Shown):
            continue
        before = reading.previous_year
        text = (
            _("A year earlier it was %(value)s.") % {"value": percent_words(before)}
            if isinstance(before, Shown)
            else _("There is no figure from a year earlier.")
        )
        name, _dash, who = str(REGISTRY[code].name).partition(f" {formats.EN_DASH} ")
        words = _("%(value)s: “%(name)s”") if who else _("%(value)s: %(name)s")
        sentence = words % {"value": percent_words(reading.figure), "name": name}
        if who:
            text = _("This is what %(who)s say. %(text)s") % {"who": who.lower(), "text": text}
        return (
            Stat(sentence, text, reverse("open_plans"), _("See the figures")),
            period_words(reading.period),
        )
    return None, ""


def _activity_sentence(open_plan: OpenPlan) -> Stat:
    count, visit = open_plan.tally, open_plan.last_visit
    link = (reverse("open_plans"), _("Read the plan"))
    if not count.total:
        return Stat(_("The plan has no activities yet"), "", *link)
    so_many = formats.so_many_of(
        count.done, count.total, language(), common_gender=True
    ).capitalize()
    sentence = ngettext(
        "%(so_many)s activities is done", "%(so_many)s activities are done", count.done
    ) % {"so_many": so_many}
    text = ""
    if visit is not None:
        text = _("At the visit on %(day)s it was %(done)s.") % {
            "day": formats.long_date(visit.on, language()),
            "done": formats.in_words(visit.activities_done or 0, language(), common_gender=True),
        }
    return Stat(sentence, text, *link)


def _not_worked(open_plan: OpenPlan) -> Stat:
    """What has not worked: a goal not reached, else a figure that surely got worse, else what is late."""
    link = (reverse("open_plans"), _("Read why"))
    for area, goal in open_plan.goals:
        if goal.state == GoalState.NOT_REACHED:
            return Stat(
                _("%(area)s: not reached") % {"area": area.name},
                _("We have not managed it."),
                *link,
            )
    for area, goal in open_plan.goals:
        if open_plan.figures[goal.pk].verdict == "worse":
            return Stat(_("%(area)s: surely worse") % {"area": area.name}, goal.sentence, *link)
    if open_plan.tally.late:
        words = ngettext(
            "%(n)s activity is late", "%(n)s activities are late", open_plan.tally.late
        )
        return Stat(
            words % {"n": open_plan.tally.late}, "", reverse("open_plans"), _("Read the plan")
        )
    return Stat(
        _("Nothing is marked as not reached"), _("When something does not succeed it stands here.")
    )
