"""The search for a person: by what the law names, behind every wall, and never without a trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kraftsamling.casework.models import Case, PersonSearch
from kraftsamling.casework.selectors.person_search import MOST_HITS
from kraftsamling.casework.services import secrecy
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.statuses import Protection
from kraftsamling.confidentiality.actor import Actor
from tests.casework.conftest import NOON, NUMBER

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def ask(client: Client, words: str) -> str:
    return client.post("/sok/", {"words": words}).content.decode()


@pytest.mark.parametrize("words", ["Ebba Lund", "lund ebba", NUMBER, "{number}"])
def test_a_name_a_number_and_a_case_number_find_the_child_by_initials(
    words: str, case: Case, logged_in: LogIn
) -> None:
    page = ask(logged_in("Astrid"), words.format(number=case.number))

    assert "En person hittades" in page
    assert "E.L., " in page
    assert f"/arenden/{case.pk}/" in page
    assert "blåmärken" not in page


@pytest.mark.parametrize("words", ["", "Ebba", "2017-01-10", "20170110", "x" * 130])
def test_what_the_law_has_no_search_by_is_refused_and_finds_nobody(
    words: str, case: Case, logged_in: LogIn
) -> None:
    answer = logged_in("Astrid").post("/sok/", {"words": words})

    assert answer.status_code == 422
    assert "E.L." not in answer.content.decode()
    assert not PersonSearch.rows.exists()


@pytest.mark.parametrize(("words", "hits"), [("Ebba Lund", 1), ("Ingen Alls", 0)])
def test_a_search_is_written_down_with_its_words_sealed_also_when_it_finds_nobody(
    words: str, hits: int, case: Case, logged_in: LogIn
) -> None:
    from django.db import connection

    ask(logged_in("Astrid"), words)

    kept = PersonSearch.rows.get()
    assert (kept.words, kept.hits) == (words, hits)
    with connection.cursor() as cursor:
        cursor.execute("select words::text from casework_personsearch")
        assert words not in cursor.fetchone()[0]


def test_somebody_protected_answers_as_nobody_to_whom_is_not_on_the_list(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    secrecy.set_protection(
        person=case.subject, level=Protection.FLAGGED, by=astrid, at=NOON, allowed=[]
    )

    bodils, nobodys = (ask(logged_in("Bodil"), each) for each in ("Ebba Lund", "Ingen Alls"))

    assert "Ingen som du får hitta" in bodils
    assert "Ingen som du får hitta" in nobodys
    assert case.number not in bodils
    assert case.number in ask(logged_in("Astrid"), "Ebba Lund")


def test_whoever_is_set_aside_from_the_case_finds_nobody(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    secrecy.declare_conflict(case=case, by=astrid, at=NOON)

    assert "Ingen som du får hitta" in ask(logged_in("Astrid"), "Ebba Lund")
    assert "Ingen som du får hitta" in ask(logged_in("Astrid"), case.number)


def test_elin_finds_nobody_in_another_municipality(case: Case, logged_in: LogIn) -> None:
    elins = logged_in("Elin")

    assert "Ingen som du får hitta" in ask(elins, "Ebba Lund")
    assert "Ingen som du får hitta" in ask(elins, case.number)


def test_at_most_twenty_people_are_shown(register: Callable[..., Any], logged_in: LogIn) -> None:
    register(*(PersonFacts(f"Ebba{each}", "Lund") for each in "abcdefghijklmnopqrstu"))

    page = ask(logged_in("Rut"), "Ebba Lund")

    assert "de första tjugo" in page
    assert PersonSearch.rows.get().hits == MOST_HITS


def test_the_search_stands_in_the_header_of_those_who_may_search(
    case: Case, logged_in: LogIn
) -> None:
    assert (
        'href="/sok/" data-kortkommando="/"' in logged_in("Astrid").get("/idag/").content.decode()
    )
    assert 'href="/sok/"' not in logged_in("Cecilia").get("/idag/").content.decode()
