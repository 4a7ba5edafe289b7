"""Values from outside keep their history: one row for each, with source, day and owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.improvement import services
from kraftsamling.improvement.models import Goal, OutsideValue
from tests.improvement.conftest import NOON, Made

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.fixture
def goal(made: Made) -> Goal:
    """A goal without any figure yet."""
    return services.add_goal(
        area=made.area, by=made.by, at=NOON, key=uuid4(), sentence="Kortare väntan."
    )


def value(**changes: Any) -> dict[str, Any]:
    return {
        "idempotency_key": str(uuid4()),
        "figure": "41 dagar",
        "source": "Regionens väntetider",
        "on": "2026-02-01",
        "owner_words": "Helena Wik",
        **changes,
    }


def test_a_new_value_keeps_the_former(made: Made, goal: Goal, logged_in: LogIn) -> None:
    client, address = logged_in("Greta"), f"/planer/mal/{goal.pk}/varde/nytt/"
    first = value(figure="44 dagar", on="2025-11-01")

    for sent in (first, first, value()):
        assert client.post(address, sent).status_code == 302

    text = client.get(f"/planer/{made.plan.pk}/").content.decode()
    assert OutsideValue.rows.filter(goal=goal).count() == 2
    assert "<strong>41 dagar</strong>" in text
    assert "Värdet före: 44 dagar, 1 november 2025." in text
    assert "För tidigt att säga" not in text


def test_one_value_says_that_it_is_the_first(made: Made, goal: Goal, logged_in: LogIn) -> None:
    client = logged_in("Greta")
    client.post(f"/planer/mal/{goal.pk}/varde/nytt/", value())

    text = client.get(f"/planer/{made.plan.pk}/").content.decode()

    assert "Det första värdet hittills." in text
    assert "Hämtad från Regionens väntetider, 1 februari 2026. Ansvarar: Helena Wik." in text


def test_three_values_with_numbers_are_drawn(made: Made, goal: Goal, logged_in: LogIn) -> None:
    client = logged_in("Greta")
    for figure, on in (
        ("1 044 kr", "2025-09-01"),
        ("42,5 kr", "2025-12-01"),
        ("4 kr", "2026-02-01"),
    ):
        client.post(f"/planer/mal/{goal.pk}/varde/nytt/", value(figure=figure, on=on))

    text = client.get(f"/planer/{made.plan.pk}/").content.decode()

    assert '<svg class="gnista' in text


@pytest.mark.parametrize("missing", ["figure", "source", "on", "owner_words"])
def test_every_part_is_needed(goal: Goal, logged_in: LogIn, missing: str) -> None:
    answer = logged_in("Greta").post(f"/planer/mal/{goal.pk}/varde/nytt/", value(**{missing: ""}))

    assert answer.status_code == 422
    assert not OutsideValue.rows.exists()


def test_a_value_of_tomorrow_is_refused(goal: Goal, logged_in: LogIn) -> None:
    answer = logged_in("Greta").post(f"/planer/mal/{goal.pk}/varde/nytt/", value(on="2090-01-01"))

    assert answer.status_code == 422


def test_a_goal_has_one_kind_of_figure(made: Made, goal: Goal, logged_in: LogIn) -> None:
    client = logged_in("Greta")

    ours = client.post(f"/planer/mal/{made.goal.pk}/varde/nytt/", value(), follow=True)
    client.post(f"/planer/mal/{goal.pk}/varde/nytt/", value())
    theirs = client.post(
        f"/planer/mal/{goal.pk}/",
        {"version": 1, "sentence": "S", "indicator_code": "participation.q_propose"},
        follow=True,
    )

    assert "Målet har ett mått ur katalogen." in ours.content.decode()
    assert "Målet har värden utifrån." in theirs.content.decode()
    assert OutsideValue.rows.get().goal == goal


def test_the_visit_freezes_the_newest_value(made: Made, goal: Goal) -> None:
    about: dict[str, Any] = {"goal": goal, "by": made.by, "at": NOON}
    for figure, on in (("44 dagar", date(2025, 11, 1)), ("41 dagar", date(2026, 2, 1))):
        services.add_outside_value(
            key=uuid4(), figure=figure, source="S", on=on, owner_words="H", **about
        )
    visit = services.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=NOON.date(), visitor_words="Ekhamra"
    )

    services.hold_visit(visit=visit, by=made.by, at=NOON)

    assert visit.snapshot.get(goal_id_then=goal.pk).outside_figure == "41 dagar"


@pytest.mark.parametrize("name", ["Cecilia", "Bodil", "Elin"])
def test_others_write_no_values(goal: Goal, logged_in: LogIn, name: str) -> None:
    answer = logged_in(name).post(f"/planer/mal/{goal.pk}/varde/nytt/", value())

    assert answer.status_code == 404
    assert not OutsideValue.rows.exists()
