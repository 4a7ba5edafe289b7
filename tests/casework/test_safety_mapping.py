"""The mapping: who said what, danger and goal and scale, two who write at once, and what a family sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from kraftsamling.casework.models import (
    Case,
    ChildVoice,
    Consult,
    Draft,
    MappingStatement,
    SafetyMapping,
    SafetyPlanCheck,
    SafetyScore,
)
from kraftsamling.casework.presenters.mapping_family import mapping_pdf
from kraftsamling.casework.rules.safety_mapping import missing_of
from kraftsamling.casework.selectors.mappings import former_words, mapping_of
from kraftsamling.casework.services import mappings
from kraftsamling.casework.services.investigations import keep_childs_words
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.secrecy import declare_conflict, set_protection
from kraftsamling.casework.services.trail import CaseClosed, ReasonMissing
from kraftsamling.casework.statuses import Domain, Kept, Protection, Speaker, Topic
from kraftsamling.common import clock
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.organisations.models import Membership
from tests.casework.conftest import NOON, TODAY, fresh
from tests.support.database import as_owner
from tests.support.people import actor_of_membership, client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
WORDS = "Jag blir rädd när dom skriker \u2013 då går jag till Mormor."


def said(case: Case, by: Actor, words: str = WORDS, **changes: Any) -> MappingStatement:
    facts: dict[str, Any] = {
        "domain": Domain.HARM, "words": words, "said_by": Speaker.CHILD, "said_on": TODAY, **changes,
    }  # fmt: skip
    return mappings.say(case=case, by=by, at=NOON, key=uuid4(), **facts)


def scored(case: Case, by: Actor, value: int, on: date = TODAY, **changes: Any) -> SafetyScore:
    facts: dict[str, Any] = {"who": Speaker.MOTHER, "value": value, "on": on, **changes}
    return mappings.place_score(case=case, by=by, at=NOON, key=uuid4(), **facts)


def page_of(case: Case, name: str = "mapping") -> str:
    return reverse(name, args=[case.pk])


def text(response: Any) -> str:
    return str(response.content.decode())


# -- what is said ------------------------------------------------------------------------------------


def test_an_empty_mapping_says_where_to_begin(case: Case, logged_in: LogIn) -> None:
    page = text(logged_in("Astrid").get(page_of(case)))

    assert "Börja gärna med vad som fungerar." in page
    for column in ("Vad är vi oroliga för?", "Vad fungerar bra?", "Vad behöver hända?"):
        assert column in page


def test_what_somebody_said_stands_word_for_word_with_who_said_it(
    case: Case, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")

    answer = client.post(
        page_of(case, "statement_new"),
        {
            "domain": "SAFETY", "words": WORDS, "said_by": "CHILD", "said_on": TODAY.isoformat(),
            "said_by_name": "", "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip

    assert answer.status_code == 302, text(answer)
    assert MappingStatement.rows.get().words == WORDS
    page = text(client.get(page_of(case)))
    assert WORDS in page
    assert "Barnet, 2 mars 2026" in page


def test_nothing_said_is_refused_in_words_and_keeps_what_was_typed(
    case: Case, logged_in: LogIn
) -> None:
    answer = logged_in("Astrid").post(
        page_of(case, "statement_new"),
        {
            "domain": "SAFETY", "words": "  ", "said_by": "OTHER", "said_on": TODAY.isoformat(),
            "said_by_name": "Fritidsledaren", "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Fyll i: Vad sades?" in text(answer)
    assert "Fritidsledaren" in text(answer)
    assert not MappingStatement.rows.exists()


def test_posted_twice_it_is_said_once(case: Case, astrid: Actor) -> None:
    key = uuid4()
    for _each in range(2):
        mappings.say(
            case=case, by=astrid, at=NOON, key=key, domain=Domain.HARM, words=WORDS,
            said_by=Speaker.CHILD, said_on=TODAY,
        )  # fmt: skip

    assert MappingStatement.rows.count() == 1
    assert SafetyMapping.rows.count() == 1


def test_a_correction_keeps_the_former_words_and_shows_them(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = said(case, astrid, "Hon sa att dom skriker.")

    mappings.correct_statement(
        statement=row, by=astrid, at=NOON, seen_version=1, words=WORDS, said_by=Speaker.CHILD,
        said_on=TODAY,
    )  # fmt: skip

    assert [words for words, _at in former_words(fresh(row))] == ["Hon sa att dom skriker."]
    assert "Hon sa att dom skriker." in text(
        logged_in("Astrid").get(reverse("statement", args=[row.pk]))
    )


def test_two_who_correct_at_once_see_both_and_lose_neither(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = said(case, astrid)
    mappings.correct_statement(
        statement=row, by=astrid, at=NOON, seen_version=1, words="Den ena skriver.",
        said_by=Speaker.CHILD, said_on=TODAY,
    )  # fmt: skip

    answer = logged_in("Astrid").post(
        reverse("statement", args=[row.pk]),
        {
            "words": "Den andra skriver.", "said_by": "CHILD", "said_on": TODAY.isoformat(),
            "version": "1",
        },
    )  # fmt: skip

    assert answer.status_code == 409
    assert "Den ena skriver." in text(answer)
    assert "Den andra skriver." in text(answer)
    assert fresh(row).words == "Den ena skriver."


def test_two_who_write_different_things_at_once_both_stay(case: Case, astrid: Actor) -> None:
    said(case, astrid, "Det ena.")
    said(case, astrid, "Det andra.")

    assert {each.words for each in mapping_of(case).statements} == {"Det ena.", "Det andra."}


def test_what_does_not_hold_leaves_the_columns_and_stays_in_the_file(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = said(case, astrid)
    with pytest.raises(ReasonMissing):
        mappings.end_statement(statement=row, by=astrid, at=NOON, seen_version=1, because=" ")

    mappings.end_statement(
        statement=row, by=astrid, at=NOON, seen_version=1, because="Pappa har flyttat."
    )

    facts = mapping_of(case)
    assert (facts.statements, [each.pk for each in facts.ended]) == ([], [row.pk])
    assert "Pappa har flyttat." in text(logged_in("Astrid").get(page_of(case)))


def test_a_stale_end_is_refused(case: Case, astrid: Actor) -> None:
    row = said(case, astrid)

    with pytest.raises(StaleVersion):
        mappings.end_statement(statement=row, by=astrid, at=NOON, seen_version=7, because="x")


# -- danger, goal and scale --------------------------------------------------------------------------


def test_a_danger_says_what_it_lacks_until_it_has_a_goal_and_a_mark(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")
    danger = said(case, astrid, "Ebba kan bli slagen igen.", domain=Domain.DANGER)
    assert "Det saknas ett säkerhetsmål och ett märke på skalan." in text(client.get(page_of(case)))

    said(case, astrid, "Ebba är alltid med en lugn vuxen.", domain=Domain.GOAL, danger=danger)
    assert "Det saknas ett märke på skalan." in text(client.get(page_of(case)))

    scored(case, astrid, 4, danger=danger)
    page = text(client.get(page_of(case)))
    assert "Kartläggningen är hel." in page
    assert "saknas" not in page


def test_a_mark_from_before_the_danger_was_said_is_not_about_it(case: Case, astrid: Actor) -> None:
    danger = said(case, astrid, "Ebba kan bli slagen.", domain=Domain.DANGER)
    scored(case, astrid, 4, on=TODAY - timedelta(days=1))

    facts = mapping_of(case)
    assert missing_of(facts.danger_facts(danger)).scale


def test_a_goal_cannot_be_tied_to_a_danger_of_another_case(
    case: Case, astrid: Actor, register: Any
) -> None:
    other = register(PersonFacts("Ture", "Berg"))[0].case
    danger = said(other, astrid, "Ture kan fara illa.", domain=Domain.DANGER)

    with pytest.raises(mappings.NoSuchDanger):
        said(case, astrid, "Mål.", domain=Domain.GOAL, danger=danger)

    assert not SafetyMapping.rows.filter(case=case).exists()


def test_marks_stand_per_person_over_time_and_nowhere_as_a_mean(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    scored(case, astrid, 3, on=TODAY - timedelta(days=30))
    scored(case, astrid, 6)
    scored(case, astrid, 8, who=Speaker.WORKER)

    page = text(logged_in("Astrid").get(page_of(case)))

    assert "3 den 31 januari 2026, 6 den 2 mars 2026: 3 steg upp." in page
    assert "8 den 2 mars 2026." in page
    assert page.count('class="skala"') == 2
    told = re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    for mean in ("4,5", "5,7", "4.5", "5.7"):
        assert mean not in told


def test_a_mark_outside_the_scale_is_refused_by_the_form_and_by_the_database(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    answer = logged_in("Astrid").post(
        page_of(case, "score_new"),
        {"who": "MOTHER", "value": "11", "on": TODAY.isoformat(), "idempotency_key": str(uuid4())},
    )
    assert answer.status_code == 422

    with pytest.raises(DatabaseError), transaction.atomic():
        scored(case, astrid, 11)


def test_a_mark_cannot_be_changed_by_anybody(case: Case, astrid: Actor) -> None:
    mark = scored(case, astrid, 5)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_safetyscore SET value = 9 WHERE id = %s", [mark.pk])

    assert fresh(mark).value == 5


# -- network, plan and houses ------------------------------------------------------------------------


def test_a_plan_step_tells_whether_it_was_kept(case: Case, astrid: Actor, logged_in: LogIn) -> None:
    client = logged_in("Astrid")
    row = mappings.add_plan_step(
        case=case,
        by=astrid,
        at=NOON,
        key=uuid4(),
        what="Mormor hämtar",
        who="Mormor",
        when="fredagar",
    )
    assert "Ingen har kontrollerat det än." in text(client.get(page_of(case)))

    answer = client.post(
        reverse("plan_check", args=[row.pk]),
        {
            "on": TODAY.isoformat(), "kept": "PARTLY", "words": "Två av tre.",
            "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip

    assert answer.status_code == 302
    assert SafetyPlanCheck.rows.get().kept == Kept.PARTLY
    assert "Kontrollerat 2 mars 2026: delvis. Två av tre." in text(client.get(page_of(case)))


def test_somebody_who_is_gone_leaves_the_network(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = mappings.add_to_network(
        case=case, by=astrid, at=NOON, key=uuid4(), name="Mormor Eva", does="Hämtar på fredagar."
    )
    client = logged_in("Astrid")
    assert "Mormor Eva" in text(client.get(page_of(case)))

    client.post(
        reverse("network_person", args=[row.pk]),
        {"name": "Mormor Eva", "does": "Hämtar på fredagar.", "is_gone": "on", "version": "1"},
    )

    assert "Mormor Eva" not in text(client.get(page_of(case)))


def test_the_three_houses_hold_the_childs_words_where_all_its_words_are(
    case: Case, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")

    client.post(
        page_of(case, "house_new"),
        {
            "topic": "DREAM", "words": "  Att det är lugnt.\n", "said_on": TODAY.isoformat(),
            "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip

    voice = ChildVoice.rows.get(case=case)
    assert (voice.words, voice.topic) == ("  Att det är lugnt.\n", Topic.DREAM)
    assert "Att det är lugnt." in text(client.get(page_of(case)))
    assert "Att det är lugnt." in text(client.get(reverse("case", args=[case.pk])))


# -- the family --------------------------------------------------------------------------------------


@pytest.fixture
def shown(case: Case, astrid: Actor) -> Case:
    """A mapping with something that is only for staff, and something withheld from the custodians."""
    said(case, astrid, "Mamma lyssnar.", domain=Domain.STRENGTH, said_by=Speaker.NETWORK)
    said(case, astrid, "VI UNDRAR OM PAPPA.", said_by=Speaker.WORKER, for_staff=True)
    for words, withheld in (("Jag gillar fotboll.", False), ("HEMLIGT FÖR MAMMA.", True)):
        keep_childs_words(
            case=case, by=astrid, at=NOON, key=uuid4(), said_on=TODAY, words=words,
            withheld=withheld, topic=Topic.GOOD,
        )  # fmt: skip
    return case


def test_the_family_sees_neither_the_staffs_notes_nor_what_is_withheld(
    shown: Case, logged_in: LogIn
) -> None:
    page = text(logged_in("Astrid").get(page_of(shown, "mapping_family")))

    assert "Mamma lyssnar." in page
    assert "Jag gillar fotboll." in page
    assert "VI UNDRAR" not in page
    assert "HEMLIGT" not in page


def test_the_screen_opens_nothing_else_until_the_code_is_given(
    shown: Case, logged_in: LogIn
) -> None:
    client, family = logged_in("Astrid"), page_of(shown, "mapping_family")
    handed = client.post(page_of(shown, "mapping_show"), {"pin": "2468"})
    assert handed.headers["Location"] == family

    for elsewhere in ("/idag/", "/arenden/", page_of(shown), "/demo/", "/finns-inte/", "/en/idag/"):
        for ask in (client.get, client.post):
            answer = ask(elsewhere)
            assert (answer.status_code, answer.headers["Location"][-10:]) == (302, "/familjen/"), (
                elsewhere
            )
    assert client.get(family).status_code == 200

    wrong = client.post(page_of(shown, "mapping_unlock"), {"pin": "1111"})
    assert wrong.status_code == 422
    assert "Det är inte koden." in text(wrong)
    right = client.post(page_of(shown, "mapping_unlock"), {"pin": "2468"})
    assert right.headers["Location"] == page_of(shown)
    assert client.get("/arenden/").status_code == 200


def test_five_wrong_codes_log_the_screen_out(shown: Case, logged_in: LogIn) -> None:
    client = logged_in("Astrid")
    client.post(page_of(shown, "mapping_show"), {"pin": "2468"})

    for _each in range(4):
        assert client.post(page_of(shown, "mapping_unlock"), {"pin": "1357"}).status_code == 422
    last = client.post(page_of(shown, "mapping_unlock"), {"pin": "1357"})

    assert last.headers["Location"].startswith("/konto/logga-in/")
    assert client.get(page_of(shown)).headers["Location"].startswith("/konto/logga-in/")


@pytest.mark.parametrize("pin", ["", "12", "12345678901", "abcd", "١٢٣٤"])
def test_a_code_that_is_none_is_refused_and_nothing_is_locked(
    shown: Case, logged_in: LogIn, pin: str
) -> None:
    client = logged_in("Astrid")

    answer = client.post(page_of(shown, "mapping_show"), {"pin": pin})

    assert answer.status_code == 422
    assert client.get("/arenden/").status_code == 200


def _read(pdf: bytes) -> tuple[int, str]:
    reader = PdfReader(BytesIO(pdf))
    return len(reader.pages), " ".join(
        " ".join(page.extract_text() for page in reader.pages).split()
    )


def test_the_paper_is_one_page_without_what_is_not_for_the_family(
    shown: Case, logged_in: LogIn
) -> None:
    answer = logged_in("Astrid").get(page_of(shown, "mapping_pdf"))

    pages, words = _read(answer.content)
    assert pages == 1
    assert "Mamma lyssnar." in words
    assert "VI UNDRAR" not in words
    assert "HEMLIGT" not in words


@pytest.mark.parametrize(
    "words",
    ["Kort.", "Ett långt stycke om hur det brukar vara hemma. " * 6, "rad\n" * 40, "W" * 900],
    ids=["short", "long", "lines", "one word"],
)
def test_the_paper_is_one_page_also_when_much_is_written_and_says_what_is_left_out(
    case: Case, astrid: Actor, words: str
) -> None:
    for domain in (Domain.HARM, Domain.STRENGTH, Domain.NEXT_STEP):
        for _each in range(25):
            said(case, astrid, words, domain=domain)
    for number in range(20):
        mappings.add_plan_step(
            case=case, by=astrid, at=NOON, key=uuid4(), what=f"Steg {number} " + "som är långt " * 15,
            who="Mormor", when="varje dag",
        )  # fmt: skip
        mappings.add_to_network(
            case=case,
            by=astrid,
            at=NOON,
            key=uuid4(),
            name=f"Moster {number}",
            does="Finns där. " * 20,
        )
        scored(case, astrid, number % 11, on=TODAY - timedelta(days=number), who=Speaker.OTHER,
               who_name=f"Person {number}")  # fmt: skip

    pages, told = _read(mapping_pdf(mapping_of(case), today=TODAY))

    assert pages == 1
    assert "till står i akten." in told


# -- who sees it -------------------------------------------------------------------------------------


def test_elin_sees_nothing_and_can_write_nothing(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = said(case, astrid)
    elin = logged_in("Elin")

    for path in (
        page_of(case), page_of(case, "statement_new"), page_of(case, "mapping_family"),
        page_of(case, "mapping_pdf"), page_of(case, "consult_new"),
        reverse("statement", args=[row.pk]), reverse("statement_end", args=[row.pk]),
    ):  # fmt: skip
        assert elin.get(path).status_code == 404, path
        assert elin.post(path, {"words": "x"}).status_code in (404, 405), path
    with as_owner():
        assert fresh(row).words == WORDS


def test_a_colleague_without_the_case_sees_nothing_of_it(case: Case, astrid: Actor) -> None:
    row = said(case, astrid)
    nora = client_of_membership(newcomer("Nora", "caseworker"))

    assert nora.get(page_of(case)).status_code == 404
    assert nora.get(reverse("statement", args=[row.pk])).status_code == 404


def test_her_team_leader_reads_but_does_not_write(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = said(case, astrid)
    bodil = logged_in("Bodil")

    page = text(bodil.get(page_of(case)))
    assert WORDS in page
    assert page_of(case, "statement_new") not in page
    assert bodil.get(page_of(case, "statement_new")).status_code == 404
    assert bodil.get(reverse("statement", args=[row.pk])).status_code == 404


def test_a_conflict_of_interest_shuts_the_mapping_at_once(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    row = said(case, astrid)
    declare_conflict(case=case, by=astrid, at=NOON)

    client = logged_in("Astrid")
    assert client.get(page_of(case)).status_code == 404
    assert client.get(reverse("statement", args=[row.pk])).status_code == 404


def test_a_protected_child_is_seen_only_by_those_on_the_list(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    said(case, astrid)
    set_protection(person=case.subject, level=Protection.FLAGGED, by=astrid, at=NOON, allowed=[])

    assert logged_in("Astrid").get(page_of(case)).status_code == 200
    assert logged_in("Bodil").get(page_of(case)).status_code == 404


def test_a_closed_case_takes_nothing_more(protected: Case, astrid: Actor, bodil: Actor) -> None:
    said(protected, astrid)
    Case.rows.filter(pk=protected.pk).update(phase="CLOSED", closed_on=TODAY)

    with pytest.raises(CaseClosed):
        said(protected, astrid, "Mer.")
    assert MappingStatement.rows.count() == 1


def test_reading_it_is_logged_with_the_child(case: Case, astrid: Actor, logged_in: LogIn) -> None:
    said(case, astrid)
    logged_in("Astrid").get(page_of(case))

    entry = AccessLogEntry.rows.filter(resource="signs_of_safety_map").latest("number")
    assert entry.subject_ids == [case.subject_id]


def test_what_is_typed_is_kept_until_it_is_saved(case: Case, logged_in: LogIn) -> None:
    client = logged_in("Astrid")
    kept = client.post(f"/arenden/utkast/statement/{case.pk}/", {"words": "Ebba sa att"})
    assert kept.status_code == 200

    assert "Ebba sa att" in text(client.get(page_of(case, "statement_new")))
    assert page_of(case, "statement_new") in text(client.get("/arenden/skrivet/"))
    client.post(
        page_of(case, "statement_new"),
        {
            "domain": "HARM", "words": "Ebba sa att det räcker.", "said_by": "CHILD",
            "said_on": TODAY.isoformat(), "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip
    assert not Draft.rows.exists()


# -- the method supporter ----------------------------------------------------------------------------


@pytest.fixture
def leila(granby: None) -> Membership:
    return newcomer("Leila", "method_supporter", unit="Utredning 2")


def invite(client: Client, case: Case, who: Membership, **changes: Any) -> Any:
    until = (clock.day_of(clock.now()) + timedelta(days=7)).isoformat()
    return client.post(
        page_of(case, "consult_new"),
        {"who": str(who.pk), "question": "Hur når vi Ebba?", "until": until, **changes},
    )


def open_with_a_reason(client: Client, case: Case) -> None:
    client.post(reverse("case_purpose", args=[case.pk]), {"reason": "Astrid har frågat mig."})


def test_a_method_supporter_who_is_asked_reads_that_mapping_and_no_other(
    case: Case, astrid: Actor, register: Any, leila: Membership, logged_in: LogIn
) -> None:
    other = register(PersonFacts("Ture", "Berg"))[0].case
    said(case, astrid)
    client = client_of_membership(leila)
    assert client.get(page_of(case)).status_code == 404

    assert invite(logged_in("Astrid"), case, leila).status_code == 302
    assert "Tänk tillsammans om E.L." in text(client.get("/idag/"))
    open_with_a_reason(client, case)

    page = text(client.get(page_of(case)))
    assert WORDS in page
    assert page_of(case, "statement_new") not in page
    assert client.get(page_of(case, "statement_new")).status_code == 404
    assert client.get(page_of(other)).status_code == 404


@pytest.mark.parametrize("ender", ["Astrid", "Leila"])
def test_either_ends_it_and_it_shuts_at_once(
    case: Case, astrid: Actor, leila: Membership, logged_in: LogIn, ender: str
) -> None:
    said(case, astrid)
    worker, supporter = logged_in("Astrid"), client_of_membership(leila)
    invite(worker, case, leila)
    open_with_a_reason(supporter, case)
    end = reverse("consult_end", args=[Consult.rows.get().pk])

    assert (worker if ender == "Astrid" else supporter).post(end).status_code == 302

    assert supporter.get(page_of(case)).status_code == 404
    assert "Tänk tillsammans" not in text(supporter.get("/idag/"))


def test_more_than_fourteen_days_is_refused_in_words(
    case: Case, leila: Membership, logged_in: LogIn
) -> None:
    late = (clock.day_of(clock.now()) + timedelta(days=15)).isoformat()

    answer = invite(logged_in("Astrid"), case, leila, until=late)

    assert "Det kan vara högst fjorton dagar från i dag." in text(answer)
    assert not Consult.rows.exists()


def test_a_method_supporter_with_a_conflict_or_off_the_list_is_not_available(
    case: Case, astrid: Actor, leila: Membership, logged_in: LogIn
) -> None:
    declare_conflict(case=case, by=actor_of_membership(leila), at=NOON)
    other = newcomer("Mats", "method_supporter")

    assert "inte tillgänglig" in text(invite(logged_in("Astrid"), case, leila))
    set_protection(person=case.subject, level=Protection.FLAGGED, by=astrid, at=NOON, allowed=[])
    assert "inte tillgänglig" in text(invite(logged_in("Astrid"), case, other))
    assert not Consult.rows.exists()


def test_a_full_mapping_costs_no_more_questions_than_a_short_one(
    case: Case, astrid: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Astrid")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(case)).status_code == 200
        return len(asked)

    said(case, astrid)
    scored(case, astrid, 4)
    mappings.add_plan_step(
        case=case, by=astrid, at=NOON, key=uuid4(), what="Ett", who="Mormor", when="nu"
    )
    short = questions()
    for number in range(30):
        said(case, astrid, f"Nummer {number}", domain=list(Domain)[number % 7])
        scored(case, astrid, number % 11, who=list(Speaker)[number % 6])
        row = mappings.add_plan_step(
            case=case, by=astrid, at=NOON, key=uuid4(), what=f"{number}", who="Mormor", when="nu"
        )
        mappings.check_plan_step(
            plan_step=row, by=astrid, at=NOON, key=uuid4(), on=TODAY, kept=Kept.KEPT
        )

    assert questions() <= short + 1
    facts_cost = CaptureQueriesContext(connection)
    with facts_cost:
        mapping_of(case)
    assert len(facts_cost) <= 7
