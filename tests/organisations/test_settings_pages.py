"""Every page of the settings opens for those it is for, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Membership
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
PAGES = (
    "settings_index", "roles", "accounts", "person_new", "people_list", "units", "unit_new",
    "deputies", "deputy_new", "values", "approvals", "onboarding", "notices", "own_page",
)  # fmt: skip


@pytest.fixture
def admin() -> Client:
    """Granby's system administrator."""
    return client_of_membership(newcomer("Alva", "org_admin", unit="Barn och unga"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_administrator_opens_every_page_in_both_languages(
    admin: Client, name: str, prefix: str
) -> None:
    with override("sv"):
        path = reverse(name)
    response = admin.get(prefix + path)

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", ["settings_index", "accounts", "units", "deputies", "values"])
def test_a_social_secretary_finds_no_settings(
    logged_in: Callable[[str], Client], name: str
) -> None:
    assert logged_in("Astrid").get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ["account", "role_end"])
def test_elin_finds_nobody_at_granby(logged_in: Callable[[str], Client], name: str) -> None:
    astrid = membership_named("Astrid")

    assert logged_in("Elin").get(reverse(name, args=[astrid.pk])).status_code == 404


@pytest.mark.parametrize("name", ["account_close", "account_open", "account_invite"])
def test_elin_can_do_nothing_to_anybody_at_granby(
    logged_in: Callable[[str], Client], name: str
) -> None:
    astrid = membership_named("Astrid")

    assert logged_in("Elin").post(reverse(name, args=[astrid.pk])).status_code == 404
    with acting_for(fixed("granby")):
        assert Membership.rows.get(pk=astrid.pk).user.is_active


def test_the_list_of_people_holds_only_the_own_authority(admin: Client) -> None:
    page = admin.get("/installningar/konton/").content.decode()

    assert "Astrid" in page
    assert "Elin" not in page


def test_a_unit_manager_sees_the_own_unit_only(logged_in: Callable[[str], Client]) -> None:
    newcomer("Nils", "caseworker", slug="sydby", unit="Utredning 2")

    page = logged_in("Elin").get("/installningar/konton/").content.decode()

    assert "Elin" in page
    assert "Nils" not in page


def test_settings_stand_in_the_menu_only_for_those_who_may_open_them(
    admin: Client, logged_in: Callable[[str], Client]
) -> None:
    assert 'href="/installningar/"' in admin.get("/idag/").content.decode()
    assert 'href="/installningar/"' not in logged_in("Astrid").get("/idag/").content.decode()


def test_the_roles_page_says_what_a_role_may_do(admin: Client) -> None:
    page = admin.get("/installningar/roller/?roll=log_reviewer").content.decode()

    assert "Loggen över vem som har sett vad" in page
    assert "andra enheter än den egna" in page


def test_an_unknown_role_shows_the_own_one(admin: Client) -> None:
    page = admin.get("/installningar/roller/?roll=nonsense").content.decode()

    assert 'aria-current="true">Systemförvaltare' in page


def test_a_page_of_settings_writes_no_log_row(admin: Client) -> None:
    admin.get("/installningar/konton/")

    with acting_for(fixed("granby")):
        assert not AccessLogEntry.rows.exists()
