"""The pages on which files from the payroll system are read in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.documents.imports.faults import Fault, Tried
from kraftsamling.documents.imports.words import Faults, Former, Words
from kraftsamling.documents.tables.words import shown
from kraftsamling.workforce.importing.reading import StaffFault
from kraftsamling.workforce.models import Employee, PayrollImport
from kraftsamling.workforce.presenters.page import day_words, home, language
from kraftsamling.workforce.statuses import AbsenceKind, EmploymentForm, Job, PayrollKind

FAULTS: Final[Words] = {
    Fault.TWICE: _lazy("“%(value)s” already stands in a row above."),
    StaffFault.SHARE: _lazy("“%(value)s” is no share. Write it like 75 %%."),
    StaffFault.WHO: _lazy("Nobody here has the number “%(value)s”. Read in the employments first."),
    StaffFault.PERSONAL_NUMBER: _lazy("This is no personal identity number."),
    StaffFault.LOOKS_PERSONAL: _lazy(
        "This is a personal identity number. We need the payroll system's own number."
    ),
    StaffFault.STEP: _lazy("“%(value)s” is no step of your wage ladder."),
    StaffFault.STEP_DAY: _lazy("Write also from which day the step is paid."),
    StaffFault.HOLDER_DAY: _lazy("Write also from which day “%(value)s” holds the post."),
    StaffFault.TOO_MUCH: _lazy("“%(value)s” would hold more than one whole post."),
    StaffFault.CIRCLE: _lazy("“%(value)s” would be above her own manager, in a circle."),
}
COLUMNS: Final[Words] = {
    "number": _lazy("the number"),
    "name": _lazy("the name"),
    "title": _lazy("the title of the post"),
    "unit": _lazy("the unit"),
    "job": _lazy("the kind of work"),
    "form": _lazy("the form of employment"),
    "kind": _lazy("the reason of the absence"),
    "starts_on": _lazy("the first day"),
    "approved_on": _lazy("the day the post was approved"),
}
CHANGED: Final[Words] = {
    "name": _lazy("Name"),
    "title": _lazy("Title of the post"),
    "unit": _lazy("Unit"),
    "job": _lazy("Work"),
    "form": _lazy("Form"),
    "share": _lazy("Share of full time"),
    "starts_on": _lazy("Began"),
    "ends_on": _lazy("Ends"),
    "profession_since": _lazy("In the profession since"),
    "manager": _lazy("Manager"),
    "approved_on": _lazy("Approved"),
    "vacant_since": _lazy("Vacant since"),
    "filled_on": _lazy("Filled"),
    "holder": _lazy("Held by"),
}
_LABELS: Final = {"job": Job, "form": EmploymentForm, "kind": AbsenceKind}


def faults_of(name: str, run: Tried) -> Faults:
    """What stands in the way of a file from the payroll system."""
    return Faults.of(name, run, faults=FAULTS, columns=COLUMNS)


@dataclass(frozen=True)
class PayrollPage:
    """Choose a file."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    points: Sequence[str]
    faults: Faults | None
    formers: Sequence[Former]
    samples: Sequence[Link]

    @classmethod
    def of(cls, formers: Sequence[PayrollImport], *, faults: Faults | None = None) -> PayrollPage:
        title = _("Read in from the payroll system")
        return cls(
            title=title,
            lead=_("Choose the file that the payroll system made. You see what it would do first."),
            breadcrumb=[home(), Link(title)],
            points=[
                _("Read in the employments first, then absence and posts."),
                _("One row for each employment, absence or post. The first row has the headings."),
                _(
                    "Of wages we read only which steps of the ladder have been paid. Other columns are"
                    " passed by."
                ),
                _("All of the file is read in, or nothing. Somebody else needs to confirm."),
                _("The same file again changes nothing."),
            ],
            faults=faults,
            formers=[
                Former(
                    shown(each.file_name) or _("Without a name"),
                    reverse("payroll_file", args=[each.pk]),
                    f"{PayrollKind(each.kind).label}. {how_words(each)}",
                )
                for each in formers
            ],
            samples=[
                Link(str(kind.label), reverse("payroll_sample", args=[kind.value]))
                for kind in PayrollKind
            ],
        )


def how_words(batch: PayrollImport) -> str:
    """How far a file has come."""
    moment = batch.finished_at or batch.began_at or batch.made_at
    words = {
        "rows": _number(batch.rows_in_file),
        "done": _number(batch.rows_done),
        "day": formats.long_date(day_of(moment), language()),
    }
    if batch.finished_at:
        return _("Read in %(day)s: %(rows)s rows.") % words
    if batch.began_at:
        return _("Being read in: %(done)s of %(rows)s rows.") % words
    return _("Chosen %(day)s: %(rows)s rows. Not read in yet.") % words


