"""The people of every test, at three authorities in two municipalities and a region.

    Astrid   social secretary in Granby, unit Utredning 1
    Bodil    team leader of Utredning 1, and so Astrid's
    Cecilia  the region's co-ordinator
    David    the national co-ordinator
    Elin     unit manager in Sydby, another municipality: she must see nothing of Granby

The world is committed once per test database; each test changes it inside a transaction of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from kraftsamling.common.sorting import sort_key
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

BEGAN: Final = date(2025, 1, 1)
NAMES: Final = UUID("6f1d8a52-7c0b-4a3e-9d42-1f0a4b7c9e21")


def fixed(name: str) -> UUID:
    """The same id for the same name in every run."""
    return uuid5(NAMES, name)


@dataclass(frozen=True)
class Place:
    """One authority with two sibling units below a top."""

    slug: str
    name: str
    kind: AuthorityKind
    municipality: str | None


PLACES: Final = (
    Place("granby", "Granby kommun", AuthorityKind.SOCIAL, "9901"),
    Place("sydby", "Sydby kommun", AuthorityKind.SOCIAL, "9902"),
    Place("granby-skola", "Granby skola", AuthorityKind.SCHOOL, "9901"),
    Place("region", "Region Mellan", AuthorityKind.REGION, None),
    Place("hogskolan", "Högskolan Mellan", AuthorityKind.UNIVERSITY, None),
    Place("lanet", "Mellans län", AuthorityKind.COUNTY_BODY, None),
    Place("samordnaren", "Nationell samordnare", AuthorityKind.NATIONAL, None),
    Place("konsulterna", "Konsulterna", AuthorityKind.AGENCY, None),
    Place("radet", "Brukarrådet", AuthorityKind.COUNCIL, None),
)
PEOPLE: Final = {
    "Astrid": ("granby", "Utredning 1", Role.CASEWORKER),
    "Bodil": ("granby", "Utredning 1", Role.TEAM_LEAD),
    "Cecilia": ("region", "Utredning 1", Role.REGION_COORD),
    "David": ("samordnaren", "Utredning 1", Role.COORDINATOR),
    "Elin": ("sydby", "Utredning 1", Role.UNIT_MANAGER),
}
SHARED_SPACE: Final = "granby, region, skola"


def build() -> None:
    """Everything above. Run as owner, once."""
    for code, name in (("9901", "Granby"), ("9902", "Sydby")):
        Municipality.objects.create(
            code=code, name=name, county_id="01", sort_key=sort_key(name), is_invented=True
        )
    for place in PLACES:
        _authority(place)
    for name, (slug, unit, role) in PEOPLE.items():
        member(name, slug=slug, unit=unit, role=role)
    shared = Space.objects.create(
        id=fixed(SHARED_SPACE),
        name="Granby tillsammans",
        kind=SpaceKind.PLAN,
        owner_id=fixed("granby"),
    )
    for slug in ("granby", "region", "granby-skola", "samordnaren"):
        SpaceMember.objects.create(space=shared, authority_id=fixed(slug), starts_on=BEGAN)


def _authority(place: Place) -> None:
    authority = Authority.objects.create(
        id=fixed(place.slug),
        name=f"Nämnden, {place.name}",
        short_name=place.name,
        area="Barn och unga",
        kind=place.kind,
        slug=place.slug,
        municipality_id=place.municipality,
        site_opened_on=BEGAN if place.kind is AuthorityKind.SOCIAL else None,
        is_invented=True,
    )
    top = _unit(authority, "Barn och unga", None)
    for name in ("Utredning 1", "Utredning 2"):
        _unit(authority, name, top)
    own = Space.objects.create(
        id=fixed(f"space {place.slug}"), name=place.name, kind=SpaceKind.OWN, owner=authority
    )
    SpaceMember.objects.create(space=own, authority=authority, starts_on=BEGAN)


def _unit(authority: Authority, name: str, parent: Unit | None) -> Unit:
    return Unit.rows.create(
        id=fixed(f"{authority.slug} {name}"),
        authority=authority,
        parent=parent,
        name=name,
        sort_key=sort_key(name),
    )


def member(name: str, *, slug: str, unit: str, role: str) -> Membership:
    """A person with one membership. Twice with the same name gives the same person another role."""
    user, _ = User.objects.get_or_create(
        email=f"{sort_key(name).encode('ascii', 'ignore').decode() or 'x'}@{slug}.example.org".lower(),
        defaults={"id": fixed(f"user {name} {slug}"), "name": name, "password": "!"},
    )
    return Membership.rows.create(
        user=user,
        authority_id=fixed(slug),
        unit_id=fixed(f"{slug} {unit}"),
        role=role,
        starts_on=BEGAN,
    )
