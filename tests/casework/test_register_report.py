"""A concern report is registered: stored once, linked at once, with its clocks and its reporter apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    ConcernReport,
    Deadline,
    PreliminaryAssessment,
    ReporterIdentity,
)
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import (
    InTheFuture,
    NotAnonymous,
    Reporter,
    related_open_cases,
)
from kraftsamling.casework.statuses import InParty, ReporterKind
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from tests.casework.conftest import NOON, Register, fresh, number_of

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def test_a_report_begins_a_case_with_the_clocks_of_the_law(report: ConcernReport) -> None:
    due = dict(Deadline.rows.filter(case=report.case).values_list("code", "due_at"))

    assert due["protection_assessment_due"] == report.received_at + timedelta(hours=24)
    assert due["prelim_assessment_due"].date() == (report.received_at + timedelta(days=14)).date()
    assert "reporter_feedback_due" in due
    assert fresh(report.case).next_due_code == "protection_assessment_due"


def test_posted_twice_it_is_stored_once(register: Register) -> None:
    key = uuid4()

    first, again = register(key=key), register(key=key)

    assert [each.pk for each in first] == [each.pk for each in again]
    assert ConcernReport.rows.filter(together_with=key).count() == 1


def test_a_new_report_about_a_child_with_an_open_case_goes_there_at_once(
    report: ConcernReport, register: Register
) -> None:
    (second,) = register(PersonFacts("Ebba", "", number=number_of()), what="En granne ringer.")

    assert second.case_id == report.case_id
    assert Case.rows.filter(subject=report.case.subject).count() == 1


def test_a_report_about_a_sibling_shows_the_open_cases_of_the_family(
    report: ConcernReport, register: Register
) -> None:
    reports = register(
        PersonFacts("Love", "Lund", birth_on=date(2021, 5, 1)),
        PersonFacts("Ebba", "Lund", number=number_of()),
    )

    love = next(each for each in reports if each.case_id != report.case_id)
    assert [each.pk for each in related_open_cases(love)] == [report.case_id]
    parts = dict(CasePerson.rows.filter(case=love.case).values_list("person__given_name", "part"))
    assert parts == {"Love": InParty.SUBJECT, "Ebba": InParty.SIBLING}


def test_an_unborn_child_has_a_case_without_a_number(register: Register) -> None:
    (report,) = register(PersonFacts(expected_on=date(2026, 8, 1)))

    assert report.case.subject.expected_on == date(2026, 8, 1)
    assert report.case.subject.identity_number is None


def test_nothing_is_kept_of_somebody_anonymous(register: Register) -> None:
    (report,) = register(reporter=Reporter(ReporterKind.ANONYMOUS))

    assert not ReporterIdentity.rows.filter(report=report).exists()
    assert not Deadline.rows.filter(about=report.pk, code="reporter_feedback_due").exists()


def test_who_must_report_cannot_be_anonymous(register: Register) -> None:
    with pytest.raises(NotAnonymous):
        register(reporter=Reporter(ReporterKind.SCHOOL, "  "))


def test_a_report_from_tomorrow_is_refused(register: Register) -> None:
    with pytest.raises(InTheFuture):
        register(received_at=NOON + timedelta(minutes=1))


def test_the_reporters_name_is_stored_encrypted(report: ConcernReport) -> None:
    stored = ReporterIdentity.rows.get(report=report)

    assert stored.name == "Kerstin"
    assert b"Kerstin" not in bytes(stored.__dict__["name"])


def test_elin_finds_neither_the_case_nor_the_report(
    report: ConcernReport, elin: Actor, logged_in: LogIn
) -> None:
    at = Circumstances(now=NOON)

    assert not Case.rows.visible_to(elin, "list", at=at).exists()
    for path in (f"/arenden/{report.case_id}/", f"/arenden/rapport/{report.pk}/"):
        assert logged_in("Elin").get(path).status_code == 404


# -- the pages --------------------------------------------------------------------------------------


PAGES: dict[str, dict[str, str]] = {
    "anmalare": {"kind": "SCHOOL", "name": "Kerstin", "organisation": "", "contact": ""},
    "barnet": {"given_name": "Ebba", "surname": "Lund", "number": "20170110-2384"},
    "vad": {"what": "Ebba vill inte gå hem."},
    "fara": {"acute": "nej"},
    "familj": {"barn1_given_name": "Love", "barn1_surname": "Lund"},
    "hur": {"channel": "PHONE", "received_on": "i dag", "received_time": "0.01"},
}


WRITTEN: set[Any] = {Case, CasePerson, ConcernReport, Deadline, PreliminaryAssessment}


def walk(client: Client, **changes: dict[str, str]) -> tuple[str, Any]:
    """Fill in all pages; the address of the last and its answer."""
    step = client.get("/arenden/anmalan/ny/").headers["Location"]
    draft = step.rsplit("/", 2)[0]
    answer: Any = None
    for name, data in {**PAGES, **changes}.items():
        sent = {f"{name}-{field}": value for field, value in data.items()}
        answer = client.post(f"{draft}/{name}/", sent)
        if answer.status_code != 302:
            return f"{draft}/{name}/", answer
    return f"{draft}/granska/", answer


def test_six_pages_and_a_look_through_save_a_report(rut: Actor, logged_in: LogIn) -> None:
    client = logged_in("Rut")
    review, _ = walk(client)

    shown = client.get(review).content.decode()
    saved = client.post(review, {})

    assert "Ebba Lund 20170110" not in shown
    assert "2017••••-••••" in shown
    assert saved.status_code == 302
    case = Case.rows.get(subject__given_name="Ebba")
    assert saved.headers["Location"] == f"/arenden/{case.pk}/"
    assert CasePerson.rows.filter(case=case, part=InParty.SIBLING).count() == 1


def test_all_that_one_act_stores_is_written_down_as_hers_in_that_request(
    rut: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Rut")
    for given_name in ("Ebba", "Malva"):
        child = {"given_name": given_name, "surname": "Lund"}
        review, _ = walk(client, barnet=child, familj={})
        client.post(review, {})

    wrote = [changes_of(Case.rows.get(subject__given_name=each)) for each in ("Ebba", "Malva")]

    for changes in wrote:
        assert {type(each.pgh_obj) for each in changes} == WRITTEN
        assert {each.pgh_context["user"] for each in changes} == {str(rut.user_id)}
        assert {each.pgh_context["membership"] for each in changes} == {str(rut.membership_id)}
    ebba, malva = ({each.pgh_context["trace"] for each in changes} for changes in wrote)
    assert (len(ebba), len(malva), len(ebba | malva)) == (1, 1, 2)


def changes_of(case: Case) -> list[Any]:
    """What the change log has of a case and of what a report puts in it."""
    rows = [row for model in WRITTEN - {Case} for row in model.rows.filter(case=case)]
    return [change for row in [case, *rows] for change in row.changes.all()]


def test_danger_leads_straight_to_the_protection_assessment(rut: Actor, logged_in: LogIn) -> None:
    client = logged_in("Rut")
    review, _ = walk(client, fara={"acute": "ja"})

    saved = client.post(review, {})

    assert saved.headers["Location"].endswith("/skyddsbedomning/")


@pytest.mark.parametrize(
    ("page", "wrong", "words"),
    [
        ("barnet", {"number": "20170110-2385"}, "Sista siffran stämmer inte"),
        ("barnet", {"number": "20171310-2384"}, "Den dagen finns inte"),
        ("barnet", {"number": "2017011023841"}, "för många siffror"),
        ("barnet", {}, "Skriv åtminstone ett namn"),
        ("anmalare", {"kind": "SCHOOL"}, "kan inte vara anonym"),
        ("anmalare", {"kind": "ANONYMOUS", "name": "Kim"}, "har inget namn här"),
        ("vad", {"what": "   "}, "Fyll i"),
        ("vad", {"what": "x" * 20_001}, "Texten är för lång"),
        (
            "hur",
            {"channel": "PHONE", "received_on": "i dag", "received_time": "25"},
            "Skriv en tid",
        ),
        ("fara", {}, "Välj ett svar"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_what_was_typed_stays(
    rut: Actor, logged_in: LogIn, page: str, wrong: dict[str, str], words: str
) -> None:
    _, answer = walk(logged_in("Rut"), **{page: wrong})

    assert answer.status_code == 422
    text = answer.content.decode()
    assert words in text
    assert all(value[:200] in text for value in wrong.values() if value.strip())
    assert not ConcernReport.rows.exists()


def test_the_right_number_of_the_wrong_child_asks_whether_it_is_the_same(
    report: ConcernReport, logged_in: LogIn
) -> None:
    client = logged_in("Rut")
    other = {"given_name": "Malva", "surname": "Berg", "number": "20170110-2384"}
    review, _ = walk(client, barnet=other)

    refused = client.post(review, {})

    assert refused.status_code == 422
    assert "Är det samma barn?" in refused.content.decode()
    assert ConcernReport.rows.count() == 1
    assert client.post(review, {"samma": "ja"}).status_code == 302
    assert ConcernReport.rows.filter(case=report.case).count() == 2


def test_what_is_typed_is_there_again_on_another_device(rut: Actor, logged_in: LogIn) -> None:
    first = logged_in("Rut")
    address, _ = walk(first, vad={"what": "  "})

    elsewhere = logged_in("Rut").get(address.replace("/vad/", "/barnet/"))

    assert "Lund" in elsewhere.content.decode()


def test_a_draft_is_nobody_elses(rut: Actor, logged_in: LogIn) -> None:
    address, _ = walk(logged_in("Rut"), vad={"what": "  "})

    theirs = logged_in("Bodil").get(address.replace("/vad/", "/barnet/"))

    assert "Lund" not in theirs.content.decode()
