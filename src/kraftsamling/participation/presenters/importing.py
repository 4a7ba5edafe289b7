"""The pages on which answers from elsewhere are read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.documents.tables import column_name
from kraftsamling.documents.tables.words import at_place, shown
from kraftsamling.participation.importing.meanings import Meaning
from kraftsamling.participation.importing.reading import DryRun, Tally, Wrong
from kraftsamling.participation.importing.services import summary_of
from kraftsamling.participation.models import SurveyImport
from kraftsamling.participation.presenters.import_words import FAULTS, MEANINGS
from kraftsamling.participation.presenters.tabs import Allowed, tabs_of
from kraftsamling.participation.questions import Series, question_of

LEAST_SHOWN: Final = 5


def _tongue() -> str:
    return get_language() or formats.SWEDISH


def _place(wrong: Wrong) -> tuple[int, int, str]:
    """As one reads a spreadsheet: A, Z, AA."""
    return wrong.row, len(wrong.column), wrong.column


def sentence_of(wrong: Wrong) -> str:
    """ "Rad 14, kolumn C: ”Kanske” är inget av svaren." """
    what = str(FAULTS[wrong.fault]) % {"value": shown(wrong.value)}
    return at_place(wrong.row, wrong.column, what)


def _column_rows(columns: Sequence[Sequence[Any]]) -> list[Row]:
    return [
        Row(
            [
                Cell(column_name(index)),
                Cell(shown(heading) or "–"),
                Cell(_meaning(meaning, question)),
            ]
        )
        for index, heading, meaning, question in columns
    ]


def _meaning(meaning: str, question: str) -> str:
    return str(question_of(question).short if question else MEANINGS[Meaning(meaning)])


def _columns() -> list[Column]:
    return [Column(_("Column")), Column(_("Heading")), Column(_("Is read as"))]


def _trail(title: str, *more: Link) -> list[Link]:
    return [
        Link(_("Participation"), reverse("participation_results")),
        *more,
        Link(title, current=True),
    ]


@dataclass(frozen=True)
class Former:
    """One file that has been chosen before."""

    name: str
    url: str
    how: str


@dataclass(frozen=True)
class Faults:
    """What stands in the way of a file."""

    title: str
    lead: str
    sentences: Sequence[str]
    more: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    @classmethod
    def of(cls, name: str, run: DryRun) -> Faults:
        rest = run.wrong_count - len(run.wrong)
        return cls(
            title=_("%(name)s cannot be read in yet") % {"name": shown(name)},
            lead=_("Nothing has been stored. Correct the file and choose it again."),
            sentences=[sentence_of(each) for each in sorted(run.wrong, key=_place)],
            more=ngettext("And %(count)s thing more.", "And %(count)s things more.", rest)
            % {"count": formats.number(rest, _tongue())}
            if rest
            else "",
            columns=_columns(),
            rows=_column_rows(summary_of(run)["columns"]),
        )


@dataclass(frozen=True)
class ImportPage:
    """Choose a file."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    points: Sequence[str]
    not_open: str
    sample_url: str
    faults: Faults | None
    formers: Sequence[Former]

    @classmethod
    def of(
        cls,
        allowed: Allowed,
        formers: Sequence[SurveyImport],
        *,
        is_open: bool,
        faults: Faults | None = None,
    ) -> ImportPage:
        title = _("Read in answers from another survey tool")
        return cls(
            title=title,
            lead=_(
                "Choose the file that the other tool made. You see what would be read in first."
            ),
            breadcrumb=_trail(title),
            tabs=tabs_of(allowed, current="survey_import"),
            points=[
                _("One row for each who answered. The first row has the headings."),
                _(
                    "The headings are the questions' own words, or Question 1, 2 and 3, in Swedish or"
                    " English. Unit and month or date need a column each."
                ),
                _("The answers are the words of the survey, or 1 to 4, where 4 is “Agree fully”."),
                _(
                    "Of each row we keep who answered (parents, young people or children), the unit, the"
                    " month and the answers. Names, times and free texts are not read."
                ),
                _("All of the file is read in, or nothing. Somebody else needs to confirm."),
            ],
            not_open="" if is_open else _("Open the three questions first."),
            sample_url=reverse("survey_import_sample"),
            faults=faults,
            formers=[_former(each) for each in formers],
        )


