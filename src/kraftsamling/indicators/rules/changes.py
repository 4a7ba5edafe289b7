"""Marked changes: something was done on a day, and the points after are compared with those before.

The mark is set by people ("Signs of Safety in all groups"), before or after they have seen the
curve; the chart can therefore show that something changed, never why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kraftsamling.indicators.rules.periods import Period


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """What was changed, and from which day."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """A change and the first point it can have affected: the line is drawn before that point."""

    change: Change
    before: int


def place_changes(changes: Iterable[Change], periods: Sequence[Period]) -> tuple[PlacedChange, ...]:
    """The changes by date, each with the index of the first period that it can have affected.

    That is the period in which the day lies: a change on 14 December counts from December. Changes
    before or in the first period, or after the last, have nothing to divide and are left out.
    """
    placed = []
    for change in sorted(changes):
        before = next((i for i, p in enumerate(periods) if p.last_day >= change.on), None)
        if before:
            placed.append(PlacedChange(change, before))
    return tuple(placed)
