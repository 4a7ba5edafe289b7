"""What every act here leaves behind and asks first: its step, its id, and whether someone is a member."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import StaleVersion, Versioned
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import StatusChange
from kraftsamling.improvement.models.plans import SpaceRow
from kraftsamling.organisations.models import SpaceMember
from kraftsamling.organisations.selectors import current


class NotAMember(Exception):
    """Raised when an organisation that does not take part in the space would get something to do there."""


def id_once(parent_id: UUID, key: UUID | str) -> UUID:
    """The id of what a form creates below a parent: posted twice, it is the same."""
    return uuid5(parent_id, str(key))


def step(
    row: SpaceRow,
    kind: str,
    before: str,
    after: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    """Write down one step of a state, for good."""
    StatusChange.rows.create(
        space_id=row.space_id,
        row_id=row.pk,
        kind=kind,
        before=before,
        after=after,
        reason=reason[:500],
        at=at,
        by_membership=by.membership_id,
    )


def ensure_seen(row: Versioned, seen_version: int) -> None:
    """Raise StaleVersion at once, before a step is judged that was chosen on an older state."""
    if row.version != seen_version:
        raise StaleVersion(row)


def ensure_member(authority_id: UUID, *, space_id: UUID, at: datetime) -> None:
    """Raise NotAMember unless the authority takes part in the space on that day."""
    members = SpaceMember.objects.filter(
        current(day_of(at)), space_id=space_id, authority_id=authority_id
    )
    if not members.exists():
        raise NotAMember(authority_id)
