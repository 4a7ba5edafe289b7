"""The pages on which cases from a record system are read in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.importing.reading import CaseFault, DryRun
from kraftsamling.casework.models import ImportBatch
from kraftsamling.casework.presenters.words import language, moment_words
from kraftsamling.common import formats
from kraftsamling.common.parts import Link
from kraftsamling.documents.imports.faults import Fault
from kraftsamling.documents.imports.words import Faults, Former, Words
from kraftsamling.documents.tables.words import shown

FAULTS: Final[Words] = {
    Fault.TWICE: _lazy("The case “%(value)s” already stands in a row above."),
    CaseFault.HANDLER: _lazy("Nobody called “%(value)s” works with cases here today."),
    CaseFault.TWO_HANDLERS: _lazy(
        "Several workers are called “%(value)s”. Write the e-mail instead."
    ),
}
COLUMNS: Final[Words] = {
    "case_id": _lazy("the case number"),
    "child_ref": _lazy("the reference of the child"),
    "received_date": _lazy("the day the report came"),
    "unit": _lazy("the unit"),
}


def faults_of(name: str, run: DryRun) -> Faults:
    """What stands in the way of a file of cases."""
    return Faults.of(name, run, faults=FAULTS, columns=COLUMNS)


@dataclass(frozen=True)
class CaseImportPage:
    """Choose a file."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    points: Sequence[str]
    faults: Faults | None
    formers: Sequence[Former]

    @classmethod
    def of(cls, formers: Sequence[ImportBatch], *, faults: Faults | None = None) -> CaseImportPage:
        title = _("Read in cases from the record system")
        return cls(
            title=title,
            lead=_("Choose the file that the record system made. You see what it would do first."),
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
            points=[
                _("One row for each case. The first row has the headings."),
                _(
                    "We read numbers, initials, birth date, days, unit and worker. Other columns are "
                    "passed by: names, concerns and free text never come here."
                ),
                _("All of the file is read in, or nothing. Somebody else needs to confirm."),
                _("The same file again changes nothing."),
            ],
            faults=faults,
            formers=[
                Former(
                    shown(each.file_name) or _("Without a name"),
                    reverse("case_import_batch", args=[each.pk]),
                    _how(each),
                )
                for each in formers
            ],
        )


def _how(batch: ImportBatch) -> str:
    words = {
        "count": formats.number(batch.rows_in_file, language()),
        "done": formats.number(batch.rows_done, language()),
        "moment": moment_words(batch.finished_at or batch.began_at or batch.made_at),
    }
    if batch.finished_at:
        return _("Read in %(moment)s: %(count)s cases.") % words
    if batch.began_at:
        return _("Being read in: %(done)s of %(count)s cases.") % words
    return _("Chosen %(moment)s: %(count)s cases. Not read in yet.") % words


@dataclass(frozen=True)
class ImportBatchPage:
    """What a file would do, how far it has come, or what it did."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    notes: Sequence[str]
    ask_url: str
    discard_url: str
    who: Sequence[str]
    nobody: str
    goes_on: bool
    done: int
    of_all: int
    progress: str

    @classmethod
    def of(
        cls,
        batch: ImportBatch,
        *,
        asked_at: datetime | None,
        may_commit: bool,
        may_discard: bool,
        seconds: Sequence[str],
    ) -> ImportBatchPage:
        title = shown(batch.file_name) or _("A file from the record system")
        is_draft = batch.began_at is None
        goes_on = batch.began_at is not None and batch.finished_at is None
        ask = is_draft and may_commit and not asked_at
        return cls(
            title=title,
            lead=_("It has been asked for. One of the people below needs to confirm.")
            if is_draft and asked_at
            else _how(batch),
            breadcrumb=[
                Link(_("Cases"), reverse("case_list")),
                Link(_("Read in cases"), reverse("case_import")),
                Link(title),
            ],
            notes=_notes(batch),
            ask_url=reverse("case_import_ask", args=[batch.pk]) if ask else "",
            discard_url=reverse("case_import_discard", args=[batch.pk])
            if is_draft and may_discard
            else "",
            who=seconds if is_draft else [],
            nobody=_("Nobody else can confirm yet. A manager or an archivist is needed.")
            if is_draft and not seconds
            else "",
            goes_on=goes_on,
            done=batch.rows_done,
            of_all=batch.rows_in_file,
            progress=_how(batch),
        )


def _notes(batch: ImportBatch) -> list[str]:
    known = batch.rows_in_file - batch.new_cases
    words = {
        "new": formats.number(batch.new_cases, language()),
        "known": formats.number(known, language()),
    }
    notes = [
        _("The file was made %(moment)s. That is the age of the data that pages tell.")
        % {"moment": moment_words(batch.source_at)},
        _("%(new)s new cases, and %(known)s that are here already and get the file's days.")
        % words,
    ]
    if batch.passed_by:
        columns = ", ".join(batch.passed_by)
        notes.append(_("These columns are passed by: %(columns)s.") % {"columns": columns})
    return notes
