"""The whole plan on one A4: areas by organisations, as much as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.documents.pdf import render_pdf
from kraftsamling.improvement import selectors
from kraftsamling.improvement.models import ActionPlan, Activity, DevelopmentArea
from kraftsamling.improvement.presenters.since import kicker_of, phases_of
from kraftsamling.improvement.presenters.words import (
    activity_tag,
    isolated,
    language,
    state_words,
    tally_words,
)
from kraftsamling.improvement.statuses import ActivityState
from kraftsamling.organisations.models import Authority

TEMPLATE: Final = Path(__file__).parents[1] / "typst" / "sheet.typ"
COLUMNS: Final = 12  # more organisations than this share the last column
AREAS: Final = 14  # and so many areas have room even when only their names do
# What a reader of the wall needs first comes first in each cell.
_ORDER: Final = (
    ActivityState.ONGOING,
    ActivityState.NOT_BEGUN,
    ActivityState.PAUSED,
    ActivityState.DONE,
    ActivityState.CANCELLED,
)


@dataclass(frozen=True)
class Item:
    """A goal or an activity with its state."""

    what: str
    state: str


@dataclass(frozen=True)
class SheetCell:
    """What one organisation does in one area; `tally` stands there when not everything does."""

    items: Sequence[Item]
    tally: str


@dataclass(frozen=True)
class SheetArea:
    """One row."""

    name: str
    goals: Sequence[dict[str, str]]
    cells: Sequence[SheetCell]


@dataclass(frozen=True)
class PlanSheet:
    """Ready strings for the sheet. The template decides how much of it there is room for."""

    language: str
    title: str
    kicker: str
    vision: str
    phases: Sequence[str]
    organisations: Sequence[str]
    areas: Sequence[SheetArea]
    total: int
    hidden: str
    words: dict[str, str]

    @classmethod
    def of(cls, plan: ActionPlan, areas: Sequence[DevelopmentArea], *, today: date) -> PlanSheet:
        owners = _columns(areas)
        stretches = phases_of(selectors.phases_of(plan), today)
        beyond = len(areas) - AREAS
        return cls(
            language=language(),
            title=isolated(plan.name),
            kicker=kicker_of(plan),
            vision=isolated(plan.vision),
            phases=[f"{each.name}, {each.period}. {each.text}".strip() for each in stretches],
            organisations=[name for name, _owners in owners],
            areas=[_row(area, owners, today) for area in areas[:AREAS]],
            total=sum(len(_activities(area)) for area in areas),
            hidden=(
                ngettext("%(n)s area has no room here.", "%(n)s areas have no room here.", beyond)
                % {"n": beyond}
                if beyond > 0
                else ""
            ),
            words={
                "areas": _("Area and goals"),
                "more": _("and {n} more"),
                "more_goals": _("and {n} more goals"),
                "all": _("All {total} activities stand here."),
                "left_out": _(
                    "{shown} of {total} activities stand here, those that are not done first. All of them"
                    " are on the plan's page."
                ),
            },
        )

    def pdf(self) -> bytes:
        """One page, always."""
        return render_pdf(TEMPLATE, asdict(self))


def _activities(area: DevelopmentArea) -> list[Activity]:
    return [each for goal in area.goals.all() for each in goal.activities.all()]


def _columns(areas: Sequence[DevelopmentArea]) -> Sequence[tuple[str, frozenset[Any]]]:
    """A heading and its owners; those that have no column of their own share the last."""
    owners: dict[Any, Authority] = {
        a.owner_id: a.owner for area in areas for a in _activities(area)
    }
    listed = sorted(owners.values(), key=lambda owner: (owner.short_name, str(owner.pk)))
    own = listed if len(listed) <= COLUMNS else listed[: COLUMNS - 1]
    rest = listed[len(own) :]
    columns = [(owner.short_name, frozenset({owner.pk})) for owner in own]
    if rest:
        name = _("%(n)s other organisations") % {"n": len(rest)}
        columns.append((name, frozenset(owner.pk for owner in rest)))
    return columns


def _row(
    area: DevelopmentArea, columns: Sequence[tuple[str, frozenset[Any]]], today: date
) -> SheetArea:
    activities = _activities(area)
    return SheetArea(
        name=f"{area.position}. {isolated(area.name)}",
        goals=[
            {"words": isolated(goal.sentence), "state": state_words(goal.state)}
            for goal in area.goals.all()
        ],
        cells=[
            _cell([each for each in activities if each.owner_id in owners], today)
            for _name, owners in columns
        ],
    )


def _cell(activities: Sequence[Activity], today: date) -> SheetCell:
    ordered = sorted(
        activities,
        key=lambda each: (
            not selectors.is_late(each, today=today),
            _ORDER.index(ActivityState(each.state)),
        ),
    )
    return SheetCell(
        [Item(isolated(each.what), activity_tag(each, today=today).label) for each in ordered],
        tally_words(selectors.tally(activities, today=today)) if activities else "",
    )
