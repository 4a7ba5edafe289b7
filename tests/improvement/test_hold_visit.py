"""A visit is prepared by two parties, and holding it freezes a picture of released figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.utils import ProgrammingError
from django.test import Client

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.improvement import selectors, services
from kraftsamling.improvement.models import FollowUpVisit, SnapshotGoal
from kraftsamling.improvement.statuses import ActivityState, GoalState, VisitState
from kraftsamling.improvement.today import visits
from kraftsamling.indicators import releases
from kraftsamling.indicators.models import IndicatorPoint, Release, ReleasedFigure
from kraftsamling.indicators.rules.figures import Share, Shown
from tests.improvement.conftest import GRANBY, NOON, REGION, SYDBY, Made, fresh
from tests.support.database import as_owner
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
DAVIDS = fixed("samordnaren")


@pytest.fixture
def visit(made: Made) -> FollowUpVisit:
    return services.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=NOON.date(), visitor_id=DAVIDS
    )


def release(numerator: int | None, denominator: int | None) -> None:
    with as_owner():
        made = Release.objects.create(
            authority_id=GRANBY,
            length=3,
            first_day=date(2025, 10, 1),
            rules_version="1",
            made_at=NOON,
        )
        ReleasedFigure.objects.create(
            release=made,
            code="participation.q_propose",
            length=3,
            first_day=date(2025, 10, 1),
            numerator=numerator,
            denominator=denominator,
        )
        releases.publish(made, at=NOON - timedelta(days=30))


def live(numerator: int, denominator: int) -> None:
    with as_owner(), acting_for(GRANBY):
        IndicatorPoint.rows.create(
            authority_id=GRANBY,
            code="participation.q_propose",
            length=1,
            first_day=date(2026, 2, 1),
            numerator=numerator,
            denominator=denominator,
            computed_at=NOON,
        )


def test_the_picture_holds_released_figures_and_not_the_live_one(
    made: Made, visit: FollowUpVisit
) -> None:
    release(64, 100)
    live(90, 100)

    services.hold_visit(visit=visit, by=made.by, at=NOON)

    picture = selectors.snapshot_of(visit)[made.goal.pk]
    assert (picture.numerator, picture.denominator) == (64, 100)
    assert picture.period_starts_on == date(2025, 10, 1)


def test_a_hidden_figure_stays_hidden_in_the_picture(made: Made, visit: FollowUpVisit) -> None:
    release(None, None)
    live(3, 9)

    services.hold_visit(visit=visit, by=made.by, at=NOON)

    picture = selectors.snapshot_of(visit)[made.goal.pk]
    assert (picture.numerator, picture.denominator) == (None, None)
    assert picture.released_on is not None


def test_the_picture_never_changes(made: Made, visit: FollowUpVisit) -> None:
    services.hold_visit(visit=visit, by=made.by, at=NOON)
    services.report_activity(activity=made.own, by=made.by, at=NOON, state=ActivityState.DONE)
    services.set_goal_state(
        goal=fresh(made.goal), by=made.by, at=NOON, seen_version=1, state=GoalState.REACHED
    )

    services.hold_visit(visit=visit, by=made.by, at=NOON + timedelta(days=1))

    row = SnapshotGoal.rows.get(visit=visit)
    assert (row.state, row.activities_done, row.activities_total) == (GoalState.OPEN, 0, 2)
    assert fresh(visit).held_at == NOON
    with pytest.raises(ProgrammingError, match="permission denied"):
        SnapshotGoal.rows.filter(pk=row.pk).update(numerator=99)


def test_what_is_done_since_is_counted_from_the_picture(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    services.report_activity(activity=made.own, by=made.by, at=NOON, state=ActivityState.DONE)
    services.hold_visit(visit=visit, by=made.by, at=NOON)
    before = logged_in("Bodil").get(f"/planer/{made.plan.pk}/").content.decode()
    services.report_activity(
        activity=fresh(made.of_region), by=made.by, at=NOON, state=ActivityState.DONE
    )
    after = logged_in("Bodil").get(f"/planer/{made.plan.pk}/").content.decode()

    assert "<strong>ingen av två aktiviteter blivit klar</strong>" in before
    assert "<strong>en av två aktiviteter blivit klar</strong>" in after


def test_the_owner_sees_the_live_figure_and_others_the_released_one(
    made: Made, logged_in: LogIn
) -> None:
    release(64, 100)
    live(90, 100)

    own = logged_in("Bodil").get(f"/planer/{made.plan.pk}/").content.decode()
    others = logged_in("Cecilia").get(f"/planer/{made.plan.pk}/").content.decode()

    assert "90 procent" in own
    assert "64 procent" in others
    assert "90 procent" not in others


def test_a_released_reading_needs_no_wall(made: Made) -> None:
    release(64, 100)

    reading = selectors.released_reading("participation.q_propose", GRANBY, now=NOON)

    assert reading is not None
    assert reading.figure == Shown(Share(64, 100))


def test_a_visit_is_not_held_before_its_day(made: Made, logged_in: LogIn) -> None:
    later = services.plan_visit(
        plan=made.plan,
        by=made.by,
        at=NOON,
        key=uuid4(),
        on=date(2090, 1, 1),
        visitor_words="Ekhamra kommun",
    )

    with pytest.raises(services.NotYet):
        services.hold_visit(visit=later, by=made.by, at=NOON)
    answer = logged_in("Greta").post(f"/planer/besok/{later.pk}/hall/", follow=True)

    assert "Besöket är en senare dag." in answer.content.decode()
    assert fresh(later).state == VisitState.PLANNED


def test_a_visit_on_the_29th_of_february(made: Made, logged_in: LogIn) -> None:
    leap = datetime(2024, 2, 29, 11, 0, tzinfo=UTC)
    visit = services.plan_visit(
        plan=made.plan, by=made.by, at=NOON, key=uuid4(), on=leap.date(), visitor_id=DAVIDS
    )
    services.hold_visit(visit=visit, by=made.by, at=leap)

    text = logged_in("Bodil").get(f"/planer/{made.plan.pk}/").content.decode()

    assert "Sedan förra besöket den 29 februari 2024" in text


def test_the_visitor_and_the_owner_write_and_other_members_only_read(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    address = f"/planer/besok/{visit.pk}/anteckning/{made.area.pk}/"
    note = {"text": "Det går framåt.", "thread": uuid4(), "page": uuid4(), "seen": 0}

    assert logged_in("David").post(address, note).status_code == 302
    assert logged_in("Greta").get(address).status_code == 200
    assert logged_in("Cecilia").post(address, note).status_code == 404
    assert logged_in("Elin").post(address, note).status_code == 404
    page = logged_in("Cecilia").get(f"/planer/{made.plan.pk}/besok/1/").content.decode()
    assert "Det går framåt." in page
    assert "/hall/" not in page


def test_an_area_of_another_plan_is_not_there(
    made: Made, visit: FollowUpVisit, logged_in: LogIn
) -> None:
    other = services.create_plan(
        by=made.by,
        at=NOON,
        key=uuid4(),
        space_id=fixed("space granby"),
        name="Egen",
        starts_on=NOON.date(),
    )
    area = services.add_area(plan=other, by=made.by, at=NOON, key=uuid4(), name="Hemligt")

    answer = logged_in("David").get(f"/planer/besok/{visit.pk}/anteckning/{area.pk}/")

    assert answer.status_code == 404


@pytest.mark.parametrize("owner", [str(SYDBY), str(fixed("nowhere")), "x"])
def test_nobody_outside_the_space_can_be_asked_for_something(
    visit: FollowUpVisit, logged_in: LogIn, owner: str
) -> None:
    answer = logged_in("David").post(
        f"/planer/besok/{visit.pk}/onskemal/",
        {"idempotency_key": str(uuid4()), "what": "Fråga invånarna", "owner_id": owner},
    )

    assert answer.status_code == 422


def test_a_request_is_answered_by_its_owner(
    made: Made, visit: FollowUpVisit, logged_in: LogIn, cecilia: Actor
) -> None:
    asked = services.request_something(
        visit=visit, by=made.by, at=NOON, key=uuid4(), what="Kalla alla", owner_id=REGION
    )
    address, data = f"/planer/onskemal/{asked.pk}/", {"state": "DONE", "version": 1}

    assert logged_in("Greta").post(address, {**data, "answer": "Ja"}).status_code == 404
    assert logged_in("Cecilia").post(address, data).status_code == 422
    assert (
        logged_in("Cecilia").post(address, {**data, "answer": "Alla är kallade"}).status_code == 302
    )
    assert fresh(asked).answer == "Alla är kallade"


def test_a_visit_posted_twice_is_one_and_numbers_go_up(made: Made, logged_in: LogIn) -> None:
    def data() -> dict[str, Any]:
        return {
            "idempotency_key": str(uuid4()),
            "kind": "NATIONAL",
            "on": "2026-04-01",
            "visitor_id": str(DAVIDS),
        }

    client, address, first = logged_in("Greta"), f"/planer/{made.plan.pk}/besok/nytt/", data()
    for sent in (first, first, data()):
        assert client.post(address, sent).status_code == 302

    assert [visit.number for visit in selectors.visits_of(made.plan)] == [2, 1]


def test_a_visit_says_who_comes(made: Made, logged_in: LogIn) -> None:
    answer = logged_in("Greta").post(
        f"/planer/{made.plan.pk}/besok/nytt/",
        {"idempotency_key": str(uuid4()), "on": "2026-04-01", "kind": "NATIONAL"},
    )

    assert answer.status_code == 422
    assert "Skriv vem som kommer." in answer.content.decode()


def test_the_co_ordinator_comes_itself_and_sends_nobody_else(made: Made, logged_in: LogIn) -> None:
    david, address = logged_in("David"), f"/planer/{made.plan.pk}/besok/nytt/"
    data = {"idempotency_key": str(uuid4()), "on": "2026-04-01", "kind": "NATIONAL"}

    assert david.post(address, {**data, "visitor_id": str(REGION)}).status_code == 422
    assert david.post(address, {**data, "visitor_id": str(DAVIDS)}).status_code == 302


def test_idag_reminds_three_weeks_before(made: Made, cecilia: Actor) -> None:
    services.plan_visit(
        plan=made.plan,
        by=made.by,
        at=NOON,
        key=uuid4(),
        on=NOON.date() + timedelta(days=21),
        visitor_id=DAVIDS,
    )

    assert len(visits(made.by, NOON)) == 1
    assert visits(made.by, NOON - timedelta(days=1)) == []
    assert visits(cecilia, NOON) == []
