"""The pages about figures: the catalogue, how we count, releases, and what everybody may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row
from kraftsamling.indicators.catalogue import Latest, ReleaseSeen
from kraftsamling.indicators.models import Discrepancy, MarkedChange
from kraftsamling.indicators.registry import REGISTRY, Indicator
from kraftsamling.indicators.rules.control_charts import Better
from kraftsamling.indicators.rules.figures import Figure, Shown
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.selectors import ReleasedPoint


def _language() -> str:
    return get_language() or formats.SWEDISH


def in_text(period: Period) -> str:
    """ "juli–september 2026"."""
    return formats.period(period.year, period.first_month, period.length, _language())


def _tight(period: Period) -> str:
    return formats.tight_period(period.year, period.first_month, period.length, _language())


def _share(figure: Figure) -> Cell:
    if not isinstance(figure, Shown):
        return Cell(withheld=True)
    return Cell(formats.percent_sign(figure.share.percent or 0, _language()), nowrap=True)


def _counts(figure: Figure) -> Cell:
    if not isinstance(figure, Shown):
        return Cell(withheld=True)
    numbers = {
        "part": formats.number(figure.share.numerator, _language()),
        "whole": formats.number(figure.share.denominator, _language()),
    }
    return Cell(_("%(part)s of %(whole)s") % numbers, nowrap=True)


def name_of(code: str) -> str:
    """What an indicator is called; its code when it is no longer registered."""
    return str(REGISTRY[code].name) if code in REGISTRY else code


def better_words(better: Better) -> str:
    """Which way is wanted."""
    return {
        Better.HIGHER: _("Higher is better"),
        Better.LOWER: _("Lower is better"),
        Better.NEITHER: _("Neither way is better"),
    }[better]


@dataclass(frozen=True)
class Entry:
    """One indicator in the catalogue."""

    name: str
    code: str
    latest: str
    facts: Sequence[Fact]


@dataclass(frozen=True)
class CataloguePage:
    """All indicators, with what is wrong and what was marked for who watches them."""

    title: str
    lead: str
    entries: Sequence[Entry]
    watches: bool
    discrepancy_columns: Sequence[Column]
    discrepancy_rows: Sequence[Row]
    marks: bool
    changes: Sequence[Fact]
    mark_url: str
    method_url: str
    releases_url: str

    @classmethod
    def of(
        cls,
        latest: Mapping[str, Latest],
        *,
        watches: bool,
        found: Sequence[Discrepancy],
        marks: bool,
        changes: Sequence[MarkedChange],
        releases: bool,
    ) -> CataloguePage:
        return cls(
            title=_("Figures"),
            lead=_("What we count, from where, and which way is better."),
            entries=[
                _entry(each, latest.get(code))
                for code, each in sorted(
                    REGISTRY.items(), key=lambda pair: (str(pair[1].name), pair[0])
                )
            ],
            watches=watches,
            discrepancy_columns=[
                Column(_("Found")),
                Column(_("Key figure")),
                Column(_("What differs")),
            ],
            discrepancy_rows=[_discrepancy(each) for each in found],
            marks=marks,
            changes=[_mark(each) for each in changes],
            mark_url=reverse("indicator_mark"),
            method_url=reverse("indicator_method"),
            releases_url=reverse("indicator_releases") if releases else "",
        )


def _entry(each: Indicator, latest: Latest | None) -> Entry:
    facts = [
        Fact(_("What is counted"), str(each.definition)),
        Fact(_("Source"), ", ".join(sorted(each.sources))),
        Fact(_("Which way"), better_words(each.better)),
    ]
    if each.benchmark:
        facts.append(Fact(_("Compare with"), str(each.benchmark)))
    words = _("Nothing has been counted yet.")
    if latest:
        label = _("Latest, %(period)s") % {"period": in_text(latest.period)}
        words = f"{label}: {_share(latest.figure).text or _('Not shown')}"
    facts.append(Fact(_("Name in files"), each.code))
    return Entry(str(each.name), each.code, words, facts)


def _discrepancy(each: Discrepancy) -> Row:
    found = each.found_at.astimezone(STOCKHOLM)
    return Row(
        [
            Cell(f"{found:%Y-%m-%d %H.%M}", nowrap=True),
            Cell(name_of(each.code)),
            Cell(each.detail),
        ]
    )


def _mark(each: MarkedChange) -> Fact:
    where = _("In all charts") if not each.code else name_of(each.code)
    return Fact(formats.long_date(each.on, _language()), f"{each.label}. {where}")


def _trail(*links: Link) -> list[Link]:
    return [Link(_("Figures"), reverse("indicator_catalogue")), *links]


@dataclass(frozen=True)
class MarkPage:
    """Mark a change in the charts."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]

    @classmethod
    def of(cls) -> MarkPage:
        title = _("Mark a change")
        return cls(
            title,
            _(
                "A line is drawn in the charts from that day. What comes after is compared with what was"
                " before."
            ),
            _trail(Link(title, current=True)),
        )


