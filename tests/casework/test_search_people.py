"""People are found by name, number or case number; who is shut away is found by nobody who may not know."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from kraftsamling.casework.models import Case, ConcernReport, PersonSearch
from kraftsamling.casework.rules.case_search import Refused, name_key, parse
from kraftsamling.casework.selectors.person_search import MOST_HITS, people_rows
from kraftsamling.casework.services.person_search import search
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.secrecy import declare_conflict, set_protection
from kraftsamling.casework.statuses import Protection
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.models import AccessLogEntry
from tests.casework.conftest import GRANBY, NOON, NUMBER, TODAY, Register, fresh
from tests.confidentiality.test_query_plans import nodes
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
NOBODY = "Ingen som du får hitta"


def look(words: str, by: Actor, at: datetime = NOON) -> list[str]:
    """The case numbers that somebody finds."""
    hits = search(words, parse(words, TODAY), by=by, at=Circumstances(now=at))
    return [each.case.number for each in hits.found]


@pytest.mark.parametrize(
    "words", ["Ebba Lund", "lund ebba", "Ebba  LUND", NUMBER, "20170110-2384", "CASE"]
)
def test_a_child_is_found_by_name_number_or_case_number(
    words: str, case: Case, astrid: Actor
) -> None:
    assert look(words.replace("CASE", case.number), astrid) == [case.number]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Skriv ett namn, ett personnummer eller ett ärendenummer."),
        ("Ebba", "Skriv både förnamn och efternamn"),
        ("2017-01-10", "Lagen tillåter inte sökning på födelsedag."),
        ("20170110-2385", "Den sista siffran stämmer inte"),
        ("blåmärken!", "Skriv ett namn"),
        ("Ebba\0Lund", "Null"),
        ("x" * 500, "Det är för långt"),
    ],
)
def test_what_the_law_has_no_search_by_is_not_searched_for(
    words: str, sentence: str, case: Case, logged_in: LogIn
) -> None:
    answer = logged_in("Astrid").post("/sok/", {"words": words})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PersonSearch.rows.exists()


def test_the_page_shows_initials_and_age_and_nothing_of_why(case: Case, logged_in: LogIn) -> None:
    text = logged_in("Astrid").post("/sok/", {"words": "Ebba Lund"}).content.decode()

    assert "E.L., 9\xa0år" in text
    assert case.number in text
    assert f"/arenden/{case.pk}/" in text
    for secret in ("blåmärken", NUMBER, "Kerstin"):
        assert secret not in text


def test_a_colleague_without_the_case_is_offered_to_open_it_with_a_reason(
    case: Case, logged_in: LogIn
) -> None:
    newcomer("Nils", "caseworker", unit="Utredning 2")

    text = logged_in("Nils").post("/sok/", {"words": "Ebba Lund"}).content.decode()

    assert f"/arenden/{case.pk}/nodoppna/" in text
    assert "Öppna med skäl" in text


def test_for_elin_nobody_is_there(case: Case, logged_in: LogIn) -> None:
    for words in ("Ebba Lund", NUMBER, case.number):
        text = logged_in("Elin").post("/sok/", {"words": words}).content.decode()
        assert NOBODY in text
        assert case.number not in text.replace(f'value="{words}"', "")


@pytest.mark.parametrize("words", ["Ebba Lund", NUMBER, "CASE"])
def test_somebody_protected_answers_exactly_as_nobody(
    words: str, case: Case, bodil: Actor, logged_in: LogIn
) -> None:
    words = words.replace("CASE", case.number)
    set_protection(person=case.subject, level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[])
    nothing = "Zzz Yyyy" if not words[0].isdigit() else "1999-000000"

    shut, none = (
        logged_in("Astrid").post("/sok/", {"words": each}).content.decode().replace(each, "?")
        for each in (words, nothing)
    )

    assert _without_tokens(shut) == _without_tokens(none)
    assert NOBODY in shut


def _without_tokens(text: str) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    text = re.sub(r'"X-CSRFToken": *"[^"]*"|nonce="[^"]*"', "", text)
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def test_somebody_set_aside_finds_nobody_and_the_colleague_does(
    case: Case, astrid: Actor, bodil: Actor
) -> None:
    declare_conflict(case=case, by=astrid, at=NOON)

    assert look("Ebba Lund", astrid) == []
    assert look("Ebba Lund", bodil) == [case.number]


def test_the_parent_of_a_protected_child_does_not_show_the_childs_case(
    register: Register, bodil: Actor, astrid: Actor
) -> None:
    report = register(custodians=[PersonFacts("Kim", "Lund")])[0]
    set_protection(
        person=report.case.subject, level=Protection.FLAGGED, by=bodil, at=NOON, allowed=[]
    )

    assert look("Kim Lund", astrid) == []
    assert look("Kim Lund", bodil) == [report.case.number]


def test_each_search_is_kept_sealed_with_its_number_of_hits_also_none(
    case: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    astrid.post("/sok/", {"words": "Ebba Lund"})
    astrid.post("/sok/", {"words": "Nora Berg"})

    kept = list(PersonSearch.rows.of_authority(GRANBY).order_by("at"))
    assert [(each.words, each.hits) for each in kept] == [("Ebba Lund", 1), ("Nora Berg", 0)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_personsearch")
        assert all(b"Lund" not in bytes(row[0]) for row in cursor.fetchall())
    rows = AccessLogEntry.rows.filter(resource="person", action="search").order_by("number")
    assert [each.row_count for each in rows] == [1, 0]
    assert rows[0].subject_ids == [case.subject_id]


def test_nobody_rewrites_what_was_searched_for(case: Case, astrid: Actor) -> None:
    look("Ebba Lund", astrid)

    with pytest.raises(DatabaseError), transaction.atomic():
        PersonSearch.rows.update(hits=0)


def test_twenty_are_shown_and_it_is_said_that_there_are_more(
    register: Register, astrid: Actor, logged_in: LogIn
) -> None:
    register(*(PersonFacts(f"Ada {chr(97 + n)}", "Berg") for n in range(MOST_HITS + 3)))

    text = logged_in("Astrid").post("/sok/", {"words": "Berg Ada"}).content.decode()

    assert text.count("ålder okänd") == MOST_HITS
    assert "Det här är de första tjugo." in text


@pytest.mark.parametrize(("role", "may"), [("unit_manager", True), ("board_member", False)])
def test_the_header_has_the_search_for_those_who_may(
    role: str, may: bool, granby: None, logged_in: LogIn
) -> None:
    newcomer("Moa", role)
    client = logged_in("Moa")

    assert ('href="/sok/"' in client.get("/idag/").content.decode()) is may
    assert client.get("/sok/").status_code == (200 if may else 404)


def fill(report: ConcernReport) -> None:
    """Ten thousand people of Granby, each in a case of its own, and statistics over them."""
    statements = [
        """INSERT INTO casework_person (id, authority_id, given_name, surname, name_key, number_kind,
            identity_index, address, phone, language, is_protected, version)
        SELECT gen_random_uuid(), %(granby)s, 'x', n::text, md5(n::text) || ' x', 'NONE', '', '', '',
            '', false, 1
        FROM generate_series(1, 10000) n""",
        """INSERT INTO casework_case (id, authority_id, unit_id, number, kind, subject_id, phase, urgency,
            competence, complexity, spoken, opened_at, closed_because, next_due_at, next_due_code,
            is_protected, is_marked, source_system, source_id, version)
        SELECT p.id, p.authority_id, c.unit_id, 'x' || p.surname, c.kind, p.id, c.phase, c.urgency, '',
            c.complexity, '', c.opened_at, '', c.next_due_at, '', false, false, '', '', 1
        FROM casework_person p, casework_case c WHERE c.id = %(case)s AND p.given_name = 'x'""",
        """INSERT INTO casework_caseperson (id, authority_id, case_id, person_id, part)
        SELECT gen_random_uuid(), authority_id, id, id, 'SUBJECT' FROM casework_person
        WHERE given_name = 'x'""",
    ]
    values = {"granby": str(GRANBY), "case": str(report.case_id)}
    with as_owner(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)
        for table in ("person", "case", "caseperson"):
            cursor.execute(f"ANALYZE casework_{table}")


@pytest.mark.parametrize("words", ["Ebba Lund", NUMBER])
def test_the_search_reads_people_and_cases_by_their_indexes(
    words: str, report: ConcernReport, astrid: Actor
) -> None:
    """As app, behind the wall, with every condition of the matrix: no table is read as a whole."""
    fill(report)
    query = parse(words, TODAY)
    assert not isinstance(query, Refused)

    rows = people_rows(query, astrid, at=Circumstances(now=NOON))[: MOST_HITS + 1]

    plan = json.loads(rows.explain(format="json"))[0]["Plan"]
    read_whole = {each["Relation Name"] for each in nodes(plan) if each["Node Type"] == "Seq Scan"}
    assert not read_whole & {"casework_person", "casework_caseperson", "casework_case"}, plan


def test_the_key_of_a_name_is_compared_sign_by_sign(register: Register, astrid: Actor) -> None:
    number = register(PersonFacts("Åsa", "Öberg"))[0].case.number

    assert look("Öberg Åsa", astrid) == [number]
    assert look("Oberg Asa", astrid) == []
    assert fresh(Case.rows.get(number=number).subject).name_key == name_key("Åsa", "Öberg")


def test_a_worker_finds_neither_the_own_file_nor_the_own_family(
    register: Register, granby: None
) -> None:
    from kraftsamling.casework.services.persons import index_of
    from tests.casework.conftest import number_of

    register(custodians=[PersonFacts("Nina", "Lund", number=number_of("198507099805"))])
    nina = actor_of_membership(
        newcomer("Nina", "caseworker"), human=index_of(number_of("198507099805"))
    )

    assert look("Nina Lund", nina) == []
    assert look("Ebba Lund", nina) == []
