"""The catalogue of figures, and the page where a change is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row
from kraftsamling.indicators.catalogue import Latest
from kraftsamling.indicators.models import Discrepancy, MarkedChange
from kraftsamling.indicators.presenters.words import (
    better_words,
    figure_words,
    in_text,
    language,
    name_of,
    trail,
)
from kraftsamling.indicators.registry import REGISTRY, Indicator


@dataclass(frozen=True)
class Entry:
    """One indicator in the catalogue."""

    name: str
    code: str
    url: str
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
    words = _("Nothing has been counted yet.")
    if latest:
        label = _("Latest, %(period)s") % {"period": in_text(latest.period)}
        words = f"{label}: {figure_words(latest.figure, each)}"
    url = reverse("indicator_page", args=[each.code])
    return Entry(str(each.name), each.code, url, words, facts_of(each))


def facts_of(each: Indicator) -> list[Fact]:
    """What is counted, from where, and which way is better."""
    facts = [
        Fact(_("What is counted"), str(each.definition)),
        Fact(_("Source"), ", ".join(sorted(each.sources))),
        Fact(_("Which way"), better_words(each.better)),
    ]
    if each.benchmark:
        facts.append(Fact(_("Compare with"), str(each.benchmark)))
    return [*facts, Fact(_("Name in files"), each.code)]


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
    return Fact(formats.long_date(each.on, language()), f"{each.label}. {where}")


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
            trail(Link(title, current=True)),
        )
