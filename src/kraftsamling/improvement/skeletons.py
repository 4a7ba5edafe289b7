"""Skeletons (stommar) that a plan can begin from, as data.

The names are written in the language of whoever creates the plan; from then on they are the plan's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kraftsamling.improvement.statuses import Phase

Words = str | Promise


@dataclass(frozen=True)
class AreaSketch:
    """An area, with the goals it begins with: a sentence and the code of its figure, if one exists."""

    name: Words
    goals: Sequence[tuple[Words, str]]


@dataclass(frozen=True)
class Skeleton:
    """A way to begin. `phase` is where the plan stands when it starts."""

    code: str
    name: Words
    text: Words
    phase: Phase
    areas: Sequence[AreaSketch]


_FIVE_AREAS: Final = Skeleton(
    "five_areas",
    _("Jönköping's five areas"),
    _("For whoever has a base that holds, and wants to go on together with school and region."),
    Phase.DEVELOPMENT,
    [
        AreaSketch(
            _("Children and parents take part"),
            [
                (
                    _("More parents say that they could propose changes."),
                    "participation.q_propose",
                )
            ],
        ),
        AreaSketch(
            _("Children's mental health"),
            [(_("School, health care and social services work in the same plan."), "")],
        ),
        AreaSketch(
            _("Time and support for the staff"),
            [(_("Every manager has time to see their staff."), "")],
        ),
        AreaSketch(
            _("More family homes of our own"),
            [(_("We recruit half of the new family homes ourselves."), "")],
        ),
        AreaSketch(
            _("Cooperation in the county"),
            [(_("Joint training for all municipalities of the county."), "")],
        ),
    ],
)
_BASE: Final = Skeleton(
    "base",
    _("Tyresö's base: everyday work functions"),
    _("For whoever comes out of a crisis. First the base, then development."),
    Phase.BASE,
    [
        AreaSketch(
            _("Every case has a caseworker"),
            [(_("No child waits without a caseworker."), "casework.without_caseworker")],
        ),
        AreaSketch(
            _("Every child's need of protection is assessed"),
            [(_("Protection is assessed within 24 hours."), "casework.protection_in_time")],
        ),
        AreaSketch(
            _("Managers and method supporters are in place"),
            [(_("Every post as manager and method supporter is filled."), "")],
        ),
        AreaSketch(
            _("Adult unit and child unit around the same family"),
            [(_("The joint way of working holds, also in a crisis."), "")],
        ),
    ],
)
_EMPTY: Final = Skeleton(
    "empty",
    _("An empty sheet"),
    _("For whoever already knows which areas the plan has."),
    Phase.BASE,
    [],
)

SKELETONS: Final = {each.code: each for each in (_FIVE_AREAS, _BASE, _EMPTY)}
