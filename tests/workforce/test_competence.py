"""What somebody knows is noted with its proof, and whoever has said yes is found by colleagues."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfWriter

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.documents.attachments import Kind
from kraftsamling.workforce.models import (
    AlternativeCompetence,
    Certificate,
    Employee,
    EmployeeSkill,
    TrainingRecord,
)
from kraftsamling.workforce.selectors.competence import who_can_help
from kraftsamling.workforce.services import competence
from kraftsamling.workforce.services.competence import Proof
from kraftsamling.workforce.statuses import AllowedTask, Skill
from tests.support.people import client_of, client_of_membership, membership_named, newcomer
from tests.workforce.conftest import NOON, TODAY, Employ, fresh

AT = Circumstances(now=NOON)


def a_certificate() -> bytes:
    """One empty page."""
    made, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(made)
    return made.getvalue()


PDF = a_certificate()


@pytest.fixture
def client_of_hanna(granby: None) -> Client:
    return client_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


def note(employee: Employee, by: Actor, skill: Skill = Skill.FINNISH, **changes: Any) -> Any:
    facts = {"proof": Proof("Intyg"), "by": by, "at": NOON, "key": uuid4(), **changes}
    return competence.note_skill(employee=employee, skill=skill, **facts)


def offer(employee: Employee, by: Actor, **changes: Any) -> Any:
    facts = {"reach": "Anknytning 12", "words": "", "by": by, "at": NOON, **changes}
    return competence.offer_help(employee=employee, **facts)


def found(by: Actor, skill: Skill | None = None, words: str = "") -> list[str]:
    people = who_can_help(by, skill=skill, words=words, at=AT, today=TODAY)
    return [each.employee.name for each in people]


# --- Noted with its proof ---


def test_a_skill_is_noted_with_who_saw_the_proof_and_when(hanna: Actor, astrid: Employee) -> None:
    row = note(astrid, hanna)
    assert (row.proof, row.seen_by, row.noted_on) == ("Intyg", hanna.membership_id, TODAY)


def test_the_same_skill_is_noted_once(hanna: Actor, astrid: Employee) -> None:
    key = uuid4()
    assert note(astrid, hanna, key=key) == note(astrid, hanna, key=key)
    with pytest.raises(competence.AlreadyNoted):
        note(astrid, hanna)
    assert EmployeeSkill.rows.count() == 1


def test_what_was_ended_stays_as_history_and_can_be_noted_again(
    hanna: Actor, astrid: Employee
) -> None:
    first = note(astrid, hanna)
    assert competence.end_proven(employee=astrid, row_id=first.pk, by=hanna, at=NOON)
    note(astrid, hanna)
    assert fresh(first).ended_on == TODAY
    assert EmployeeSkill.rows.filter(ended_on=None).count() == 1


def test_hanna_notes_another_education_and_its_tasks(
    client_of_hanna: Client, astrid: Employee
) -> None:
    answer = client_of_hanna.post(
        f"/personal/medarbetare/{astrid.pk}/kompetens/annan/",
        {
            "title": "Beteendevetare",
            "tasks": [AllowedTask.NETWORK, AllowedTask.FOLLOW_UP],
            "proof": "Examensbevis",
            "idempotency_key": str(uuid4()),
        },
    )
    assert answer.status_code == 302
    assert AlternativeCompetence.rows.get().tasks == ["NETWORK", "FOLLOW_UP"]
    page = client_of_hanna.get(answer.headers["Location"]).content.decode()
    assert "Får: Kontakt med skola och nätverk, Följa upp insatser." in page
    assert "Examensbevis. Hanna såg det" in page


def test_a_certificate_is_kept_and_fetched_by_whoever_looks_after_it(
    client_of_hanna: Client, astrid: Employee
) -> None:
    where = f"/personal/medarbetare/{astrid.pk}/utbildning/ny/"
    typed = {
        "course": "Trappan", "taken_on": "2025-05-01", "hours": "40", "valid_until": "",
        "proof": "Kursintyg", "idempotency_key": str(uuid4()),
    }  # fmt: skip
    wrong = client_of_hanna.post(
        where, {**typed, "file": SimpleUploadedFile("intyg.pdf", b"not a pdf")}
    )
    assert wrong.status_code == 422
    assert not TrainingRecord.rows.exists()
    client_of_hanna.post(where, {**typed, "file": SimpleUploadedFile("intyg.pdf", PDF)})
    file = Certificate.rows.get()
    fetch = f"/personal/medarbetare/{astrid.pk}/intyg/{file.pk}/"
    assert client_of_hanna.get(fetch).content == PDF
    assert client_of("Astrid").get(fetch).status_code in (403, 404)
    assert client_of("Elin").get(fetch).status_code in (403, 404)


def test_a_certificate_is_never_reached_through_somebody_else(
    client_of_hanna: Client, hanna: Actor, astrid: Employee, employ: Employ
) -> None:
    row = note(astrid, hanna, proof=Proof("Intyg", (PDF, "a.pdf", Kind.PDF)))
    other = employ("Bo")
    url = f"/personal/medarbetare/{other.pk}/intyg/{row.certificate_id}/"
    assert client_of_hanna.get(url).status_code == 404


def test_a_course_cannot_end_before_it_was_taken(client_of_hanna: Client, astrid: Employee) -> None:
    answer = client_of_hanna.post(
        f"/personal/medarbetare/{astrid.pk}/utbildning/ny/",
        {
            "course": "Trappan", "taken_on": "2025-05-01", "hours": "40",
            "valid_until": "2025-04-01", "proof": "Intyg", "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Den kan inte sluta gälla innan utbildningen var klar." in answer.content.decode()
    assert "Trappan" in answer.content.decode()


def test_the_register_tells_which_courses_run_out(
    client_of_hanna: Client, hanna: Actor, astrid: Employee
) -> None:
    competence.note_training(
        employee=astrid, course="Hjärt-lungräddning", taken_on=date(2024, 1, 1), hours=3,
        valid_until=date(2026, 1, 1), proof=Proof("Intyg"), by=hanna, at=NOON, key=uuid4(),
    )  # fmt: skip
    page = client_of_hanna.get("/personal/kompetens/").content.decode()
    assert "Utbildningar som måste tas om" in page
    assert "Hjärt-lungräddning" in page


def test_elin_notes_nothing_in_another_authority(astrid: Employee) -> None:
    elin = client_of("Elin")
    url = f"/personal/medarbetare/{astrid.pk}/kompetens/ny/"
    assert elin.get(url).status_code in (403, 404)
    assert "Astrid" not in elin.get("/personal/kompetens/").content.decode()


# --- Who can help me? ---


def test_only_those_who_have_said_yes_are_found(
    hanna: Actor, astrid: Employee, employ: Employ
) -> None:
    silent, helper = employ("Bo"), employ("Cia")
    for each in (silent, helper):
        note(each, hanna)
    offer(helper, hanna)
    assert found(hanna, Skill.FINNISH) == ["Cia"]
    assert found(hanna, Skill.ARABIC) == []


def test_colleagues_come_in_swedish_order_never_by_how_much_they_know(
    hanna: Actor, employ: Employ
) -> None:
    for name, skills in (("Örjan", Skill), ("Bo", [Skill.FINNISH]), ("Åsa", [Skill.FINNISH])):
        somebody = employ(name)
        for skill in skills:
            note(somebody, hanna, skill)
        offer(somebody, hanna)
    assert found(hanna, Skill.FINNISH) == ["Bo", "Åsa", "Örjan"]


def test_a_word_is_found_in_courses_educations_and_own_words(hanna: Actor, employ: Employ) -> None:
    bo, cia, dan = employ("Bo"), employ("Cia"), employ("Dan")
    competence.note_training(
        employee=bo, course="Trappan", taken_on=date(2025, 1, 1), hours=8, valid_until=None,
        proof=Proof(), by=hanna, at=NOON, key=uuid4(),
    )  # fmt: skip
    competence.note_other(
        employee=cia, title="Barnsjuksköterska", tasks=[AllowedTask.CALLS], proof=Proof(),
        by=hanna, at=NOON, key=uuid4(),
    )  # fmt: skip
    offer(bo, hanna)
    offer(cia, hanna)
    offer(dan, hanna, words="Gärna om trappan i samtal med barn")
    assert found(hanna, words="TRAPPAN") == ["Bo", "Dan"]
    assert found(hanna, words="barn") == ["Cia", "Dan"]
    assert found(hanna, words="barn trappan") == ["Dan"]


def test_whoever_has_protected_data_left_or_stopped_is_not_found(
    hanna: Actor, employ: Employ
) -> None:
    hidden, gone, quiet = employ("Bo"), employ("Cia", ends_on=date(2026, 3, 1)), employ("Dan")
    for each in (hidden, gone, quiet):
        note(each, hanna)
        offer(each, hanna)
    competence.protect(employee=hidden, is_protected=True, by=hanna, at=NOON)
    competence.stop_helping(employee=quiet, by=hanna, at=NOON)
    assert found(hanna, Skill.FINNISH) == []
    competence.protect(employee=hidden, is_protected=False, by=hanna, at=NOON)
    assert found(hanna, Skill.FINNISH) == ["Bo"]


def test_astrid_says_yes_and_no_on_her_own_page(astrid: Employee) -> None:
    client = client_of("Astrid")
    client.post("/personal/fraga/mig/", {"reach": "Anknytning 77", "words": "Tonåringar"})
    page = client.get("/personal/fraga/?ord=ton").content.decode()
    assert "Anknytning 77" in page
    assert "Astrid" in page
    client.post("/personal/fraga/mig/sluta/")
    page = client.get("/personal/fraga/?ord=ton").content.decode()
    assert "Anknytning 77" not in page
    assert "Ingen som har sagt ja till att bli frågad kan det." in page


def test_nothing_is_told_before_anything_is_asked(astrid: Employee, hanna: Actor) -> None:
    offer(astrid, hanna)
    assert "Anknytning 12" not in client_of("Astrid").get("/personal/fraga/").content.decode()


def test_a_choice_that_is_not_in_the_list_is_refused_in_words(astrid: Employee) -> None:
    assert client_of("Astrid").get("/personal/fraga/?kan=KLINGON").status_code == 422


def test_elin_finds_nobody_of_another_authority(hanna: Actor, astrid: Employee) -> None:
    offer(astrid, hanna, words="Finska")
    page = client_of("Elin").get("/personal/fraga/?ord=finska").content.decode()
    assert "Astrid" not in page


def test_a_worker_without_an_employment_is_told_to_ask_hr(granby: None) -> None:
    assert membership_named("Astrid").pk
    answer = client_of("Astrid").get("/personal/fraga/mig/", follow=True)
    assert "Fråga HR" in answer.content.decode()
