"""The public site: useful with nothing in it, and only released figures leave."""

from __future__ import annotations

import pytest
from django.test import Client

from kraftsamling.organisations.models import Authority
from tests.support.database import as_owner

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
            host_name="granby.example.org", day_phone="08-111 22 33", emergency_phone="08-444 55 66"
        )

    text = client.get("/", headers={"host": "testserver"}).content.decode()

    assert "112" in text
