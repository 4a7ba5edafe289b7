"""Interest in jobs: a call, a form on the public page, an answer, and the count that stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.workforce.models import JobInterest
from kraftsamling.workforce.services import interest
from kraftsamling.workforce.services.interest import Taken
from tests.support.people import client_of, client_of_membership, newcomer
from tests.workforce.conftest import GRANBY, NOON, Approve, Employ, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of_hanna(granby: None) -> Client:
    return client_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


def sent(**changes: Any) -> interest.Receipt:
    facts: dict[str, Any] = {
        "authority_id": GRANBY, "unit_id": None, "name": "Ester", "contact": "070-1740612",
        "words": "", "key": uuid4(), "at": NOON,
    }  # fmt: skip
    return interest.send_interest(**{**facts, **changes})


def form(**changes: str) -> dict[str, Any]:
    return {
        "name": "Ester", "contact": "070-1740612", "words": "Utredning", "position": "",
        "idempotency_key": uuid4(), **changes,
    }  # fmt: skip


# --- A call ---


def test_a_call_is_noted_in_three_fields_and_counted(client_of_hanna: Client) -> None:
    answer = client_of_hanna.post("/personal/ansokningar/samtal/", form(), follow=True)
    page = answer.content.decode()
    assert "1 person har frågat efter jobb det senaste året." in page
    assert JobInterest.rows.get().way == "PHONE"


def test_handed_over_the_name_goes_and_the_count_stays(hanna: Actor) -> None:
    row = interest.register_call(
        name="Ester", contact="070", words="", by=hanna, at=NOON, key=uuid4()
    )
    interest.mark_handed_over(interest=row, by=hanna, at=NOON + timedelta(days=1))
    assert (fresh(row).name, fresh(row).contact) == ("", "")
    assert JobInterest.rows.count() == 1
    assert fresh(row).answered_at is not None


# --- Through the website ---


def test_what_is_sent_twice_is_kept_once(granby: None) -> None:
    key = uuid4()
    first, again = sent(key=key), sent(key=key)
    assert (first.taken, again.taken) == (Taken.STORED, Taken.AGAIN)
    assert first.code == again.code
    assert JobInterest.rows.count() == 1


@pytest.mark.parametrize("changes", [{"name": " "}, {"contact": ""}, {"words": "x" * 501}])
def test_the_database_takes_nothing_half(granby: None, changes: dict[str, str]) -> None:
    assert sent(**changes).taken == Taken.INVALID
    assert not JobInterest.rows.exists()


def test_a_unit_of_another_municipality_is_refused(granby: None) -> None:
    from tests.support.world import fixed

    assert sent(unit_id=fixed("sydby Utredning 1")).taken == Taken.INVALID


def test_the_public_page_shows_the_ladder_the_remote_share_and_the_span_of_today(
    client: Client, approve: Approve, employ: Employ
) -> None:
    boss = employ("Karin", job="MANAGER")
    for number in range(3):
        employ(f"Medarbetare {number}", manager=boss)
    approve(title="Socialsekreterare i Granby", is_advertised=True)
    approve("T-2", title="Inte utlyst")
    page = client.get("/lediga-tjanster/").content.decode()
    assert "mer i månaden efter 1, 3 och 5 år" in page
    assert "20 procent av tiden" in page
    assert "3 personer i dag, och högst 25" in page
    assert "Socialsekreterare i Granby" in page
    assert "Inte utlyst" not in page
    assert "Karin" not in page


def test_an_applicant_applies_and_hanna_answers(client: Client, client_of_hanna: Client) -> None:
    receipt = client.post("/lediga-tjanster/ansok/", form())
    assert "Din kvittens" in receipt.content.decode()
    with acting_for(GRANBY):
        row = JobInterest.rows.get()
    page = client_of_hanna.get(f"/personal/ansokningar/{row.pk}/").content.decode()
    assert "070-1740612" in page
    client_of_hanna.post(f"/personal/ansokningar/{row.pk}/besvarad/")
    with acting_for(GRANBY):
        assert fresh(row).answered_at is not None


def test_a_machine_that_fills_in_everything_gets_a_receipt_and_nothing_is_kept(
    client: Client,
) -> None:
    answer = client.post("/lediga-tjanster/ansok/", form(leave_empty="ja"))
    assert answer.status_code == 200
    with acting_for(GRANBY):
        assert not JobInterest.rows.exists()


def test_the_fourth_in_a_minute_from_one_network_is_asked_to_wait(client: Client) -> None:
    for _time in range(3):
        assert client.post("/lediga-tjanster/ansok/", form()).status_code == 200
    answer = client.post("/lediga-tjanster/ansok/", form(name="Fjärde"))
    assert answer.status_code == 429
    assert 'value="Fjärde"' in answer.content.decode()


def test_elin_reads_nothing_of_what_was_sent_to_granby(granby: None) -> None:
    sent()
    row = JobInterest.rows.get()
    elin = client_of("Elin")
    assert "Ester" not in elin.get("/personal/ansokningar/").content.decode()
    assert elin.get(f"/personal/ansokningar/{row.pk}/").status_code == 404
