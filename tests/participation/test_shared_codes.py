"""One code for those who are present: as many answers as people, on their own phones."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.participation import services, sharing
from kraftsamling.participation.models import (
    HandedOut,
    SharedCode,
    SharedKind,
    Survey,
    SurveyCode,
    WaitingAnswer,
)
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import CodeState, Receipt
from kraftsamling.participation.tries import TRIES
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
UNIT = fixed("granby Utredning 1")
YES = {"listened": 4}


@pytest.fixture(autouse=True)
def fresh_tries() -> Any:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def per(db: None) -> Client:
    return client_of_membership(newcomer("Per", "participation_lead"))


def order(**changes: str) -> dict[str, str]:
    return {
        "kind": "GROUP",
        "unit": str(UNIT),
        "occasion": "Föräldrakafé",
        "parents": "3",
        "young": "",
        "children": "",
        "closes_on": "i dag",
        "idempotency_key": str(uuid4()),
        **changes,
    }


def shared(survey: Survey, kind: SharedKind = SharedKind.GROUP, **caps: int) -> SharedCode:
    now = clock.now()
    with acting_for(GRANBY):
        return sharing.share(
            survey,
            kind=kind,
            unit_id=UNIT,
            occasion="Prov",
            caps={Series[name]: cap for name, cap in caps.items()},
            closes_at=now + timedelta(hours=2),
            key=uuid4(),
            by=fixed("x"),
            at=now,
        )


def offered() -> dict[str, int]:
    with acting_for(GRANBY):
        return dict(HandedOut.rows.of_authority(GRANBY).values_list("series", "count"))


def stored() -> int:
    with as_owner():
        return WaitingAnswer.objects.count()


def answer(
    row: SharedCode, series: Series = Series.PARENT, *, at: datetime | None = None
) -> Receipt:
    sent = services.submit_answers(row.code, YES, at=at or clock.now(), series=series)
    return sent.receipt


def test_a_group_code_takes_as_many_answers_as_people_are_asked(
    survey: Survey, per: Client
) -> None:
    page = per.post(reverse("shared_codes"), order(), follow=True)

    with acting_for(GRANBY):
        row = SharedCode.rows.get()
    assert row.code in page.content.decode()
    assert offered() == {"PARENT": 3}
    assert [answer(row) for _ in range(5)] == [Receipt.STORED] * 3 + [Receipt.FULL] * 2
    assert stored() == 3
    told = Client().post("/tre-fragor/", {"code": row.code})
    assert told.status_code == 422
    assert "Alla svar för den här koden har kommit in." in told.content.decode()


def test_the_button_pressed_twice_makes_one_code(survey: Survey, per: Client) -> None:
    wanted = order()

    pages = [per.post(reverse("shared_codes"), wanted) for _ in range(3)]

    assert len({page.headers["Location"] for page in pages}) == 1
    assert offered() == {"PARENT": 3}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"parents": ""}, "Skriv hur många som tillfrågas, i minst ett av fälten."),
        ({"parents": "0"}, "Skriv hur många som tillfrågas, i minst ett av fälten."),
        ({"parents": "61"}, "Skriv ett tal från 0 till 60."),
        ({"parents": "-1"}, "Skriv ett tal från 0 till 60."),
        ({"parents": "tio"}, "Skriv ett tal från 0 till 60."),
        ({"closes_on": ""}, "Skriv sista dagen att svara."),
        ({"closes_on": "2020-01-01"}, "Rätta till det här"),
        ({"closes_on": "2999-01-01"}, "Rätta till det här"),
        ({"unit": str(fixed("sydby Utredning 1"))}, "Välj en av era enheter."),
        ({"kind": "ALL"}, "Rätta till det här"),
        ({"occasion": ""}, "Rätta till det här"),
        ({"occasion": "x" * 81}, "Rätta till det här"),
        ({"idempotency_key": "x"}, "Rätta till det här"),
    ],
)
def test_what_makes_no_sense_makes_no_code_and_is_kept(
    survey: Survey, per: Client, wrong: dict[str, str], sentence: str
) -> None:
    response = per.post(reverse("shared_codes"), order(**wrong))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    with as_owner():
        assert not SharedCode.rows.exists()
        assert not SurveyCode.objects.exists()


def test_a_closed_code_takes_no_more(survey: Survey, per: Client) -> None:
    row = shared(survey, PARENT=5)
    assert answer(row) is Receipt.STORED

    page = per.post(reverse("shared_code_close", args=[row.pk]), follow=True)
    again = per.post(reverse("shared_code_close", args=[row.pk]), follow=True)

    assert "Koden är stängd och tar inte emot fler svar." in page.content.decode()
    assert again.status_code == 200
    assert answer(row) is Receipt.EXPIRED
    detail = per.get(reverse("shared_code", args=[row.pk])).content.decode()
    assert row.code not in detail


def test_a_code_ends_with_its_hour(survey: Survey) -> None:
    row = shared(survey, PARENT=5)

    late = row.closes_at + timedelta(seconds=1)
    assert answer(row, at=late) is Receipt.EXPIRED
    assert services.offer_of(row.code, at=late).state is CodeState.EXPIRED


def test_a_code_for_several_series_asks_who_answers(survey: Survey, client: Client) -> None:
    row = shared(survey, PARENT=2, CHILD=1)

    who = client.post("/tre-fragor/", {"code": row.code}).content.decode()

    assert "Vem är det som svarar?" in who
    assert "Jag är 13 år eller äldre" not in who
    assert answer(row, Series.YOUNG) is Receipt.UNKNOWN
    child = client.post("/tre-fragor/", {"code": row.code, "serie": "CHILD"}).content.decode()
    assert "Har de som jobbar på soc lyssnat på dig?" in child
    forged = client.post("/tre-fragor/", {"code": row.code, "serie": "YOUNG"}).content.decode()
    assert "Vem är det som svarar?" in forged


def test_two_taps_on_done_store_one_answer_of_a_shared_code(survey: Survey, client: Client) -> None:
    row = shared(survey, PARENT=5)
    page = client.post("/tre-fragor/", {"code": row.code})
    for _ in range(3):
        page = client.post(
            "/tre-fragor/svara/",
            {"svar_sa_langt": token(page), "till": "nasta", "svar": "4"},
        )
    last = {"svar_sa_langt": token(page), "till": "klar"}

    answers = [client.post("/tre-fragor/svara/", last, follow=True) for _ in range(4)]

    assert all("<h1>Tack</h1>" in each.content.decode() for each in answers)
    assert stored() == 1


def token(page: Any) -> str:
    found = re.search(r'name="svar_sa_langt" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_thirty_parents_on_one_network_do_not_wait_for_one_another(
    survey: Survey, client: Client
) -> None:
    row = shared(survey, PARENT=30)

    pages = [client.post("/tre-fragor/", {"code": row.code}) for _ in range(30)]

    assert {page.status_code for page in pages} == {200}


def test_guesses_wait_also_between_right_codes(survey: Survey, client: Client) -> None:
    row = shared(survey, PARENT=30)

    guesses = []
    for _ in range(TRIES + 1):
        client.post("/tre-fragor/", {"code": row.code})
        guesses.append(client.post("/tre-fragor/", {"code": "2222-2222-2222"}).status_code)

    assert guesses == [422] * TRIES + [429]


def test_a_group_code_opens_no_tablet_and_a_tablets_code_no_phone(survey: Survey) -> None:
    group, tablet = shared(survey, PARENT=5), shared(survey, SharedKind.KIOSK, PARENT=5)
    now = clock.now()

    assert services.offer_of(group.code, at=now).state is CodeState.OPEN
    assert services.offer_of(group.code, at=now, kiosk=True).state is CodeState.UNKNOWN
    assert services.offer_of(tablet.code, at=now, kiosk=True).state is CodeState.OPEN
    assert services.offer_of(tablet.code, at=now).state is CodeState.UNKNOWN


def test_the_sheet_has_the_picture_the_code_and_every_language(survey: Survey, per: Client) -> None:
    row = shared(survey, PARENT=5)

    response = per.get(reverse("shared_code_sheet", args=[row.pk]))

    assert response["Content-Type"] == "application/pdf"
    from io import BytesIO

    (page,) = pypdf.PdfReader(BytesIO(response.content)).pages
    text = re.sub(r"\s+", " ", page.extract_text())
    assert row.code in text
    assert "Vill du svara på tre frågor?" in text
    assert "Хочете відповісти на три запитання?" in text
    assert "testserver/tre-fragor/" in text


def test_elin_sees_and_closes_nothing_of_granbys(survey: Survey, logged_in: Any) -> None:
    row, elin = shared(survey, PARENT=5), logged_in("Elin")

    assert "Prov" not in elin.get(reverse("shared_codes")).content.decode()
    assert elin.get(reverse("shared_code", args=[row.pk])).status_code == 404
    assert elin.get(reverse("shared_code_sheet", args=[row.pk])).status_code == 404
    assert elin.post(reverse("shared_code_close", args=[row.pk])).status_code == 404
    assert answer(row) is Receipt.STORED
    assert logged_in("Astrid").get(reverse("shared_codes")).status_code == 404
    digests = [services.digest_in_use(row.code, services.use_of(Series.PARENT, kiosk=False))]
    with acting_for(fixed("sydby")), connection.cursor() as cursor:
        cursor.execute("SELECT survey_close(%s, now())", [digests])
        assert cursor.fetchone() == (0,)


def test_the_database_refuses_a_shared_code_without_end_or_without_bound(survey: Survey) -> None:
    from kraftsamling.participation import survey_tables

    for seats, closes_at in ((61, clock.now()), (2, None), (0, None)):
        with pytest.raises(Exception, match="at most 60"), acting_for(GRANBY):
            survey_tables.issue(
                survey.pk, UNIT, "PARENT", [b"x" * 32],
                valid_until=clock.today(), seats=seats, closes_at=closes_at,
            )  # fmt: skip


def test_the_web_cannot_shuffle_by_itself(survey: Survey) -> None:
    with (
        pytest.raises(Exception, match="permission denied"),
        acting_for(GRANBY),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT survey_shuffle(%s)", [GRANBY])
