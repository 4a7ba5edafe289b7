"""Where the weeks of the queue come from: the app that holds the cases registers itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.rules.forecast.history import History

QueueHistory = Callable[[UUID, Collection[UUID], datetime], History | None]
"""(authority, units, moment) → counts of the weeks that have ended, never a case; None without any."""
SOURCES: Final[list[QueueHistory]] = []

Ceiling = Callable[[UUID], int]
"""(authority) → how many may wait before the crisis plan of its units begins."""
CEILINGS: Final[list[Ceiling]] = []

WayOn = Callable[[Actor, str, datetime], Link | None]
"""(who reads, what was tried in words, moment) → where it can be made into something to do."""
WAYS_ON: Final[list[WayOn]] = []


def queue_history(source: QueueHistory) -> QueueHistory:
    """Register the source of the weeks."""
    SOURCES.append(source)
    return source


def queue_ceiling(source: Ceiling) -> Ceiling:
    """Register where the crisis plan begins."""
    CEILINGS.append(source)
    return source


def way_on(where: WayOn) -> WayOn:
    """Register a page that a tried scenario can be taken to."""
    WAYS_ON.append(where)
    return where


def history_of(authority_id: UUID, units: Collection[UUID], *, now: datetime) -> History | None:
    """The weeks of some units until now. Runs inside the authority."""
    found = (source(authority_id, units, now) for source in SOURCES)
    return next((history for history in found if history is not None), None)


def ceiling_of(authority_id: UUID) -> int | None:
    """How many may wait before the crisis plan begins; None where nothing tells."""
    return next((source(authority_id) for source in CEILINGS), None)


def ways_on(actor: Actor, words: str, *, now: datetime) -> list[Link]:
    """Where whoever reads may take what was tried."""
    found = (where(actor, words, now) for where in WAYS_ON)
    return [link for link in found if link is not None]