def _former(each: SurveyImport) -> Former:
    how = (
        _("Read in %(day)s, %(count)s answers.")
        if each.committed_at
        else _("Chosen %(day)s, %(count)s answers. Not read in yet.")
    )
    day = formats.long_date(day_of(each.committed_at or each.made_at), _tongue())
    count = formats.number(each.summary["answers"], _tongue())
    return Former(
        shown(each.file_name),
        reverse("survey_import_draft", args=[each.pk]),
        how % {"day": day, "count": count},
    )


@dataclass(frozen=True)
class DraftPage:
    """What a file would add, or has added."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    notes: Sequence[str]
    columns: Sequence[Column]
    column_rows: Sequence[Row]
    count_columns: Sequence[Column]
    count_rows: Sequence[Row]
    ask_url: str
    discard_url: str
    who: Sequence[str]
    nobody: str

    @classmethod
    def of(
        cls,
        draft: SurveyImport,
        tally: Tally,
        units: Mapping[UUID, str],
        *,
        asked_at: datetime | None,
        may_ask: bool,
        may_discard: bool,
        seconds: Sequence[str],
    ) -> DraftPage:
        title = shown(draft.file_name)
        is_draft = draft.committed_at is None
        return cls(
            title=title,
            lead=_lead(draft, asked_at),
            breadcrumb=_trail(title, Link(_("Read in answers"), reverse("survey_import"))),
            notes=_notes(draft),
            columns=_columns(),
            column_rows=_column_rows(draft.summary["columns"]),
            count_columns=[
                Column(_("Unit")),
                Column(_("Who answered")),
                Column(_("Month")),
                Column(_("Answers"), number=True),
            ],
            count_rows=_count_rows(tally, units),
            ask_url=reverse("survey_import_ask", args=[draft.pk])
            if is_draft and may_ask and not asked_at
            else "",
            discard_url=reverse("survey_import_discard", args=[draft.pk])
            if is_draft and may_discard
            else "",
            who=seconds if is_draft else [],
            nobody=_(
                "Nobody else can confirm yet. A manager or somebody responsible for participation is"
                " needed."
            )
            if is_draft and not seconds
            else "",
        )


def _lead(draft: SurveyImport, asked_at: datetime | None) -> str:
    count = draft.summary["answers"]
    number = formats.number(count, _tongue())
    if draft.committed_at:
        return _("These answers were read in %(day)s. The same answers are read in once only.") % {
            "day": formats.long_date(day_of(draft.committed_at), _tongue())
        }
    if asked_at:
        return _("It has been asked for. One of the people below needs to confirm.")
    return ngettext(
        "%(count)s answer can be read in. Nothing has been added yet.",
        "%(count)s answers can be read in. Nothing has been added yet.",
        count,
    ) % {"count": number}


def _notes(draft: SurveyImport) -> list[str]:
    empty = draft.summary["without_answers"]
    notes = [
        _("A unit with fewer than ten answers in a quarter is counted with the unit above."),
        _(
            "When somebody has confirmed, the answers are mixed with the others. Figures change at night."
        ),
    ]
    if empty:
        notes.insert(
            0,
            ngettext(
                "%(count)s row has no answer and is left out.",
                "%(count)s rows have no answer and are left out.",
                empty,
            )
            % {"count": formats.number(empty, _tongue())},
        )
    if not draft.committed_at:
        notes.append(_("A draft that nobody has read in is thrown away after seven days."))
    return notes


def _count_rows(tally: Tally, units: Mapping[UUID, str]) -> list[Row]:
    counts: Counter[tuple[str, Series, date]] = Counter()
    for each, count in tally.items():
        counts[(units.get(each.unit_id, "–"), each.series, each.month)] += count
    return [
        Row(
            [
                Cell(unit),
                Cell(str(series.label)),
                Cell(formats.period(month.year, month.month, 1, _tongue())),
                Cell(formats.number(count, _tongue()))
                if count >= LEAST_SHOWN
                else Cell(withheld=True),
            ]
        )
        for (unit, series, month), count in sorted(counts.items())
    ]
