"""From crisis to development: the way of a unit month by month, as its own history tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import CrisisStep
from kraftsamling.casework.presenters.words import language
from kraftsamling.common import formats
from kraftsamling.common.parts import Link

MONTHS: Final = 24


@dataclass(frozen=True)
class Month:
    """One month: the step that held at its end, the queue that was written down, and the vacant posts."""

    label: str
    step: str
    waiting: int
    waiting_words: str
    vacant_words: str


@dataclass(frozen=True)
class ReplayPage:
    """The way, first in a sentence, then month by month."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    months: Sequence[Month]
    most: int
    nothing: str
    report: Link

    @classmethod
    def of(
        cls, steps: Sequence[CrisisStep], vacant: Mapping[date, int], *, today: date
    ) -> ReplayPage:
        held = [each for each in steps if each.starts_on]
        months = [_month(each, held, vacant.get(each, 0)) for each in months_of(held, today)]
        most = max((each.waiting for each in months), default=0)
        return cls(
            title=_("From crisis to development"),
            lead=_lead(held),
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Crisis plan"), reverse("crisis_plan")),
                Link(_("From crisis to development")),
            ],
            months=months,
            most=most or 1,
            nothing=_("No step of the crisis plan has held here."),
            report=Link(_("How Tyresö told of its way"), "/besok/tyreso/"),
        )


def months_of(held: Sequence[CrisisStep], today: date) -> list[date]:
    """The last day of each month since the first step, today for this month; two years at most."""
    if not held:
        return []
    first = min(each.starts_on for each in held if each.starts_on)
    days, day = [], first.replace(day=1)
    while day <= today:
        following = (day + timedelta(days=32)).replace(day=1)
        days.append(min(following - timedelta(days=1), today))
        day = following
    return days[-MONTHS:]


def _month(day: date, held: Sequence[CrisisStep], vacant: int) -> Month:
    now = next(
        (
            each
            for each in held
            if each.starts_on
            and each.starts_on <= day
            and not (each.ended_on and each.ended_on <= day)
        ),
        None,
    )
    waiting = int(now.figures.get("waiting", 0)) if now else 0
    return Month(
        label=formats.period(day.year, day.month, 1, language()),
        step=_("Step %(step)s") % {"step": now.step} if now else _("Ordinary days"),
        waiting=waiting,
        waiting_words=ngettext("%(count)s case waited", "%(count)s cases waited", waiting)
        % {"count": waiting}
        if now
        else _("below every step"),
        vacant_words=ngettext("%(count)s vacant post", "%(count)s vacant posts", vacant)
        % {"count": vacant},
    )


def _lead(held: Sequence[CrisisStep]) -> str:
    if not held:
        return _("Nothing to tell yet.")
    highest, latest = max(each.step for each in held), held[0]
    if latest.ended_on:
        return _("The unit has been in step %(step)s. Now these are ordinary days.") % {
            "step": highest
        }
    return _("The unit has been in step %(step)s at most. Now it is in step %(now)s.") % {
        "step": highest, "now": latest.step,
    }  # fmt: skip
