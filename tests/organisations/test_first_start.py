"""From an empty database to a plan: the first administrator and the six steps."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations import setup_code
from kraftsamling.organisations.models import (
    Authority,
    Membership,
    Space,
    SpaceMember,
    Unit,
    User,
)
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
START = "/kom-i-gang/start/"
PASSWORD = "en lampa i köket lyser"


@pytest.fixture
def empty() -> None:
    """The world of the other tests is taken away; the places stay."""
    with as_owner():
        Membership.rows.all().delete()
        Unit.rows.filter(parent__isnull=False).delete()
        Unit.rows.all().delete()
        SpaceMember.objects.all().delete()
        Space.objects.all().delete()
        Authority.objects.all().delete()
        User.objects.all().delete()


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "code": setup_code.new_code(),
        "municipality": "0680",
        "board": "Socialnämnden",
        "way_of_running": "BESIDE_RECORD",
        "name": "Karin Åberg",
        "number": "811228-9874",
        "email": "Karin@example.org",
        "password": PASSWORD,
        "password_again": PASSWORD,
        **changes,
    }


def test_an_installation_in_use_has_no_first_page(client: Client) -> None:
    assert client.get(START).status_code == 404
    assert client.post(START, typed()).status_code == 404


def test_the_command_prints_the_address_and_only_while_it_is_empty(empty: None) -> None:
    out = io.StringIO()
    call_command("setup_code", stdout=out)
    found = re.search(r"\?kod=(\S+)", out.getvalue())
    assert found

    page = Client().get(START, {"kod": found[1].replace("%3A", ":")}).content.decode()

    assert setup_code.is_right(found[1].replace("%3A", ":"))
    assert page.count("<option") == 291
    assert "Jönköping" in page


def test_the_command_refuses_an_installation_in_use() -> None:
    with pytest.raises(CommandError, match="already"):
        call_command("setup_code")
    out = io.StringIO()
    call_command("setup_code", "--if-empty", stdout=out)
    assert out.getvalue() == ""


def test_the_first_administrator_is_made_and_logged_in(empty: None, client: Client) -> None:
    answer = client.post(START, typed())

    assert answer["Location"] == "/konto/faktor/totp/activate/"
    (authority,) = Authority.objects.all()
    assert authority.name == "Socialnämnden, Jönköping kommun"
    assert (authority.way_of_running, authority.county_id) == ("BESIDE_RECORD", "06")
    assert list(Space.objects.values_list("kind", "owner")) == [("OWN", authority.pk)]
    with acting_for(authority.pk):
        (member,) = Membership.rows.select_related("user", "unit")
        assert (member.role, member.user.email, member.unit.parent) == (
            "org_admin", "karin@example.org", None,
        )  # fmt: skip
    assert client.get("/jag/").status_code == 200
    assert client.get("/kom-i-gang/")["Location"].startswith("/konto/faktor/")


def test_nobody_can_start_it_a_second_time(empty: None) -> None:
    Client().post(START, typed())

    assert Client().post(START, typed(email="annan@example.org")).status_code == 404
    assert Authority.objects.count() == User.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("code", ""),
        ("code", "gissad"),
        ("code", "eyJ:1abc:def"),
        ("municipality", ""),
        ("municipality", "9901"),  # an invented one
        ("municipality", "0000"),
        ("board", ""),
        ("way_of_running", "BOTH"),
        ("name", ""),
        ("number", ""),
        ("number", "19811228-9875"),
        ("email", "karin"),
        ("password", "kort"),
        ("password_again", "något helt annat"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(empty: None, field: str, wrong: str) -> None:
    answer = Client().post(START, typed(**{field: wrong}))

    assert answer.status_code == 422
    assert "Rätta till det här" in answer.content.decode()
    assert not Authority.objects.exists()
    assert not User.objects.exists()


def test_a_code_is_worth_nothing_after_a_day(empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    old = typed()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600 + 5)

    assert Client().post(START, old).status_code == 422


# -- the steps -----------------------------------------------------------------------------------


def page_of(membership: Membership) -> str:
    return client_of_membership(membership).get("/kom-i-gang/").content.decode()


def test_the_page_says_how_far_we_are_and_what_is_next() -> None:
    page = page_of(newcomer("Alva", "org_admin"))

    assert "Kom i gång" in page
    assert re.search(r"(Tre|Fyra|Fem) av (tre|fyra|fem|sex) steg är klara\.", page)
    assert "Att läsa in ärenden kommer i en senare version." in page
    assert "<progress" in page


def test_an_authority_without_units_and_people_is_led_to_them() -> None:
    alva = newcomer("Alva", "org_admin", slug="lanet", unit="Barn och unga")
    with as_owner():
        Unit.rows.filter(authority_id=fixed("lanet"), parent__isnull=False).delete()

    page = page_of(alva)

    assert "Nästa: enheter." in page
    assert 'href="/installningar/enheter/ny/"' in page
    assert ">Kom i gång<" in client_of_membership(alva).get("/idag/").content.decode()


def test_a_social_secretary_has_no_first_steps() -> None:
    astrid = client_of_membership(membership_named("Astrid"))

    assert astrid.get("/kom-i-gang/").status_code == 404
    assert "/kom-i-gang/" not in astrid.get("/idag/").content.decode()


def test_the_settings_keep_a_way_to_the_first_steps() -> None:
    page = client_of_membership(newcomer("Alva", "org_admin")).get("/installningar/")

    assert 'href="/kom-i-gang/"' in page.content.decode()


def test_a_visitor_is_sent_to_the_login() -> None:
    assert Client().get("/kom-i-gang/")["Location"].startswith("/konto/logga-in/")


def test_the_organisation_can_be_changed_afterwards() -> None:
    alva = client_of_membership(newcomer("Alva", "org_admin"))
    path = "/kom-i-gang/organisation/"
    assert f'href="{path}"' in alva.get("/kom-i-gang/").content.decode()

    answer = alva.post(
        path, {"name": "Nya nämnden", "way_of_running": "BESIDE_RECORD"}, follow=True
    )

    page = answer.content.decode()
    assert "Nya nämnden. " in page
    assert "Var skrivs vad?" in page
    for wrong in ({"name": ""}, {"name": "x" * 121}, {"way_of_running": "BOTH"}):
        typed = {"name": "Nämnden", "way_of_running": "RECORD_HERE", **wrong}
        assert alva.post(path, typed).status_code == 422
    assert Authority.objects.get(pk=fixed("granby")).name == "Nya nämnden"


def test_elin_does_not_change_an_organisation_and_no_others() -> None:
    elin = client_of_membership(membership_named("Elin"))

    assert elin.get("/kom-i-gang/").status_code == 200
    assert elin.post("/kom-i-gang/organisation/", {"name": "Mitt"}).status_code == 404
    assert not Authority.objects.filter(name="Mitt").exists()


@pytest.mark.parametrize(
    ("slug", "role"),
    [
        ("granby", "org_admin"),
        ("granby", "unit_manager"),
        ("granby", "dept_manager"),
        ("lanet", "org_admin"),
    ],
)
def test_every_link_of_the_first_steps_opens_for_who_sees_it(slug: str, role: str) -> None:
    client = client_of_membership(newcomer("Alva", role, slug=slug))

    page = client.get("/kom-i-gang/").content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    links = set(re.findall(r'href="(/[^"#]*)"', main))
    assert links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_whoever_may_not_do_a_step_reads_who_may() -> None:
    """A system administrator writes no plans."""
    page = page_of(newcomer("Alva", "org_admin"))

    assert "Det gör utvecklingsledare" in page
    assert "/planer/ny/" not in page


def test_the_demo_is_offered_in_the_demo_only(settings: Any) -> None:
    alva = newcomer("Alva", "org_admin")
    assert 'href="/demo/"' in page_of(alva)[page_of(alva).index("Prova först") :]

    settings.IS_DEMO = False
    client = client_of_membership(alva)
    assert "Prova först" not in client.get("/kom-i-gang/").content.decode()
