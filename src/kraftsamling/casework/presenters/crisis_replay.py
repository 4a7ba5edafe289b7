"""From crisis to development: the way of a unit month by month, as its own history tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import CrisisStep
from kraftsamling.casework.presenters import crisis_chart
from kraftsamling.casework.presenters.words import language
from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Link, Row

MONTHS: Final = 24


@dataclass(frozen=True)
class Month:
    """One month: the step that held at its end (0 for ordinary days), the queue that was written down when it
    was proposed, and the vacant posts."""

    day: date
    step: int
    waiting: int
    vacant: int

    @property
    def label(self) -> str:
        """ "juni 2025"."""
        return formats.period(self.day.year, self.day.month, 1, language())


@dataclass(frozen=True)
class ReplayPage:
    """The way, first in a sentence, then as a drawing, and as a table that says the same."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    way: crisis_chart.Way | None
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str
    report: Link

    @classmethod
    def of(
        cls, steps: Sequence[CrisisStep], vacant: Mapping[date, int], *, today: date
    ) -> ReplayPage:
        held = [each for each in steps if each.starts_on]
        months = [_month(each, held, vacant.get(each, 0)) for each in months_of(held, today)]
        title = _("From crisis to development")
        return cls(
            title=title,
            lead=_lead(held),
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Crisis plan"), reverse("crisis_plan")),
                Link(title),
            ],
            way=_way(months) if months else None,
            columns=[
                Column(_("Month")),
                Column(_("Step")),
                Column(_("Cases that waited"), number=True),
                Column(_("Vacant posts"), number=True),
            ],
            rows=[
                Row(
                    [
                        Cell(each.label),
                        Cell(_step_words(each.step)),
                        Cell(str(each.waiting) if each.step else _("below every step")),
                        Cell(str(each.vacant)),
                    ]
                )
                for each in months
            ],
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
    if now is None:
        return Month(day, 0, 0, vacant)
    return Month(day, now.step, int(now.figures.get("waiting", 0)), vacant)


def _step_words(step: int) -> str:
    return _("Step %(step)s") % {"step": step} if step else _("Ordinary days")


def _way(months: Sequence[Month]) -> crisis_chart.Way:
    return crisis_chart.draw(
        [
            crisis_chart.Bar(
                formats.tight_period(each.day.year, each.day.month, 1, language()),
                each.waiting,
                each.vacant,
                _step_words(each.step),
            )
            for each in months
        ],
        title=_("Cases that waited and vacant posts, month by month"),
        text=_text(months),
        language=language(),
    )


def _text(months: Sequence[Month]) -> str:
    """The order of what happened: each step with the month in which it was first seen."""
    first = [next(group) for _step, group in groupby(months, key=lambda each: each.step)]
    told = [
        _("%(step)s from %(month)s") % {"step": _step_words(each.step), "month": each.label}
        for each in first
    ]
    most = max(months, key=lambda each: each.waiting)
    return _("%(order)s. Most waited in %(month)s: %(count)s.") % {
        "order": ", ".join([told[0], *(each[:1].lower() + each[1:] for each in told[1:])]),
        "month": most.label,
        "count": most.waiting,
    }


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
