"""The figures of giving out cases and of crisis, against a history that is counted by hand."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from kraftsamling.casework import allocation_indicators as figures
from kraftsamling.casework.models import AllocationLine, AllocationRun, Assignment, Case, CrisisStep
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.statuses import AssignmentRole, CrisisState, GivenState
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.indicators.models import IndicatorPoint
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.services import compare_with_raw_rows, recompute_changed
from tests.casework.conftest import GRANBY, UNIT, Register, fresh
from tests.support.people import membership_named

pytestmark = pytest.mark.django_db
HERE = Where(GRANBY, None)
JANUARY = Period.containing(date(2026, 1, 1), Length.MONTH)
FEBRUARY = Period.containing(date(2026, 2, 1), Length.MONTH)


def moment(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=STOCKHOLM)


@pytest.fixture
def a_case(register: Register) -> Any:
    """A case that came on a day, was closed on another or not, and had a worker between two."""

    names = count(1)

    def make(
        opened: datetime, closed: date | None = None, *held: tuple[date, date | None], **more: Any
    ) -> Case:
        name = f"Barn{next(names)}"
        case = register(PersonFacts(name, name, birth_on=date(2018, 1, 1)))[0].case
        Case.rows.filter(pk=case.pk).update(
            opened_at=opened,
            waiting_since=opened,
            closed_on=closed,
            phase="CLOSED" if closed else case.phase,
        )
        for starts, ends in held:
            Assignment.rows.create(
                authority_id=GRANBY, case=case, membership=membership_named("Astrid"),
                role=more.get("role", AssignmentRole.MAIN), starts_on=starts, ends_on=ends,
            )  # fmt: skip
        made: Case = fresh(case)
        return made

    return make


def given(case: Case, at: datetime, *, priority: int = 2, **more: Any) -> None:
    by = membership_named("Bodil")
    run = AllocationRun.rows.create(
        authority_id=GRANBY, unit_id=UNIT, asked_at=at, asked_by=by, ready_at=at
    )
    AllocationLine.rows.create(
        authority_id=GRANBY, run=run, case=case, place=0, priority=priority, waited_days=0,
        points=10, state=GivenState.ACCEPTED, given_to=by, given_at=at, given_by=by,
        together=uuid4(), **{"waited_since": case.waiting_since, **more},
    )  # fmt: skip


def test_the_queue_at_the_end_of_a_month_is_who_had_nobody_that_day(a_case: Any) -> None:
    a_case(moment(1, 5))  # waits all the time
    a_case(moment(1, 5), date(2026, 1, 31))  # closed on the last day
    a_case(moment(1, 5), date(2026, 2, 1))  # closed the day after
    a_case(moment(1, 31, 23))  # came in the last hour
    a_case(moment(2, 1, 0))  # came in the first
    a_case(moment(1, 5), None, (date(2026, 1, 31), None))  # got somebody that day
    a_case(moment(1, 5), None, (date(2026, 2, 1), None))  # the day after
    a_case(moment(1, 5), None, (date(2026, 1, 6), date(2026, 1, 20)))  # lost its worker
    a_case(moment(1, 5), None, (date(2026, 1, 6), None), role=AssignmentRole.CO_WORKER)

    assert figures.waiting_list(HERE, JANUARY) == Amount(Fraction(6), 6)
    # The first, the two that came around midnight, who lost the worker, and who has a co-worker alone.
    assert figures.waiting_list(HERE, FEBRUARY) == Amount(Fraction(5), 5)


def test_nobody_who_waits_is_a_figure_too(granby: None) -> None:
    assert figures.waiting_list(HERE, JANUARY) == Amount(Fraction(0), 0)


def test_the_night_counts_the_queue_anew_although_nobody_has_touched_a_case(a_case: Any) -> None:
    a_case(moment(1, 5))
    night = moment(2, 3, 2)

    figures.mark_queue(GRANBY, at=night)
    recompute_changed(GRANBY, at=night)

    stored = {
        each.first_day: each.numerator
        for each in IndicatorPoint.rows.filter(code="casework.waiting_list", length=Length.MONTH)
    }
    assert stored == {date(2025, 12, 1): 0, date(2026, 1, 1): 1, date(2026, 2, 1): 1}
    assert compare_with_raw_rows(GRANBY, at=night) == []


def test_days_waited_are_days_of_the_calendar(a_case: Any) -> None:
    late = a_case(moment(1, 5, 23))
    given(late, moment(1, 6, 1))  # one
    given(a_case(moment(1, 5)), moment(1, 5, 16))  # none
    given(a_case(moment(1, 5)), moment(1, 15))  # ten
    given(a_case(moment(1, 5)), moment(2, 1))  # another month's
    given(
        a_case(moment(1, 5)), moment(1, 9), waited_since=None
    )  # as counted with the proposal: none

    assert figures.waiting_days(HERE, JANUARY) == Amount(Fraction(11, 4), 4)
    assert figures.waiting_days(HERE, FEBRUARY) == Amount(Fraction(27), 1)
    assert figures.waiting_days(HERE, Period.containing(date(2025, 1, 1), Length.MONTH)) is None


def test_what_goes_before_everything_is_met_the_same_day_alone(a_case: Any) -> None:
    given(a_case(moment(1, 5, 23)), moment(1, 6, 1), priority=1)  # two hours, another day
    given(a_case(moment(1, 5, 1)), moment(1, 5, 22), priority=1)
    given(a_case(moment(1, 5)), moment(1, 5, 13))  # another priority

    assert figures.crisis_level1_met(HERE, JANUARY) == Share(1, 2)
    assert figures.crisis_level1_met(HERE, FEBRUARY) == Share(0, 0)


def test_each_day_under_a_step_counts_once(granby: None) -> None:
    karin = membership_named("Bodil")
    for state, starts, ends, review in (
        (CrisisState.ENDED, (1, 30), (2, 3), (2, 10)),  # 30, 31 January; 1, 2 February
        (CrisisState.ACTIVE, (2, 3), None, (2, 10)),  # 3–9
        (CrisisState.PROPOSED, None, None, (2, 28)),
        (CrisisState.DECLINED, None, None, (2, 28)),
    ):
        CrisisStep.rows.create(
            authority_id=GRANBY, unit_id=UNIT, step=2, state=state, review_on=date(2026, *review),
            proposed_by=karin, proposed_at=moment(1, 30),
            starts_on=date(2026, *starts) if starts else None,
            ended_on=date(2026, *ends) if ends else None,
        )  # fmt: skip

    assert figures.crisis_days(HERE, JANUARY) == Amount(Fraction(2), 2)
    assert figures.crisis_days(HERE, FEBRUARY) == Amount(Fraction(9), 9)
    quarter = Period.containing(date(2026, 1, 1), Length.QUARTER)
    assert figures.crisis_days(HERE, quarter) == Amount(Fraction(11), 11)
    assert figures.crisis_days(HERE, Period.containing(date(2026, 4, 1), Length.MONTH)) is None
