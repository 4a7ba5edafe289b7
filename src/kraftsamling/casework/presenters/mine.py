"""What I have written, as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import CaseNote, Draft
from kraftsamling.casework.presenters.words import moment_words, short_name
from kraftsamling.casework.statuses import NoteKind
from kraftsamling.common.parts import Cell, Column, Link, Row, TimeRow


@dataclass(frozen=True)
class WrittenPage:
    """The last thirty days, and the drafts."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    drafts: Sequence[TimeRow]

    @classmethod
    def of(
        cls,
        notes: Sequence[CaseNote],
        drafts: Sequence[Draft],
        places: Mapping[UUID, tuple[str, list[UUID]]],
        *,
        today: date,
    ) -> WrittenPage:
        count = len(notes)
        return cls(
            title=_("What I have written"),
            lead=ngettext(
                "You have signed %(count)s note the last thirty days.",
                "You have signed %(count)s notes the last thirty days.",
                count,
            )
            % {"count": count},
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(_("What I have written"))],
            columns=[Column(_("Signed")), Column(_("Case")), Column(_("Note"))],
            rows=[
                Row(
                    [
                        Cell(
                            moment_words(each.signed_at), url=reverse("case_note", args=[each.pk])
                        ),
                        Cell(short_name(each.case.subject, today)),
                        Cell(
                            str(NoteKind(each.kind).label),
                            sub=_("version %(number)s") % {"number": each.number}
                            if each.number > 1
                            else "",
                        ),
                    ]
                )
                for each in notes
            ],
            drafts=[
                TimeRow(
                    _draft_name(each),
                    detail=moment_words(each.saved_at),
                    url=_draft_url(each, places),
                )
                for each in drafts
            ],
        )


def _draft_name(draft: Draft) -> str:
    return _("A concern report") if draft.form == "report" else _("A text in a case")


def _draft_url(draft: Draft, places: Mapping[UUID, tuple[str, list[UUID]]]) -> str:
    if draft.form == "report":
        return reverse("report_step", args=[draft.about, "anmalare"])
    if draft.pk not in places:
        return ""
    page, ids = places[draft.pk]
    return reverse(page, args=ids)
