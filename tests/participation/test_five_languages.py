"""The survey in five languages, each whole, and nothing that tells which was chosen."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.common.clock import today
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Setting
from kraftsamling.participation import services
from kraftsamling.participation.languages import LANGUAGES, TRANSLATED, ar, en, sv
from kraftsamling.participation.languages.review import not_reviewed
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.models import Survey, WaitingAnswer
from kraftsamling.participation.questions import QUESTIONS, VALUES, Series
from tests.support.database import as_owner
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
START, STEP = "/tre-fragor/", "/tre-fragor/svara/"
EVERY = pytest.mark.parametrize("texts", LANGUAGES.values(), ids=lambda each: each.code)


def a_code(survey: Survey, series: Series = Series.PARENT) -> str:
    with acting_for(GRANBY):
        (code,) = services.hand_out(
            survey, unit_id=fixed("granby Utredning 1"), series=series, count=1, today=today()
        )
    return code


def sentences(texts: Texts) -> list[str]:
    """Everything that a language says."""
    said: list[str] = []
    for each in fields(Texts):
        value = getattr(texts, each.name)
        if isinstance(value, str):
            said.append(value)
        elif isinstance(value, tuple):
            said += value
        elif isinstance(value, dict):
            said += value.values()
    return said


def token_in(page: str) -> str:
    found = re.search(r'name="svar_sa_langt" value="([^"]+)"', page)
    assert found, page
    return found[1]


def test_the_parents_questions_are_the_sources_word_for_word() -> None:
    assert sv.TEXTS.parent == (
        "Socialarbetare som jag träffat har lyssnat på mig",
        "Jag har blivit behandlad med respekt",
        "Jag har fått vara med och ge förslag på förändringar för mitt barn",
    )
    assert list(sv.TEXTS.agreement.values()) == [
        "Instämmer helt", "Instämmer delvis", "Instämmer knappast", "Instämmer inte alls", "Vet inte",
    ]  # fmt: skip
    assert list(sv.TEXTS.child_answers.values()) == [
        "Ja", "Ganska mycket", "Lite", "Nej", "Jag vet inte",
    ]  # fmt: skip


@EVERY
def test_a_language_is_whole(texts: Texts) -> None:
    assert all(sentence.strip() for sentence in sentences(texts))
    assert set(texts.agreement) == set(texts.child_answers) == set(VALUES)
    assert set(texts.i_am) == set(Series)
    assert len(texts.start_points) == len(sv.TEXTS.start_points)
    assert len(texts.now) == len(sv.TEXTS.now)
    assert texts.step.format(number=1, all=3) != texts.step
    assert "Granby" in texts.to_whom.format(place="Granby")
    assert texts.rtl == (texts.code == "ar")


@pytest.mark.parametrize("texts", [LANGUAGES[code] for code in TRANSLATED], ids=TRANSLATED)
def test_no_sentence_was_left_in_swedish(texts: Texts) -> None:
    same = set(sentences(texts)) & set(sentences(sv.TEXTS))

    assert same <= {texts.name}


@EVERY
@pytest.mark.parametrize("series", Series)
def test_the_whole_way_in_every_language(
    survey: Survey, client: Client, texts: Texts, series: Series
) -> None:
    first = client.post(START, {"byt_sprak": texts.code}).content.decode()
    assert f'<html lang="{texts.code}" dir="{texts.direction}"' in first
    assert texts.code_label in first
    page = client.post(START, {"sprak": texts.code, "code": a_code(survey, series)})
    for question in QUESTIONS:
        shown = page.content.decode()
        assert f'<html lang="{texts.code}" dir="{texts.direction}"' in shown
        assert texts.question(series, question.number).replace("'", "&#x27;") in shown
        token = token_in(shown)
        page = client.post(STEP, {"svar_sa_langt": token, "till": "nasta", "svar": "3"})
    review = page.content.decode()
    assert texts.send in review
    assert review.count(f'<p class="fet">{texts.scale(series)[3]}</p>'.replace("'", "&#x27;")) == 3
    sent = client.post(STEP, {"svar_sa_langt": token_in(review), "till": "klar"}, follow=True)
    thanks = sent.content.decode()
    assert f'<html lang="{texts.code}" dir="{texts.direction}"' in thanks
    assert texts.stored in thanks
    with as_owner():
        assert [row.answers for row in WaitingAnswer.objects.all()] == [
            {"listened": 3, "respect": 3, "propose": 3}
        ]


def test_an_answer_in_arabic_is_the_same_answer_and_tells_no_language(
    survey: Survey, client: Client
) -> None:
    """The language is in no row, in no address and in no cookie."""
    page = client.post(START, {"sprak": "ar", "code": a_code(survey)})
    for _ in QUESTIONS:
        token = token_in(page.content.decode())
        page = client.post(STEP, {"svar_sa_langt": token, "till": "nasta", "svar": "4"})
    sent = client.post(STEP, {"svar_sa_langt": token_in(page.content.decode()), "till": "klar"})

    assert sent.status_code == 302
    assert "ar" not in re.split(r"[?&=/]", sent.headers["Location"])
    assert not client.cookies
    with as_owner():
        assert "ar" not in str(WaitingAnswer.objects.values().get())


def test_the_language_may_change_on_the_way_and_keeps_what_is_chosen(
    survey: Survey, client: Client
) -> None:
    first = client.post(START, {"code": a_code(survey)}).content.decode()

    data = {"svar_sa_langt": token_in(first), "till": "sprak-uk", "svar": "2"}
    ukrainian = client.post(STEP, data).content.decode()

    assert LANGUAGES["uk"].parent[0] in ukrainian
    assert re.search(r'value="2" checked', ukrainian)


def test_a_typed_code_survives_a_change_of_language(survey: Survey, client: Client) -> None:
    page = client.post(START, {"byt_sprak": "so", "sprak": "sv", "code": "7KQP-2"})

    assert page.status_code == 200
    assert 'value="7KQP-2"' in page.content.decode()


@pytest.mark.parametrize("code", ["", "xx", "../sv", "AR", "ar\x00", "a" * 5000])
def test_a_language_that_does_not_exist_is_swedish(client: Client, code: str) -> None:
    page = client.post(START, {"byt_sprak": code, "code": ""})

    assert '<html lang="sv" dir="ltr"' in page.content.decode()


def test_a_wrong_code_is_told_in_the_visitors_language(client: Client) -> None:
    page = client.post(START, {"sprak": "ar", "code": "2222-2222-2222"}).content.decode()
    empty = client.post(START, {"sprak": "ar", "code": ""}).content.decode()
    odd = client.post(START, {"sprak": "ar", "code": "مرحبا Привіт åäö"}).content.decode()

    assert ar.TEXTS.unknown in page
    assert ar.TEXTS.code_missing in empty
    assert ar.TEXTS.code_misread in odd
    for shown in (page, empty, odd):
        assert f"<title>{ar.TEXTS.error} " in shown
        assert not set(sentences(sv.TEXTS)) & set(re.findall(r">([^<]+)<", shown)) - {"Svenska"}


def test_a_page_says_in_words_that_nobody_may_be_there_to_read_aloud(
    survey: Survey, client: Client
) -> None:
    page = client.post(START, {"code": a_code(survey)}).content.decode()

    assert re.search(r"<button[^>]*lyssna[^>]*hidden>", page)
    assert sv.TEXTS.no_voice in page


def test_the_staff_are_told_which_translations_nobody_has_reviewed(
    survey: Survey, logged_in: Any
) -> None:
    page = logged_in("Astrid").get(reverse("participation_results")).content.decode()
    assert (
        "Översättningen är inte granskad av en översättare: engelska, arabiska, somaliska" in page
    )

    with acting_for(GRANBY):
        Setting.rows.create(
            authority_id=GRANBY, code="survey.reviewed_ar", value="Noor Ali, 3 mars 2026",
            source="Avtal", decided_on=today(),
        )  # fmt: skip
        assert "arabiska" not in not_reviewed(GRANBY)
    with acting_for(fixed("sydby")):
        assert "arabiska" in not_reviewed(fixed("sydby"))


def test_english_is_what_the_english_address_begins_with(client: Client) -> None:
    assert en.TEXTS.start_title in client.get("/en" + START).content.decode()
