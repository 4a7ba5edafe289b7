"""Idag shows a worker the own cases that are nearest, by initials, and the way to register a report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kraftsamling.casework.models import Case
from kraftsamling.organisations.models import Authority, WayOfRunning
from tests.casework.conftest import GRANBY
from tests.support.people import client_of

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def test_a_worker_sees_the_own_cases_without_names(case: Case, logged_in: LogIn) -> None:
    page = logged_in("Astrid").get("/idag/").content.decode()

    assert "Mina ärenden" in page
    assert "1 öppet ärende." in page
    assert "E.L., " in page
    assert "Ebba" not in page
    assert 'href="/arenden/?vy=mina"' in page
    assert 'href="/arenden/anmalan/ny/"' in page


@pytest.mark.parametrize("name", ["Bodil", "Elin"])
def test_nobody_else_has_them_as_the_own(case: Case, name: str) -> None:
    assert "Mina ärenden" not in client_of(name).get("/idag/").content.decode()


def test_where_the_record_is_elsewhere_nothing_is_registered_here(
    case: Case, logged_in: LogIn
) -> None:
    Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)

    assert "/arenden/anmalan/ny/" not in logged_in("Astrid").get("/idag/").content.decode()
