"""The handbook: every page opens, and what it says stands on the screen stands there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import resolve
from django.utils.translation import override

from kraftsamling.publishing.presenters.handbook import FIRST, FOLDER, PAGES

PACKAGE: Final = Path(__file__).resolve().parents[2] / "src" / "kraftsamling"
BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
ADDRESS: Final = re.compile(r"`(/.*?)`")
ADDRESS_OF: Final = {name: f"/hjalp/handbok/{name}/" for name in PAGES} | {FIRST: "/hjalp/handbok/"}
POINTS_TO: Final = re.compile(r"\]\(([\w-]+)\.md\)")


def read(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@cache
def swedish() -> frozenset[str]:
    """Every Swedish text of the product, without its last full stop or colon."""
    texts: set[str] = set()
    for file in PACKAGE.glob("*/locale/sv/LC_MESSAGES/django.po"):
        with file.open("rb") as catalogue:
            for message in read_po(catalogue):
                many = isinstance(message.string, tuple | list)
                texts.update(message.string if many else [message.string])
    return frozenset(text.rstrip(".:") for text in texts)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_page_opens_for_everybody_and_says_it_is_swedish(
    client: Client, name: str, prefix: str
) -> None:
    answer = client.get(prefix + ADDRESS_OF[name])

    assert answer.status_code == 200
    assert f'<span lang="sv">{read(name).splitlines()[0].removeprefix("# ")}</span>' in (
        answer.content.decode()
    )


@pytest.mark.django_db
def test_pages_point_to_each_other_in_the_product(client: Client) -> None:
    text = client.get("/hjalp/handbok/").content.decode()

    assert 'href="/hjalp/handbok/bedoma/"' in text
    assert ".md" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["finns-inte", "__init__", "bedoma.md"])
def test_there_is_no_other_page(client: Client, name: str) -> None:
    assert client.get(f"/hjalp/handbok/{name}/").status_code == 404


@pytest.mark.django_db
def test_the_help_leads_to_the_handbook(client: Client) -> None:
    assert 'href="/hjalp/handbok/"' in client.get("/hjalp/").content.decode()


def test_the_first_page_names_every_other_once() -> None:
    assert sorted(POINTS_TO.findall(read(FIRST))) == sorted(PAGES - {FIRST})


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_points_only_to_pages_that_are_there(name: str) -> None:
    assert set(POINTS_TO.findall(read(name))) <= PAGES


@pytest.mark.parametrize("name", sorted(PAGES - {FIRST}))
def test_every_word_in_bold_stands_on_a_screen(name: str) -> None:
    told = {words.rstrip(".:") for words in BOLD.findall(read(name))}

    assert told - swedish() == set()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_address_is_one_of_the_products(name: str) -> None:
    with override("sv"):
        for address in ADDRESS.findall(read(name)):
            assert resolve(address).func is not None
