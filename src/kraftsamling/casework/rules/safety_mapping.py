"""When a Signs of Safety mapping is whole, and how scores on the scale lie in time. Nothing is averaged."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

LOWEST: Final = 0
HIGHEST: Final = 10


@dataclass(frozen=True)
class DangerFacts:
    """A danger statement: the day it was said, how many safety goals answer it, and the days of its scores.

    `scored_on` holds the days of scores about this danger and of those about everything.
    """

    said_on: date
    goals: int
    scored_on: Sequence[date]


@dataclass(frozen=True)
class Missing:
    """What a danger statement still lacks."""

    goal: bool
    scale: bool

    @property
    def anything(self) -> bool:
        """Whether it lacks something."""
        return self.goal or self.scale


def missing_of(danger: DangerFacts) -> Missing:
    """A danger belongs with a safety goal and a score. A score from before it was said is not about it."""
    return Missing(
        goal=danger.goals == 0,
        scale=not any(day >= danger.said_on for day in danger.scored_on),
    )


def is_complete(dangers: Sequence[DangerFacts]) -> bool:
    """A mapping is whole when it has a danger statement, and each has its goal and its score."""
    return bool(dangers) and not any(missing_of(each).anything for each in dangers)


@dataclass(frozen=True)
class Score:
    """One mark on the scale 0–10."""

    on: date
    value: int


Who = TypeVar("Who", bound=Hashable)


def rows_of_dots(scores: Iterable[tuple[Who, Score]]) -> dict[Who, list[Score]]:
    """Each person's own scores by day, in the order that persons first scored.

    `scores` come in the order that they were written: of two on one day the later one holds.
    """
    days: dict[Who, dict[date, Score]] = {}
    for who, score in scores:
        days.setdefault(who, {})[score.on] = score
    return {who: [own[day] for day in sorted(own)] for who, own in days.items()}


def change_of(scores: Sequence[Score]) -> int | None:
    """How far one person has moved from the first mark to the last; None with fewer than two."""
    return scores[-1].value - scores[0].value if len(scores) > 1 else None


def fits(lengths: Sequence[int], *, lines: int, signs_a_line: int) -> int:
    """How many texts, from the first on, take at most so many lines. Each takes one more for who said it."""
    used = 0
    for place, length in enumerate(lengths):
        used += 2 + max(length - 1, 0) // signs_a_line
        if used > lines:
            return place
    return len(lengths)
