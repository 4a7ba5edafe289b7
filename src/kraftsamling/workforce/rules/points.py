"""Points: how much one can carry. 150 is a full load at five years' experience; the less of it, the less
load.

The start values are this product's own, in the spirit of the weighting models that municipalities use.
They are a tool for the work environment, not for ranking anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Scale:
    """Ceilings in points (poängtak): from five years in the profession, from one, before that, and for a
    trainee."""

    full: int = 150
    from_one_year: int = 120
    first_year: int = 90
    trainee: int = 30
    supervising: int = 10


START: Final = Scale()
FULL_AFTER_YEARS: Final = 5
RAISED_AT_MOST: Final = 60
"""Points above a ceiling, for a while: more is no relaxation, it is another job."""
RAISED_LONGEST: Final = timedelta(weeks=8)


class NotForAWhile(ValueError):
    """Raised for a ceiling that would be raised without an end, or for longer than a while."""


class OutOfReach(ValueError):
    """Raised for points that are no fives, or that nobody should be asked to carry."""


def whole_years(since: date, today: date) -> int:
    """Whole years between two days; who began on 29 February has a year on 1 March in other years."""
    passed = (today.month, today.day) >= (since.month, since.day)
    return max(0, today.year - since.year - (not passed))


def ceiling(scale: Scale, since: date, today: date, *, is_trainee: bool, share: int = 100) -> int:
    """The points that somebody can carry, by years in the profession and working time in hundredths.

    In whole fives, downwards: what is given out is weighed in fives.
    """
    if is_trainee:
        return scale.trainee
    years = whole_years(since, today)
    most = scale.full
    if years < FULL_AFTER_YEARS:
        most = scale.from_one_year if years else scale.first_year
    return most * share // 100 // 5 * 5


def raised(ceiling: int, more: int, until: date, today: date, *, usual: int) -> int:
    """The ceiling with so many points more, to and with a day. `usual` is the ceiling without what it has
    been raised by already. Raises OutOfReach, NotForAWhile."""
    if more % 5 or more <= 0 or ceiling + more > usual + RAISED_AT_MOST:
        raise OutOfReach(more)
    if not today <= until <= today + RAISED_LONGEST:
        raise NotForAWhile(until)
    return ceiling + more
