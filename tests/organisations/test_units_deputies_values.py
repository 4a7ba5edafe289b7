"""The tree of units, deputies with dates, and values an authority decides itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.common.clock import now, today
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators.selectors import inside
from kraftsamling.organisations.models import Deputy, Membership, Setting, Unit
from kraftsamling.organisations.rules import (
    NotAPersonalIdentityNumber,
    makes_a_circle,
    personal_identity_number,
)
from kraftsamling.organisations.services import decided
from kraftsamling.organisations.settings_catalogue import CATALOGUE, RefusedValue, value
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY = fixed("granby")
TOP, ONE, TWO = (
    fixed(f"granby {name}") for name in ("Barn och unga", "Utredning 1", "Utredning 2")
)


NUMBER = "19811228-9874"  # one of the numbers that are only for tests


@pytest.fixture
def admin() -> Client:
    """Tora, when Astrid can be a team leader's deputy: whoever is second of two has a number."""
    client = client_of_membership(newcomer("Tora", "org_admin", unit="Barn och unga"))
    path = f"/installningar/konton/{membership_named('Astrid').pk}/personnummer/"
    assert client.post(path, {"number": NUMBER}).status_code == 302
    return client


def units() -> dict[str, Unit]:
    with acting_for(GRANBY):
        return {unit.name: unit for unit in Unit.rows.select_related("parent")}


# -- units ---------------------------------------------------------------------------------------


def test_a_unit_is_added_below_another(admin: Client) -> None:
    answer = admin.post("/installningar/enheter/ny/", {"name": "Öppenvård", "parent": str(TOP)})

    assert answer.status_code == 302
    assert units()["Öppenvård"].parent_id == TOP


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("", str(TOP)),
        ("x" * 81, str(TOP)),
        ("utredning 1", str(TOP)),
        ("Ny", str(fixed("sydby Utredning 1"))),
        ("Ny", "nonsense"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(admin: Client, name: str, parent: str) -> None:
    answer = admin.post("/installningar/enheter/ny/", {"name": name, "parent": parent})

    assert answer.status_code == 422
    assert len(units()) == 3


def test_a_unit_gets_another_name_and_place(admin: Client) -> None:
    wish = {"name": "Mottagning", "parent": str(TWO)}

    assert admin.post(f"/installningar/enheter/{ONE}/", wish).status_code == 302

    assert units()["Mottagning"].parent_id == TWO


def test_a_unit_cannot_lie_below_itself(admin: Client) -> None:
    answer = admin.post(
        f"/installningar/enheter/{TOP}/", {"name": "Barn och unga", "parent": str(ONE)}
    )

    assert answer.status_code == 422
    assert "kan inte ligga under sig själv" in answer.content.decode()
    assert units()["Barn och unga"].parent_id is None


def test_circles_are_seen_however_long() -> None:
    parents: dict[int, int | None] = {1: None, 2: 1, 3: 2, 4: 3}

    assert makes_a_circle(parents, 1, 4)
    assert makes_a_circle(parents, 2, 2)
    assert not makes_a_circle(parents, 4, 1)
    assert not makes_a_circle(parents, 1, None)


def test_a_unit_with_people_cannot_be_closed_and_an_empty_one_can(admin: Client) -> None:
    admin.post(f"/installningar/enheter/{ONE}/stang/")
    assert units()["Utredning 1"].closed_on is None

    admin.post(f"/installningar/enheter/{TWO}/stang/")
    assert units()["Utredning 2"].closed_on == today()


def test_elin_and_a_unit_manager_of_granby_cannot_change_units() -> None:
    for who in (membership_named("Elin"), newcomer("Mona", "unit_manager")):
        client = client_of_membership(who)
        assert client.post(f"/installningar/enheter/{ONE}/", {"name": "X"}).status_code == 404
        assert client.post(f"/installningar/enheter/{ONE}/stang/").status_code == 404
    assert "Utredning 1" in units()


# -- deputies ------------------------------------------------------------------------------------


def deputy(**changes: Any) -> dict[str, Any]:
    return {
        "membership": str(membership_named("Bodil").pk),
        "user": str(membership_named("Astrid").user_id),
        "starts_on": "i dag",
        "ends_on": "i morgon",
        **changes,
    }


def appointed() -> list[Deputy]:
    with acting_for(GRANBY):
        return list(Deputy.rows.all())


NEW_DEPUTY = "/installningar/stallforetradare/ny/"


def test_a_deputy_is_appointed_between_two_days(admin: Client) -> None:
    answer = admin.post(NEW_DEPUTY, deputy(), follow=True)

    assert "Astrid är ställföreträdare för Bodil" in answer.content.decode()
    (made,) = appointed()
    assert (made.starts_on, made.ends_on) == (today(), today() + timedelta(days=1))


def test_the_same_deputy_twice_is_one(admin: Client) -> None:
    admin.post(NEW_DEPUTY, deputy())

    assert admin.post(NEW_DEPUTY, deputy()).status_code == 422
    assert len(appointed()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"user": str(fixed("user Bodil granby"))},
        {"user": str(fixed("user Elin sydby"))},
        {"user": "nonsense"},
        {"membership": str(uuid4())},
        {"membership": ""},
        {"starts_on": "2020-01-01"},
        {"starts_on": "i morgon", "ends_on": "i dag"},
        {"ends_on": "29 februari 2027"},
        {"ends_on": ""},
    ],
)
def test_a_deputy_that_cannot_be_is_refused(admin: Client, changes: dict[str, str]) -> None:
    answer = admin.post(NEW_DEPUTY, deputy(**changes))

    assert answer.status_code == 422
    assert appointed() == []


