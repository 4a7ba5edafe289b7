"""Points are for the work environment: a colleague who opens every page finds nobody's but her own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from kraftsamling.casework.selectors.points import loads_in, weights_of
from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership, Unit
from tests.confidentiality.test_urls import GUARDED, OTHER_ARGUMENTS
from tests.support.database import as_owner
from tests.support.demo_inside import client_for, demo_inside, rolled_back

LINDSJO = fixed("lindsjo")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), demo_inside("ranks"):
        yield


@pytest.fixture
def here(demo: None) -> Iterator[None]:
    with rolled_back():
        yield


def of_everybody() -> dict[str, tuple[int, int]]:
    """Points and ceiling of each who takes cases, by name."""
    today = clock.today()
    with acting_for(LINDSJO):
        weights = weights_of(LINDSJO, on=today)
        units = Unit.rows.of_authority(LINDSJO)
        found = loads_in(units, authority_id=LINDSJO, weights=weights, today=today)
        return {each.capacity.name: (each.points, each.capacity.ceiling) for each in found}


def addresses() -> Iterator[str]:
    for path, pattern in GUARDED:
        names = pattern.pattern.converters
        if pattern.name and set(names) <= OTHER_ARGUMENTS.keys():
            yield reverse(pattern.name, kwargs={name: OTHER_ARGUMENTS[name] for name in names})
        else:
            assert names, path


def words_of(points: int, ceiling: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){points} av {ceiling}(?!\d)")


def test_no_page_shows_a_colleagues_points(here: None) -> None:
    with as_owner():
        amina = client_for(Membership.rows.get(pk=fixed("membership amina caseworker")))
        karin = client_for(Membership.rows.get(pk=fixed("membership karin unit_manager")))
    loads = of_everybody()
    own = loads.pop("Amina Lindqvist")
    others = {each for each in loads.values() if each != own}
    opened, found = 0, []

    for address in addresses():
        answer = amina.get(address)
        if answer.status_code != 200 or answer.streaming:
            continue
        opened += 1
        page = answer.content.decode(errors="replace")
        found += [
            (address, each) for each in others if each[0] > 0 and words_of(*each).search(page)
        ]

    assert opened > 50
    assert found == []
    assert words_of(*own).search(amina.get("/arenden/min-belastning/").content.decode())
    # The search can find: whoever leads them sees all of it, on the page that gives out cases.
    group = karin.get("/arenden/fordelning/").content.decode()
    assert sum(bool(words_of(*each).search(group)) for each in others) >= 3


@pytest.mark.parametrize(
    ("who", "role", "address"),
    [
        ("amina", "caseworker", "/arenden/min-belastning/"),
        ("karin", "unit_manager", "/installningar/poang/"),
    ],
)
def test_the_pages_say_that_points_rank_nobody(
    here: None, who: str, role: str, address: str
) -> None:
    with as_owner():
        client = client_for(Membership.rows.get(pk=fixed(f"membership {who} {role}")))

    assert "rangordnar ingen" in client.get(address).content.decode()
