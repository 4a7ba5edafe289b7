"""Menus against the matrix, both ways: what is shown opens, and what would open is shown."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kraftsamling.common.menu import MENU
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.organisations.roles import AuthorityKind, Role, kinds_of
from tests.support.people import client_of_membership, newcomer
from tests.support.world import PLACES

pytestmark = pytest.mark.django_db


def home_of(role: Role) -> str:
    """An authority where the role can be held."""
    wanted = kinds_of(role)
    if AuthorityKind.SOCIAL in wanted:
        return "granby"
    return next(place.slug for place in PLACES if place.kind in wanted)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_menu_item_is_there_exactly_when_the_page_opens(role: Role) -> None:
    client = client_of_membership(newcomer(f"Ny {role}", role, slug=home_of(role)))
    page = client.get("/idag/")
    assert page.status_code == 200
    shown = {item.url for item in page.context["shell"].menu}

    for item in MENU:
        url = reverse(item.url_name)
        opens = client.get(url).status_code in (200, 302)
        if item.count is None:
            assert (url in shown) == opens, f"{role}: {url}"
        else:  # an item that is there only when something waits: shown means that it opens
            assert opens or url not in shown, f"{role}: {url}"


def test_every_menu_item_is_a_cell_of_the_matrix() -> None:
    for item in MENU:
        assert item.action in matrix().actions(item.resource), item.url_name