def test_a_role_of_another_authority_cannot_be_stood_in_for(admin: Client) -> None:
    theirs = str(membership_named("Elin").pk)

    assert admin.post(NEW_DEPUTY, deputy(membership=theirs)).status_code == 422


def test_a_deputy_cannot_outlive_the_role(admin: Client) -> None:
    bodil = membership_named("Bodil")
    with as_owner():
        Membership.rows.filter(pk=bodil.pk).update(ends_on=today())

    assert admin.post(NEW_DEPUTY, deputy()).status_code == 422


def test_a_deputy_can_be_ended_at_once(admin: Client) -> None:
    admin.post(NEW_DEPUTY, deputy())
    (made,) = appointed()
    path = f"/installningar/stallforetradare/{made.pk}/"
    assert admin.get(path).status_code == 200

    assert client_of_membership(membership_named("Elin")).post(path).status_code == 404
    assert len(appointed()) == 1
    admin.post(path)

    assert appointed() == []


# -- values --------------------------------------------------------------------------------------


def typed(**changes: Any) -> dict[str, Any]:
    return {"value": "20", "source": "SN 2026/14", "decided_on": "i dag", **changes}


def stored() -> list[Setting]:
    with acting_for(GRANBY):
        return list(Setting.rows.all())


def test_an_own_value_holds_and_the_history_says_what_was_before(admin: Client) -> None:
    admin.post("/installningar/varden/manager.span/", typed())
    admin.post("/installningar/varden/manager.span/", typed(value="18", source="SN 2026/30"))

    with acting_for(GRANBY):
        assert value("manager.span", GRANBY) == 18
    page = admin.get("/installningar/varden/manager.span/").content.decode()
    assert "SN 2026/14" in page
    assert "SN 2026/30" in page
    assert page.count("Tora") >= 2


def test_another_authority_keeps_the_start_value(admin: Client) -> None:
    admin.post("/installningar/varden/manager.span/", typed())

    with acting_for(fixed("sydby")):
        assert value("manager.span", fixed("sydby")) == 25


def test_the_threshold_inside_can_be_raised_and_acts_on_the_figures(admin: Client) -> None:
    assert (
        admin.post("/installningar/varden/threshold.inside/", typed(value="8")).status_code == 302
    )

    with acting_for(GRANBY):
        assert inside(GRANBY).least == 8


@pytest.mark.parametrize("wrong", ["4", "0", "-1", "fem", "", "5.5"])
def test_the_threshold_inside_can_never_be_lowered(admin: Client, wrong: str) -> None:
    answer = admin.post("/installningar/varden/threshold.inside/", typed(value=wrong))

    assert answer.status_code == 422
    assert stored() == []
    with acting_for(GRANBY), pytest.raises(RefusedValue):
        decided.decide_value(
            "threshold.inside", 4, source="x", decided_on=today(), authority_id=GRANBY
        )


@pytest.mark.parametrize("code", ["session.idle", "nonsense", "retention.G1"])
def test_a_fixed_or_unknown_value_has_no_page(admin: Client, code: str) -> None:
    assert admin.get(f"/installningar/varden/{code}/").status_code == 404
    assert admin.post(f"/installningar/varden/{code}/", typed()).status_code == 404


@pytest.mark.parametrize("changes", [{"source": ""}, {"decided_on": "2099-01-01"}])
def test_a_value_needs_its_source_and_a_day_that_has_been(
    admin: Client, changes: dict[str, str]
) -> None:
    assert admin.post("/installningar/varden/manager.span/", typed(**changes)).status_code == 422
    assert stored() == []


def test_a_value_is_not_for_elin_and_needs_a_fresh_factor(admin: Client) -> None:
    path = "/installningar/varden/manager.span/"
    session = admin.session
    session["demo_factor"] = now().timestamp() - 16 * 60
    session.save()

    assert admin.get(path)["Location"].startswith("/konto/igen/")
    assert client_of_membership(membership_named("Elin")).get(path).status_code == 404


def test_every_value_says_where_it_comes_from() -> None:
    for entry in CATALOGUE.values():
        assert entry.source, entry.code
        assert str(entry.where), entry.code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("811228-9874", "198112289874"),
        ("811228+9874", "188112289874"),
        ("19811228 9874", "198112289874"),
        ("198112289874", "198112289874"),
        ("701063-2391", "197010632391"),
    ],
)
def test_a_personal_identity_number_is_read_however_it_is_written(text: str, number: str) -> None:
    assert personal_identity_number(text, today=today()) == number


@pytest.mark.parametrize("text", ["811228-9873", "811328-9874", "8112", "", "abc", "19810229-0000"])
def test_what_is_no_personal_identity_number_is_refused(text: str) -> None:
    with pytest.raises(NotAPersonalIdentityNumber):
        personal_identity_number(text, today=today())
