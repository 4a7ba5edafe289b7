"""Which groups need a method supporter, by figures alone.

Ours: a group that investigates and has not begun a safety mapping for a month has stopped using the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

DAYS: Final = 30
FEW: Final = 5
"""Below it a number of cases is not told: it could point at one."""


@dataclass(frozen=True)
class GroupFigures:
    """A group that investigates: how many investigations are open, how many of them have a mapping, and the
    day the latest mapping was begun."""

    unit_id: UUID
    name: str
    investigations: int
    mapped: int
    latest: date | None


@dataclass(frozen=True)
class Need:
    """A group that needs support. `days` since the latest mapping was begun; None when there has been none.
    `visited` is the last day that a method supporter was there, `booked` the next."""

    figures: GroupFigures
    days: int | None
    visited: date | None
    booked: date | None


def needs(
    groups: Iterable[GroupFigures],
    visited: Mapping[UUID, date],
    booked: Mapping[UUID, date],
    *,
    today: date,
    days: int = DAYS,
) -> list[Need]:
    """The groups without a mapping for so many days, the longest first, never begun before all."""
    found = [
        Need(
            each,
            (today - each.latest).days if each.latest else None,
            visited.get(each.unit_id),
            booked.get(each.unit_id),
        )
        for each in groups
        if each.investigations and (each.latest is None or (today - each.latest).days > days)
    ]
    return sorted(
        found, key=lambda need: (need.days is not None, -(need.days or 0), need.figures.name)
    )
