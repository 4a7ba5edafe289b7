"""The unit's tablet: one visitor after another, none sees another's, and nobody gets beyond the questions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.participation import sharing
from kraftsamling.participation.models import (
    SharedCode,
    SharedKind,
    Survey,
    SurveyStatus,
    WaitingAnswer,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.tries import ANSWERS, TRIES
from tests.participation.test_shared_codes import order, shared, token
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
UNIT = fixed("granby Utredning 1")


@pytest.fixture(autouse=True)
def fresh_tries() -> Any:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def row(survey: Survey) -> SharedCode:
    return shared(survey, SharedKind.KIOSK, PARENT=10, CHILD=10)


def address(unit: UUID = UNIT) -> str:
    return reverse("kiosk", args=[unit])


def step() -> str:
    return reverse("kiosk_step", args=[UNIT])


def opened(row: SharedCode, client: Client | None = None) -> Client:
    tablet = client or Client()
    response = tablet.post(address(), {"tablet_code": row.code})
    assert response.status_code == 302, response.content.decode()
    return tablet


def to_review(tablet: Client, serie: str = "CHILD", answers: str = "444") -> HttpResponse:
    page = tablet.post(address(), {"serie": serie, "sprak": "sv", "besok": visit_in(tablet)})
    for each in answers:
        page = tablet.post(step(), {"svar_sa_langt": token(page), "till": "nasta", "svar": each})
    return page


def visit_in(tablet: Client) -> str:
    found = re.search(r'name="besok" value="([^"]+)"', tablet.get(address()).content.decode())
    return found[1] if found else ""


def stored() -> list[Any]:
    with as_owner():
        return [(each.series, each.answers) for each in WaitingAnswer.objects.all()]


def test_a_tablet_that_nobody_has_opened_asks_nothing(survey: Survey) -> None:
    page = Client().get(address()).content.decode()

    assert "Frågorna är stängda" in page
    assert "Surfplattans kod" in page
    assert "Jag är förälder" not in page


def test_the_staff_open_it_and_a_child_answers(row: SharedCode) -> None:
    tablet = opened(row)
    start = tablet.get(address()).content.decode()
    assert "Vill du svara på tre frågor?" in start
    assert "Jag är 13 år eller äldre" not in start  # nobody of that age is asked

    page = to_review(tablet)
    assert stored() == []
    thanks = tablet.post(step(), {"svar_sa_langt": token(page), "till": "klar"}).content.decode()

    assert "Dina svar är sparade." in thanks
    assert "Nästa person" in thanks
    assert stored() == [("CHILD", {"listened": 4, "respect": 4, "propose": 4})]


def test_nobody_who_holds_the_tablet_can_read_its_code(row: SharedCode) -> None:
    import base64

    tablet = opened(row)
    page = to_review(tablet)
    told = page.content.decode() + tablet.get(address()).content.decode()
    plain = row.code.replace("-", "")
    hidden = base64.urlsafe_b64decode(token(page).split(":")[0].lstrip(".") + "====")
    for spelled in (row.code, plain):
        assert spelled not in told
        assert spelled.encode() not in hidden
        assert all(spelled not in cookie.value for cookie in tablet.cookies.values())
    assert all(cookie["httponly"] for cookie in tablet.cookies.values())


def test_back_shows_nothing_of_the_one_before(row: SharedCode) -> None:
    tablet = opened(row)
    page = to_review(tablet, answers="123")
    pages_before = {"svar_sa_langt": token(page), "till": "stanna"}
    tablet.get(address())  # the next person comes, or a minute has passed

    back = tablet.post(step(), pages_before)

    assert back.status_code == 302
    assert back.headers["Location"] == address()
    assert stored() == []


def test_a_sent_answer_cannot_be_sent_again_from_the_history(row: SharedCode) -> None:
    tablet = opened(row)
    last = {"svar_sa_langt": token(to_review(tablet)), "till": "klar"}
    tablet.post(step(), last)

    again = [tablet.post(step(), last) for _ in range(3)]

    assert {page.status_code for page in again} == {302}
    assert len(stored()) == 1


def test_not_even_who_answered_is_told_to_the_next(row: SharedCode) -> None:
    tablet = opened(row)
    pressed = {"serie": "CHILD", "sprak": "ar", "besok": visit_in(tablet)}
    assert "svar_sa_langt" in tablet.post(address(), pressed).content.decode()
    tablet.get(address())

    again = tablet.post(address(), pressed).content.decode()

    assert "svar_sa_langt" not in again
    assert "serie" in again


def test_stop_and_a_left_page_store_nothing(row: SharedCode) -> None:
    tablet = opened(row)
    page = to_review(tablet)

    assert f'href="{address()}"' in page.content.decode()
    tablet.get(address())
    assert stored() == []


def test_whoever_opens_it_is_logged_out_and_the_staffs_pages_are_shut(row: SharedCode) -> None:
    manager = client_of_membership(newcomer("Gunnel", "unit_manager"))
    assert manager.get(reverse("shared_codes")).status_code == 200

    tablet = opened(row, manager)

    for page in ("shared_codes", "participation_results", "survey_slips"):
        answer = tablet.get(reverse(page))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/konto/logga-in/")
    assert "_auth_user_id" not in tablet.session


@pytest.mark.parametrize("page", ["start", "question", "review", "thanks", "closed"])
def test_no_page_of_the_tablet_leads_anywhere_else(row: SharedCode, page: str) -> None:
    tablet = opened(row)
    if page == "closed":
        shown = Client().get(address())
    elif page == "start":
        shown = tablet.get(address())
    else:
        shown = to_review(tablet, answers="4" if page == "question" else "444")
    if page == "thanks":
        shown = tablet.post(step(), {"svar_sa_langt": token(shown), "till": "klar"})

    text = shown.content.decode()
    leads = set(re.findall(r'<(?:a|form)\b[^>]*(?:href|action)="([^"]*)"', text))
    assert leads <= {address(), step(), "#innehall"}
    assert 'http-equiv="refresh"' in text or page == "start"
    assert shown["Cache-Control"] == "no-store"


def test_a_closed_tablet_closes_in_the_middle_of_an_answer(row: SharedCode) -> None:
    tablet = opened(row)
    page = to_review(tablet)
    with acting_for(GRANBY):
        sharing.close(row, at=clock.now() - timedelta(seconds=1))

    sent = tablet.post(step(), {"svar_sa_langt": token(page), "till": "klar"}, follow=True)

    assert "Frågorna är stängda" in sent.content.decode()
    assert stored() == []


def test_the_survey_closed_closes_the_tablet(row: SharedCode, survey: Survey) -> None:
    tablet = opened(row)
    with as_owner():
        Survey.rows.filter(pk=survey.pk).update(status=SurveyStatus.CLOSED)

    assert "Frågorna är stängda" in tablet.get(address()).content.decode()


def test_a_flood_of_answers_is_slowed_down_and_loses_nothing(row: SharedCode) -> None:
    tablet, last = opened(row), None
    for _ in range(ANSWERS):
        page = to_review(tablet)
        assert (
            tablet.post(step(), {"svar_sa_langt": token(page), "till": "klar"}).status_code == 200
        )
    page = to_review(tablet, answers="321")

    last = tablet.post(step(), {"svar_sa_langt": token(page), "till": "klar"})

    assert last.status_code == 429
    assert "Vänta en minut och tryck igen." in last.content.decode()
    assert last["Retry-After"]
    assert len(stored()) == ANSWERS
    cache.clear()  # a minute later
    again = tablet.post(step(), {"svar_sa_langt": token(last), "till": "klar"})
    assert "Dina svar är sparade." in again.content.decode()


def test_the_cap_holds_and_the_series_disappears(survey: Survey) -> None:
    tablet = opened(shared(survey, SharedKind.KIOSK, PARENT=1, CHILD=1))
    page = to_review(tablet)
    tablet.post(step(), {"svar_sa_langt": token(page), "till": "klar"})

    start = tablet.get(address()).content.decode()
    assert "Jag är 7–12 år" not in start
    page = to_review(tablet, "PARENT")
    tablet.post(step(), {"svar_sa_langt": token(page), "till": "klar"})
    assert "Frågorna är stängda" in tablet.get(address()).content.decode()
    assert len(stored()) == 2


def test_a_unit_has_one_open_tablet_and_a_limit_a_day(row: SharedCode) -> None:
    per = client_of_membership(newcomer("Per", "participation_lead"))

    second = per.post(reverse("shared_codes"), order(kind="KIOSK"))
    assert second.status_code == 422
    assert "surfplatta är redan öppen" in second.content.decode()
    per.post(reverse("shared_code_close", args=[row.pk]))
    too_many = per.post(reverse("shared_codes"), order(kind="KIOSK", parents="21", closes_on=""))
    assert "20 är kvar i dag." in too_many.content.decode()
    enough = per.post(reverse("shared_codes"), order(kind="KIOSK", parents="20", closes_on=""))
    assert enough.status_code == 302


@pytest.mark.parametrize("code", ["", "åäö", "2222-2222-2222", "x" * 5000, "\x00"])
def test_a_wrong_code_opens_no_tablet(row: SharedCode, code: str) -> None:
    tablet = Client()

    response = tablet.post(address(), {"tablet_code": code})

    assert response.status_code == 422
    assert "Frågorna är stängda" in tablet.get(address()).content.decode()


def test_guessing_the_tablets_code_has_to_wait(row: SharedCode) -> None:
    guesser = Client()
    answers = [
        guesser.post(address(), {"tablet_code": "2222-2222-2222"}).status_code
        for _ in range(TRIES + 2)
    ]

    assert answers == [422] * TRIES + [429] * 2


def test_another_units_tablet_is_not_opened(row: SharedCode) -> None:
    other = fixed("granby Utredning 2")

    wrong = Client().post(address(other), {"tablet_code": row.code})
    assert wrong.status_code == 422
    tablet = opened(row)
    assert "Frågorna är stängda" in tablet.get(address(other)).content.decode()
    nowhere = Client().get(address(uuid4()))
    assert nowhere.status_code == 200
    assert "Frågorna är stängda" in nowhere.content.decode()


@pytest.mark.parametrize("cookie", ["", "x", "A" * 400, "åäö", "e30="])
def test_a_made_up_cookie_opens_nothing(row: SharedCode, cookie: str) -> None:
    tablet = Client()
    tablet.cookies["kiosk"] = cookie

    assert "Frågorna är stängda" in tablet.get(address()).content.decode()
    assert tablet.post(step(), {"svar_sa_langt": "x", "till": "klar"}).status_code == 302


def test_a_walk_from_a_phone_is_not_taken_on_the_tablet(row: SharedCode, survey: Survey) -> None:
    from kraftsamling.participation.walk import REVIEW, Walk, sealed

    tablet = opened(row)
    tablet.get(address())
    visit = tablet.cookies["kiosk_besok"].value
    mine = Walk(
        "7KQP-2MXC-9RTA", Series.CHILD, survey.pk, visit=visit, step=REVIEW, answers={"respect": 1}
    )

    assert tablet.post(step(), {"svar_sa_langt": sealed(mine), "till": "klar"}).status_code == 302
    assert stored() == []


def test_a_get_of_a_step_leads_to_the_start(row: SharedCode) -> None:
    assert opened(row).get(step()).status_code == 302


def test_the_next_person_begins_in_swedish(row: SharedCode) -> None:
    tablet = opened(row)
    arabic = tablet.post(address(), {"byt_sprak": "ar"}).content.decode()
    assert '<html lang="ar" dir="rtl"' in arabic

    assert '<html lang="sv" dir="ltr"' in tablet.get(address()).content.decode()
