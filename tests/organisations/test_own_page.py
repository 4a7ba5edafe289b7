"""One's own page: one role at a time, and what it is to change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from kraftsamling.common.clock import today
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Deputy, Membership, User
from kraftsamling.organisations.selectors import HAT_IN_SESSION
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed, member

pytestmark = pytest.mark.django_db


def a_second_role(name: str, slug: str, role: str) -> Membership:
    """The same person in one more role, perhaps at another authority."""
    first = membership_named(name)
    with as_owner():
        other = member(f"{name} 2", slug=slug, unit="Utredning 2", role=role)
        other.user = first.user
        other.starts_on = date(2025, 2, 1)
        other.save()
    return other


def in_place_of(name: str, by: str, *, starts: date, ends: date) -> Deputy:
    absent, deputy = membership_named(name), membership_named(by)
    with as_owner():
        return Deputy.rows.create(
            authority_id=fixed("granby"),
            membership=absent,
            user=deputy.user,
            starts_on=starts,
            ends_on=ends,
        )


def switches(slug: str) -> list[AccessLogEntry]:
    with acting_for(fixed(slug)):
        return list(AccessLogEntry.rows.filter(action="switch").order_by("number"))


def test_it_shows_the_role_that_is_worn(logged_in: Callable[[str], Client]) -> None:
    page = logged_in("Astrid").get("/jag/").content.decode()

    assert "Socialsekreterare" in page
    assert "Utredning 1, Nämnden, Granby kommun" in page
    assert "Du arbetar i den här" in page


def test_it_opens_without_a_second_factor(logged_in: Callable[[str], Client]) -> None:
    client = client_of_membership(membership_named("Astrid"), second_factor=False)

    assert client.get("/jag/").status_code == 200


def test_a_visitor_has_no_page_of_their_own(client: Client) -> None:
    assert client.get("/jag/").status_code == 302


def test_switching_changes_role_and_session_and_is_logged_at_both_authorities(
    logged_in: Callable[[str], Client],
) -> None:
    other = a_second_role("Astrid", "sydby", "unit_manager")
    astrid = logged_in("Astrid")
    before = astrid.session.session_key

    response = astrid.post("/jag/byt/", {"hat": f"m:{other.pk}"})

    assert response["Location"] == "/idag/"
    assert astrid.session.session_key != before
    assert astrid.session[HAT_IN_SESSION] == f"m:{other.pk}"
    assert "Sydby kommun" in astrid.get("/jag/").content.decode()
    (left,), (came,) = switches("granby"), switches("sydby")
    assert (left.role, came.role) == ("caseworker", "unit_manager")
    assert left.object_id == came.object_id == other.pk


def test_a_switch_inside_one_authority_is_logged_once(logged_in: Callable[[str], Client]) -> None:
    other = a_second_role("Bodil", "granby", "method_supporter")

    logged_in("Bodil").post("/jag/byt/", {"hat": f"m:{other.pk}"})

    (row,) = switches("granby")
    assert (row.role, row.membership_id) == ("method_supporter", other.pk)


@pytest.mark.parametrize("key", ["", "m:", "m:nonsense", "d:1", "x" * 500])
def test_a_role_that_does_not_exist_is_not_there(
    logged_in: Callable[[str], Client], key: str
) -> None:
    assert logged_in("Astrid").post("/jag/byt/", {"hat": key}).status_code == 404


def test_elin_cannot_put_on_somebody_elses_role(logged_in: Callable[[str], Client]) -> None:
    elin = logged_in("Elin")

    answer = elin.post("/jag/byt/", {"hat": f"m:{membership_named('Bodil').pk}"})

    assert answer.status_code == 404
    assert "Granby" not in elin.get("/jag/").content.decode()
    assert switches("granby") == switches("sydby") == []


def test_a_role_whose_last_day_is_today_still_counts_and_yesterdays_does_not(
    logged_in: Callable[[str], Client],
) -> None:
    other = a_second_role("Astrid", "granby", "method_supporter")
    astrid = logged_in("Astrid")
    for last_day, status in ((today(), 302), (today() - timedelta(days=1), 404)):
        with as_owner():
            Membership.rows.filter(pk=other.pk).update(ends_on=last_day)
        assert astrid.post("/jag/byt/", {"hat": f"m:{other.pk}"}).status_code == status


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [(0, 0, 302), (-3, 3, 302), (1, 5, 404), (-5, -1, 404)],
)
def test_a_deputy_can_stand_in_only_between_the_dates(
    logged_in: Callable[[str], Client], starts: int, ends: int, status: int
) -> None:
    deputy = in_place_of(
        "Bodil", "Astrid", starts=today() + timedelta(starts), ends=today() + timedelta(ends)
    )
    astrid = logged_in("Astrid")

    assert astrid.post("/jag/byt/", {"hat": f"d:{deputy.pk}"}).status_code == status
    assert ("i stället för Bodil" in astrid.get("/jag/").content.decode()) is (status == 302)


def test_language_and_shortcuts_are_chosen(logged_in: Callable[[str], Client]) -> None:
    astrid = logged_in("Astrid")

    answer = astrid.post("/jag/val/", {"language": "en"})

    assert answer["Location"] == "/en/jag/"
    user = User.objects.get(name="Astrid")
    assert (user.language, user.shortcuts_on) == ("en", False)
    assert "Your choices are saved." in astrid.get("/en/jag/").content.decode()


def test_a_language_that_we_do_not_have_is_refused_with_words(
    logged_in: Callable[[str], Client],
) -> None:
    answer = logged_in("Astrid").post("/jag/val/", {"language": "xx", "shortcuts_on": "on"})

    assert answer.status_code == 422
    assert "Rätta till det här" in answer.content.decode()
    assert User.objects.get(name="Astrid").language == "sv"


def test_an_account_without_a_role_gets_a_calm_page() -> None:
    leaving = newcomer("Disa", "dev_lead")
    client = client_of_membership(leaving)
    with as_owner():
        Membership.rows.filter(pk=leaving.pk).update(ends_on=today() - timedelta(days=1))

    for path in ("/idag/", "/jag/", "/logg/"):
        assert client.get(path)["Location"] == "/utan-roll/"
    assert "Du har ingen roll här just nu" in client.get("/utan-roll/").content.decode()


def test_a_role_that_one_gets_meanwhile_does_not_change_the_one_in_use(client: Client) -> None:
    astrid = membership_named("Astrid")
    client.force_login(astrid.user)
    before = client.get("/jag/").content.decode()

    other = a_second_role("Astrid", "granby", "method_supporter")
    with as_owner():
        other.starts_on = date(2024, 1, 1)  # before the one in use: it would be the first
        other.save()

    after = client.get("/jag/").content.decode()
    assert before.count("Du arbetar i den här") == after.count("Du arbetar i den här") == 1
    assert client.session[HAT_IN_SESSION] == f"m:{astrid.pk}"
