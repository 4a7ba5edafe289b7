"""The choice of the list in words, and the pages of what one keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kraftsamling.casework.models import ExportJob, SavedView
from kraftsamling.casework.presenters.words import day_words, language, moment_words
from kraftsamling.casework.selectors.worklist import CLOSED, COUNTED_AT_MOST, Choice
from kraftsamling.casework.services.exports import KEPT
from kraftsamling.casework.statuses import CaseKind, ExportState, Phase
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Link, Row
from kraftsamling.organisations.presenters.pages import FormPage, ListPage

WHICH: Final[Mapping[str, str | Promise]] = {
    "mina": _lazy("those that are mine"),
    "vantar": _lazy("those that wait for a worker"),
    "snart": _lazy("those whose time runs out within 7 days"),
}


def choice_words(choice: Choice, total: int, *, unit: str) -> str:
    """ "Visar 34 öppna ärenden i Utredning 2, de vars tid går ut inom 7 dagar"."""
    return _("Shows %(parts)s.") % {
        "parts": ", ".join([_how_many(choice, total, unit), *_which(choice)])
    }


def _how_many(choice: Choice, total: int, unit: str) -> str:
    more = total > COUNTED_AT_MOST
    shown = min(total, COUNTED_AT_MOST)
    words = (
        ngettext("%(count)s closed case", "%(count)s closed cases", total)
        if choice.view == CLOSED
        else ngettext("%(count)s open case", "%(count)s open cases", total)
    ) % {"count": formats.number(shown, language())}
    if more:
        words = _("more than %(cases)s") % {"cases": words}
    return _("%(cases)s in %(unit)s") % {"cases": words, "unit": unit} if unit else words


def _which(choice: Choice) -> list[str]:
    parts = [str(WHICH[choice.view])] if choice.view in WHICH else []
    if choice.phase:
        parts.append(_("in the phase %(phase)s") % {"phase": Phase(choice.phase).label})
    if choice.kind:
        parts.append(_("only children") if choice.kind == CaseKind.CHILD else _("only adults"))
    return parts


@dataclass(frozen=True)
class ListTools:
    """What stands above the list beside its words: keep it, rename what is kept, take it out as a file."""

    save_url: str
    rename_url: str
    rename_label: str
    export_url: str

    @classmethod
    def of(cls, choice: Choice, saved: SavedView | None, *, may_export: bool) -> ListTools:
        return cls(
            save_url="" if saved else f"{reverse('view_new')}?{choice.query}",
            rename_url=reverse("view", args=[saved.pk]) if saved else "",
            rename_label=_("Change the view %(name)s") % {"name": saved.name} if saved else "",
            export_url=f"{reverse('export_new')}?{choice.query}" if may_export else "",
        )


def form_page(title: str, *, verb: str, lead: str = "", note: str = "") -> FormPage:
    """A form about the list, with the way back to it."""
    return FormPage(
        title=title,
        verb=verb,
        lead=lead,
        note=note,
        breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
        back_url=reverse("case_list"),
    )


def exports_page(jobs: Sequence[ExportJob], *, now: datetime) -> ListPage:
    """The files that one has asked for, and where each is."""
    title = _("Files of the list")
    return ListPage(
        title=title,
        lead=_("A file is yours alone, and is taken away after seven days."),
        breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
        columns=[
            Column(_("Asked for")),
            Column(_("State")),
            Column(_("Cases"), number=True),
            Column(_("As a workbook")),
        ],
        rows=[
            Row(
                [
                    Cell(
                        moment_words(each.asked_at),
                        url=reverse("export_file", args=[each.pk])
                        if each.state == ExportState.READY
                        else "",
                        sub=each.purpose,
                    ),
                    Cell(str(ExportState(each.state).label), sub=_state(each)),
                    Cell(formats.number(each.rows_in_all, language()) if each.ready_at else "–"),
                    Cell(
                        "XLSX",
                        url=reverse("export_workbook", args=[each.pk]),
                    )
                    if each.state == ExportState.READY
                    else Cell("–"),
                ]
            )
            for each in jobs
        ],
        nothing=_("You have asked for no file. You do it above the list of cases."),
        verbs=[Action(_("Look again"), reverse("exports"), "secondary")] if jobs else [],
        note=_("Somebody with protected identity is in no file."),
    )


@dataclass(frozen=True)
class Making:
    """A file that is made now: how many rows are done of how many, and that in words."""

    done: int
    of_all: int
    words: str


def making(jobs: Sequence[ExportJob]) -> list[Making]:
    """The files that are being made."""
    return [
        Making(
            each.rows_done,
            max(each.rows_in_all, 1),
            _("The file: %(state)s") % {"state": _state(each)},
        )
        for each in jobs
        if each.state == ExportState.MAKING
    ]


def _state(job: ExportJob) -> str:
    if job.state == ExportState.MAKING:
        return _("%(done)s of %(all)s") % {"done": job.rows_done, "all": job.rows_in_all}
    if job.state == ExportState.READY and job.ready_at:
        return _("until %(day)s") % {"day": day_words(day_of(job.ready_at + KEPT))}
    return ""
