"""What Idag shows: each app registers what it may have for a person; nobody imports them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kraftsamling.common.parts import TimeRow
from kraftsamling.confidentiality.actor import Actor


@dataclass(frozen=True)
class TodayItem:
    """One row under "Gör först": when in words, what, why, and the verb of its button.

    `urgency` sorts: 0 must be done today by law, 1 soon, 2 when there is time, 3 what is
    asked of everybody now and then. Within it `due` sorts, the
    moment that `when` tells of; what has none comes after what has. It names no child.
    """

    urgency: int
    when: str
    title: str
    why: str
    url: str
    verb: str
    due: datetime | None = None


Source = Callable[[Actor, datetime], list[TodayItem]]
SOURCES: Final[list[Source]] = []


def today_items(source: Source) -> Source:
    """Register a function that answers what a person has to do."""
    SOURCES.append(source)
    return source


Hours = Callable[[Actor, datetime], list[TimeRow] | None]
HOURS: Final[list[Hours]] = []


def today_hours(source: Hours) -> Hours:
    """Register a function that answers what a person has at certain hours today (meetings).

    It answers None for somebody who never has such hours: then nothing is said of them.
    """
    HOURS.append(source)
    return source


def hours_of(actor: Actor, *, now: datetime) -> list[TimeRow] | None:
    """The hours of one person's day, the first first; None for somebody who never has any."""
    answers = [rows for source in HOURS if (rows := source(actor, now)) is not None]
    if not answers:
        return None
    return sorted((row for rows in answers for row in rows), key=lambda row: row.iso)


def items_for(actor: Actor, *, now: datetime) -> list[TodayItem]:
    """Everything for one person, what must be done first on top."""
    return in_order(item for source in SOURCES for item in source(actor, now))


def in_order(items: Iterable[TodayItem]) -> list[TodayItem]:
    """By urgency, and within it by the true time, not by its words."""
    return sorted(
        items,
        key=lambda item: (
            item.urgency,
            item.due is None,
            item.due.timestamp() if item.due else 0,
            item.when,
            item.title,
        ),
    )
