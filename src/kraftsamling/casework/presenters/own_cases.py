"""One's own cases on Idag: the nearest few, and the way to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case
from kraftsamling.casework.presenters.worklist import row_of
from kraftsamling.common.parts import Column, Link, Row

AT_MOST: Final = 5
_SHOWN_CELLS: Final = 4
"""Who it is, where it is, the time left and the next step: whose it is everybody knows."""


@dataclass(frozen=True)
class OwnCases:
    """The section "Mina ärenden"."""

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    more: Link

    @classmethod
    def of(cls, cases: Sequence[Case], total: int, *, now: datetime) -> OwnCases:
        return cls(
            title=_("My cases"),
            lead=ngettext(
                "%(count)s open case. Names, concerns and notes are shown when you open it. It is logged.",
                "%(count)s open cases. Names, concerns and notes are shown when you open one. It is logged.",
                total,
            )
            % {"count": total},
            columns=[
                Column(_("Child or adult")),
                Column(_("Where in the case")),
                Column(_("Time left"), sorted="ascending"),
                Column(_("Next step")),
            ],
            rows=[Row(row_of(each, now).cells[:_SHOWN_CELLS]) for each in cases[:AT_MOST]],
            more=Link(_("See all my cases"), reverse("case_list") + "?vy=mina"),
        )
