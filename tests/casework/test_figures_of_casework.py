"""The figures count what was done, when it was done, and agree with the raw rows every night."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kraftsamling.casework import indicators
from kraftsamling.casework.models import Case, ConcernReport
from kraftsamling.casework.services import assessments
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import give_feedback
from kraftsamling.casework.statuses import PreliminaryOutcome
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Share
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
