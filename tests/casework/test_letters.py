"""Letters: filled from the case, read before they are made, numbered, with a slip that nobody can follow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kraftsamling.casework.models import (
    Case,
    CaseDocument,
    CaseFilePiece,
    CasePerson,
    ConflictBlock,
    LetterTemplate,
    Person,
    PreliminaryAssessment,
)
from kraftsamling.casework.rules import letters as rules
from kraftsamling.casework.services import assessments, decisions, letters
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.secrecy import set_protection
from kraftsamling.casework.statuses import DecisionType, LetterKind, PreliminaryOutcome, Protection
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.participation.models import HandedOut, Survey
from kraftsamling.participation.services import offer_of
from kraftsamling.participation.survey_tables import CodeState
from tests.casework.conftest import GRANBY, NOON, UNIT, Register, fresh
from tests.support.database import as_owner
from tests.support.people import client_of_membership, membership_named, newcomer
from tests.support.qr import pictures_in
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
HOME = "Storgatan 4, 123 45 Granby"
MEETING = {"meeting_on": "2030-01-02", "meeting_at": "13.00", "meeting_place": "Rum 3"}


@pytest.fixture
def survey(granby: None) -> Survey:
    """The three questions are open in Granby."""
    return Survey.rows.create(
        space_id=fixed("space granby"), authority_id=GRANBY, status="OPEN", opened_on=NOON.date()
    )


@pytest.fixture
def opened(register: Register, astrid: Actor, bodil: Actor) -> Case:
    """An investigation about Ebba, nine, is open; Kim is her custodian."""
    report = register(
        PersonFacts("Ebba", "Lund", birth_on=NOON.date() - timedelta(days=9 * 366)),
        custodians=[PersonFacts("Kim", "Lund")],
    )[0]
    return decide(report, PreliminaryOutcome.OPEN, astrid, bodil)


def decide(report: Any, outcome: PreliminaryOutcome, astrid: Actor, bodil: Actor) -> Case:
    from kraftsamling.casework.services import assignments

    assignments.assign(case=report.case, to=membership_named("Astrid"), by=bodil, at=NOON)
    assessments.assess_protection(
        report=report, by=astrid, at=NOON, key="1", decided_at=NOON, needs_protection=False,
        reasons="Mormor är hemma.",
    )  # fmt: skip
    row = PreliminaryAssessment.rows.get(report=report)
    assessments.decide_preliminary(
        assessment=row, by=astrid, at=NOON, seen_version=row.version, outcome=outcome,
        reasons="Det behövs.",
    )  # fmt: skip
    Person.rows.filter(given_name="Kim").update(address=HOME)
    return Case.rows.get(pk=report.case_id)


def person(case: Case, part: str) -> CasePerson:
    return CasePerson.rows.get(case=case, part=part)


def typed(
    case: Case, kind: str = "OPENED", part: str = "CUSTODIAN", **changes: Any
) -> dict[str, Any]:
    return {
        "kind": kind, "to": str(person(case, part).pk), "way": "POST", "act": "make",
        "idempotency_key": str(uuid4()), **changes,
    }  # fmt: skip


def make(client: Client, case: Case, *args: str, **changes: Any) -> CaseDocument:
    answer = client.post(f"/arenden/{case.pk}/brev/", typed(case, *args, **changes))
    assert answer.status_code == 302, words_in(answer)
    set_local(AUTHORITY, GRANBY)
    return CaseDocument.rows.order_by("-registered_at", "-number")[0]


def words_in(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def text_of(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text)


def printed(client: Client, document: CaseDocument) -> HttpResponse:
    return client.post(f"/arenden/handling/{document.pk}/skriv-ut/")  # type: ignore[return-value]


def test_a_letter_is_read_before_it_is_made_and_nothing_is_stored_yet(
    opened: Case, logged_in: LogIn
) -> None:
    form = typed(opened, act="")

    answer = logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", form)

    assert answer.status_code == 200
    text = words_in(answer)
    assert "Vi har börjat en utredning om E.L." in text
    assert "Hej Kim Lund!" in text
    assert "Storgatan 4" in text
    assert not CaseDocument.rows.exists()
    back = logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", {**form, "act": "change"})
    assert 'value="POST"' in back.content.decode()


def test_a_letter_is_made_as_a_pdf_that_others_can_read(opened: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")

    document = make(astrid, opened, message="Vi ses på **fredag** #eval(1).")
    answer = astrid.get(f"/arenden/handling/{document.pk}/fil/")

    text = text_of(answer.content)
    assert f"Diarienummer {document.register_number}" in text
    assert opened.number in text
    assert "Hej Kim Lund!" in text
    assert "Vi ses på **fredag** #eval(1)." in text
    reader = pypdf.PdfReader(BytesIO(answer.content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Vi har börjat en utredning om E.L."
    assert reader.trailer["/Root"]["/Lang"] == "sv"  # type: ignore[index]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Ebba" not in answer["Content-Disposition"]
    row = AccessLogEntry.rows.filter(resource="case_document", action="read").latest("number")
    assert opened.subject_id in row.subject_ids


def test_the_register_counts_without_a_gap_also_when_a_letter_was_refused(
    opened: Case, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")

    make(astrid, opened)
    refused = astrid.post(f"/arenden/{opened.pk}/brev/", typed(opened, "COMMUNICATION"))
    form = typed(opened, "MEETING", **MEETING)
    for _twice in range(2):
        astrid.post(f"/arenden/{opened.pk}/brev/", form)

    assert refused.status_code == 422
    year = clock.day_of(clock.now()).year
    numbers = CaseDocument.rows.of_authority(GRANBY).order_by("number")
    assert list(numbers.values_list("year", "number")) == [(year, 1), (year, 2)]


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("COMMUNICATION", "svara_senast", "sista dag att svara"),
        ("DECISION", "beslut", "det senaste fattade beslutet"),
        ("MEETING", "motesplats", "mötets plats"),
        ("CLOSED", "utredning_avslutad", "dagen utredningen avslutades"),
        ("NOT_OPENED", "forhandsbedomning_beslutad", "dagen förhandsbedömningen beslutades"),
    ],
)
def test_what_the_case_has_nothing_for_is_named_and_no_letter_is_made(
    opened: Case, logged_in: LogIn, kind: str, name: str, words: str
) -> None:
    form = typed(opened, kind, message="Det jag skrev.")

    answer = logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", form)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert f"{{{name}}}" in text
    assert words in text
    assert "Det jag skrev." in text
    assert not CaseDocument.rows.exists()


def test_a_field_that_does_not_exist_is_named_when_the_words_are_written(
    opened: Case, logged_in: LogIn
) -> None:
    gunnel = client_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))
    form = {"subject": "Beslut", "body": "Hej {motagare}!", "version": 0}

    answer = gunnel.post("/installningar/brev/DECISION/", form)

    assert answer.status_code == 422
    assert "Det finns inget fält {motagare}." in answer.content.decode()
    assert "Hej {motagare}!" in answer.content.decode()
    assert not LetterTemplate.rows.of_authority(GRANBY).exists()
    assert logged_in("Astrid").get("/installningar/brev/DECISION/").status_code in (403, 404)


def test_a_template_with_an_unknown_field_stops_the_letter_and_names_it(
    opened: Case, logged_in: LogIn
) -> None:
    LetterTemplate.rows.create(
        authority_id=GRANBY, kind="OPENED", subject="Hej", body="{barn} och {okänt fält}"
    )

    answer = logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", typed(opened))

    assert answer.status_code == 422
    assert "Det finns inget fält {okänt fält}." in answer.content.decode()


def test_own_words_are_in_the_next_letter_and_two_writers_see_each_other(
    opened: Case, logged_in: LogIn
) -> None:
    gunnel = client_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))
    form = {"subject": "Vi utreder", "body": "Bästa {mottagare}, vi ringer.", "version": 0}
    assert gunnel.post("/installningar/brev/OPENED/", form).status_code == 302

    document = make(logged_in("Astrid"), opened)
    late = gunnel.post("/installningar/brev/OPENED/", {**form, "body": "En annan.", "version": 0})

    assert document.letter["blocks"][0]["text"] == "Bästa Kim Lund, vi ringer."
    assert late.status_code == 409
    assert "En annan." in late.content.decode()


def test_braces_in_what_somebody_wrote_are_only_braces(opened: Case, logged_in: LogIn) -> None:
    document = make(logged_in("Astrid"), opened, message="Ordet {datum} och {inget}")

    assert document.letter["blocks"][-1]["text"] == "Ordet {datum} och {inget}"


def test_the_decision_letter_says_how_to_appeal_and_the_childs_letter_what_we_did(
    opened: Case, astrid: Actor, bodil: Actor, logged_in: LogIn
) -> None:
    row = decisions.draft_decision(
        case=opened, by=astrid, at=NOON, key=uuid4(), type=DecisionType.CONTACT_PERSON,
        what="Ebba får en kontaktperson", reasons="Hon vill det.", what_we_did="Vi frågade Ebba.",
    )  # fmt: skip
    decisions.decide_as_official(decision=row, by=bodil, at=NOON, seen_version=row.version)

    parents = make(logged_in("Astrid"), opened, "DECISION")
    childs = make(logged_in("Astrid"), opened, "DECISION_CHILD", "SUBJECT")

    assert "inom 3 veckor från den dag du fick det" in str(parents.letter["blocks"])
    text = str(childs.letter["blocks"])
    assert "Vi har bestämt en sak som handlar om dig." in text
    assert "Vi frågade Ebba." in text
    assert "Hon vill det." not in text


def test_whoever_reported_gets_the_answer_and_no_name_is_kept_in_the_letter(
    opened: Case, logged_in: LogIn
) -> None:
    document = make(logged_in("Astrid"), opened, "FEEDBACK", to="REPORTER")

    text = str(document.letter)
    assert "We have" not in text
    assert "Vi har inlett en utredning." in text
    assert "Kerstin" not in text
    wrong = typed(opened, "OPENED", to="REPORTER")
    assert logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", wrong).status_code == 422


def test_the_letter_of_the_event_carries_a_slip_that_a_phone_can_read_and_use(
    opened: Case, survey: Survey, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    document = make(astrid, opened)

    pdf = printed(astrid, document).content

    (link,) = pictures_in(pdf)
    address, _hash, code = link.partition("#kod=")
    assert address == f"http://testserver{reverse('survey_start')}"
    assert code in text_of(pdf)
    found = offer_of(code, at=clock.now())
    assert found.state is CodeState.OPEN
    assert found.unit_id == UNIT
    set_local(AUTHORITY, GRANBY)
    assert [(h.unit_id, h.series, h.count) for h in HandedOut.rows.of_authority(GRANBY)] == [
        (UNIT, "PARENT", 1)
    ]


def test_the_code_is_kept_nowhere_in_the_case(
    opened: Case, survey: Survey, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    document = make(astrid, opened)
    (link,) = pictures_in(printed(astrid, document).content)
    code = link.partition("#kod=")[2]

    stored = astrid.get(f"/arenden/handling/{document.pk}/fil/").content

    assert pictures_in(stored) == []
    assert code not in text_of(stored)
    set_local(AUTHORITY, GRANBY)
    assert code not in str(fresh(document).letter)
    assert all(code.encode() not in bytes(each.data) for each in CaseFilePiece.rows.all())
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM casework_casedocumentevent WHERE letter::text LIKE %s",
            [f"%{code}%"],
        )
        assert cursor.fetchone() == (0,)


def test_no_row_of_the_survey_tells_by_its_transaction_which_letter_its_code_is_in(
    opened: Case, survey: Survey, logged_in: LogIn, register: Register, astrid: Actor, bodil: Actor
) -> None:
    """A letter and its code are stored together, so all unused codes carry the newest transaction."""
    client = logged_in("Astrid")
    for case in (opened, *(_another(name, register, astrid, bodil) for name in ("Milo", "Saga"))):
        printed(client, make(client, case))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT cmin::text) FROM participation_surveycode")
        codes, orders = cursor.fetchone() or (0, 0)

    # The test is one transaction, so what tells rows apart inside it is the command that wrote them.
    assert codes == 3
    assert orders == 1


def _another(name: str, register: Register, astrid: Actor, bodil: Actor) -> Case:
    report = register(PersonFacts(name, "Ek"), custodians=[PersonFacts("Kim", "Ek")])[0]
    return decide(report, PreliminaryOutcome.OPEN, astrid, bodil)


def test_the_slip_is_printed_once_and_then_only_the_letter(
    opened: Case, survey: Survey, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")
    document = make(astrid, opened)
    printed(astrid, document)

    again = astrid.post(f"/arenden/handling/{document.pk}/skriv-ut/", follow=True)

    assert "Lappen är utskriven. Ingen sparar koden." in again.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert HandedOut.rows.of_authority(GRANBY).get().count == 1


def test_one_event_gives_each_one_slip_and_no_worker_chooses_whom_to_ask(
    opened: Case, survey: Survey, logged_in: LogIn
) -> None:
    astrid = logged_in("Astrid")

    first, second = make(astrid, opened), make(astrid, opened)
    child = make(astrid, opened, "OPENED", "SUBJECT")
    meeting = make(astrid, opened, "MEETING", **MEETING)

    assert [each.has_slip for each in (first, second, child, meeting)] == [True, False, True, False]
    assert letters.series_of(child.to, today=NOON.date()) == "CHILD"


def test_without_open_questions_the_letter_has_no_slip(opened: Case, logged_in: LogIn) -> None:
    document = make(logged_in("Astrid"), opened)

    assert not document.has_slip
    text = logged_in("Astrid").get(f"/arenden/handling/{document.pk}/").content.decode()
    assert "Skriv ut med lappen" not in text


def test_the_letter_about_what_closed_a_case_is_written_after_it(
    register: Register, survey: Survey, astrid: Actor, bodil: Actor, logged_in: LogIn
) -> None:
    report = register(PersonFacts("Ebba", "Lund"), custodians=[PersonFacts("Kim", "Lund")])[0]
    case = decide(report, PreliminaryOutcome.NOT_OPEN, astrid, bodil)
    assert not case.is_open

    document = make(logged_in("Bodil"), case, "NOT_OPENED")

    assert document.has_slip
    text = str(document.letter["blocks"])
    assert "att inte börja någon utredning" in text
    assert logged_in("Bodil").get(f"/arenden/{case.pk}/handlingar/ny/").status_code == 404


def test_an_address_of_somebody_protected_is_on_no_letter(
    opened: Case, survey: Survey, bodil: Actor, logged_in: LogIn
) -> None:
    set_protection(
        person=person(opened, "CUSTODIAN").person, level=Protection.FLAGGED, by=bodil, at=NOON,
        allowed=[membership_named("Astrid")],
    )  # fmt: skip
    astrid = logged_in("Astrid")

    by_post = astrid.post(f"/arenden/{opened.pk}/brev/", typed(opened))
    forwarded = make(astrid, opened, way="FORWARDED")
    by_hand = make(astrid, opened, way="HAND")

    assert by_post.status_code == 422
    assert "Skatteverkets förmedling" in by_post.content.decode()
    assert "Storgatan" not in str(forwarded.letter)
    assert "Via Skatteverkets förmedlingsuppdrag" in str(forwarded.letter["recipient"])
    assert not forwarded.has_slip  # a protected person's questions go by hand only
    assert by_hand.has_slip


def test_another_letter_in_such_a_case_warns_that_it_must_not_tell_where(
    opened: Case, bodil: Actor, logged_in: LogIn
) -> None:
    set_protection(
        person=opened.subject, level=Protection.FLAGGED, by=bodil, at=NOON,
        allowed=[membership_named("Astrid")],
    )  # fmt: skip

    answer = logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", typed(opened, act=""))

    text = words_in(answer)
    assert "inget i det får visa var den personen finns" in text
    assert "utredning om barnet" in text
    assert "E.L." not in text
    doris = client_of_membership(newcomer("Doris", "unit_manager"))
    assert doris.get(f"/arenden/{opened.pk}/brev/").status_code == 404


def test_when_it_was_sent_and_to_whom_is_written_down(opened: Case, logged_in: LogIn) -> None:
    astrid = logged_in("Astrid")
    document = make(astrid, opened)
    here = f"/arenden/handling/{document.pk}/skickat/"
    form = {"sent_on": "i dag", "way": "POST", "counterparty": "Kim Lund", "version": 1}

    wrong = astrid.post(here, {**form, "sent_on": "2090-01-01"})
    assert astrid.post(here, form).status_code == 302
    stale = astrid.post(here, form)

    assert wrong.status_code == 422
    assert stale.status_code == 409
    text = words_in(astrid.get(f"/arenden/{opened.pk}/handlingar/"))
    assert "skickad" in text
    assert "Kim Lund" in text
    set_local(AUTHORITY, GRANBY)
    assert fresh(document).sent_on == clock.day_of(clock.now())


@pytest.mark.parametrize("who", ["Elin", "Doris", "set aside"])
def test_nobody_without_the_case_sees_or_makes_a_letter(
    opened: Case, logged_in: LogIn, bodil: Actor, who: str
) -> None:
    """Elin works elsewhere, Doris has no part in the case, and whoever has a conflict of interest is out."""
    document = make(logged_in("Astrid"), opened)
    client = logged_in("Elin") if who == "Elin" else None
    if who == "Doris":
        client = client_of_membership(newcomer("Doris", "caseworker"))
    if client is None:
        client = logged_in("Astrid")
        astrid = membership_named("Astrid")
        ConflictBlock.rows.create(
            authority_id=GRANBY, case=opened, human=astrid.user.human,
            declared_by=bodil.membership_id, declared_at=NOON,
        )  # fmt: skip

    here = f"/arenden/handling/{document.pk}/"
    for path in (here, f"{here}fil/", f"{here}skickat/", f"/arenden/{opened.pk}/handlingar/"):
        assert client.get(path).status_code in (302, 403, 404), path
        assert "Kim Lund" not in client.get(path).content.decode(), path
    assert client.post(f"{here}skriv-ut/").status_code in (302, 403, 404)
    answer = client.post(f"/arenden/{opened.pk}/brev/", typed_as_owner(opened))
    assert answer.status_code in (403, 404)
    set_local(AUTHORITY, GRANBY)
    assert CaseDocument.rows.count() == 1


def typed_as_owner(case: Case) -> dict[str, Any]:
    set_local(AUTHORITY, GRANBY)
    return typed(case)


def test_ten_megabytes_of_pasted_text_are_refused_in_words(opened: Case, logged_in: LogIn) -> None:
    form = typed(opened, message="ord " * 2_500_000)

    answer = logged_in("Astrid").post(f"/arenden/{opened.pk}/brev/", form)

    assert answer.status_code in (400, 413, 422)
    assert not CaseDocument.rows.exists()


def test_every_letter_to_begin_with_has_only_fields_that_exist() -> None:
    from kraftsamling.casework.selectors.letters import start_words

    for kind in LetterKind:
        words = start_words(kind)
        assert rules.unknown_fields(f"{words.subject}\n{words.body}") == [], kind
        assert rules.blocks(words.body), kind
