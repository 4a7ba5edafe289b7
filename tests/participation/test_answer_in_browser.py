"""A visitor with a slip answers: from the code to the thanks, without leaving a trace."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from kraftsamling.common.clock import day_of, today
from kraftsamling.confidentiality.models import AccessLogEntry
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.participation import services, walk
from kraftsamling.participation.models import (
    ActionOnAnswers,
    Survey,
    SurveyCode,
    SurveyStatus,
    WaitingAnswer,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.thanks import Thanks, read, ticket
from kraftsamling.participation.views.answering import survey_step
from tests.support.database import as_owner
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
START, STEP = "/tre-fragor/", "/tre-fragor/svara/"


@pytest.fixture(autouse=True)
def fresh_tries() -> Iterator[None]:
    """Each test comes from a network that has not tried anything."""
    cache.clear()
    yield
    cache.clear()


def a_code(survey: Survey, series: Series = Series.PARENT) -> str:
    with acting_for(GRANBY):
        (code,) = services.hand_out(
            survey, unit_id=fixed("granby Utredning 1"), series=series, count=1, today=today()
        )
    return code


def token_in(response: HttpResponse) -> str:
    found = re.search(r'name="svar_sa_langt" value="([^"]+)"', response.content.decode())
    assert found, response.content.decode()
    return found[1]


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def go(client: Client, page: HttpResponse, till: str = "nasta", **fields: str) -> HttpResponse:
    data = {"svar_sa_langt": token_in(page), "till": till, **fields}
    return client.post(STEP, data, follow=True)


def to_review(client: Client, code: str, *answers: str) -> HttpResponse:
    page = client.post(START, {"code": code})
    for answer in answers:
        page = go(client, page, svar=answer)
    return page


def stored() -> list[dict[str, int]]:
    with as_owner():
        return [row.answers for row in WaitingAnswer.objects.all()]


def test_a_parent_answers_three_questions_and_is_thanked(survey: Survey, client: Client) -> None:
    code = a_code(survey)
    first = client.post(START, {"code": code.lower()})
    assert "Socialarbetare som jag träffat har lyssnat på mig" in text_of(first)
    second = go(client, first, svar="4")
    assert "Jag har blivit behandlad med respekt" in text_of(second)
    third = go(client, second, svar="3")
    assert "Jag har fått vara med och ge förslag på förändringar för mitt barn" in text_of(third)
    review = go(client, third, svar="0")
    assert "Vet inte" in text_of(review)
    assert stored() == []

    thanks = go(client, review, "klar")

    assert "Dina svar är sparade" in text_of(thanks)
    assert stored() == [{"listened": 4, "respect": 3, "propose": 0}]


def test_back_and_change_keep_what_was_answered(survey: Survey, client: Client) -> None:
    first = client.post(START, {"code": a_code(survey)})
    second = go(client, first, svar="2")

    back = go(client, second, "tillbaka", svar="1")

    assert re.search(r'value="2" checked', text_of(back))
    again = go(client, back, svar="2")
    assert re.search(r'value="1" checked', text_of(again))
    review = go(client, go(client, again, svar="1"), svar="4")
    changed = go(client, review, "2")
    assert "Fråga 2 av 3" in text_of(changed)


def test_a_question_may_be_skipped_but_not_all_three(survey: Survey, client: Client) -> None:
    page = client.post(START, {"code": a_code(survey)})
    for _ in range(3):
        page = go(client, page, "hoppa", svar="4")
    assert "Du har inte svarat på någon fråga" in text_of(page)

    sent = go(client, page, "klar")

    assert "Du har inte svarat på någon fråga" in text_of(sent)
    assert stored() == []


def test_two_taps_on_done_store_once_and_thank_twice(survey: Survey, client: Client) -> None:
    review = to_review(client, a_code(survey), "4", "4", "4")

    pages = [go(client, review, "klar") for _ in range(7)]

    assert {page.status_code for page in pages} == {200}
    assert all("<h1>Tack</h1>" in text_of(page) for page in pages)
    assert len(stored()) == 1


def test_children_see_faces_with_words_and_are_told_whose_words_they_are(
    survey: Survey, client: Client
) -> None:
    page = text_of(client.post(START, {"code": a_code(survey, Series.CHILD)}))

    assert page.count('class="ansikte"') == 4
    assert "Ganska mycket" in page
    assert "Orden i frågan är våra egna" in page
    young = text_of(client.post(START, {"code": a_code(survey, Series.YOUNG)}))
    assert "ansikte" not in young
    assert "Orden i frågan är våra egna" in young


def test_the_pages_set_no_cookie_and_leave_no_trace(survey: Survey, client: Client) -> None:
    review = to_review(client, a_code(survey), "4", "4", "4")
    pages = [client.get(START), review, go(client, review, "klar"), client.get(STEP)]

    for page in pages:
        assert not page.cookies
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"
    assert not client.cookies


def test_the_code_stands_in_no_log_and_in_no_address(
    survey: Survey, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    code = a_code(survey)
    with caplog.at_level(logging.DEBUG), as_owner():
        before = AccessLogEntry.rows.count()
        review = to_review(client, code, "4", "4", "4")
        thanks = go(client, review, "klar")
        client.post(START, {"code": code})
        assert AccessLogEntry.rows.count() == before

    told = caplog.text + " ".join(str(record.__dict__) for record in caplog.records)
    for spelled in (code, code.replace("-", ""), code.lower()):
        assert spelled not in told
        assert spelled not in text_of(thanks)
    for page in (review, thanks):
        links = re.findall(r'(?:href|action|src)="([^"]*)"', text_of(page))
        assert links
        assert not any(code in link for link in links)


def a_code_that_is(survey: Survey, state: str) -> str:
    code = a_code(survey)
    with as_owner():
        if state == "used":
            SurveyCode.objects.update(left=0)
        elif state == "expired":
            SurveyCode.objects.update(valid_until="2020-01-31")
        elif state == "closed":
            Survey.rows.filter(pk=survey.pk).update(status=SurveyStatus.CLOSED)
    return "2222-2222-2222" if state == "guessed" else "kod: åäö" if state == "wrong" else code


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("used", "Koden är redan använd."),
        ("expired", "Koden är för gammal."),
        ("closed", "Frågorna är stängda just nu."),
        ("guessed", "Koden finns inte."),
        ("wrong", "En kod har tolv bokstäver och siffror."),
    ],
)
def test_a_code_that_does_not_open_is_told_so_and_is_still_there(
    survey: Survey, client: Client, state: str, sentence: str
) -> None:
    code = a_code_that_is(survey, state)

    page = client.post(START, {"code": code})

    assert page.status_code == 422
    assert sentence in text_of(page)
    assert f'value="{code}"' in text_of(page)


@pytest.mark.parametrize("state", ["expired", "closed"])
def test_a_code_that_closes_on_the_way_stores_nothing(
    survey: Survey, client: Client, state: str
) -> None:
    review = to_review(client, a_code(survey), "4", "4", "4")
    with as_owner():
        SurveyCode.objects.update(valid_until="2020-01-31")
        if state == "closed":
            Survey.rows.filter(pk=survey.pk).update(status=SurveyStatus.CLOSED)

    page = go(client, review, "klar")

    assert page.status_code == 422
    assert stored() == []


def test_the_sixth_try_within_a_minute_waits_and_keeps_the_code(
    survey: Survey, client: Client
) -> None:
    code = a_code(survey)
    for _ in range(5):
        client.post(START, {"code": "2222-2222-2222"})

    page = client.post(START, {"code": code})

    assert page.status_code == 429
    assert page["Retry-After"] == "60"
    assert "Vänta en minut" in text_of(page)
    assert f'value="{code}"' in text_of(page)
    elsewhere = client.post(START, {"code": code}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_what_counts_tries_holds_no_address(survey: Survey, client: Client) -> None:
    from django.db import connection

    client.post(START, {"code": "2222-2222-2222"}, REMOTE_ADDR="192.0.2.77")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key || value FROM kraftsamling_cache")
        kept = [row[0] for row in cursor.fetchall()]
    assert any("survey-place" in each for each in kept)
    assert not any("192.0.2" in each for each in kept)


@pytest.mark.parametrize("token", ["", "nonsense", "\x00", "ÅÄÖ:1:2", "x" * 5000])
def test_a_hidden_field_that_is_not_ours_starts_again(client: Client, token: str) -> None:
    page = client.post(STEP, {"svar_sa_langt": token, "till": "klar"})

    assert page.status_code == 422
    assert "Skriv koden igen" in text_of(page)


def test_the_series_cannot_be_swapped_on_the_way(survey: Survey, client: Client) -> None:
    first = client.post(START, {"code": a_code(survey), "series": "CHILD"})
    assert "ansikte" not in text_of(first)

    second = go(client, first, svar="4", series="CHILD", code="2222-2222-2222", name="Ada")
    forged = signing.dumps(["x", "CHILD", 1, {}], salt="somebody else")
    refused = client.post(STEP, {"svar_sa_langt": forged})

    assert "ansikte" not in text_of(second)
    assert refused.status_code == 422
    go(client, go(client, go(client, second, svar="4"), svar="4"), "klar", name="Ada")
    assert stored() == [{"listened": 4, "respect": 4, "propose": 4}]


@pytest.mark.parametrize("answer", ["5", "-1", "4.0", "ja", "\x00", "٣"])
def test_an_answer_that_is_not_on_the_scale_is_refused_kindly(
    survey: Survey, client: Client, answer: str
) -> None:
    first = client.post(START, {"code": a_code(survey)})

    page = go(client, first, svar=answer)

    assert page.status_code == 422
    assert "Välj ett av svaren" in text_of(page)
    assert "Fråga 1 av 3" in text_of(page)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"code=%ff%fe", "application/x-www-form-urlencoded", 422),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded", 422),
        (b"code=A", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"--x\r\nbroken", "multipart/form-data", 400),
        (b"{}", "application/json", 422),
    ],
)
def test_a_broken_body_is_never_our_fault(
    client: Client, body: bytes, content_type: str, status: int
) -> None:
    for address in (START, STEP):
        assert client.post(address, body, content_type=content_type).status_code == status


def test_a_page_left_open_for_hours_keeps_the_code_and_stores_nothing(
    survey: Survey, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = a_code(survey)
    review = to_review(client, code, "4", "4", "4")
    monkeypatch.setattr(walk, "HOLDS", -walk.HOLDS)  # as if they had passed

    page = go(client, review, "klar")

    assert page.status_code == 422
    assert f'value="{code}"' in text_of(page)
    assert stored() == []


def test_the_thanks_tell_what_earlier_answers_have_led_to(survey: Survey, client: Client) -> None:
    with acting_for(GRANBY):
        for text, series in (("Vi ringer samma dag.", "PARENT"), ("Till barn.", "CHILD")):
            ActionOnAnswers.rows.create(
                authority_id=GRANBY, series=series, question=1, text=text,
                written_at=datetime(2026, 1, 2, tzinfo=UTC), written_by=fixed("x"),
            )  # fmt: skip
    with acting_for(fixed("sydby")):
        ActionOnAnswers.rows.create(
            authority_id=fixed("sydby"), series="PARENT", question=1, text="Sydbys ord.",
            written_at=datetime(2026, 2, 2, tzinfo=UTC), written_by=fixed("x"),
        )  # fmt: skip

    thanks = text_of(go(client, to_review(client, a_code(survey), "4", "4", "4"), "klar"))

    assert "Vi ringer samma dag." in thanks
    assert "Till barn." not in thanks
    assert "Sydbys ord." not in thanks


def test_everything_reads_well_in_english(survey: Survey, client: Client) -> None:
    first = client.post("/en" + START, {"code": a_code(survey)})
    assert "Social workers I have met have listened to me" in text_of(first)
    swedish = client.post(STEP, {"svar_sa_langt": token_in(first), "till": "sprak-sv"})
    assert "Socialarbetare som jag träffat har lyssnat på mig" in text_of(swedish)
    assert "Do you want to answer three questions?" in text_of(client.get("/en" + START))


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), "2026-04-01"),  # 00.30 on the 1st, summer time
        (datetime(2026, 3, 31, 21, 30, tzinfo=UTC), "2026-03-01"),  # 23.30 on the 31st
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01-01"),  # 00.30 on the 1st, winter time
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-01"),  # the hour that does not exist
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-01"),  # the hour that comes twice
    ],
)
def test_an_answer_counts_in_the_month_of_the_swedish_clock(
    survey: Survey, moment: datetime, month: str
) -> None:
    with acting_for(GRANBY):
        (code,) = services.hand_out(
            survey, unit_id=fixed("granby Utredning 1"), series=Series.PARENT, count=1,
            today=day_of(moment),
        )  # fmt: skip
    way = walk.Walk(code, Series.PARENT, survey.pk, step=walk.REVIEW, answers={"respect": 4})
    request: Any = RequestFactory().post(
        reverse("survey_step"), {"svar_sa_langt": walk.sealed(way), "till": "klar"}
    )
    request.now, request.today, request.session = moment, day_of(moment), {}

    assert survey_step(request).status_code == 302

    with as_owner():
        assert [f"{row.month}" for row in WaitingAnswer.objects.all()] == [month]


def test_the_address_of_the_thanks_tells_nobody_anything(survey: Survey, client: Client) -> None:
    code = a_code(survey)
    review = to_review(client, code, "4", "4", "4")
    sent = client.post(STEP, {"svar_sa_langt": token_in(review), "till": "klar"})

    address = sent.headers["Location"]
    assert sent.status_code == 302
    assert code.replace("-", "") not in address.upper()
    assert "PARENT" not in address
    assert str(GRANBY) not in address
    assert client.get(address).status_code == 200
    assert client.get(address[:-6]).headers["Location"] == START  # not ours: back to the start


def test_an_old_address_of_thanks_leads_to_the_start() -> None:
    now = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    made = ticket(Thanks(GRANBY, Series.CHILD, False), now=now)

    assert read(made, now=now + timedelta(minutes=9)) == Thanks(GRANBY, Series.CHILD, False)
    assert read(made, now=now + timedelta(minutes=11)) is None
