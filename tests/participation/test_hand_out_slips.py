"""Opening the survey takes two; slips are printed once and nobody keeps the codes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.onboarding import STEPS
from kraftsamling.participation import services
from kraftsamling.participation.models import HandedOut, SlipBatch, Survey, SurveyCode, SurveyStatus
from kraftsamling.participation.slips import link_with
from kraftsamling.participation.survey_tables import CodeState
from tests.support.database import as_owner
from tests.support.people import actor_named, actor_of_membership, client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
NOW = clock.now()
TODAY = clock.day_of(NOW)
CODE = re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")


@pytest.fixture
def per(db: None) -> Client:
    return client_of_membership(newcomer("Per", "participation_lead"))


def order(**changes: str) -> dict[str, str]:
    return {
        "unit": str(fixed("granby Utredning 1")),
        "series": "PARENT",
        "count": "10",
        "idempotency_key": str(uuid4()),
        **changes,
    }


def text_in(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


def test_the_slips_read_back_and_every_code_works(survey: Survey, per: Client) -> None:
    response = per.post(reverse("survey_slips"), order())

    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    text = text_in(response.content)
    codes = CODE.findall(text)
    assert len(set(codes)) == 10
    assert {services.offer_of(code, at=NOW).state for code in codes} == {CodeState.OPEN}
    running = re.sub(r"\s+", " ", text)
    assert running.count("Hur har du blivit bemött?") == 10
    assert running.count("Ingen kan se vad just du svarar.") == 10
    assert "testserver/tre-fragor/" in text
    with acting_for(GRANBY):
        assert HandedOut.rows.get().count == 10


def test_the_picture_holds_the_code_after_the_hash_and_nowhere_else() -> None:
    link = link_with("https://granby.example/tre-fragor/", "7KQP-2MXC-9RTA")

    address, _, fragment = link.partition("#")
    assert address == "https://granby.example/tre-fragor/"
    assert "?" not in link
    assert fragment == "kod=7KQP-2MXC-9RTA"


def test_no_code_is_stored_where_it_can_be_read(survey: Survey, per: Client) -> None:
    code = CODE.findall(text_in(per.post(reverse("survey_slips"), order(count="1")).content))[0]

    with as_owner():
        kept = [bytes(row.digest) for row in SurveyCode.objects.all()]
        assert len(kept) == 1
        assert code.encode() not in kept[0]
        batch = SlipBatch.rows.get()
    assert code not in str(batch.__dict__)


def test_the_same_button_pressed_again_prints_nothing_and_says_so(
    survey: Survey, per: Client
) -> None:
    wanted = order()
    per.post(reverse("survey_slips"), wanted)

    again = per.post(reverse("survey_slips"), wanted)

    assert again.status_code == 409
    assert "De här 10 lapparna för Utredning 1 är redan gjorda." in again.content.decode()
    with acting_for(GRANBY):
        assert HandedOut.rows.get().count == 10
    with as_owner():
        assert SurveyCode.objects.count() == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": "0"},
        {"count": "201"},
        {"count": "tio"},
        {"count": "9" * 40},
        {"series": "ALL"},
        {"unit": str(fixed("sydby Utredning 1"))},
        {"unit": "x"},
        {"unit": ""},
        {"idempotency_key": "x"},
    ],
)
def test_what_makes_no_sense_prints_nothing_and_is_kept(
    survey: Survey, per: Client, wrong: dict[str, str]
) -> None:
    response = per.post(reverse("survey_slips"), order(**wrong))

    assert response.status_code == 422
    assert "Rätta till det här" in response.content.decode()
    with as_owner():
        assert not SurveyCode.objects.exists()
        assert not SlipBatch.rows.exists()


def test_two_hundred_slips_fit_in_one_file(survey: Survey, per: Client) -> None:
    response = per.post(reverse("survey_slips"), order(count="200"))

    assert len(pypdf.PdfReader(BytesIO(response.content)).pages) == 25


def test_elin_hands_out_nothing_of_granbys(survey: Survey, logged_in: Any) -> None:
    elin = logged_in("Elin")

    assert "De tre frågorna är inte öppna än." in elin.get(reverse("survey_slips")).content.decode()
    elin.post(reverse("survey_slips"), order())

    with as_owner():
        assert not SurveyCode.objects.exists()
    assert logged_in("Astrid").get(reverse("survey_slips")).status_code == 404


def waiting() -> list[Approval]:
    with acting_for(GRANBY):
        return list(Approval.rows.of_authority(GRANBY).filter(kind="survey.open"))


def test_opening_takes_two_and_asking_twice_is_asking_once(per: Client) -> None:
    chief = newcomer("Gunnel", "unit_manager")
    first = per.get(reverse("survey_open")).content.decode()
    assert "<li>Gunnel, " in first

    per.post(reverse("survey_open"))
    page = per.post(reverse("survey_open"), follow=True).content.decode()

    assert "Någon har bett om det." in page
    (asked,) = waiting()
    with acting_for(GRANBY):
        assert not Survey.rows.filter(status=SurveyStatus.OPEN).exists()
        approvals.approve(asked.pk, by=actor_of_membership(chief), at=NOW)
        opened = Survey.rows.get(authority_id=GRANBY)
    assert (opened.status, opened.opened_on) == ("OPEN", TODAY)
    assert "De tre frågorna är öppna." in per.get(reverse("survey_open")).content.decode()


def test_nobody_confirms_what_they_asked_for_and_elin_confirms_nothing(
    per: Client, logged_in: Any
) -> None:
    per.post(reverse("survey_open"))
    (asked,) = waiting()

    with pytest.raises(approvals.NotASecondPerson), acting_for(GRANBY):
        approvals.approve(
            asked.pk, by=actor_of_membership(newcomer("Per", "participation_lead")), at=NOW
        )
    assert logged_in("Elin").post(reverse("survey_open")).status_code == 404
    with pytest.raises(approvals.NotASecondPerson), acting_for(GRANBY):
        approvals.approve(asked.pk, by=actor_named("Elin"), at=NOW)


def test_asking_when_it_is_open_says_so(survey: Survey, per: Client) -> None:
    page = per.post(reverse("survey_open"), follow=True).content.decode()

    assert "De tre frågorna är redan öppna." in page
    assert waiting() == []


def test_the_first_questions_are_done_when_slips_have_been_handed_out(
    survey: Survey, per: Client
) -> None:
    step = STEPS["questions"]
    with acting_for(GRANBY):
        assert not step.done(GRANBY)
    per.post(reverse("survey_slips"), order(count="1"))
    with acting_for(GRANBY):
        assert step.done(GRANBY)
    with acting_for(fixed("sydby")):
        assert not step.done(fixed("sydby"))
