"""Actors and logged-in clients for the people of the world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.login import DEMO_FACTOR
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.reach import reach_of
from kraftsamling.organisations.selectors import HAT_IN_SESSION
from tests.support import world
from tests.support.database import as_owner

TODAY = date(2026, 3, 2)


def membership_named(name: str, role: str | None = None) -> Membership:
    """A person's membership, whoever asks."""
    with as_owner():
        found = Membership.rows.filter(user__name=name).select_related("user", "unit", "authority")
        return (found.filter(role=role) if role else found).order_by("starts_on", "pk")[0]


def actor_of_membership(membership: Membership, **changes: Any) -> Actor:
    """The actor that the door builds for a membership, with two factors given just now."""
    with as_owner():
        unit_ids, space_ids = reach_of(membership, today=TODAY)
        facts: dict[str, Any] = {
            "role": membership.role,
            "user_id": membership.user_id,
            "membership_id": membership.pk,
            "authority_id": membership.authority_id,
            "unit_id": membership.unit_id,
            "unit_ids": unit_ids,
            "space_ids": space_ids,
            "human": membership.user.human,
            "second_factor": True,
            "authenticated_at": datetime(2026, 3, 2, 10, 59, tzinfo=UTC),
        }
    return Actor(**{**facts, **changes})


def actor_named(name: str, **changes: Any) -> Actor:
    """Astrid, Bodil, Cecilia, David or Elin as an actor."""
    return actor_of_membership(membership_named(name), **changes)


def newcomer(
    name: str, role: str, *, slug: str = "granby", unit: str = "Utredning 1"
) -> Membership:
    """Somebody who is needed for one test only."""
    with as_owner():
        made = world.member(name, slug=slug, unit=unit, role=role)
    return membership_named(made.user.name, role)


def client_of_membership(membership: Membership, *, second_factor: bool = True) -> Client:
    """A client logged in with this membership active."""
    client = Client()
    client.force_login(membership.user)
    session = client.session
    session[HAT_IN_SESSION] = f"m:{membership.pk}"
    if second_factor:
        session[DEMO_FACTOR] = datetime.now(tz=UTC).timestamp()  # noqa: TID251 - the session's own clock
    session.save()
    return client


def client_of(name: str, role: str | None = None) -> Client:
    """`client_of("Astrid")`."""
    return client_of_membership(membership_named(name, role))
