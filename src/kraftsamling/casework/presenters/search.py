"""The search for a person, and what it found: initials and age, case number and unit, and nothing of why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.presenters.words import case_page, short_name
from kraftsamling.casework.selectors.person_search import Hit, Hits
from kraftsamling.common.parts import Cell, Column, Row


@dataclass(frozen=True)
class SearchPage:
    """Before and after: `found` is empty until something has been searched for."""

    title: str
    lead: str
    found: str = ""
    nothing: str = ""
    columns: Sequence[Column] = field(default_factory=tuple)
    rows: Sequence[Row] = field(default_factory=tuple)

    @classmethod
    def of(cls, hits: Hits | None, *, may_break: bool, today: date) -> SearchPage:
        title = _("Search for a person or a case")
        lead = _("What you search for is kept in the log, also when nobody is found.")
        if hits is None:
            return cls(title, lead)
        count = len(hits.persons)
        if not count:
            return cls(
                title,
                lead,
                nothing=_(
                    "Nobody whom you may find has that name or number. Look at the spelling."
                ),
            )
        found = ngettext("One person found.", "%(count)s people found.", count) % {"count": count}
        if hits.more:
            found = _("These are the first twenty. Write more of the name to find the others.")
        return cls(
            title,
            lead,
            found=found,
            columns=[
                Column(_("Person")),
                Column(_("Case")),
                Column(_("Unit")),
                Column(_("What you can do")),
            ],
            rows=[_row(each, may_break=may_break, today=today) for each in hits.found],
        )


def _row(hit: Hit, *, may_break: bool, today: date) -> Row:
    if hit.opens:
        act = Cell(_("Open the case"), url=case_page(hit.case))
    elif may_break:
        act = Cell(_("Open with a reason"), url=reverse("glass_break", args=[hit.case.pk]))
    else:
        act = Cell(_("Ask the unit"))
    return Row(
        [
            Cell(short_name(hit.person, today)),
            Cell(hit.case.number, sub="" if hit.case.is_open else _("closed"), nowrap=True),
            Cell(hit.case.unit.name),
            act,
        ]
    )
