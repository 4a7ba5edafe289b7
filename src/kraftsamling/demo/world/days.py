"""Days of the demo: counted from the start day, and never on a weekend when somebody must work."""

from __future__ import annotations

from datetime import date, timedelta


def on_a_working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)


def first_of_month(today: date, *, months_ago: int) -> date:
    """The first day of a month back in time."""
    months = today.year * 12 + today.month - 1 - months_ago
    return date(months // 12, months % 12 + 1, 1)
