"""The worklist as a page: a sentence, the views, and rows that say as little of the child as they can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, SavedView
from kraftsamling.casework.presenters.lists import ListTools, choice_words
from kraftsamling.casework.presenters.words import (
    act_for,
    case_page,
    language,
    lapses,
    short_name,
    time_left,
    tone_of,
)
from kraftsamling.casework.selectors.lists import PREFIX
from kraftsamling.casework.selectors.worklist import CLOSED, COUNTED_AT_MOST, Choice, WorkPage
from kraftsamling.casework.statuses import Competence, Phase, Urgency
from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row

VIEW_NAMES: Final = {
    "mina": _lazy("Mine"),
    "gruppens": _lazy("The unit's"),
    "vantar": _lazy("Waiting for a worker"),
    "snart": _lazy("Run out within 7 days"),
    "stangda": _lazy("Closed cases"),
}


@dataclass(frozen=True)
class WorklistPage:
    """A page of the worklist. `data_age` is told where the record is kept in another system."""

    title: str
    lead: str
    tabs: Sequence[Link]
    columns: Sequence[Column]
    rows: Sequence[Row]
    next_url: str
    empty: str
    shown: str
    register_url: str
    adult_url: str = ""
    allocation_url: str = ""
    words: str = ""
    tools: ListTools | None = None
    sheet_url: str = ""
    data_age: str = ""
    data_is_old: bool = False

    @classmethod
    def of(
        cls,
        page: WorkPage,
        choice: Choice,
        *,
        views: Sequence[str],
        may_register: bool,
        may_open_adult: bool = False,
        may_allocate: bool = False,
        now: datetime,
        saved: Sequence[SavedView] = (),
        chosen: SavedView | None = None,
        unit: str = "",
        may_export: bool = False,
        data_age: str = "",
        data_is_old: bool = False,
    ) -> WorklistPage:
        return cls(
            title=_("Cases"),
            lead=_lead(choice, page.total),
            tabs=[
                *(
                    Link(
                        str(VIEW_NAMES[code]),
                        f"{reverse('case_list')}?{urlencode({'vy': code})}",
                        current=code == choice.view and chosen is None,
                    )
                    for code in views
                ),
                *(
                    Link(
                        each.name,
                        f"{reverse('case_list')}?vy={PREFIX}{each.pk}",
                        current=each == chosen,
                    )
                    for each in saved
                ),
            ],
            words="" if page.total is None else choice_words(choice, page.total, unit=unit),
            tools=ListTools.of(choice, chosen, may_export=may_export),
            columns=[
                Column(_("Child or adult")),
                Column(_("Where in the case")),
                Column(_("Time left"), sorted="ascending"),
                Column(_("Next step")),
                Column(_("Worker")),
                Column(_("Waited"), number=True),
            ],
            rows=[row_of(case, now) for case in page.cases],
            next_url=_following(choice, page),
            empty=_empty(choice),
            shown=_("Names, concerns and notes are shown when you open the case. It is logged."),
            register_url=reverse("report_new") if may_register else "",
            adult_url=reverse("adult_new") if may_open_adult else "",
            allocation_url=reverse("allocation") if may_allocate else "",
            sheet_url=reverse("deadline_sheet"),
            data_age=data_age,
            data_is_old=data_is_old,
        )


def _lead(choice: Choice, total: int | None) -> str:
    if total is None:
        return _("More of the list, in the same order.")
    if not total:
        return ""
    if total > COUNTED_AT_MOST:
        words = (
            _("More than %(count)s closed cases, the latest first.")
            if choice.view == CLOSED
            else _("More than %(count)s cases, those with least time left first.")
        )
        return words % {"count": formats.number(COUNTED_AT_MOST, language())}
    words = {
        "vantar": ngettext(
            "%(count)s case has no worker.", "%(count)s cases have no worker.", total
        ),
        "snart": ngettext(
            "%(count)s case runs out within a week.",
            "%(count)s cases run out within a week.",
            total,
        ),
        CLOSED: ngettext(
            "%(count)s closed case.", "%(count)s closed cases, the latest first.", total
        ),
    }.get(choice.view) or ngettext(
        "%(count)s case, the one with least time left first.",
        "%(count)s cases, those with least time left first.",
        total,
    )
    return words % {"count": formats.number(total, language())}


def _empty(choice: Choice) -> str:
    if choice.view == "mina":
        return _("You have no cases. Your manager gives out new ones in the morning.")
    if choice.view == "vantar":
        return _("Every case has a worker.")
    return _("Nothing fits the choice. Take away a filter.")


def _following(choice: Choice, page: WorkPage) -> str:
    if page.following is None:
        return ""
    after = urlencode({"efter": str(page.following)})
    return f"{reverse('case_list')}?{choice.query}&{after}"


def neutral_type(case: Case) -> str:
    """Phase, and what whoever takes it must be good at: the closed list, never the concern."""
    return _type_words(case.phase, case.urgency, case.competence, language())


@lru_cache(maxsize=256)
def _type_words(phase: str, urgency: str, competence: str, _language: str) -> str:
    """A list says the same few over and over."""
    parts = [str(Phase(phase).label)]
    if urgency == Urgency.FIRST:
        parts.append(str(Urgency.FIRST.label).lower())
    if competence:
        parts.append(str(Competence(competence).label))
    return " · ".join(parts)


def row_of(case: Case, now: datetime) -> Row:
    """One row: initials and age, phase, time left, next step, worker, how long it has waited."""
    waits = case.waiting_since
    return Row(
        [
            Cell(
                short_name(case.subject, day_of(now)),
                url=case_page(case),
                sub=case.number,
                nowrap=True,
            ),
            Cell(neutral_type(case)),
            Cell(
                time_left(case.next_due_at, now, lapses=lapses(case.next_due_code)),
                tone=tone_of(case.next_due_at, now),  # type: ignore[arg-type]
                nowrap=True,
            ),
            Cell(str(act_for(case.next_due_code).verb) if case.next_due_code else "–"),
            Cell(case.responsible.name if case.responsible else _("Nobody yet")),
            Cell(
                ngettext("%(count)s day", "%(count)s days", (now - waits).days)
                % {"count": (now - waits).days}
                if waits
                else "–",
                nowrap=True,
            ),
        ]
    )
