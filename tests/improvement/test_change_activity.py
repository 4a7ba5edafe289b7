"""An activity is changed by the organisation that owns it, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import Activity, StatusChange
from kraftsamling.improvement.statuses import ACTIVITY_STEPS, ActivityState
from kraftsamling.improvement.today import activities
from tests.improvement.conftest import GRANBY, NOON, REGION, SYDBY, Made, fresh

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def sent(**changes: Any) -> dict[str, Any]:
    return {"state": "ONGOING", "due_on": "2026-12-01", "hindrance": "", "version": 1, **changes}


def test_the_regions_co_ordinator_changes_the_regions_activity(
    made: Made, logged_in: LogIn
) -> None:
    answer = logged_in("Cecilia").post(f"/planer/aktivitet/{made.of_region.pk}/", sent())

    assert answer.status_code == 302
    assert fresh(made.of_region).state == ActivityState.ONGOING
    last = StatusChange.rows.filter(row_id=made.of_region.pk).order_by("-at").latest("at")
    assert (last.before, last.after) == ("NOT_BEGUN", "ONGOING")


def test_the_regions_co_ordinator_sees_granbys_activity_and_may_not_change_it(
    made: Made, logged_in: LogIn
) -> None:
    answer = logged_in("Cecilia").post(f"/planer/aktivitet/{made.own.pk}/", sent())

    assert answer.status_code == 403
    assert fresh(made.own).state == ActivityState.NOT_BEGUN


def test_for_elin_no_activity_is_there(made: Made, logged_in: LogIn) -> None:
    elin = logged_in("Elin")

    for activity in (made.own, made.of_region):
        assert elin.post(f"/planer/aktivitet/{activity.pk}/", sent()).status_code == 404
    assert elin.post(f"/planer/aktivitet/{uuid4()}/", sent()).status_code == 404


def test_a_stale_version_shows_both_and_keeps_the_first(made: Made, logged_in: LogIn) -> None:
    cecilia, address = logged_in("Cecilia"), f"/planer/aktivitet/{made.of_region.pk}/"
    cecilia.post(address, sent(hindrance="Ingen tid"))

    answer = cecilia.post(address, sent(hindrance="Inget besked"))

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Ingen tid" in text
    assert "Inget besked" in text
    assert fresh(made.of_region).hindrance == "Ingen tid"


def test_cancelled_needs_a_because_and_keeps_what_was_typed(made: Made, logged_in: LogIn) -> None:
    answer = logged_in("Cecilia").post(
        f"/planer/aktivitet/{made.of_region.pk}/", sent(state="CANCELLED", hindrance="Långt dit")
    )

    assert answer.status_code == 422
    assert "Skriv varför." in answer.content.decode()
    assert "Långt dit" in answer.content.decode()


def test_every_state_says_where_it_can_go() -> None:
    assert set(ACTIVITY_STEPS) == set(ActivityState)


def test_a_step_that_the_table_lacks_changes_nothing(made: Made) -> None:
    services.report_activity(activity=made.own, by=made.by, at=NOON, state=ActivityState.DONE)

    with pytest.raises(TransitionNotAllowed):
        services.report_activity(activity=made.own, by=made.by, at=NOON, state=ActivityState.PAUSED)

    assert fresh(made.own).done_on == NOON.date()


@pytest.mark.parametrize(
    ("due", "late"),
    [(date(2026, 3, 1), True), (date(2026, 3, 2), False), (None, False)],
)
def test_late_is_the_day_after_the_due_day(due: date | None, late: bool) -> None:
    activity = Activity(due_on=due, state=ActivityState.ONGOING)

    assert selectors.is_late(activity, today=date(2026, 3, 2)) is late


@pytest.mark.parametrize("state", ["DONE", "PAUSED", "CANCELLED"])
def test_what_is_done_paused_or_cancelled_is_never_late(state: str) -> None:
    activity = Activity(due_on=date(2025, 1, 1), state=state)

    assert not selectors.is_late(activity, today=date(2026, 3, 2))


def test_an_activity_posted_twice_is_one(made: Made, logged_in: LogIn) -> None:
    client, key = logged_in("Greta"), str(uuid4())
    data = {"idempotency_key": key, "what": "Prova caféer", "owner_id": str(REGION)}

    for _ in range(2):
        client.post(f"/planer/mal/{made.goal.pk}/aktivitet/ny/", data)

    assert Activity.rows.filter(what="Prova caféer").count() == 1


@pytest.mark.parametrize("owner", [str(SYDBY), "5b0f0c57-0000-4000-8000-000000000000", "x", ""])
def test_an_organisation_outside_the_space_cannot_get_an_activity(
    made: Made, logged_in: LogIn, owner: str
) -> None:
    answer = logged_in("Greta").post(
        f"/planer/mal/{made.goal.pk}/aktivitet/ny/",
        {"idempotency_key": str(uuid4()), "what": "Ni gör det", "owner_id": owner},
    )

    assert answer.status_code == 422
    assert not Activity.rows.filter(what="Ni gör det").exists()


def test_the_region_gives_activities_to_itself_only(
    made: Made, logged_in: LogIn, cecilia: Actor
) -> None:
    answer = logged_in("Cecilia").post(
        f"/planer/mal/{made.goal.pk}/aktivitet/ny/",
        {"idempotency_key": str(uuid4()), "what": "Ni gör det", "owner_id": str(GRANBY)},
    )

    assert answer.status_code == 422
    with pytest.raises(services.NotAMember):
        services.add_activity(
            goal=made.goal, by=cecilia, at=NOON, key=uuid4(), owner_id=GRANBY, what="Ni gör det"
        )


def test_idag_shows_ones_own_late_activity_and_nobody_elses(made: Made, cecilia: Actor) -> None:
    assert [item.title for item in activities(cecilia, NOON)] == ["Kalla barnen"]
    assert activities(made.by, NOON) == []
    assert activities(cecilia, NOON - timedelta(days=60)) == []
