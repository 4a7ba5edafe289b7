"""The wage ladder: when somebody reaches a step, and what the steps cost.

The start rule is Jönköping's, as their visit report tells it: 1 000 kronor more a month after one, three and
five years.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Ladder:
    """After how many years, and how many kronor more a month each time."""

    years: tuple[int, ...] = (1, 3, 5)
    kronor: int = 1000


START: Final = Ladder()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of somebody's: after so many years, on that day, so many kronor more a month."""

    years: int
    due_on: date
    kronor: int


def anniversary(began: date, years: int) -> date:
    """The day after so many years; who began on 29 February has it on 1 March in other years.

    >>> anniversary(date(2024, 2, 29), 1), anniversary(date(2024, 2, 29), 4)
    (datetime.date(2025, 3, 1), datetime.date(2028, 2, 29))
    """
    try:
        return began.replace(year=began.year + years)
    except ValueError:
        return date(began.year + years, 3, 1)


def steps(ladder: Ladder, began: date) -> list[Step]:
    """All steps of somebody who began on a day, the first first."""
    return [Step(each, anniversary(began, each), ladder.kronor) for each in sorted(ladder.years)]


def steps_between(ladder: Ladder, began: date, first: date, last: date) -> list[Step]:
    """The steps that are reached from one day to another, both included."""
    return [step for step in steps(ladder, began) if first <= step.due_on <= last]


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter.

    >>> quarter_of(date(2026, 11, 30))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    first_month = (day.month - 1) // 3 * 3 + 1
    first = date(day.year, first_month, 1)
    after = date(day.year + first_month // 10, (first_month + 3 - 1) % MONTHS_A_YEAR + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def is_on_time(due_on: date, paid_from: date) -> bool:
    """Paid from the month when the step was due, or earlier."""
    return (paid_from.year, paid_from.month) <= (due_on.year, due_on.month)


def cost(ladder: Ladder, starts: Iterable[date], *, first: date, years: int = 5) -> list[int]:
    """What the steps cost, in kronor without the employer's fees, for each of the years from a month on.

    Everybody is reckoned to stay, and a step to be paid from the month when it is reached. Steps that were
    reached before count in every year: they are paid still.
    """
    totals = [0] * years
    begin = first.year * MONTHS_A_YEAR + first.month - 1
    for began in starts:
        for step in steps(ladder, began):
            due = step.due_on.year * MONTHS_A_YEAR + step.due_on.month - 1
            for year in range(years):
                year_begins = begin + year * MONTHS_A_YEAR
                months = year_begins + MONTHS_A_YEAR - max(due, year_begins)
                totals[year] += max(0, months) * step.kronor
    return totals
