"""Early detection both ways: how many days from the first sign until somebody in the other unit knew.

A child noticed in an adult's case: the case opened → the child asked about → reported, or joint handling
opened. A parent's trouble noticed in a child's case: noticed → offered → the adult unit's case opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Detected:
    """The days of one way; None for what has not happened."""

    until_asked: int | None
    until_known: int | None


def days_between(first: date, then: date) -> int:
    """Whole days, and 0 for what was written down later than it happened."""
    return max(0, (then - first).days)


def child_in_adult_case(
    opened_on: date, asked_on: date | None, known_on: Iterable[date]
) -> Detected:
    """`known_on` are the days of reports and of joint handlings that opened; the first one counts."""
    known = min(known_on, default=None)
    return Detected(
        days_between(opened_on, asked_on) if asked_on else None,
        days_between(opened_on, known) if known else None,
    )


def adult_in_child_case(noticed_on: date, offered_on: date, opened_on: date | None) -> Detected:
    """From the day it was noticed until the parent was asked, and until the adult unit had a case."""
    return Detected(
        days_between(noticed_on, offered_on),
        days_between(noticed_on, opened_on) if opened_on else None,
    )
