"""What the acts of this app leave behind: ids that a form posted twice repeats, and months to count again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from kraftsamling.common.clock import day_of
from kraftsamling.indicators.services import mark_changed
from kraftsamling.workforce.rules.introduction import months_after

POSTS: Final = "workforce.posts"
STAFF: Final = "workforce.staff"
WAGES: Final = "workforce.wages"
REMOTE: Final = "workforce.remote"
TRAINEES: Final = "workforce.trainees"
INTEREST: Final = "workforce.interest"
YEARS: Final = 5


def id_once(parent_id: UUID, key: UUID | str) -> UUID:
    """The id of what a form creates below a parent: posted twice, it is the same."""
    return uuid5(parent_id, str(key))


def mark_since(source: str, *, authority_id: UUID, first: date, at: datetime) -> None:
    """A figure is another from a day on: in every month from then until now, at most five years of them. A
    day to come changes its own month only."""
    today = day_of(at)
    month = first.replace(day=1)
    if month < today.replace(day=1):
        month = max(month, today.replace(year=today.year - YEARS, day=1))
    while True:
        mark(source, authority_id=authority_id, month=month, at=at)
        month = months_after(month, 1)
        if month > today:
            return


def mark(source: str, *, authority_id: UUID, month: date, at: datetime) -> None:
    """A figure of this app changes in a month. They are counted for the whole authority."""
    mark_changed(source, authority_id=authority_id, unit_id=None, month=month, at=at)
