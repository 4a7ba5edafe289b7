"""The forms that anybody may open, at /orolig/ and on a child's page, sent with what nobody would write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kraftsamling.casework.models import Case, ChildVoice, PublicConcern
from kraftsamling.casework.presenters.own_page import SLUGS
from kraftsamling.casework.services import channel
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from tests.casework.test_forms_under_attack import (
    CALM,
    TEN_MEGABYTES,
    TYPED,
    WORD,
    FormReader,
    odd_ways,
    plain,
)
from tests.support.database import as_owner
from tests.support.demo_inside import rolled_back

pytestmark = pytest.mark.django_db
CODE = "4826"


@pytest.fixture(autouse=True)
def no_one_has_tried() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def link(case: Case, astrid: Actor) -> str:
    """The address that Astrid and Ebba made."""
    made = channel.open_channel(case=case, by=astrid, at=clock.now(), code=CODE)
    return reverse("childs_page_link", args=[made.link])


@pytest.fixture
def phone(link: str) -> Client:
    """Ebba's phone, where the code has been given."""
    phone = Client(raise_request_exception=False)
    assert phone.post(link, {"pin": CODE}).status_code == 302
    return phone


def reader_of(client: Client, where: str) -> FormReader:
    reader = FormReader(where)
    reader.feed(client.get(where).content.decode())
    assert reader.own, where
    return reader


def ways_that_break(client: Client, where: str) -> list[tuple[int, str]]:
    """Each odd way in which the form at an address is sent, when the answer is not calm."""
    broken = []
    for how, data in odd_ways(reader_of(client, where).own):
        cache.clear()
        with rolled_back():
            answer = client.post(where, data)
        if answer.status_code not in CALM:
            broken.append((answer.status_code, how))
    answer = client.post(where, TEN_MEGABYTES, content_type=TYPED)
    if answer.status_code != 413 or "Det var för mycket text" not in answer.content.decode():
        broken.append((answer.status_code, "ten megabytes"))
    return broken


def test_who_is_worried_can_write_anything_and_gets_a_calm_answer(granby: None) -> None:
    visitor = Client(raise_request_exception=False)

    assert ways_that_break(visitor, "/orolig/skriv/") == []
    with as_owner():
        assert not PublicConcern.rows.exists()


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_a_child_can_write_anything_and_gets_a_calm_answer(slug: str, phone: Client) -> None:
    assert ways_that_break(phone, reverse("childs_page_write", args=[slug])) == []
    with as_owner():
        assert not ChildVoice.rows.exists()


def test_the_page_that_asks_for_the_code_answers_calmly_to_anything(link: str) -> None:
    assert ways_that_break(Client(raise_request_exception=False), link) == []


def test_what_was_typed_stays_when_something_else_is_missing(granby: None) -> None:
    visitor, where = Client(), "/orolig/skriv/"
    fields = reader_of(visitor, where).own
    data = {**plain(fields), "what": "Hon gråter om nätterna.", "acute": ""}

    answer = visitor.post(where, data)

    assert answer.status_code == 422
    assert "Hon gråter om nätterna." in answer.content.decode()


def test_what_a_child_pasted_from_a_word_processor_is_kept_to_the_letter(phone: Client) -> None:
    where = reverse("childs_page_write", args=["bra"])
    data = {**plain(reader_of(phone, where).own), "words": WORD}

    assert phone.post(where, data).status_code == 302

    with as_owner():
        kept = ChildVoice.rows.get().words
    assert kept == WORD.replace("\r\n", "\n").replace("\x0b", "")
