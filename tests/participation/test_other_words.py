"""Other words make another version; old answers keep the question that they were given to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators.models import MarkedChange
from kraftsamling.participation import rewording, services
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.models import Survey, SurveyStatus, WaitingAnswer
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import Receipt
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
NEW = {"first": "Lyssnar de?", "second": "Är de schyssta?", "third": "Får du bestämma?"}
OLD_WORDS = "Har de som jobbar på soc lyssnat på dig?"


@pytest.fixture
def per(db: None) -> Client:
    return client_of_membership(newcomer("Per", "participation_lead"))


def page_of(serie: str = "barn", sprak: str = "sv") -> str:
    return reverse("survey_wording") + f"?serie={serie}&sprak={sprak}"


def seen() -> str:
    with acting_for(GRANBY):
        return str(Survey.rows.get(authority_id=GRANBY, status=SurveyStatus.OPEN).pk)


def a_code(survey: Survey) -> str:
    with acting_for(GRANBY):
        (code,) = services.hand_out(
            survey, unit_id=fixed("granby Utredning 1"), series=Series.CHILD, count=1,
            today=clock.today(),
        )  # fmt: skip
    return code


def token(page: Any) -> str:
    found = re.search(r'name="svar_sa_langt" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_new_words_are_asked_and_old_answers_keep_theirs(
    survey: Survey, per: Client, client: Client
) -> None:
    first, second = a_code(survey), a_code(survey)
    services.submit_answers(first, {"listened": 4}, at=clock.now())

    told = per.post(page_of(), {**NEW, "seen": seen()}, follow=True).content.decode()

    assert "Frågorna ställs med de här orden från och med nu." in told
    assert OLD_WORDS in told  # under "Ord som har gällt förut"
    page = client.post("/tre-fragor/", {"code": second}).content.decode()
    assert "Lyssnar de?" in page
    assert OLD_WORDS not in page
    assert (
        services.submit_answers(second, {"listened": 1}, at=clock.now()).receipt is Receipt.STORED
    )
    with as_owner():
        by_survey = {row.survey_id: row.answers for row in WaitingAnswer.objects.all()}
        worded = {
            row.pk: rewording.words_of(row, Series.CHILD, "sv")[0] for row in Survey.rows.all()
        }
    assert {worded[pk]: answers["listened"] for pk, answers in by_survey.items()} == {
        OLD_WORDS: 4, "Lyssnar de?": 1,
    }  # fmt: skip


def test_whoever_is_in_the_middle_starts_over_with_the_same_code(
    survey: Survey, per: Client, client: Client
) -> None:
    page = client.post("/tre-fragor/", {"code": a_code(survey)})
    for _ in range(3):
        page = client.post(
            "/tre-fragor/svara/", {"svar_sa_langt": token(page), "till": "nasta", "svar": "4"}
        )
    per.post(page_of(), {**NEW, "seen": seen()})

    told = client.post("/tre-fragor/svara/", {"svar_sa_langt": token(page), "till": "klar"})

    assert told.status_code == 422
    assert "Frågorna fick nya ord medan du svarade." in told.content.decode()
    with as_owner():
        assert not WaitingAnswer.objects.exists()
    code = re.search(r'name="code" value="([^"]+)"', told.content.decode())
    assert code
    assert "Lyssnar de?" in client.post("/tre-fragor/", {"code": code[1]}).content.decode()


def test_the_parents_words_are_the_sources_and_stay(survey: Survey, per: Client) -> None:
    page = per.post(page_of("foraldrar"), {**NEW, "seen": seen()})

    assert "Socialarbetare som jag träffat har lyssnat på mig" in page.content.decode()
    assert seen() == str(survey.pk)
    with pytest.raises(rewording.WordsAreLocked), acting_for(GRANBY):
        rewording.reword(
            GRANBY, series=Series.PARENT, language="sv", words=["a", "b", "c"], seen=seen(),
            at=clock.now(),
        )  # fmt: skip


def test_own_words_without_a_translation_are_asked_in_swedish_and_marked_as_such(
    survey: Survey, per: Client, client: Client
) -> None:
    per.post(page_of(), {**NEW, "seen": seen()})
    code = a_code(Survey.rows.get(pk=seen()))

    page = client.post("/tre-fragor/", {"code": code, "sprak": "ar"}).content.decode()

    assert re.search(r'<h1[^>]*lang="sv" dir="ltr"[^>]*>Lyssnar de\?</h1>', page)
    assert LANGUAGES["ar"].child_answers[4] in page
    per.post(page_of(sprak="ar"), {"first": "س1", "second": "س2", "third": "س3", "seen": seen()})
    again = client.post("/tre-fragor/", {"code": code, "sprak": "ar"}).content.decode()
    assert "س1" in again
    swedish = client.post("/tre-fragor/", {"code": code, "sprak": "sv"}).content.decode()
    assert "Lyssnar de?" in swedish


def test_a_better_translation_leaves_the_other_languages(survey: Survey, per: Client) -> None:
    per.post(page_of("unga", "uk"), {"first": "1?", "second": "2?", "third": "3?", "seen": seen()})

    with acting_for(GRANBY):
        now = Survey.rows.get(pk=seen())
    assert rewording.words_of(now, Series.YOUNG, "uk") == ["1?", "2?", "3?"]
    for code in ("sv", "en", "ar", "so"):
        assert rewording.words_of(now, Series.YOUNG, code) == list(LANGUAGES[code].young)
    with acting_for(GRANBY):
        assert not MarkedChange.rows.of_authority(GRANBY).exists()


def test_the_charts_of_the_series_get_a_line(survey: Survey, per: Client) -> None:
    per.post(page_of(), {**NEW, "seen": seen()})

    with acting_for(GRANBY):
        marked = MarkedChange.rows.of_authority(GRANBY)
        assert sorted(row.code for row in marked) == [
            f"participation.q_{key}_child" for key in ("listened", "propose", "respect")
        ]
        assert {row.label for row in marked} == {"Nya ord i frågorna"}


def test_the_same_words_again_change_nothing(survey: Survey, per: Client) -> None:
    per.post(page_of(), {**NEW, "seen": seen()})
    version = seen()

    per.post(page_of(), {**NEW, "seen": str(survey.pk)})

    assert seen() == version


def test_two_who_write_at_once_see_it(survey: Survey, per: Client) -> None:
    old = seen()
    per.post(page_of(), {**NEW, "seen": old})

    late = per.post(page_of(), {**NEW, "first": "Annat?", "seen": old})

    assert late.status_code == 409
    assert "Någon annan ändrade orden under tiden." in late.content.decode()
    assert 'value="Annat?"' in late.content.decode()


@pytest.mark.parametrize("wrong", [{"first": ""}, {"second": "x" * 201}, {"third": "\x00"}])
def test_words_that_cannot_be_are_refused_and_kept(
    survey: Survey, per: Client, wrong: dict[str, str]
) -> None:
    page = per.post(page_of(), {**NEW, "seen": seen(), **wrong})

    assert page.status_code == 422
    assert seen() == str(survey.pk)


@pytest.mark.parametrize("query", ["serie=x&sprak=zz", "", "serie=barn&sprak=../../etc"])
def test_an_odd_address_is_a_page_all_the_same(survey: Survey, per: Client, query: str) -> None:
    assert per.get(f"{reverse('survey_wording')}?{query}").status_code == 200


def test_elin_and_astrid_change_no_words_of_granbys(survey: Survey, logged_in: Any) -> None:
    for name in ("Elin", "Astrid"):
        assert logged_in(name).post(page_of(), {**NEW, "seen": seen()}).status_code == 404
    stranger = client_of_membership(newcomer("Ewa", "participation_lead", slug="sydby"))
    stranger.post(page_of(), {**NEW, "seen": seen()})
    assert seen() == str(survey.pk)
