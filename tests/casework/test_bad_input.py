"""What goes wrong in daily work: each mistake has its sentence, and nothing is stored half."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kraftsamling.casework.models import Case, CaseNote, Deadline, Person, PreliminaryAssessment
from kraftsamling.casework.statuses import PreliminaryOutcome
from kraftsamling.confidentiality.actor import Actor
from tests.casework.test_assess_and_decide import decide
from tests.casework.test_notes_stay import sent
from tests.casework.test_register_report import walk

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("170110-2384", date(2017, 1, 10)),
        ("20170110\u20132384", date(2017, 1, 10)),  # a dash from a word processor
        ("\u0662\u0660\u0661\u0667\u0660\u0661\u0661\u0660-\u0662\u0663\u0668\u0664", date(2017, 1, 10)),
        ("701063-2391", date(1970, 10, 3)),  # co-ordination number
        ("900101+9802", date(1890, 1, 1)),  # more than a hundred years
        ("20170110-tf01", None),  # reserve number
    ],
)  # fmt: skip
def test_reception_may_write_a_number_in_every_spelling(
    typed: str, born: date | None, rut: Actor, logged_in: LogIn
) -> None:
    client = logged_in("Rut")
    child = {"given_name": "Ebba", "surname": "Lund", "number": typed}
    review, _ = walk(client, barnet=child, familj={})

    assert client.post(review, {}).status_code == 302

    stored = Person.rows.get(given_name="Ebba")
    assert born is None or stored.birth_on == born


@pytest.mark.parametrize(
    "typed",
    ["20170110-2385", "20171310-2384", "20300110-2384", "2017-01-10", "\u00b2\u00b3", "okänt"],
)
def test_a_wrong_number_is_refused_and_stays_as_it_was_typed(
    typed: str, rut: Actor, logged_in: LogIn
) -> None:
    child = {"given_name": "Ebba", "surname": "Lund", "number": typed}
    _, answer = walk(logged_in("Rut"), barnet=child)

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert not Person.rows.exists()


def test_more_time_without_a_reason_is_refused_in_words(
    protected: Case, astrid: Actor, logged_in: LogIn
) -> None:
    decide(protected, astrid)
    clock = Deadline.rows.get(case=protected, code="investigation_due")

    answer = logged_in("Astrid").post(
        f"/arenden/{protected.pk}/utredning/forlang/",
        {"to": "2090-01-01", "reason": " ", "version": 1},
    )

    assert answer.status_code == 422
    assert "Fyll i" in answer.content.decode()
    assert Deadline.rows.get(pk=clock.pk).due_at == clock.due_at


def test_who_decides_on_a_page_that_somebody_has_overtaken_is_told_and_loses_no_word(
    protected: Case, bodil: Actor, astrid: Actor, logged_in: LogIn
) -> None:
    bodils, path = logged_in("Bodil"), f"/arenden/{protected.pk}/forhandsbedomning/"
    assert bodils.get(path).status_code == 200
    waiting = PreliminaryAssessment.rows.get(case=protected)
    PreliminaryAssessment.rows.filter(pk=waiting.pk).update(version=waiting.version + 1)

    late = bodils.post(
        path,
        {
            "outcome": PreliminaryOutcome.OPEN,
            "reasons": "Skolan är orolig.",
            "exceptional_reasons": "Familjen var utomlands.",
            "version": waiting.version,
        },
    )

    assert late.status_code == 409
    assert "Skolan är orolig." in late.content.decode()
    assert PreliminaryAssessment.rows.get(case=protected).outcome == ""


def test_a_session_lost_in_mid_writing_loses_nothing_that_was_kept(
    case: Case, logged_in: LogIn
) -> None:
    astrid, here = logged_in("Astrid"), f"/arenden/{case.pk}/anteckning/"
    astrid.post(f"/arenden/utkast/note/{case.pk}/", sent(text="Ebba ringde och"))
    astrid.session.flush()

    pressed = astrid.post(here, sent(text="Ebba ringde och"))

    assert pressed.status_code == 302
    assert (
        pressed.headers["Location"]
        == f"/konto/logga-in/?next=%2Farenden%2F{case.pk}%2Fanteckning%2F"
    )
    assert not CaseNote.rows.exists()
    again = logged_in("Astrid").get(here).content.decode()
    assert "Ebba ringde och" in again
