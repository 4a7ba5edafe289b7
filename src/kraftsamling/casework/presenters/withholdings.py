"""What is kept from custodians in a case, and what could be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, Withholding
from kraftsamling.casework.presenters.extracts import (
    WITHHOLDABLE,
    heading_of,
    party_words,
    withhold_address,
)
from kraftsamling.casework.presenters.words import day_words, path_to
from kraftsamling.casework.selectors.extracts import Entry
from kraftsamling.casework.statuses import WithheldKind, WithholdGround
from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.organisations.filling_in import May
from kraftsamling.organisations.presenters.pages import ListPage

WORDS_SHOWN: Final = 24


def withheld_page(
    case: Case, held: Sequence[Withholding], entries: Sequence[Entry], *, may: May, today: date
) -> ListPage:
    """Notes, hearings, statements and the child's words: what custodians may not see, first."""
    by_row = {each.row_id: each for each in held}
    lines = [
        (each, WITHHOLDABLE[each.thing.kind])
        for each in entries
        if each.thing.kind in WITHHOLDABLE and not each.thing.for_staff
    ]
    lines.sort(key=lambda line: (_row_id(*line) not in by_row, not line[0].thing.withheld))
    title = _("Kept from custodians")
    return ListPage(
        title=title,
        lead=_lead(len(held)),
        breadcrumb=path_to(case, Link(title), today=today),
        columns=[Column(_("What")), Column(_("Custodians")), Column(_("Look at it again"))],
        rows=[_line(entry, kind, by_row, case, may) for entry, kind in lines],
        nothing=_("Nothing is written yet that could be kept from anybody."),
        note=_(
            "A custodian may normally see what is in the file. What is kept back is left out of every extract"
            " and of the family's mapping, and the child is told so on its own page."
        ),
    )


def _lead(count: int) -> str:
    if not count:
        return _("Nothing is kept back by a decision.")
    return ngettext(
        "%(count)s thing is kept back by a decision.",
        "%(count)s things are kept back by a decision.",
        count,
    ) % {"count": formats.in_words(count).capitalize()}


def _row_id(entry: Entry, kind: WithheldKind) -> UUID:
    found: UUID = entry.row.thread if kind is WithheldKind.NOTE else entry.row.pk
    return found


def _line(
    entry: Entry, kind: WithheldKind, held: dict[UUID, Withholding], case: Case, may: May
) -> Row:
    row = held.get(_row_id(entry, kind))
    text = entry.thing.text
    shown = Truncator(text).words(WORDS_SHOWN, truncate=" …")
    if row:
        url = reverse("withhold_lift", args=[row.pk]) if may("lift", "withholding", row) else ""
        who = party_words(row.from_whom) if row.from_whom else _("All custodians")
        state = Cell(
            _("%(who)s may not see it. %(ground)s: %(reason)s")
            % {
                "who": who,
                "ground": WithholdGround(row.ground).label,
                "reason": row.reason,
            }
        )
        again = Cell(day_words(row.review_on))
    else:
        url = withhold_address(case, kind, entry.row) if may("create", "withholding") else ""
        state = Cell(_("May not see it: ticked when it was written, without a decision"))
        if not entry.thing.withheld:
            state = Cell(_("May see it"))
        again = Cell("–")
    return Row([Cell(heading_of(entry), url=url, sub=shown), state, again])
