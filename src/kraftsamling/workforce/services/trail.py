"""What the acts of this app leave behind: ids that a form posted twice repeats, and months to count again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from kraftsamling.indicators.services import mark_changed

POSTS: Final = "workforce.posts"
STAFF: Final = "workforce.staff"
WAGES: Final = "workforce.wages"
REMOTE: Final = "workforce.remote"
TRAINEES: Final = "workforce.trainees"
INTEREST: Final = "workforce.interest"


def id_once(parent_id: UUID, key: UUID | str) -> UUID:
    """The id of what a form creates below a parent: posted twice, it is the same."""
    return uuid5(parent_id, str(key))


def mark(source: str, *, authority_id: UUID, month: date, at: datetime) -> None:
    """A figure of this app changes in a month. They are counted for the whole authority."""
    mark_changed(source, authority_id=authority_id, unit_id=None, month=month, at=at)
