"""Posts: what state one is in, and how many of each there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PostState(StrEnum):
    """FILLED: somebody holds it today. COMING: somebody is on the way. VACANT: nobody is."""

    FILLED = "FILLED"
    COMING = "COMING"
    VACANT = "VACANT"


def state_of(
    *, is_held: bool, filled_on: date | None, coming_on: date | None, today: date
) -> PostState:
    """A post whose holder begins later is coming, and so is one that somebody has said yes to.

    >>> state_of(is_held=True, filled_on=date(2026, 12, 1), coming_on=None, today=date(2026, 11, 30))
    <PostState.COMING: 'COMING'>
    """
    if is_held:
        return PostState.COMING if filled_on and filled_on > today else PostState.FILLED
    return PostState.COMING if coming_on else PostState.VACANT


@dataclass(frozen=True, slots=True)
class Tally:
    """How many posts, by state."""

    filled: int
    coming: int
    vacant: int

    @classmethod
    def of(cls, states: Iterable[PostState]) -> Tally:
        found = list(states)
        return cls(
            found.count(PostState.FILLED),
            found.count(PostState.COMING),
            found.count(PostState.VACANT),
        )

    @property
    def all(self) -> int:
        """Every post that has been approved."""
        return self.filled + self.coming + self.vacant
