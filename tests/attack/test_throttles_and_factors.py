"""What stands behind login: throttles that cannot be pushed out, and factors that are real."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kraftsamling.participation.tries import TRIES, place_for
from tests.support.people import client_of, newcomer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def test_a_throttle_holds_although_many_others_try_too() -> None:
    """With a small cache, other people's rows push the throttle out, and one may guess on."""
    for _ in range(TRIES):
        assert place_for("192.0.2.1", now=NOW)

    for number in range(700):
        cache.set(f"zzz{number}", 1, timeout=600)

    assert not place_for("192.0.2.1", now=NOW)


def test_a_demo_factor_is_no_factor_in_production(settings: Any) -> None:
    client = client_of("Elin")
    assert client.get("/installningar/konton/").status_code == 200

    settings.IS_DEMO = False

    answer = client.get("/installningar/konton/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/konto/faktor/")


@pytest.mark.parametrize("basis", ["x" * 501, "a\0b"])
def test_a_reason_that_the_log_cannot_hold_is_a_bad_request(basis: str) -> None:
    from tests.support.people import client_of_membership

    reviewer: Client = client_of_membership(newcomer("Lo", "log_reviewer"))
    assert reviewer.post("/logg/", {"basis": "x" * 500}).status_code == 200

    assert reviewer.post("/logg/", {"basis": basis}).status_code == 400
