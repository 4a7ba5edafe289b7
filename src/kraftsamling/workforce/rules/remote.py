"""Remote work: how many days there are to work, and how much of them was at home."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

START_SHARE: Final = 20
"""Percent of the time; what Jönköping's visit report tells."""
SATURDAY: Final = 5


def is_weekday(day: date) -> bool:
    """Monday to Friday; public holidays are not known here."""
    return day.weekday() < SATURDAY


def weekdays(first: date, last: date) -> int:
    """How many weekdays there are from one day to another, both included."""
    days = (last - first).days + 1
    return sum(is_weekday(first + timedelta(days=each)) for each in range(max(0, days)))


def allowed_days(share: int, first: date, last: date) -> int:
    """How many days at home an agreed share gives, in whole days.

    >>> allowed_days(20, date(2026, 3, 2), date(2026, 3, 13))
    2
    """
    return weekdays(first, last) * share // 100
