"""What a job does, it does as whoever asked for it."""

from __future__ import annotations

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.reach import unit_and_below


def at_work(membership: Membership) -> Actor:
    """Whoever asked, as the door would see them now: what is closed to them meanwhile is in no file."""
    return Actor(
        role=membership.role,
        user_id=membership.user_id,
        membership_id=membership.pk,
        authority_id=membership.authority_id,
        unit_id=membership.unit_id,
        unit_ids=unit_and_below(membership.unit_id, authority_id=membership.authority_id),
        human=membership.user.human,
        second_factor=True,
    )
