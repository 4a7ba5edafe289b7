"""The mapping as the family sees it, on the screen and on one paper. What is only for staff is not in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import MappingStatement
from kraftsamling.casework.presenters.mapping_words import (
    COLUMNS,
    DotRow,
    check_words,
    dot_rows,
    said_words,
)
from kraftsamling.casework.presenters.mappings import House, PlanLine, houses_of
from kraftsamling.casework.presenters.words import day_words, language
from kraftsamling.casework.rules.safety_mapping import fits
from kraftsamling.casework.selectors.mappings import MappingFacts
from kraftsamling.documents.pdf import render_pdf

TEMPLATE: Final = Path(__file__).parent.parent / "typst" / "mapping.typ"
COLUMN_LINES, COLUMN_SIGNS = 30, 30
LINES, SIGNS = 7, 44


@dataclass(frozen=True)
class FamilyColumn:
    """One of the three columns: what was said, and by whom."""

    title: str
    said: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FamilyPage:
    """What the family sees. No notes of the staff, nothing withheld from the custodians."""

    title: str
    lead: str
    columns: Sequence[FamilyColumn]
    scale: Sequence[DotRow]
    houses: Sequence[House]
    network: Sequence[PlanLine]
    plan: Sequence[PlanLine]
    unlock_url: str

    @classmethod
    def of(cls, facts: MappingFacts) -> FamilyPage:
        dangers = [each for each in facts.dangers if facts.is_for_family(each)]
        hidden = {each.pk for each in facts.dangers} - {each.pk for each in dangers}
        return cls(
            title=_("Our mapping"),
            lead=_("This is what we have said to one another so far."),
            columns=[
                FamilyColumn(str(title), [(each.words, said_words(each)) for each in shown])
                for title, shown in _columns(facts)
            ],
            scale=dot_rows(
                [each for each in facts.scores if each.danger_id not in hidden], dangers
            ),
            houses=houses_of(
                [each for each in facts.houses if each.pk not in facts.withheld], for_family=True
            ),
            network=[
                PlanLine(f"{each.name}, {each.relation}" if each.relation else each.name, each.does)
                for each in facts.network
            ],
            plan=[
                PlanLine(
                    each.what,
                    _("%(who)s, %(when)s") % {"who": each.who, "when": each.when},
                    check_words(each),
                )
                for each in facts.plan
            ],
            unlock_url=reverse("mapping_unlock", args=[facts.case.pk]),
        )


def _columns(facts: MappingFacts) -> list[tuple[str, list[MappingStatement]]]:
    return [
        (
            str(title),
            [
                each
                for domain in domains
                for each in facts.statements
                if each.domain == domain and facts.is_for_family(each)
            ],
        )
        for title, domains in COLUMNS
    ]


@dataclass(frozen=True)
class PaperPart:
    """A part of the paper: its lines, and what is said about those that had no room."""

    title: str
    rows: Sequence[Sequence[str]]
    left_out: str


def mapping_pdf(facts: MappingFacts, *, today: date) -> bytes:
    """One A4. When much is written the latest have room, and the paper says how many stand in the file."""
    page = FamilyPage.of(facts)
    return render_pdf(
        TEMPLATE,
        {
            "language": language(),
            "title": page.title,
            "lead": page.lead,
            "made": _("Printed %(day)s") % {"day": day_words(today)},
            "none": _("Nothing here yet."),
            "scale_words": _("0: the child cannot be safe now. 10: we can close."),
            "secrecy": _("Contains secrets. Keep it where others do not read it."),
            "columns": [
                asdict(_part(each.title, [*reversed(each.said)], COLUMN_LINES, COLUMN_SIGNS))
                for each in page.columns
            ],
            "parts": [
                asdict(_part(title, rows, LINES, SIGNS))
                for title, rows in (
                    (
                        _("The scale 0–10"),
                        [
                            (each.who, f"{each.about} {each.sentence}".strip())
                            for each in page.scale
                        ],
                    ),
                    (
                        _("In the child's own words"),
                        [
                            (house.name, each.words)
                            for house in page.houses
                            for each in reversed(house.voices)
                        ],
                    ),
                    (_("Network"), [(each.title, each.text) for each in page.network]),
                    (
                        _("Safety plan"),
                        [(each.title, f"{each.text}. {each.check}") for each in page.plan],
                    ),
                )
            ],
        },
    )


def _part(title: str, rows: Sequence[tuple[str, str]], lines: int, signs: int) -> PaperPart:
    # A line break takes a line, however short the line is; a very long word breaks where it must.
    lengths = [
        sum(max(len(line), 1) // signs * signs + signs for line in first.split("\n"))
        + (len(second) // signs) * signs
        for first, second in rows
    ]
    room = fits(lengths, lines=lines, signs_a_line=signs)
    rest = len(rows) - room
    return PaperPart(
        title,
        rows[:room],
        ngettext("%(count)s more stands in the file.", "%(count)s more stand in the file.", rest)
        % {"count": rest}
        if rest
        else "",
    )
