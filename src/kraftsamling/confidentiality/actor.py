"""Who asks: one person in one role at one authority, as the door sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

PUBLIC: Final = "public"
REAUTHENTICATION_HOLDS: Final = timedelta(minutes=15)  # access-and-secrecy 6.1, REAUTH


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one active membership. Built anew for every request, so a revoked role acts at once.

    `human` is the same for two accounts of the same human being: it decides who may be second.
    `unit_ids` is the subtree below the membership's unit, `space_ids` the spaces the authority is in.
    """

    role: str = PUBLIC
    user_id: UUID | None = None
    membership_id: UUID | None = None
    authority_id: UUID | None = None
    unit_id: UUID | None = None
    unit_ids: frozenset[UUID] = field(default_factory=frozenset)
    space_ids: frozenset[UUID] = field(default_factory=frozenset)
    human: str = ""
    second_factor: bool = False
    authenticated_at: datetime | None = None
    stands_in_for: UUID | None = None

    @property
    def is_public(self) -> bool:
        """True for a visitor without login."""
        return self.user_id is None

    def has_reauthenticated(self, now: datetime) -> bool:
        """Whether a factor was given again recently enough for the acts that ask for it."""
        given = self.authenticated_at
        return given is not None and now - given <= REAUTHENTICATION_HOLDS


ANONYMOUS: Final = Actor()
