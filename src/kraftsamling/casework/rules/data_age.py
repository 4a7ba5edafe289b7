"""When data from another system are too old to be trusted without looking there."""

from __future__ import annotations

from datetime import datetime, timedelta

from kraftsamling.casework.rules.deadlines import is_working_day


def is_old(made_at: datetime, *, now: datetime) -> bool:
    """Whether more than a working day has passed: from nine on a Friday that is nine on the Monday.

    Both moments in Swedish time.

    >>> from datetime import UTC
    >>> is_old(datetime(2026, 3, 6, 9, tzinfo=UTC), now=datetime(2026, 3, 9, 8, tzinfo=UTC))
    False
    >>> is_old(datetime(2026, 3, 6, 9, tzinfo=UTC), now=datetime(2026, 3, 9, 10, tzinfo=UTC))
    True
    """
    until = made_at + timedelta(days=1)
    while not is_working_day(until.date()):
        until += timedelta(days=1)
    return now > until
