"""Choosing the finest length at which a series can be shown, when each length was counted by itself.

`periods.roll_up` joins months that were counted openly. Survey answers are counted behind a threshold that
lies in the database, so a quarter is not the sum of three months that may all be hidden: each length is
counted there, and the choice is made here, by the same rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown, ShownAmount
from kraftsamling.indicators.rules.periods import Length, Period, Point, RolledUp
from kraftsamling.indicators.rules.thresholds import ALMOST_EVERY


def finest(by_length: Mapping[Length, Sequence[Point]], *, until: date) -> RolledUp:
    """The finest length at which at least `ALMOST_EVERY` of the periods may be shown; years if none is.

    Periods that are not over when the month of `until` ends are left out. A period between two others
    for which nothing was stored counts as hidden.
    """
    newest = Period.containing(until, Length.MONTH)
    for length in Length:
        points = _filled(by_length.get(length, ()), length, newest)
        showing = sum(not isinstance(point.figure, Hidden) for point in points)
        enough = bool(points) and showing >= ALMOST_EVERY * len(points)
        if length is Length.YEAR or enough:
            return RolledUp(length, points, _answers_a_month(points, length))
    raise AssertionError("unreachable: the year is always taken")


def _filled(points: Sequence[Point], length: Length, newest: Period) -> tuple[Point, ...]:
    over = {point.period: point for point in points if point.period.last_day <= newest.last_day}
    if not over:
        return ()
    return tuple(over.get(period, Point(period, Hidden())) for period in min(over).until(max(over)))


def _answers_a_month(points: Sequence[Point], length: Length) -> Fraction:
    """About how many answers come in a month, as the periods that are shown tell.

    Shorter periods would tell too much: only the months with many answers are shown by themselves.
    """
    shown = [people for point in points if (people := _people(point.figure)) is not None]
    return Fraction(sum(shown), len(shown) * length) if shown else Fraction(0)


def _people(figure: Figure) -> int | None:
    match figure:
        case Shown(share):
            return share.denominator
        case ShownAmount(amount):
            return amount.people
        case Hidden():
            return None
