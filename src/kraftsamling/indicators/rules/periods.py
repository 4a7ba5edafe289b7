"""Months, quarters, half-years and years, and the choice of the finest that can be shown.

A small municipality gets about five answers a month. Its page must be useful all the same, so its
months are joined to quarters, half-years or years, and the page says so. Words for periods ("kv 3
2026") belong to `common.formats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from fractions import Fraction
from typing import Final, Self

from kraftsamling.indicators.rules.figures import NOTHING, Figure, Share, Threshold
from kraftsamling.indicators.rules.thresholds import ALMOST_EVERY

MONTHS_IN_A_YEAR: Final = 12


class Length(IntEnum):
    """How many months a period spans."""

    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    YEAR = 12


class NotAPeriod(ValueError):
    """Raised for a quarter 5, a month 0, or a month asked to be divided into quarters."""


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A calendar period. Ordered by its first day, the shorter first when two begin together."""

    year: int
    first_month: int
    length: Length

    def __post_init__(self) -> None:
        inside_the_year = 1 <= self.first_month <= MONTHS_IN_A_YEAR
        if not inside_the_year or (self.first_month - 1) % self.length:
            raise NotAPeriod(
                f"No {self.length.name.lower()} of {self.year} begins with month {self.first_month}"
            )

    @classmethod
    def containing(cls, day: date, length: Length) -> Self:
        """The period of that length in which the day lies."""
        return cls(day.year, (day.month - 1) // length * length + 1, length)

    @property
    def number(self) -> int:
        """Which one of its year, from 1: November is 11, July–September is 3."""
        return (self.first_month - 1) // self.length + 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def shifted(self, steps: int) -> Self:
        """The period so many steps later, or earlier when negative, across years."""
        months = self.year * MONTHS_IN_A_YEAR + self.first_month - 1 + steps * self.length
        year, month = divmod(months, MONTHS_IN_A_YEAR)
        return type(self)(year, month + 1, self.length)

    def next(self) -> Self:
        return self.shifted(1)

    def previous(self) -> Self:
        return self.shifted(-1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def overlaps(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def within(self, length: Length) -> Self:
        """The period of a longer (or the same) length that this one is part of."""
        if length < self.length:
            raise NotAPeriod(f"A {self.length.name.lower()} is not part of a {length.name.lower()}")
        return type(self).containing(self.first_day, length)

    def until(self, last: Period) -> Iterator[Self]:
        """This period and all that follow, up to and including the last; none if it is earlier."""
        period = self
        while period <= last:
            yield period
            period = period.next()


def month(year: int, number: int) -> Period:
    """The month, number 1–12."""
    return Period(year, number, Length.MONTH)


def quarter(year: int, number: int) -> Period:
    """The quarter (kvartal), number 1–4."""
    return Period(year, (number - 1) * Length.QUARTER + 1, Length.QUARTER)


def half_year(year: int, number: int) -> Period:
    """The half-year (halvår), number 1–2."""
    return Period(year, (number - 1) * Length.HALF_YEAR + 1, Length.HALF_YEAR)


def whole_year(year: int) -> Period:
    return Period(year, 1, Length.YEAR)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in one month, before anybody has asked whether it may be shown."""

    period: Period
    share: Share


@dataclass(frozen=True, slots=True)
class Point:
    """A period's figure as it may leave the indicators."""

    period: Period
    figure: Figure


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A series by the finest length that can be shown.

    `per_month` is the mean number of answers a month, for "about five answers come each month".
    """

    length: Length
    points: tuple[Point, ...]
    per_month: Fraction

    @property
    def is_rolled_up(self) -> bool:
        """Whether the page must say that months were joined."""
        return self.length is not Length.MONTH


def roll_up(counted: Iterable[Counted], threshold: Threshold) -> RolledUp:
    """Join months until (almost) every period reaches the threshold.

    The rule, exactly: month, quarter, half-year and year are tried in that order, and the first is
    taken at which at least `ALMOST_EVERY` (five of six) of its periods may be shown. If none is,
    years are shown as they are. Periods under the threshold become `Hidden`. Periods lie in the
    calendar and never overlap; a month that is missing between two others counts as nothing. A
    period that is not over when the newest month ends is left out, for its number would still
    change; the first may be short, for nothing was counted before it. Hand in the whole series and
    cut it afterwards: a window that begins inside a quarter would give it two different numbers.

    Raises `NotAPeriod` for anything but months, or for a month given twice.
    """
    months = _by_month(counted)
    if not months:
        return RolledUp(Length.MONTH, (), Fraction(0))
    answers = sum(share.denominator for share in months.values())
    per_month = Fraction(answers, len(list(min(months).until(max(months)))))
    for length in Length:
        points = _joined(months, length)
        showing = sum(threshold.allows(share) for _, share in points)
        if length is Length.YEAR or (points and showing >= ALMOST_EVERY * len(points)):
            shown = tuple(Point(period, threshold.apply(share)) for period, share in points)
            return RolledUp(length, shown, per_month)
    raise AssertionError("unreachable: the year is always taken")


def _by_month(counted: Iterable[Counted]) -> dict[Period, Share]:
    months: dict[Period, Share] = {}
    for row in counted:
        if row.period.length is not Length.MONTH:
            raise NotAPeriod("Only months can be rolled up")
        if row.period in months:
            raise NotAPeriod(f"{row.period.first_day:%Y-%m} is given twice")
        months[row.period] = row.share
    return months


def _joined(months: dict[Period, Share], length: Length) -> list[tuple[Period, Share]]:
    newest = max(months)
    joined: list[tuple[Period, Share]] = []
    for period in min(months).within(length).until(newest.within(length)):
        if period.last_day > newest.last_day:
            break
        share = NOTHING
        for part in Period(period.year, period.first_month, Length.MONTH).until(newest):
            if part.first_day > period.last_day:
                break
            share += months.get(part, NOTHING)
        joined.append((period, share))
    return joined
