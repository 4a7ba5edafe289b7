"""Vill du säga något mer? Words are stored apart, read by one first, and shown only among ten."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.participation import selectors, services, words_tables
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.models import (
    Answer,
    Arrivals,
    FreeWords,
    Survey,
    WaitingAnswer,
    WaitingWords,
)
from kraftsamling.participation.questions import KEYS, Series
from kraftsamling.participation.rules.words import LONGEST
from kraftsamling.participation.statuses import WordsState
from kraftsamling.participation.survey_tables import Receipt
from kraftsamling.participation.today import words_to_read
from kraftsamling.participation.words_tables import PLACE, sealed
from tests.participation.test_five_languages import token_in
from tests.support.database import as_owner
from tests.support.people import actor_named, client_of, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
GRANBY: Final = fixed("granby")
START, STEP, PAGE = "/tre-fragor/", "/tre-fragor/svara/", "/delaktighet/fria-ord/"
UNIT: Final = fixed("granby Utredning 1")
LogIn = Callable[..., Client]


def codes(survey: Survey, count: int, series: Series = Series.PARENT) -> list[str]:
    with acting_for(GRANBY):
        return services.hand_out(
            survey, unit_id=UNIT, series=series, count=count, today=clock.today()
        )


def at_the_review(client: Client, code: str, texts: Texts = LANGUAGES["sv"]) -> str:
    page = client.post(START, {"code": code, "sprak": texts.code}).content.decode()
    for _ in KEYS:
        page = client.post(
            STEP, {"svar_sa_langt": token_in(page), "till": "nasta", "svar": "4"}
        ).content.decode()
    return page


def answer(survey: Survey, count: int, *, words: str = "", series: Series = Series.PARENT) -> None:
    for code in codes(survey, count, series):
        sent = services.submit_answers(
            code, dict.fromkeys(KEYS, 4), at=clock.now(), series=series, words=words
        )
        assert sent.receipt is Receipt.STORED


def night(at: datetime | None = None) -> None:
    with acting_for(GRANBY):
        services.move_waiting_answers(GRANBY, at=at or clock.now())


def stored(model: Any) -> list[Any]:
    with as_owner():
        return list(model.objects.all())


def lead() -> Client:
    """The one responsible for participation."""
    newcomer("Leila", "participation_lead")
    return client_of("Leila")


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=lambda each: each.code)
def test_the_last_page_asks_in_every_language_and_every_series(
    survey: Survey, client: Client, texts: Texts
) -> None:
    for series in Series:
        (code,) = codes(survey, 1, series)
        page = html.unescape(at_the_review(client, code, texts))

        assert texts.more in page
        assert texts.more_help in page
        assert 'name="mer"' in page


def test_nothing_is_stored_before_the_end_and_then_apart(survey: Survey, client: Client) -> None:
    (code,) = codes(survey, 1)
    token = token_in(at_the_review(client, code))
    back = client.post(STEP, {"svar_sa_langt": token, "till": "2", "mer": "Ni lyssnade."})
    assert stored(WaitingWords) == []

    page = client.post(
        STEP, {"svar_sa_langt": token_in(back.content.decode()), "till": "nasta", "svar": "3"}
    )
    page = client.post(
        STEP,
        {"svar_sa_langt": token_in(page.content.decode()), "till": "nasta", "svar": "4"},
    )
    text = page.content.decode()
    assert "Ni lyssnade.</textarea>" in text
    client.post(STEP, {"svar_sa_langt": token_in(text), "till": "klar", "mer": "Ni lyssnade."})

    (waiting,), (words,) = stored(WaitingAnswer), stored(WaitingWords)
    assert "lyssnade" not in json.dumps(waiting.answers)
    assert b"lyssnade" not in bytes(words.text)
    assert {field.name for field in WaitingWords._meta.get_fields()} == {
        "id", "survey_id", "authority_id", "series", "quarter_starts_on", "text",
    }  # fmt: skip
    assert words.id != waiting.id


def test_who_adds_nothing_leaves_no_words(survey: Survey, client: Client) -> None:
    (code,) = codes(survey, 1)
    client.post(
        STEP,
        {"svar_sa_langt": token_in(at_the_review(client, code)), "till": "klar", "mer": " \u202e "},
    )

    assert len(stored(WaitingAnswer)) == 1
    assert stored(WaitingWords) == []


def test_too_long_is_said_and_keeps_what_was_typed(survey: Survey, client: Client) -> None:
    (code,) = codes(survey, 1)
    typed = "å" * (LONGEST + 1)

    page = client.post(
        STEP,
        {"svar_sa_langt": token_in(at_the_review(client, code)), "till": "klar", "mer": typed},
    )

    assert page.status_code == 422
    assert "Skriv högst 500 tecken" in page.content.decode()
    assert typed in page.content.decode()
    assert stored(WaitingAnswer) == []


@pytest.mark.parametrize(
    "words", [b"", b"x" * 2101], ids=["nothing sealed", "longer than any sealed text"]
)
def test_the_database_itself_refuses_what_no_page_would_send(survey: Survey, words: bytes) -> None:
    from kraftsamling.participation import survey_tables

    (code,) = codes(survey, 1)
    digest = services.digest_in_use(code)
    assert digest is not None

    receipt = survey_tables.submit(
        digest, {"respect": 4}, survey_id=survey.pk, visit=b"1" * 32, at=clock.now(), words=words
    )

    assert receipt is Receipt.INVALID
    assert stored(WaitingAnswer) == []


def test_the_longest_words_in_the_widest_signs_fit(survey: Survey) -> None:
    answer(survey, 1, words="𝄞" * LONGEST)

    assert len(stored(WaitingWords)) == 1


def test_a_second_tap_stores_no_second_words(survey: Survey) -> None:
    (code,) = codes(survey, 1)
    for _ in range(8):
        services.submit_answers(
            code, {"respect": 4}, at=clock.now(), visit="samma", words="En gång."
        )

    assert len(stored(WaitingWords)) == 1


def test_a_code_takes_no_more_words_than_answers(survey: Survey) -> None:
    (code,) = codes(survey, 1)
    for number in range(50):
        services.submit_answers(code, {"respect": 4}, at=clock.now(), words=f"Spam {number}")

    assert len(stored(WaitingWords)) == 1


def test_words_move_with_the_answers_and_not_before_five(survey: Survey) -> None:
    answer(survey, 4, words="Ni lyssnade.")
    night()
    assert stored(FreeWords) == []

    answer(survey, 1)
    night()

    assert stored(WaitingWords) == []
    moved = stored(FreeWords)
    assert [each.state for each in moved] == [WordsState.UNREAD] * 4
    assert len({each.id for each in moved}) == 4


def test_the_web_reads_no_row_of_the_tables(survey: Survey) -> None:
    for table in ("waitingwords", "freewords", "arrivals"):
        with (
            acting_for(GRANBY),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM participation_{table}")


def moved(survey: Survey, *, words: str = "Ni lyssnade.", others: int = 9) -> words_tables.Words:
    answer(survey, 1, words=words)
    answer(survey, others)
    night()
    with acting_for(GRANBY):
        (found,) = selectors.words_to_decide(today=clock.today())
    return found


def act(client: Client, words: words_tables.Words, **typed: str) -> int:
    return client.post(f"{PAGE}{words.id}/", {"seen": words.state, **typed}).status_code


RESULTS: Final = "/delaktighet/?serie=foralder"


def test_nobody_else_sees_words_before_they_are_read(survey: Survey, logged_in: LogIn) -> None:
    words = moved(survey)
    leila = lead()

    assert "Ni lyssnade." in leila.get(PAGE).content.decode()
    for client in (leila, logged_in("Astrid"), logged_in("Bodil")):
        assert "Ni lyssnade." not in client.get(RESULTS).content.decode()

    assert act(leila, words, visa="1") == 302

    assert "Ni lyssnade." in logged_in("Astrid").get(RESULTS).content.decode()


@pytest.mark.parametrize("name", ["Astrid", "Bodil", "Cecilia", "David", "Elin"])
def test_nobody_but_the_one_responsible_decides(
    survey: Survey, logged_in: LogIn, name: str
) -> None:
    words = moved(survey)

    assert logged_in(name).get(PAGE).status_code == 404
    assert act(logged_in(name), words, visa="1") == 404
    assert stored(FreeWords)[0].state == WordsState.UNREAD


def test_elin_and_her_own_lead_see_nothing_of_granby(survey: Survey, logged_in: LogIn) -> None:
    words = moved(survey)
    act(lead(), words, visa="1")
    newcomer("Stina", "participation_lead", slug="sydby")
    stina = client_of("Stina")

    assert "Ni lyssnade." not in logged_in("Elin").get(RESULTS).content.decode()
    assert "Ni lyssnade." not in stina.get(PAGE).content.decode()
    assert act(stina, words, visa="1") == 404
    with acting_for(fixed("sydby")):
        assert selectors.words_to_decide(today=clock.today()) == []
        assert not words_tables.decide(
            words.id,
            seen=WordsState.SHOWN,
            to=WordsState.HIDDEN,
            reason="x",
            by=uuid4(),
            today=clock.today(),
        )


@pytest.mark.parametrize(("others", "shown"), [(8, False), (9, True)])
def test_words_are_shown_only_among_ten_answers_of_the_quarter(
    survey: Survey, logged_in: LogIn, others: int, shown: bool
) -> None:
    leila = lead()
    act(leila, moved(survey, others=others), visa="1")

    seen = "Ni lyssnade." in logged_in("Astrid").get(RESULTS).content.decode()

    assert seen is shown
    assert ("när minst tio har svarat" in leila.get(PAGE).content.decode()) is not shown


def test_the_function_itself_never_goes_below_ten(survey: Survey) -> None:
    act(lead(), moved(survey, others=8), visa="1")

    with acting_for(GRANBY):
        assert words_tables.shown(Series.PARENT, since=date(2020, 1, 1), least=1) == []


def test_hiding_needs_a_reason_and_thirty_days_later_the_text_is_gone(
    survey: Survey, logged_in: LogIn
) -> None:
    leila, words = lead(), moved(survey)
    assert act(leila, words, reason="  ") == 422
    assert act(leila, words, reason="x" * 301) == 422

    assert act(leila, words, reason="Den nämner en handläggare.") == 302

    assert "Den nämner en handläggare." in leila.get(PAGE).content.decode()
    assert "Ni lyssnade." not in logged_in("Astrid").get(RESULTS).content.decode()
    night(clock.now() + timedelta(days=30))
    assert len(stored(FreeWords)) == 1
    night(clock.now() + timedelta(days=31))
    assert stored(FreeWords) == []


def test_what_is_shown_can_be_hidden_and_two_decide_once(survey: Survey) -> None:
    leila, words = lead(), moved(survey)
    act(leila, words, visa="1")
    act(leila, words, reason="För sent ute.")
    assert stored(FreeWords)[0].state == WordsState.SHOWN

    leila.post(f"{PAGE}{words.id}/", {"seen": "SHOWN", "reason": "Den pekade ut någon."})

    assert stored(FreeWords)[0].state == WordsState.HIDDEN


def test_a_concern_has_a_way_on(survey: Survey) -> None:
    words = moved(survey, words="Pappa slår min bror.")

    page = lead().get(f"{PAGE}{words.id}/").content.decode()

    for each in (
        "Låter det som oro för ett barn?",
        "Texten är anonym.",
        "genast till mottagningen",
        "19 kap. 1 § socialtjänstlagen",
    ):
        assert each in page


@pytest.mark.parametrize("words_id", [uuid4(), "00000000-0000-0000-0000-000000000000"])
def test_words_that_are_not_there_are_not_found(survey: Survey, words_id: Any) -> None:
    assert lead().get(f"{PAGE}{words_id}/").status_code == 404


@pytest.mark.parametrize("typed", [{}, {"seen": "x", "visa": "1"}, {"seen": ""}])
def test_odd_requests_decide_nothing(survey: Survey, typed: dict[str, str]) -> None:
    words = moved(survey)

    assert lead().post(f"{PAGE}{words.id}/", typed).status_code == 422
    assert stored(FreeWords)[0].state == WordsState.UNREAD


def test_hostile_words_are_text_and_turn_no_line(survey: Survey, client: Client) -> None:
    (code,) = codes(survey, 1)
    odd = "<img src=x onerror=alert(1)>\u202e{{ 7*7 }}"
    client.post(
        STEP,
        {"svar_sa_langt": token_in(at_the_review(client, code)), "till": "klar", "mer": odd},
    )
    answer(survey, 9)
    night()

    page = lead().get(PAGE).content.decode()

    assert "&lt;img src=x onerror=alert(1)&gt;{{ 7*7 }}" in page
    assert "\u202e" not in page
    assert re.search(r'<p dir="auto">&lt;img', page)


def test_idag_tells_the_one_responsible_only(survey: Survey) -> None:
    moved(survey)
    newcomer("Leila", "participation_lead")

    with acting_for(GRANBY):
        assert [each.title for each in words_to_read(actor_named("Leila"), clock.now())] == [
            "Läs 1 text med egna ord"
        ]
        assert words_to_read(actor_named("Bodil"), clock.now()) == []


def test_words_open_only_where_they_belong() -> None:
    from kraftsamling.confidentiality.fields import CiphertextRefused, open_text

    kept = sealed("Ni lyssnade.")
    assert kept is not None
    assert open_text(kept, place=PLACE) == "Ni lyssnade."
    with pytest.raises(CiphertextRefused):
        open_text(kept, place="participation.kiosk")


# -- many at once ---------------------------------------------------------------------------------


def hour_with(count: int, *, days_ago: int) -> None:
    hour = (clock.now() - timedelta(days=days_ago)).replace(minute=0, second=0, microsecond=0)
    with as_owner():
        Arrivals.objects.create(
            survey_id=Survey.rows.get().pk, authority_id=GRANBY, hour=hour, count=count
        )


def test_the_counter_carries_a_number_and_an_hour_and_no_unit(survey: Survey) -> None:
    answer(survey, 3)

    assert sum(each.count for each in stored(Arrivals)) == 3
    assert {field.name for field in Arrivals._meta.get_fields()} == {
        "id", "survey_id", "authority_id", "hour", "count",
    }  # fmt: skip
    assert all(each.hour.minute == each.hour.second == 0 for each in stored(Arrivals))


def test_an_unusual_hour_is_told_on_the_results_page_with_why(
    survey: Survey, logged_in: LogIn
) -> None:
    hour_with(1, days_ago=30)
    hour_with(25, days_ago=1)
    astrid = logged_in("Astrid")

    page = astrid.get(RESULTS).content.decode()

    assert "25 svar kom inom en timme" in page
    assert "samma timme på dygnet under fyra veckor före" in page
    assert "inom en timme" not in logged_in("Elin").get(RESULTS).content.decode()


def test_a_usual_week_says_nothing(survey: Survey, logged_in: LogIn) -> None:
    for day in range(1, 33):
        hour_with(2, days_ago=day)

    assert "inom en timme" not in logged_in("Astrid").get(RESULTS).content.decode()


def test_the_counter_is_gone_after_five_weeks(survey: Survey) -> None:
    hour_with(1, days_ago=36)
    hour_with(1, days_ago=34)

    night()

    assert len(stored(Arrivals)) == 1
    assert stored(Answer) == []
