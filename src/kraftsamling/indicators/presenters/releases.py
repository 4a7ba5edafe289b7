"""Drafts of releases, what has been let out, and what everybody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.indicators.catalogue import ReleaseSeen
from kraftsamling.indicators.models import ReleasedFigure
from kraftsamling.indicators.presenters.words import (
    better_words,
    counts,
    in_text,
    language,
    name_of,
    share,
    tight,
    trail,
)
from kraftsamling.indicators.registry import Indicator
from kraftsamling.indicators.rules.figures import Shown
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.thresholds import INSIDE, NARROWEST
from kraftsamling.indicators.selectors import ReleasedPoint


@dataclass(frozen=True)
class SeenRelease:
    """One release as the page draws it: its figures, and what may be done with it."""

    title: str
    state: str
    hidden: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    unit_columns: Sequence[Column]
    unit_rows: Sequence[Row]
    ask_url: str
    throw_away_url: str
    correct_url: str


@dataclass(frozen=True)
class ReleasesPage:
    """Drafts to look through, and what has been let out."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    releases: Sequence[SeenRelease]
    nothing: str
    may_make: bool
    make_url: str
    public_url: str
    no_periods: str
    why: Sequence[str]

    @classmethod
    def of(
        cls, seen: Sequence[ReleaseSeen], *, may_make: bool, periods: Sequence[Period]
    ) -> ReleasesPage:
        title = _("Release figures")
        return cls(
            title=title,
            lead=_(
                "A release lets everybody outside see a period. One makes it, another publishes it, and"
                " then it is never changed."
            ),
            breadcrumb=trail(Link(title, current=True)),
            releases=[_seen(each, may_make=may_make) for each in seen],
            nothing=_("Nothing has been released yet."),
            may_make=may_make,
            make_url=reverse("indicator_release_make"),
            public_url=reverse("released_figures"),
            no_periods="" if periods else _("No period that is over waits to be released."),
            why=[
                _(
                    "A total and all units but one tell the last unit's figure. So more is hidden than what"
                    " is small: until everything that stands in the table leaves at least %(room)s numbers"
                    " open for each hidden one. The computer tries the least and the greatest."
                )
                % {"room": formats.in_words(NARROWEST, language())},
                _(
                    "A release is corrected by a new one. What was hidden stays hidden, and so does a figure"
                    " that fewer than %(few)s answers have changed: the difference would tell what they said."
                )
                % {"few": formats.in_words(INSIDE.floor, language())},
            ],
        )


def _seen(each: ReleaseSeen, *, may_make: bool) -> SeenRelease:
    release = each.release
    period = in_text(release.period)
    draft = release.published_at is None

    def link(name: str, *, when: bool) -> str:
        return reverse(name, args=[release.pk]) if may_make and when else ""

    return SeenRelease(
        title=period[0].upper() + period[1:],
        state=_state(each),
        hidden=_hidden_words(each),
        columns=[Column(_("Key figure")), *_numbers()],
        rows=[
            Row([Cell(name_of(f.code)), share(f.figure), counts(f.figure)])
            for f in each.figures
            if f.unit_id is None
        ],
        unit_columns=_unit_columns(),
        unit_rows=_unit_rows([f for f in each.figures if f.unit_id]),
        ask_url=link("indicator_release_ask", when=draft and not each.waiting),
        throw_away_url=link("indicator_release_throw_away", when=draft and not each.waiting),
        correct_url=link("indicator_release_correct", when=each.can_be_corrected),
    )


def _numbers() -> list[Column]:
    return [Column(_("Share"), number=True), Column(_("Number"), number=True)]


def _unit_columns() -> list[Column]:
    return [Column(_("Key figure")), Column(_("Unit")), *_numbers()]


def _unit_rows(figures: Sequence[ReleasedFigure]) -> list[Row]:
    """A row for each unit that is shown, and one for all that are not."""
    rows = []
    for code, group in groupby(figures, key=lambda f: f.code):
        name, units = name_of(code), list(group)
        shown = [f for f in units if isinstance(f.figure, Shown)]
        rows += [Row([Cell(name), _unit_cell(f), share(f.figure), counts(f.figure)]) for f in shown]
        hidden = [f.unit_name for f in units if f not in shown]
        if hidden:
            withheld = Cell(withheld=True)
            rows.append(Row([Cell(name), Cell(", ".join(hidden)), withheld, withheld]))
    return rows


def _unit_cell(figure: ReleasedFigure) -> Cell:
    """A unit that others stand below holds the small ones together, and says so."""
    return Cell(
        figure.unit_name, sub=_("Small units are counted here") if figure.stands_above else ""
    )


def _hidden_words(each: ReleaseSeen) -> str:
    hidden = sum(not isinstance(figure.figure, Shown) for figure in each.figures)
    if not hidden:
        return _("All figures are shown.")
    return _("%(so_many)s figures are not shown, so that nobody can be recognised.") % {
        "so_many": formats.so_many_of(
            hidden, len(each.figures), language(), common_gender=True
        ).capitalize()
    }


def _state(each: ReleaseSeen) -> str:
    if each.release.published_at:
        words = _("Published %(day)s.") % {"day": _day(each.release.published_at)}
        if each.corrected_at:
            words += " " + _("Corrected %(day)s.") % {"day": _day(each.corrected_at)}
    elif each.waiting:
        words = _("Waits for a second person to publish it.")
    else:
        words = _("Draft. This is what everybody would see.")
    former = each.release.corrects
    if former and former.published_at:
        words += " " + _("It corrects the one from %(day)s.") % {"day": _day(former.published_at)}
    return words


def _day(moment: datetime) -> str:
    return formats.long_date(day_of(moment), language())


def period_choices(periods: Sequence[Period]) -> list[tuple[str, str]]:
    """For the form: the first day and the length, and the period in words."""
    return [(f"{each.first_day.isoformat()}/{each.length}", in_text(each)) for each in periods]


@dataclass(frozen=True)
class ReleasedPage:
    """The figures of a municipality as everybody may see them."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    unit_columns: Sequence[Column]
    unit_rows: Sequence[Row]
    nothing: str
    note: str
    method_url: str

    @classmethod
    def of(
        cls,
        place: str,
        found: Sequence[tuple[Indicator, ReleasedPoint]],
        units: Sequence[ReleasedFigure],
    ) -> ReleasedPage:
        return cls(
            title=_("Figures from %(place)s") % {"place": place} if place else _("Figures"),
            lead=_("These are the latest figures that have been released.") if found else "",
            columns=[
                Column(_("Key figure")),
                Column(_("Period")),
                *_numbers(),
                Column(_("Released")),
            ],
            rows=[
                Row(
                    [
                        Cell(str(each.name), sub=better_words(each.better)),
                        Cell(tight(point.period), nowrap=True),
                        share(point.figure),
                        counts(point.figure),
                        Cell(formats.tight_date(day_of(point.published_at)), nowrap=True),
                    ]
                )
                for each, point in found
            ],
            unit_columns=_unit_columns(),
            unit_rows=_unit_rows(units),
            nothing=_("No figures have been released yet."),
            note=_(
                "“Not shown” stands where fewer than ten have answered, or where one could be found."
            ),
            method_url=reverse("indicator_method"),
        )
