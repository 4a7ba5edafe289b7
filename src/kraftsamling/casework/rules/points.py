"""What a case weighs in points (ärendetyngd): by whose matter it is, where it is, and how heavy beside
others.

In fives, as ceilings are: with fives it is proven in seconds that no giving out is better (ADR 48). The start
values are this product's own; an authority decides its own, from a day. They are a tool for the work
environment, and no ranking of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

STEP: Final = 5
MOST: Final = 150
"""A case heavier than a whole load is a mistake in what was typed."""
SORTS: Final = ("SIMPLE", "ORDINARY", "COMPLEX")
Weights = Mapping[tuple[str, str], tuple[int, int, int]]
"""By kind and phase: simpler than most, as most, heavier than most."""

START: Final[Weights] = {
    ("CHILD", "RECEIVED"): (5, 5, 10),
    ("CHILD", "PRELIMINARY"): (5, 10, 15),
    ("CHILD", "INVESTIGATION"): (10, 15, 25),
    ("CHILD", "INTERVENTION"): (5, 5, 10),
    ("CHILD", "FOLLOW_UP"): (5, 5, 5),
    ("ADULT", "RECEIVED"): (5, 5, 10),
    ("ADULT", "PRELIMINARY"): (5, 5, 10),
    ("ADULT", "INVESTIGATION"): (5, 10, 15),
    ("ADULT", "INTERVENTION"): (5, 5, 10),
    ("ADULT", "FOLLOW_UP"): (5, 5, 5),
}


class NotInFives(ValueError):
    """Raised for points that are no whole fives between five and a full load."""


class NotRising(ValueError):
    """Raised for a heavier case that would weigh less than a lighter one."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What an authority has decided for one kind and phase from a day."""

    kind: str
    phase: str
    points: tuple[int, int, int]
    valid_from: date


def checked(points: tuple[int, int, int]) -> tuple[int, int, int]:
    """The same three. Raises NotInFives, NotRising."""
    if not all(STEP <= each <= MOST and each % STEP == 0 for each in points):
        raise NotInFives(points)
    if list(points) != sorted(points):
        raise NotRising(points)
    return points


def weights_on(day: date, decided: Iterable[Decided]) -> Weights:
    """What holds on a day: the latest decided that has begun, the start values for the rest."""
    found = dict(START)
    for each in sorted(decided, key=lambda one: one.valid_from):
        if each.valid_from <= day:
            found[(each.kind, each.phase)] = each.points
    return found


def points_of(weights: Weights, kind: str, phase: str, complexity: str) -> int:
    """What one case weighs; a closed one nothing."""
    return weights[(kind, phase)][SORTS.index(complexity)] if (kind, phase) in weights else 0
