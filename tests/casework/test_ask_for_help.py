"""A unit that lets cases wait asks the others for help, and one of them answers; no case is named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kraftsamling.casework.models import HelpRequest
from kraftsamling.casework.statuses import Competence
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.casework.conftest import GRANBY, fresh
from tests.casework.test_give_out_cases import (
    PAGE,
    Wait,
    astrid_works,
    karin,
    lower_the_ceiling,
    wait,
)
from tests.support.people import client_of, client_of_membership, membership_named, newcomer

__all__ = ["astrid_works", "karin", "wait"]
pytestmark = pytest.mark.django_db
ASK = "/arenden/hjalp/be/"
LIST = "/arenden/hjalp/"


@pytest.fixture
def annika(granby: None) -> Any:
    """Another unit's manager."""
    return client_of_membership(newcomer("Annika", "unit_manager", unit="Barn och unga"))


@pytest.fixture
def manager(karin: Actor) -> Any:
    return client_of_membership(membership_named("Karin"))


def typed(**changes: str) -> dict[str, str]:
    until = clock.today() + timedelta(days=14)
    return {
        "points": "15", "what": "ARABIC", "until": str(until), "idempotency_key": str(uuid4()),
        **changes,
    }  # fmt: skip


def rows() -> list[HelpRequest]:
    set_local(AUTHORITY, GRANBY)
    return list(HelpRequest.rows.order_by("asked_at"))


def test_a_case_that_waits_leads_there_and_the_page_says_what_help_would_change(
    wait: Wait, manager: Any, astrid_works: Any
) -> None:
    lower_the_ceiling(astrid_works)
    wait("Ebba", competence=Competence.SMALL_CHILDREN)

    page = manager.get(PAGE).content.decode()
    assert f'href="{ASK}?points=10&amp;what=SMALL_CHILDREN"' in page
    shown = manager.get(f"{ASK}?points=10&what=SMALL_CHILDREN").content.decode()
    too_little = manager.get(f"{ASK}?points=5&what=SMALL_CHILDREN").content.decode()
    another = manager.get(f"{ASK}?points=10").content.decode()

    assert "Med den hjälpen väntar ingen. Nu väntar 1." in shown
    for page in (too_little, another):
        assert "Med den hjälpen väntar 1 ärende, i stället för 1." in page
    assert rows() == []


def test_it_is_asked_once_seen_by_the_other_and_answered_once(manager: Any, annika: Any) -> None:
    once = typed()
    for _again in range(2):
        assert manager.post(ASK, once).status_code == 302
    [row] = rows()
    path = f"{LIST}{row.pk}/"

    assert "1 enhet ber om hjälp" in annika.get("/idag/").content.decode()
    assert "enhet ber om hjälp" not in manager.get("/idag/").content.decode()
    assert "15 poäng, arabiska" in annika.get(LIST).content.decode()
    own = manager.post(path, {"answer": "YES"}, follow=True).content.decode()
    assert "Du har själv frågat" in own
    assert annika.post(path, {"answer": ""}).status_code == 422
    annika.post(path, {"answer": "YES"})
    again = annika.post(path, {"answer": "NO"}, follow=True).content.decode()

    assert "Det är redan besvarat" in again
    set_local(AUTHORITY, GRANBY)
    assert (fresh(row).answer, fresh(row).answered_by.name) == ("YES", "Annika")
    assert "Du har fått svar om hjälp" in manager.get("/idag/").content.decode()
    assert "Vi kan hjälpa till" in manager.get(LIST).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"points": "-5"}, {"points": "7"}, {"points": ""}, {"what": "MAGIC"}, {"until": "2020-01-01"}],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_stored(
    manager: Any, wrong: dict[str, str]
) -> None:
    assert manager.post(ASK, typed(**wrong)).status_code == 422
    assert manager.get(ASK, wrong).status_code == 200
    assert rows() == []


def test_a_worker_and_elin_see_nothing_of_it(manager: Any) -> None:
    manager.post(ASK, typed())
    [row] = rows()

    assert client_of("Astrid").get(LIST).status_code in (403, 404)
    elin = client_of("Elin")
    assert "arabiska" not in elin.get(LIST).content.decode()
    assert elin.post(f"{LIST}{row.pk}/", {"answer": "YES"}).status_code in (403, 404)
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).answer == ""
