"""The very first start: an authority, its space and top unit, and somebody who can log in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.text import slugify

from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import (
    Authority,
    Membership,
    Municipality,
    Space,
    SpaceMember,
    Unit,
    User,
)
from kraftsamling.organisations.models.spaces import SpaceKind
from kraftsamling.organisations.roles import AuthorityKind, Role
from kraftsamling.organisations.services.role_grants import identify


@dataclass(frozen=True)
class Start:
    """What the first administrator has written."""

    municipality: Municipality
    board: str
    way_of_running: str
    name: str
    email: str
    password: str
    number: str


class AlreadyStarted(Exception):
    """Raised when somebody else was first."""


def change(authority: Authority, *, name: str, way_of_running: str) -> None:
    """Another name, or another way of running."""
    authority.name, authority.way_of_running = name, way_of_running
    authority.save(update_fields=["name", "way_of_running"])


@transaction.atomic
def start(wanted: Start, *, today: date) -> User:
    """Everything or nothing; two at once give one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('first start'))")
    if Authority.objects.exists():
        raise AlreadyStarted
    place = wanted.municipality
    municipality_name = f"{place.name} kommun"
    authority = Authority.objects.create(
        name=f"{wanted.board}, {municipality_name}",
        short_name=municipality_name,
        kind=AuthorityKind.SOCIAL,
        slug=slugify(place.name) or place.code,
        municipality=place,
        county_id=place.county_id,
        way_of_running=wanted.way_of_running,
    )
    space = Space.objects.create(name=authority.short_name, kind=SpaceKind.OWN, owner=authority)
    SpaceMember.objects.create(space=space, authority=authority, starts_on=today)
    user = User.objects.create_user(wanted.email, wanted.password, name=wanted.name)
    with acting_for(authority.pk):
        top = Unit.rows.create(
            authority=authority, name=wanted.board, sort_key=sort_key(wanted.board)
        )
        Membership.rows.create(
            authority=authority, user=user, unit=top, role=Role.ORG_ADMIN, starts_on=today
        )
        identify(user, wanted.number, authority_id=authority.pk)
    return user
