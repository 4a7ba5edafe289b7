"""A late activity asks what hinders, and the answer stands where everybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.improvement.conftest import Made, fresh

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def sent(**changes: Any) -> dict[str, Any]:
    """The region's activity, still late."""
    return {"state": "ONGOING", "due_on": "2026-02-01", "version": 1, **changes}


def test_a_late_activity_asks_its_owner_and_nobody_else(made: Made, logged_in: LogIn) -> None:
    page = f"/planer/{made.plan.pk}/"

    assert "Vad hindrar?" in logged_in("Cecilia").get(page).content.decode()
    assert "Vad hindrar?" not in logged_in("Bodil").get(page).content.decode()


def test_it_cannot_stay_late_without_an_answer(made: Made, logged_in: LogIn) -> None:
    cecilia, address = logged_in("Cecilia"), f"/planer/aktivitet/{made.of_region.pk}/"

    refused = cecilia.post(address, sent(hindrance="Lång kö"))
    taken = cecilia.post(address, sent(hindered_by="DECISION", hindrance="Lång kö"))

    assert (refused.status_code, taken.status_code) == (422, 302)
    text = refused.content.decode()
    assert "Dagen har passerat. Säg vad som hindrar, eller välj en ny dag." in text
    assert "Lång kö" in text
    shown = logged_in("Bodil").get(f"/planer/{made.plan.pk}/").content.decode()
    assert "Det som hindrar: Vi väntar på ett beslut. Lång kö" in shown


@pytest.mark.parametrize(
    "way_out",
    [{"due_on": "2090-01-01"}, {"state": "DONE"}, {"state": "PAUSED"}, {"due_on": ""}],
)
def test_another_day_or_an_end_needs_no_answer(
    made: Made, logged_in: LogIn, way_out: dict[str, Any]
) -> None:
    answer = logged_in("Cecilia").post(f"/planer/aktivitet/{made.of_region.pk}/", sent(**way_out))

    assert answer.status_code == 302


def test_an_answer_that_is_none_of_the_four_is_refused(made: Made, logged_in: LogIn) -> None:
    answer = logged_in("Cecilia").post(
        f"/planer/aktivitet/{made.of_region.pk}/", sent(hindered_by="LAZY")
    )

    assert answer.status_code == 422
    assert fresh(made.of_region).hindered_by == ""


def test_what_hindered_is_silent_when_it_is_done(made: Made, logged_in: LogIn) -> None:
    cecilia, address = logged_in("Cecilia"), f"/planer/aktivitet/{made.of_region.pk}/"
    cecilia.post(address, sent(hindered_by="TIME"))
    cecilia.post(address, sent(state="DONE", hindered_by="TIME", version=2))

    text = cecilia.get(f"/planer/{made.plan.pk}/").content.decode()

    assert "Det som hindrar" not in text
