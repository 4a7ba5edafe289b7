"""The clock, read once at the edge: by the middleware for a request, by a command or job when it starts."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """The moment, aware. Call it at the edge and hand the answer on."""
    return timezone.now()  # noqa: TID251 - this is the edge


def day_of(moment: datetime) -> date:
    """The calendar day in Sweden, also in the nights when the clock changes."""
    return moment.astimezone(STOCKHOLM).date()


def today() -> date:
    """The calendar day in Sweden at this moment. For the edge, as `now`."""
    return day_of(now())
