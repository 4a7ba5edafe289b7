"""The weeks of the queue: who came, was given a worker, ended; nobody's name, and nobody else's cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kraftsamling.casework.models import Assignment, Case, ImportBatch
from kraftsamling.casework.queue_history import weeks_of_children
from kraftsamling.casework.services import assignments
from kraftsamling.casework.services.cases import close_now
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.organisations.models import Authority, WayOfRunning
from kraftsamling.workforce.rules.forecast.history import History
from tests.casework.conftest import GRANBY, UNIT, Register, fresh
from tests.support.database import as_owner
from tests.support.people import membership_named
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 2, 2)
NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)


def on(weeks: int, days: int = 1) -> datetime:
    """Noon on the Tuesday of a week counted from MONDAY."""
    return datetime(2026, 2, 2, 11, 0, tzinfo=UTC) + timedelta(weeks=weeks, days=days)


def weeks(units: frozenset[UUID] = frozenset({UNIT}), now: datetime = NOW) -> History | None:
    return weeks_of_children(GRANBY, units, now)


@pytest.fixture
def come(register: Register) -> list[Case]:
    """One child in each of three weeks."""
    names = ("Ebba", "Ali", "Maja")
    return [
        register(PersonFacts(name, "Lund"), at=on(week), key=uuid4())[0].case
        for week, name in enumerate(names)
    ]


def give(case: Case, by: Actor, at: datetime) -> None:
    assignments.assign(case=case, to=membership_named("Astrid"), by=by, at=at)


def test_who_came_and_has_nobody_waits_at_the_end_of_each_week(come: list[Case]) -> None:
    found = weeks()

    assert found is not None
    assert (found.first, found.ends) == (MONDAY, date(2026, 3, 2))
    assert [week.arrived for _, week in found.known] == [1, 1, 1, 0]
    assert [week.waiting for _, week in found.known] == [1, 2, 3, 3]


def test_who_is_given_a_worker_waits_no_longer(come: list[Case], bodil: Actor) -> None:
    give(come[0], bodil, on(1))
    give(come[1], bodil, on(2))

    found = weeks()

    assert found is not None
    assert [week.given for _, week in found.known] == [0, 1, 1, 0]
    assert [week.waiting for _, week in found.known] == [1, 1, 1, 1]
    assert [week.active for _, week in found.known] == [0, 1, 2, 2]


def test_what_ends_is_with_nobody(come: list[Case], bodil: Actor) -> None:
    give(come[0], bodil, on(1))
    close_now(fresh(come[0]), by=bodil, at=on(3), because="Flyttad")

    found = weeks()

    assert found is not None
    assert [week.ended for _, week in found.known] == [0, 0, 0, 1]
    assert [week.active for _, week in found.known] == [0, 1, 1, 0]


def test_what_ended_without_a_worker_asked_for_none(come: list[Case], bodil: Actor) -> None:
    close_now(come[0], by=bodil, at=on(1), because="Rör inte barnet")

    found = weeks()

    assert found is not None
    assert sum(week.arrived for _, week in found.known) == 2


def test_who_loses_the_worker_waits_again(come: list[Case], bodil: Actor) -> None:
    give(come[0], bodil, on(0, 2))
    Assignment.rows.filter(case=come[0]).update(ends_on=on(2).date())

    found = weeks()

    assert found is not None
    assert [week.waiting for _, week in found.known] == [0, 1, 3, 3]


def test_another_unit_and_another_authority_have_none_of_them(come: list[Case]) -> None:
    assert weeks(frozenset({fixed("granby Utredning 2")})) is None

    set_local(AUTHORITY, fixed("sydby"))

    assert weeks_of_children(fixed("sydby"), frozenset({UNIT}), NOW) is None
    assert weeks_of_children(GRANBY, frozenset({UNIT}), NOW) is None


def test_it_asks_few_questions_and_reads_no_name(come: list[Case]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        weeks()

    assert len(asked) <= 2
    assert not any("casework_person" in each["sql"] for each in asked)


class TestBesideTheRecord:
    @pytest.fixture(autouse=True)
    def beside(self, granby: None) -> None:
        with as_owner():
            Authority.objects.filter(pk=GRANBY).update(way_of_running=WayOfRunning.BESIDE_RECORD)

    def test_before_a_file_has_come_nothing_is_known(self, come: list[Case]) -> None:
        assert weeks() is None

    def test_only_the_weeks_between_the_first_file_and_the_newest_are_known(
        self, come: list[Case]
    ) -> None:
        for at in (on(0), on(3)):
            ImportBatch.rows.create(
                authority_id=GRANBY,
                profile="treserva",
                profile_version=1,
                digest=uuid4().bytes * 2,
                rows_in_file=3,
                source_at=at,
                made_at=at,
                began_at=at,
                finished_at=at,
            )

        found = weeks()

        assert found is not None
        assert (found.first, found.ends) == (on(1, 0).date(), on(3, 0).date())
