"""What has happened, week by week: the only thing that a forecast knows of the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FEWEST_WEEKS: Final = 12
"""Fewer known weeks than this tell nothing of the next ones: then there is no curve (ux.md §10)."""
HIGHEST: Final = 1_000_000
"""More cases than this in one week is a mistake in what was handed over."""


class NotAHistory(ValueError):
    """Raised for what cannot have happened: a negative number of cases, a week that is not a Monday's."""


class TooShort(ValueError):
    """Raised when too few weeks are known. `known` is how many."""

    def __init__(self, known: int) -> None:
        super().__init__(f"{known} known weeks are too few for a forecast")
        self.known = known


@dataclass(frozen=True, slots=True)
class Week:
    """One week, in cases: came, were given a worker, ended; and at its end waiting, and with a worker."""

    arrived: int
    given: int
    ended: int
    waiting: int
    active: int

    def __post_init__(self) -> None:
        for cases in (self.arrived, self.given, self.ended, self.waiting, self.active):
            if not 0 <= cases <= HIGHEST:
                raise NotAHistory(f"{cases} cases in a week")


@dataclass(frozen=True, slots=True)
class History:
    """Weeks in a row from the Monday `first`; None is a week of which nothing is known (a gap).

    The last week is known: from its end the forecast starts.
    """

    first: date
    weeks: tuple[Week | None, ...]

    def __post_init__(self) -> None:
        if self.first.weekday():
            raise NotAHistory(f"{self.first} is not a Monday")
        if self.weeks and self.weeks[-1] is None:
            raise NotAHistory("nothing is known of the last week")

    @property
    def known(self) -> Sequence[tuple[int, Week]]:
        """The known weeks, each with its place in the row."""
        return [(place, week) for place, week in enumerate(self.weeks) if week is not None]

    @property
    def gaps(self) -> int:
        """How many weeks nothing is known of."""
        return len(self.weeks) - len(self.known)

    @property
    def last(self) -> Week:
        """The last week. Raises TooShort when there is none."""
        if not self.weeks or self.weeks[-1] is None:
            raise TooShort(0)
        return self.weeks[-1]

    @property
    def ends(self) -> date:
        """The Monday after the last week: the first day that is forecast."""
        return self.first + timedelta(weeks=len(self.weeks))

    def until(self, day: date) -> History:
        """What was known on a day: the weeks that had ended then."""
        whole = max(0, (day - self.first).days // 7)
        weeks = list(self.weeks[:whole])
        while weeks and weeks[-1] is None:
            weeks.pop()
        return History(self.first, tuple(weeks))

    def asked_to_be_long_enough(self) -> History:
        """Itself. Raises TooShort with fewer known weeks than FEWEST_WEEKS."""
        if len(self.known) < FEWEST_WEEKS:
            raise TooShort(len(self.known))
        return self
