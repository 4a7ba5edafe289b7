"""The figures count what was done, when it was done, and agree with the raw rows every night."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest

from kraftsamling.casework import indicators
from kraftsamling.casework.models import Case, ConcernReport, Investigation, SafetyMapping
from kraftsamling.casework.services import assessments, mappings
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import give_feedback
from kraftsamling.casework.statuses import PreliminaryOutcome, Speaker
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.services import compare_with_raw_rows, recompute_changed
from tests.casework.conftest import GRANBY, NOON, Register
from tests.casework.test_assess_and_decide import decide
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
MARCH = Period.containing(date(2026, 3, 2), Length.MONTH)
HERE = Where(GRANBY)


def assess(report: ConcernReport, by: Actor, *, hours: float) -> None:
    at = report.received_at + timedelta(hours=hours)
    assessments.assess_protection(
        report=report, by=by, at=at, key="x", decided_at=at, needs_protection=False, reasons="Nej.",
    )  # fmt: skip


def test_a_day_is_counted_to_the_minute(
    case: Case, report: ConcernReport, register: Register, astrid: Actor
) -> None:
    (second,) = register(children=[_child("Love")])
    (third,) = register(children=[_child("Milo")])
    assess(report, astrid, hours=24)
    assess(second, astrid, hours=24.1)
    assess(third, astrid, hours=2)

    assert indicators.prot_24h(HERE, MARCH) == Share(2, 3)


def _child(name: str) -> PersonFacts:
    return PersonFacts(name, "Lund", birth_on=date(2020, 1, 1))


def test_opened_and_not_opened_make_the_share(protected: Case, astrid: Actor) -> None:
    decide(protected, astrid, PreliminaryOutcome.NOT_OPEN)

    assert indicators.inv_share(HERE, MARCH) == Share(0, 1)
    assert indicators.prelim_14d(HERE, MARCH) == Share(1, 1)


def test_an_answer_after_its_last_day_is_late(
    protected: Case, report: ConcernReport, astrid: Actor
) -> None:
    decide(protected, astrid)
    give_feedback(report=report, by=astrid, at=NOON + timedelta(days=20))

    assert indicators.feedback_reporter(HERE, MARCH) == Share(0, 1)


def _closed_investigation(case: Case, astrid: Actor, *, mapped_after: int | None, on: date) -> None:
    Investigation.rows.create(
        authority_id=GRANBY, case=case, opened_on=on - timedelta(days=60), closed_on=on,
        outcome="NO_INTERVENTION",
    )  # fmt: skip
    if mapped_after is not None:
        SafetyMapping.rows.create(
            authority_id=GRANBY,
            case=case,
            begun_on=on - timedelta(days=60) + timedelta(days=mapped_after),
            begun_by=astrid.membership_id,
        )


def test_a_mapping_within_thirty_days_counts_and_a_later_one_does_not(
    case: Case, register: Register, astrid: Actor
) -> None:
    (second,) = register(children=[_child("Love")])
    (third,) = register(children=[_child("Milo")])
    for each, after in ((case, 30), (second.case, 31), (third.case, None)):
        _closed_investigation(each, astrid, mapped_after=after, on=date(2026, 3, 10))

    assert indicators.mapping_share(HERE, MARCH) == Share(1, 3)


def test_the_change_on_the_scale_is_each_ones_own_and_hidden_below_ten(
    case: Case, astrid: Actor
) -> None:
    _closed_investigation(case, astrid, mapped_after=0, on=date(2026, 3, 10))

    def mark(name: str, value: int, on: date) -> None:
        mappings.place_score(
            case=case, by=astrid, at=NOON, key=uuid4(), who=Speaker.OTHER, who_name=name,
            value=value, on=on,
        )  # fmt: skip

    for number in range(9):
        mark(f"Person {number}", 3, date(2026, 2, 1))
        mark(f"Person {number}", 5, date(2026, 3, 1))
    mark("Once", 9, date(2026, 3, 1))
    assert indicators.scale_change(HERE, MARCH) is None

    mark("Tenth", 6, date(2026, 2, 1))
    mark("Tenth", 4, date(2026, 3, 1))
    mark("Tenth", 10, date(2026, 3, 20))  # after the investigation was closed
    assert indicators.scale_change(HERE, MARCH) == Amount(Fraction(16, 10), 10)


def test_nothing_of_granby_is_counted_elsewhere(protected: Case, astrid: Actor) -> None:
    decide(protected, astrid)

    assert indicators.inv_share(Where(fixed("sydby")), MARCH) == Share(0, 0)


def test_the_night_finds_every_figure_as_the_raw_rows_say(
    protected: Case, report: ConcernReport, astrid: Actor
) -> None:
    decide(protected, astrid)
    give_feedback(report=report, by=astrid, at=NOON)

    recompute_changed(GRANBY, at=NOON)

    assert compare_with_raw_rows(GRANBY, at=NOON) == []