@dataclass(frozen=True)
class SeenRelease:
    """One release as the page draws it."""

    title: str
    state: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    hidden: str
    ask_url: str


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
    no_quarters: str

    @classmethod
    def of(
        cls, seen: Sequence[ReleaseSeen], *, may_make: bool, quarters: Sequence[Period]
    ) -> ReleasesPage:
        title = _("Release figures")
        return cls(
            title=title,
            lead=_(
                "A release lets everybody outside see a quarter. One makes it, another publishes it, and"
                " then it is never changed."
            ),
            breadcrumb=_trail(Link(title, current=True)),
            releases=[_seen(each, may_make=may_make) for each in seen],
            nothing=_("Nothing has been released yet."),
            may_make=may_make,
            make_url=reverse("indicator_release_make"),
            public_url=reverse("released_figures"),
            no_quarters="" if quarters else _("No quarter that is over has been counted yet."),
        )


def _seen(each: ReleaseSeen, *, may_make: bool) -> SeenRelease:
    hidden = sum(not isinstance(figure.figure, Shown) for figure in each.figures)
    period = in_text(each.release.period)
    return SeenRelease(
        title=period[0].upper() + period[1:],
        state=_state(each),
        columns=[
            Column(_("Key figure")),
            Column(_("Share"), number=True),
            Column(_("Number"), number=True),
        ],
        rows=[
            Row([Cell(name_of(f.code)), _share(f.figure), _counts(f.figure)]) for f in each.figures
        ],
        hidden=_hidden_words(hidden, len(each.figures)),
        ask_url=reverse("indicator_release_ask", args=[each.release.pk])
        if may_make and each.release.published_at is None and not each.waiting
        else "",
    )


def _hidden_words(hidden: int, count: int) -> str:
    if not hidden:
        return _("All figures are shown.")
    return _("%(so_many)s figures are not shown: too few answers for readers outside.") % {
        "so_many": formats.so_many_of(hidden, count, _language(), common_gender=True).capitalize()
    }


def _state(each: ReleaseSeen) -> str:
    published: datetime | None = each.release.published_at
    if published:
        day = formats.long_date(day_of(published), _language())
        return _("Published %(day)s.") % {"day": day}
    if each.waiting:
        return _("Waits for a second person to publish it.")
    return _("Draft. This is what everybody would see.")


def quarter_choices(quarters: Sequence[Period]) -> list[tuple[str, str]]:
    """For the form: the first day, and the quarter in words."""
    return [(each.first_day.isoformat(), in_text(each)) for each in quarters]


@dataclass(frozen=True)
class ReleasedPage:
    """The figures of a municipality as everybody may see them."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str
    note: str
    method_url: str

    @classmethod
    def of(cls, place: str, found: Sequence[tuple[Indicator, ReleasedPoint]]) -> ReleasedPage:
        return cls(
            title=_("Figures from %(place)s") % {"place": place} if place else _("Figures"),
            lead=_("These are the latest figures that have been released.") if found else "",
            columns=[
                Column(_("Key figure")),
                Column(_("Period")),
                Column(_("Share"), number=True),
                Column(_("Number"), number=True),
                Column(_("Released")),
            ],
            rows=[
                Row(
                    [
                        Cell(str(each.name), sub=better_words(each.better)),
                        Cell(_tight(point.period), nowrap=True),
                        _share(point.figure),
                        _counts(point.figure),
                        Cell(formats.tight_date(day_of(point.published_at)), nowrap=True),
                    ]
                )
                for each, point in found
            ],
            nothing=_("No figures have been released yet."),
            note=_(
                "“Not shown” stands where fewer than ten have answered, or where one could be found."
            ),
            method_url=reverse("indicator_method"),
        )
