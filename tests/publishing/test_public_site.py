"""The public site: useful with nothing in it, and only released figures leave."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.improvement import services
from kraftsamling.improvement.statuses import GoalState
from kraftsamling.organisations.models import Authority
from tests.improvement.conftest import NOON, Made, greta, made
from tests.improvement.test_hold_visit import live, release
from tests.support.database import as_owner
from tests.support.people import client_of, newcomer

__all__ = ["greta", "made"]

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "", "planer/oppna/", "besok/", "tillganglighet/", "personuppgifter/", "om/", "om/sekretess/",
    "hjalp/", "lattlast/",
]  # fmt: skip


@pytest.mark.parametrize("prefix", ["/", "/en/"])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("has_site", [True, False])
def test_every_page_is_there_for_everybody_in_both_languages(
    client: Client, prefix: str, address: str, has_site: bool
) -> None:
    if not has_site:
        with as_owner():
            Authority.objects.update(site_opened_on=None)

    answer = client.get(prefix + address)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert f'<html lang="{"en" if prefix == "/en/" else "sv"}"' in text
    assert "<h1>" in text


def test_links_of_the_frame_stay_in_english(client: Client) -> None:
    text = client.get("/en/om/").content.decode()

    assert 'href="/en/tillganglighet/"' in text
    assert 'href="/tillganglighet/"' not in text


@pytest.mark.parametrize("query", ["ar=0000", "ar=abcd", "kommun=%00", "tagg=%00%27", "ar=9999"])
def test_an_odd_filter_shows_a_page_and_not_an_error(client: Client, query: str) -> None:
    assert client.get(f"/besok/?{query}").status_code == 200


def test_the_strip_shows_112_and_the_numbers_of_the_authority(client: Client) -> None:
    with as_owner():
        Authority.objects.filter(slug="granby").update(
            day_phone="08-111 22 33", emergency_phone="08-444 55 66"
        )

    text = client.get("/").content.decode()

    for number in ("112", "08-111 22 33", "08-444 55 66"):
        assert f">{number}</b>" in text


def publish(made: Made) -> None:
    services.publish_plan(plan=made.plan, by=made.by, at=NOON)


def test_a_plan_is_not_public_before_it_is_published(made: Made, client: Client) -> None:
    assert made.plan.name not in client.get("/planer/oppna/").content.decode()

    publish(made)

    assert made.plan.name in client.get("/planer/oppna/").content.decode()


def test_only_released_figures_leave(made: Made, client: Client) -> None:
    release(64, 100)
    live(91, 100)
    publish(made)

    for address in ("/", "/planer/oppna/"):
        text = client.get(address).content.decode()
        assert "64 procent" in text, address
        assert "91 procent" not in text, address


def test_questions_and_notes_stay_among_the_members(made: Made, client: Client) -> None:
    services.ask_question(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), question="Vem betalar egentligen?"
    )
    publish(made)

    assert "Vem betalar egentligen?" not in client.get("/planer/oppna/").content.decode()


def test_what_has_not_worked_is_computed_and_stands_on_the_front_page(
    made: Made, client: Client
) -> None:
    publish(made)
    before = client.get("/").content.decode()
    services.set_goal_state(
        goal=made.goal,
        by=made.by,
        at=NOON,
        seen_version=1,
        state=GoalState.NOT_REACHED,
        state_reason="Ingen frågade.",
    )

    assert "Barn är med: inte nått" not in before
    assert "Barn är med: inte nått" in client.get("/").content.decode()
    assert "Ingen frågade." in client.get("/planer/oppna/").content.decode()


def test_the_plan_is_published_by_the_owners_manager_only(made: Made) -> None:
    address = f"/planer/{made.plan.pk}/publicera/"
    newcomer("Gunnel", "dept_manager")
    newcomer("Stina", "dept_manager", slug="sydby")

    assert client_of("Stina").post(address).status_code == 404
    assert client_of("Greta").post(address).status_code == 404
    assert client_of("Gunnel").post(address).status_code == 302
    made.plan.refresh_from_db()
    assert made.plan.published_at is not None
