"""Conflicts of interest in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models import Case, ConflictBlock
from kraftsamling.casework.presenters.words import day_words, path_to, short_name
from kraftsamling.casework.rules.conflict_hints import Hint
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.organisations.filling_in import May

_HINTS: Final[Mapping[Hint, str | Promise]] = {
    Hint.ADDRESS: _lazy("The worker has the same address as somebody in the case."),
    Hint.SURNAME_AND_POSTCODE: _lazy(
        "The worker has the same surname and postcode as somebody in the case."
    ),
    Hint.SURNAME: _lazy("The worker has the same surname as somebody in the case."),
}


def hint_words(hints: Sequence[Hint]) -> str:
    """What hints at a conflict, and what to do."""
    return " ".join(
        [*(str(_HINTS[each]) for each in hints), _("Ask the worker first, and tick the box.")]
    )


@dataclass(frozen=True)
class BlocksPage:
    """Who is set aside from a case, for its manager."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]

    @classmethod
    def of(
        cls,
        case: Case,
        blocks: Sequence[ConflictBlock],
        names: Mapping[str, str],
        *,
        may: May,
        today: date,
    ) -> BlocksPage:
        title = _("Who is set aside from the case")
        return cls(
            title=title,
            lead=_("They find the case nowhere. Only you see why, and it is logged that you look.")
            if blocks
            else _("Nobody has said that there is a conflict of interest."),
            breadcrumb=path_to(case, Link(title), today=today),
            columns=[Column(_("Who")), Column(_("Since")), Column(_("Why")), Column(_("Lift it"))],
            rows=[
                Row(
                    [
                        Cell(names.get(each.human, _("Somebody without an account"))),
                        Cell(day_words(day_of(each.declared_at))),
                        Cell(each.words or "–"),
                        Cell(_("Ask to lift it"), url=reverse("conflict_lift", args=[each.pk]))
                        if may("lift", "coi_declaration", each)
                        else Cell("–"),
                    ]
                )
                for each in blocks
            ],
        )


@dataclass(frozen=True)
class YearlyPage:
    """All cases one has, each with the way out of it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    nothing: str

    @classmethod
    def of(cls, cases: Sequence[Case], *, today: date) -> YearlyPage:
        title = _("Do you have a conflict of interest?")
        return cls(
            title=title,
            lead=_(
                "Is there somebody in these cases whom you know or are related to? Say so, and somebody"
                " else takes the case. We ask every year."
            ),
            breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
            columns=[Column(_("Case")), Column(_("What you can do"))],
            rows=[
                Row(
                    [
                        Cell(short_name(each.subject, today), sub=each.number),
                        Cell(
                            _("I have a conflict of interest"),
                            url=reverse("case_conflict", args=[each.pk]),
                        ),
                    ]
                )
                for each in cases
            ],
            nothing=_("You have no cases now."),
        )