@dataclass(frozen=True)
class PayrollFilePage:
    """What a file would do, how far it has come, or what it did."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    notes: Sequence[str]
    ask_url: str
    discard_url: str
    leaving_url: str
    leaving_title: str
    leaving: Sequence[str]
    who: Sequence[str]
    nobody: str
    goes_on: bool
    done: int
    of_all: int
    progress: str
    columns: Sequence[Column]
    changes: Sequence[Row]
    more_changes: str

    @classmethod
    def of(
        cls,
        batch: PayrollImport,
        leaving: Sequence[Employee],
        units: Mapping[str, str],
        *,
        asked_at: datetime | None,
        may_commit: bool,
        may_discard: bool,
        seconds: Sequence[str],
        today: date,
    ) -> PayrollFilePage:
        title = shown(batch.file_name) or _("A file from the payroll system")
        is_draft = batch.began_at is None
        ask = is_draft and may_commit and not asked_at
        would = batch.would
        more = would["changed"] - len({each[0] for each in would["changes"]})
        return cls(
            title=title,
            lead=_("It has been asked for. One of the people below needs to confirm.")
            if is_draft and asked_at
            else would_words(batch)
            if is_draft
            else how_words(batch),
            breadcrumb=[
                home(),
                Link(_("Read in from the payroll system"), reverse("payroll")),
                Link(title),
            ],
            notes=_notes(batch, today),
            ask_url=reverse("payroll_ask", args=[batch.pk]) if ask else "",
            discard_url=reverse("payroll_discard", args=[batch.pk])
            if is_draft and may_discard
            else "",
            leaving_url=reverse("payroll_leaving", args=[batch.pk]),
            leaving_title=_("Employment ends %(day)s") % {"day": day_words(batch.left_on, today)}
            if batch.left_on
            else "",
            leaving=[f"{each.name}, {each.unit.name}" for each in leaving],
            who=seconds if is_draft else [],
            nobody=_(
                "Nobody else can confirm yet. Another at HR or a head of department is needed."
            )
            if is_draft and not seconds
            else "",
            goes_on=not is_draft and batch.finished_at is None,
            done=batch.rows_done,
            of_all=batch.rows_in_file,
            progress=how_words(batch),
            columns=[
                Column(_("Who or which post")),
                Column(_("What")),
                Column(_("Now")),
                Column(_("In the file")),
            ],
            changes=[_row(each, units) for each in would["changes"]],
            more_changes=ngettext(
                "And %(count)s more that changes.", "And %(count)s more that change.", more
            )
            % {"count": _number(more)}
            if more > 0
            else "",
        )


def would_words(batch: PayrollImport) -> str:
    """One sentence: "2 är nya, 3 ändras och 240 är som förut." """
    would = batch.would
    if not would["new"] and not would["changed"]:
        return _("The file says nothing new.")
    parts = [
        ngettext("%(count)s is new", "%(count)s are new", would["new"]),
        ngettext("%(count)s changes", "%(count)s change", would["changed"]),
        ngettext("%(count)s is as before", "%(count)s are as before", would["unchanged"]),
    ]
    counts = (would["new"], would["changed"], would["unchanged"])
    told = [
        words % {"count": _number(count)}
        for words, count in zip(parts, counts, strict=True)
        if count
    ]
    return f"{formats.joined(told, language())}."


def _notes(batch: PayrollImport, today: date) -> list[str]:
    would = batch.would
    notes = [
        f"{PayrollKind(batch.kind).label}. "
        + _("The file was made %(day)s.") % {"day": day_words(batch.made_on, today)}
    ]
    if batch.began_at:
        notes.append(would_words(batch))
    if missing := len(would["missing"]):
        notes.append(
            ngettext(
                "%(count)s who works here is not in the file. Nobody's employment ends unless you say so.",
                "%(count)s who work here are not in the file. Nobody's employment ends unless you say so.",
                missing,
            )
            % {"count": _number(missing)}
        )
    if others := would["others"]:
        notes.append(
            ngettext(
                "%(count)s post here is not in the file, and stays as it is.",
                "%(count)s posts here are not in the file, and stay as they are.",
                others,
            )
            % {"count": _number(others)}
        )
    if batch.passed_by:
        columns = ", ".join(batch.passed_by)
        notes.append(_("These columns are passed by: %(columns)s.") % {"columns": columns})
    return notes


def _row(change: Sequence[str], units: Mapping[str, str]) -> Row:
    called, column, before, after = change
    return Row(
        [
            Cell(called),
            Cell(str(CHANGED[column])),
            Cell(_value(column, before, units)),
            Cell(_value(column, after, units)),
        ]
    )


def _value(column: str, value: str, units: Mapping[str, str]) -> str:
    if not value:
        return "–"
    if column == "unit":
        return units.get(value, "–")
    if column in _LABELS:
        return str(_LABELS[column](value).label)
    return f"{value} %" if column == "share" else value


def _number(count: int) -> str:
    return formats.number(count, language())
