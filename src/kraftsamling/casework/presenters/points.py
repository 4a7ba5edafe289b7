"""What cases weigh, and one's own load, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.forms.points import STEPS
from kraftsamling.casework.models import CaseWeight, LoadRating
from kraftsamling.casework.presenters.settings import below
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.rules.points import START, Weights
from kraftsamling.casework.selectors.points import Load, Portion
from kraftsamling.casework.statuses import CaseKind, Complexity, Phase
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.organisations.presenters.pages import FormPage, ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs

SORTS = (Complexity.SIMPLE, Complexity.ORDINARY, Complexity.COMPLEX)


def sort_words(kind: str, phase: str) -> str:
    """ "Barn, utredning"."""
    return f"{CaseKind(kind).label}, {str(Phase(phase).label).lower()}"


def weights_page(weights: Weights, *, may_change: bool) -> ListPage:
    """What every kind and phase weighs today."""
    title = _("Points")
    return ListPage(
        title=title,
        lead=_(
            "150 points are a full load with five years in the profession. A case weighs what stands here."
        ),
        breadcrumb=settings_crumbs(title),
        columns=[
            Column(_("Case")),
            *(Column(str(each.label), number=True) for each in SORTS),
        ],
        rows=[
            Row(
                [
                    Cell(
                        sort_words(*sort),
                        url=reverse("weight", args=sort) if may_change else "",
                        sub="" if points != START[sort] else _("start value"),
                    ),
                    *(Cell(str(each)) for each in points),
                ]
            )
            for sort, points in weights.items()
        ],
        note=_(
            "Points are a tool for the work environment, and rank nobody. A worker sees her own, and her"
            " manager those of the unit. Colleagues never see each other's. The start values are ours;"
            " talk them through with the unions before they are used."
        ),
    )


def weight_form(kind: str, phase: str) -> FormPage:
    """One kind and phase."""
    title = sort_words(kind, phase)
    return FormPage(
        title=title,
        lead=_("In fives. What is given out before that day was weighed by the former points."),
        breadcrumb=below("weights", _("Points"), title),
        verb=_("Save"),
        back_url=reverse("weights"),
    )


def weight_columns() -> list[Column]:
    """The head of the history of a weight."""
    return [
        Column(_("From")),
        *(Column(str(each.label), number=True) for each in SORTS),
        Column(_("By")),
    ]


def weight_history(rows: Sequence[CaseWeight], names: dict[UUID, str]) -> list[Row]:
    """What has been decided for one kind and phase, the latest first."""
    return [
        Row(
            [
                Cell(day_words(each.valid_from), nowrap=True),
                *(Cell(str(points)) for points in (each.simple, each.ordinary, each.heavy)),
                Cell(
                    names.get(each.by_membership, "–") if each.by_membership else "–",
                    sub=day_words(day_of(each.at)),
                ),
            ]
        )
        for each in rows
    ]


def of_ceiling(points: int, ceiling: int) -> str:
    """ "129 av 150 poäng"."""
    return _("%(points)s of %(ceiling)s points") % {"points": points, "ceiling": ceiling}


@dataclass(frozen=True)
class OwnLoad:
    """One's own load on Idag: nobody else sees it but the manager."""

    words: str
    points: int
    ceiling: int
    is_full: bool
    note: str
    url: str

    @classmethod
    def of(cls, load: Load) -> OwnLoad:
        return cls(
            words=of_ceiling(load.points, load.capacity.ceiling),
            points=load.points,
            ceiling=load.capacity.ceiling,
            is_full=load.points > load.capacity.ceiling,
            note=_("Only you and your manager see this."),
            url=reverse("own_load"),
        )


@dataclass(frozen=True)
class OwnLoadPage:
    """Where the points come from, and the worker's own view of them when the authority asks for it."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    load: OwnLoad
    columns: Sequence[Column]
    rows: Sequence[Row]
    said: Sequence[Row]
    said_columns: Sequence[Column]
    note: str

    @classmethod
    def of(cls, load: Load, ratings: Sequence[LoadRating]) -> OwnLoadPage:
        rows = [_portion_row(each) for each in load.portions]
        if load.capacity.carries:
            rows.append(
                Row([Cell(_("Supervising a trainee")), Cell("–"), Cell(str(load.capacity.carries))])
            )
        room = load.capacity.ceiling - load.points
        return cls(
            title=_("My load"),
            lead=_("You have %(words)s. There is room for %(room)s points more.")
            % {"words": of_ceiling(load.points, load.capacity.ceiling), "room": room}
            if room > 0
            else _("You have %(words)s. There is no room for more: talk with your manager.")
            % {"words": of_ceiling(load.points, load.capacity.ceiling)},
            breadcrumb=[Link(_("Today"), reverse("today")), Link(_("My load"))],
            load=OwnLoad.of(load),
            columns=[
                Column(_("What")),
                Column(_("How many"), number=True),
                Column(_("Points"), number=True),
            ],
            rows=rows,
            said=[
                Row([Cell(_month(each.month)), Cell(str(dict(STEPS)[each.step]))])
                for each in ratings
            ],
            said_columns=[Column(_("Month")), Column(_("You said"))],
            note=_(
                "Points are a tool for the work environment, and rank nobody. Your colleagues do not see"
                " yours, and you do not see theirs."
            ),
        )


def _portion_row(portion: Portion) -> Row:
    return Row(
        [
            Cell(
                sort_words(portion.kind, portion.phase),
                sub=""
                if portion.complexity == Complexity.ORDINARY
                else str(Complexity(portion.complexity).label),
            ),
            Cell(str(portion.count)),
            Cell(str(portion.points)),
        ]
    )


def _month(first: date) -> str:
    return day_words(first).split(" ", 1)[1]
