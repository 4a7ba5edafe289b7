"""Manager span: how many report to each manager, held against a ceiling, and what would bring it under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

CEILING: Final = 25
MOST_SEEN: Final = 40
"""Up to forty was seen in Jönköping, and called too many."""


@dataclass(frozen=True, slots=True)
class Span:
    """A manager and how many report to her."""

    manager_id: UUID
    name: str
    staff: int


@dataclass(frozen=True, slots=True)
class Relief:
    """What would bring a span under the ceiling: so many to each of those who have room, and new managers for
    the rest."""

    over: Span
    moves: tuple[tuple[Span, int], ...]
    new_managers: int


def reliefs(spans: Sequence[Span], ceiling: int) -> list[Relief]:
    """For each span over the ceiling, the largest first: the fewest colleagues to move to, those with most
    room first. What nobody has room for takes a new manager.

    One room is given away once: two managers over the ceiling never share it.
    """
    room = {span.manager_id: ceiling - span.staff for span in spans if span.staff < ceiling}
    by_id = {span.manager_id: span for span in spans}
    found = []
    for span in sorted(spans, key=lambda each: (-each.staff, each.name)):
        too_many = span.staff - ceiling
        if too_many <= 0:
            continue
        moves = []
        for manager_id in sorted(room, key=lambda each: (-room[each], by_id[each].name)):
            moved = min(too_many, room[manager_id])
            if moved:
                moves.append((by_id[manager_id], moved))
                room[manager_id] -= moved
                too_many -= moved
        found.append(Relief(span, tuple(moves), -(-too_many // ceiling) if too_many else 0))
    return found
