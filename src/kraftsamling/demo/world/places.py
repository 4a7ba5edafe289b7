"""Lindsjö, Ekhamra and those around them, who do not exist, and the places of two public reports, who do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from kraftsamling.common.sorting import sort_key
from kraftsamling.organisations.models import (
    Authority,
    County,
    Municipality,
    Space,
    SpaceMember,
    Unit,
    WayOfRunning,
)
from kraftsamling.organisations.models.spaces import SpaceKind
from kraftsamling.organisations.roles import AuthorityKind

NAMES: Final = UUID("0d3c4a1e-5b7f-4f0a-8c1d-2e9b6a7f5c30")
COUNTY: Final = "99"


def fixed(name: str) -> UUID:
    """The same id for the same name in every demo, so that links survive a reset."""
    return uuid5(NAMES, name)


@dataclass(frozen=True)
class Place:
    """An authority of the demo, with its units below the first one."""

    slug: str
    name: str
    short_name: str
    kind: AuthorityKind
    area: str
    units: tuple[str, ...]
    municipality: str | None = None
    way_of_running: WayOfRunning = WayOfRunning.RECORD_HERE
    county: str = COUNTY
    is_invented: bool = True
    day_phone: str = ""
    emergency_phone: str = ""
    host_name: str = ""


LINDSJO: Final = Place(
    "lindsjo",
    "Socialnämnden i Lindsjö kommun",
    "Lindsjö kommun",
    AuthorityKind.SOCIAL,
    "Barn och unga",
    (
        "Barn och unga",
        "Mottagning",
        "Utredning 1",
        "Utredning 2",
        "Öppenvård",
        "Familjehem",
        "Ungdom",
        "Vuxen",
        "Kvalitet",
    ),
    municipality="9901",
    day_phone="08-123 45 67",
    emergency_phone="08-123 45 68",
)
EKHAMRA: Final = Place(
    "ekhamra",
    "Socialnämnden i Ekhamra kommun",
    "Ekhamra kommun",
    AuthorityKind.SOCIAL,
    "Barn och unga",
    ("Barn och unga", "Mottagning och utredning", "Öppenvård", "Familjehem"),
    municipality="9902",
    way_of_running=WayOfRunning.BESIDE_RECORD,
    day_phone="08-123 45 70",
    emergency_phone="08-123 45 68",
    host_name="ekhamra.localhost",
)
AROUND: Final = (
    Place(
        "lindsjo-skola",
        "Barn- och utbildningsnämnden i Lindsjö",
        "Lindsjö skola",
        AuthorityKind.SCHOOL,
        "Skola och elevhälsa",
        ("Skola och elevhälsa",),
        municipality="9901",
    ),
    Place(
        "region",
        "Region Mellanlandet, hälso- och sjukvårdsnämnden",
        "Region Mellanlandet",
        AuthorityKind.REGION,
        "Barnhälsovård, hälsoundersökning och tandvård",
        ("Samordning", "BVC Lindsjö"),
    ),
    Place(
        "hogskolan",
        "Högskolan i Granby",
        "Högskolan i Granby",
        AuthorityKind.UNIVERSITY,
        "Socionomprogrammet",
        ("Socionomprogrammet",),
    ),
    Place(
        "lanet",
        "Mellanlandets kommunförbund",
        "Mellanlandets län",
        AuthorityKind.COUNTY_BODY,
        "Regional utveckling",
        ("Barn och unga",),
    ),
    Place(
        "brukarradet",
        "Brukarrådet i Lindsjö",
        "Brukarrådet",
        AuthorityKind.COUNCIL,
        "Brukarråd",
        ("Brukarrådet",),
    ),
    Place(
        "samordnaren",
        "Nationell samordnare för den sociala barn- och ungdomsvården",
        "Nationell samordnare",
        AuthorityKind.NATIONAL,
        "Besök i kommunerna",
        ("Samordnaren",),
    ),
)
# They exist. Nobody logs in for them, and only what is public about them stands here.
PUBLIC: Final = (
    Place(
        "tyreso",
        "Tyresö kommun",
        "Tyresö kommun",
        AuthorityKind.SOCIAL,
        "Barn och unga",
        ("Barn och unga",),
        municipality="0138",
        county="01",
        is_invented=False,
    ),
    Place(
        "jonkoping",
        "Jönköpings kommun",
        "Jönköpings kommun",
        AuthorityKind.SOCIAL,
        "Barn och unga",
        ("Barn och unga",),
        municipality="0680",
        county="06",
        is_invented=False,
    ),
    Place(
        "jonkoping-region",
        "Regionen i Jönköpings län",
        "Regionen",
        AuthorityKind.REGION,
        "Hälso- och sjukvård",
        ("Hälso- och sjukvård",),
        county="06",
        is_invented=False,
    ),
    Place(
        "jonkoping-universitet",
        "Universitetet, som berättelsen om Jönköping kallar det",
        "Universitetet",
        AuthorityKind.UNIVERSITY,
        "Utbildning",
        ("Utbildning",),
        county="06",
        is_invented=False,
    ),
)
PLAN_SPACE: Final = "Lindsjö tillsammans"
PLAN_MEMBERS: Final = (
    "lindsjo",
    "lindsjo-skola",
    "region",
    "hogskolan",
    "lanet",
    "brukarradet",
    "samordnaren",
)
EKHAMRA_SPACE: Final = "Ekhamra tillsammans"
EKHAMRA_MEMBERS: Final = ("ekhamra", "region", "lanet")


def build(today: date) -> None:
    """Geography, authorities, units and the spaces they share."""
    County.objects.get_or_create(
        code=COUNTY,
        defaults={"name": "Mellanlandets län", "region_name": "Region Mellanlandet"},
    )
    for code, name in (("9901", "Lindsjö"), ("9902", "Ekhamra")):
        Municipality.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "county_id": COUNTY,
                "sort_key": sort_key(name),
                "is_invented": True,
            },
        )
    began = today.replace(year=today.year - 3, day=1)
    for place in (LINDSJO, EKHAMRA, *AROUND, *PUBLIC):
        _authority(place, began)
    _shared(PLAN_SPACE, PLAN_MEMBERS, began)
    _shared(EKHAMRA_SPACE, EKHAMRA_MEMBERS, began)


def _shared(name: str, members: tuple[str, ...], began: date) -> None:
    """A space for a plan. The first member owns it."""
    shared = Space.objects.create(
        id=fixed(name), name=name, kind=SpaceKind.PLAN, owner_id=fixed(members[0])
    )
    for slug in members:
        SpaceMember.objects.create(space=shared, authority_id=fixed(slug), starts_on=began)


def _authority(place: Place, began: date) -> None:
    has_site = place.kind is AuthorityKind.SOCIAL and place.is_invented
    authority = Authority.objects.create(
        id=fixed(place.slug),
        name=place.name,
        short_name=place.short_name,
        area=place.area,
        kind=place.kind,
        slug=place.slug,
        host_name=place.host_name,
        municipality_id=place.municipality,
        county_id=place.county,
        way_of_running=place.way_of_running,
        day_phone=place.day_phone,
        day_hours="vardagar kl. 8–16.30" if has_site else "",
        emergency_phone=place.emergency_phone,
        # Lindsjö opened its site first, so an unknown host name shows Lindsjö's.
        site_opened_on=None
        if not has_site
        else began
        if place is LINDSJO
        else began.replace(year=began.year + 1),
        is_invented=place.is_invented,
    )
    top: Unit | None = None
    for name in place.units:
        unit = Unit.rows.create(
            id=fixed(f"{place.slug}/{name}"),
            authority=authority,
            parent=top,
            name=name,
            sort_key=sort_key(name),
        )
        top = top or unit
    own = Space.objects.create(
        id=fixed(f"space {place.slug}"), name=place.short_name, kind=SpaceKind.OWN, owner=authority
    )
    SpaceMember.objects.create(space=own, authority=authority, starts_on=began)
