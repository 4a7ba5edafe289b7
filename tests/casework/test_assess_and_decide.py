"""Protection first, then whether to investigate, by whom the delegation order names, on time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.casework.models import (
    Case,
    ConcernReport,
    Deadline,
    DelegationRule,
    Investigation,
    PreliminaryAssessment,
    ProtectionAssessment,
)
from kraftsamling.casework.services import assessments, cases, decisions
from kraftsamling.casework.services.reports import give_feedback
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.casework.statuses import Phase, PreliminaryOutcome, Urgency
from kraftsamling.common.locking import StaleVersion
from kraftsamling.confidentiality.actor import Actor
from tests.casework.conftest import NOON, fresh

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
OPEN, NOT_OPEN = PreliminaryOutcome.OPEN, PreliminaryOutcome.NOT_OPEN


def decide(case: Case, by: Actor, outcome: PreliminaryOutcome = OPEN, **changes: object) -> Case:
    assessment = PreliminaryAssessment.rows.get(case=case)
    facts = {
        "assessment": assessment,
        "by": by,
        "at": NOON,
        "seen_version": assessment.version,
        "outcome": outcome,
        "reasons": "Vi behöver veta mer.",
        **changes,
    }
    return assessments.decide_preliminary(**facts)  # type: ignore[arg-type]


def test_an_assessment_stops_its_clock_and_the_case_moves_on(protected: Case) -> None:
    assert protected.phase == Phase.PRELIMINARY
    assert protected.next_due_code == "reporter_feedback_due" or (
        protected.next_due_code == "prelim_assessment_due"
    )
    assert Deadline.rows.get(case=protected, code="protection_assessment_due").done_at == NOON


def test_needed_protection_goes_before_everything_and_says_what_is_done(
    case: Case, report: ConcernReport, astrid: Actor
) -> None:
    about = {"report": report, "by": astrid, "at": NOON, "decided_at": NOON, "key": "1"}

    with pytest.raises(ReasonMissing):
        assessments.assess_protection(needs_protection=True, reasons="Slag i går.", **about)  # type: ignore[arg-type]
    assessments.assess_protection(
        needs_protection=True, reasons="Slag i går.", what_is_done="Mormor hämtar.", **about
    )  # type: ignore[arg-type]

    assert fresh(case).urgency == Urgency.FIRST


def test_an_assessment_before_the_report_is_refused(
    case: Case, report: ConcernReport, astrid: Actor
) -> None:
    with pytest.raises(assessments.BeforeTheReport):
        assessments.assess_protection(
            report=report, by=astrid, at=NOON, key="1", needs_protection=False, reasons="Nej.",
            decided_at=report.received_at - timedelta(minutes=1),
        )  # fmt: skip
    assert not ProtectionAssessment.rows.exists()


def test_nothing_is_decided_before_protection_is_assessed(case: Case, astrid: Actor) -> None:
    with pytest.raises(assessments.ProtectionFirst):
        decide(case, astrid)


def test_an_opened_investigation_has_four_months(protected: Case, astrid: Actor) -> None:
    decide(protected, astrid)

    assert fresh(protected).phase == Phase.INVESTIGATION
    due = Deadline.rows.get(case=protected, code="investigation_due").due_at
    assert due.date() == date(2026, 7, 2)
    assert Investigation.rows.get(case=protected).opened_on == date(2026, 3, 2)


def test_not_opened_closes_the_case_but_the_reporter_is_still_answered(
    protected: Case, astrid: Actor, report: ConcernReport
) -> None:
    decide(protected, astrid, NOT_OPEN)

    stored = fresh(protected)
    assert stored.phase == Phase.CLOSED
    assert stored.next_due_code == "reporter_feedback_due"
    give_feedback(report=report, by=astrid, at=NOON)
    assert fresh(protected).next_due_code == ""


def test_reasons_are_always_written(protected: Case, astrid: Actor) -> None:
    with pytest.raises(ReasonMissing):
        decide(protected, astrid, reasons=" ")


def test_later_than_fourteen_days_needs_exceptional_reasons(protected: Case, astrid: Actor) -> None:
    late = NOON + timedelta(days=15)

    with pytest.raises(ReasonMissing):
        decide(protected, astrid, at=late)
    decide(protected, astrid, at=late, exceptional_reasons="Familjen var utomlands.")

    assert fresh(protected).phase == Phase.INVESTIGATION


def test_who_is_not_named_by_the_delegation_order_does_not_decide(
    protected: Case, astrid: Actor
) -> None:
    DelegationRule.rows.filter(decision_type="OPEN_INVESTIGATION").exclude(
        role="team_lead"
    ).delete()

    with pytest.raises(decisions.NotYoursToDecide):
        decide(protected, astrid)


def test_without_a_delegation_order_nobody_decides(protected: Case, bodil: Actor) -> None:
    DelegationRule.rows.all().delete()

    with pytest.raises(decisions.NoDelegation):
        decide(protected, bodil)


def test_two_who_decide_at_once_are_told_and_the_first_one_holds(
    protected: Case, astrid: Actor, bodil: Actor
) -> None:
    seen = PreliminaryAssessment.rows.get(case=protected)
    decide(protected, astrid)

    with pytest.raises((assessments.AlreadyDecided, StaleVersion)):
        assessments.decide_preliminary(
            assessment=seen, by=bodil, at=NOON, seen_version=seen.version, outcome=NOT_OPEN,
            reasons="Nej.",
        )  # fmt: skip
    assert PreliminaryAssessment.rows.get(case=protected).outcome == OPEN


def test_a_case_with_duties_does_not_close_and_says_which(
    protected: Case, astrid: Actor, logged_in: LogIn
) -> None:
    with pytest.raises(cases.DutiesLeft) as left:
        cases.close_case(case=protected, by=astrid, at=NOON, because="Klart.")
    assert "prelim_assessment_due" in {each.code for each in left.value.duties}

    answer = logged_in("Astrid").post(f"/arenden/{protected.pk}/avsluta/", {"because": "Klart."})

    assert answer.status_code == 422
    assert "Förhandsbedömning" in answer.content.decode()
    assert fresh(protected).closed_on is None


def test_the_page_keeps_what_was_typed_when_the_day_is_wrong(
    case: Case, report: ConcernReport, logged_in: LogIn
) -> None:
    data = {
        "idempotency_key": str(uuid4()), "needs": "nej", "reasons": "Mormor är hemma.",
        "day": "2026-02-01", "at": "8", "what_is_done": "",
    }  # fmt: skip

    answer = logged_in("Astrid").post(f"/arenden/{case.pk}/skyddsbedomning/", data)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "kan inte vara gjord före anmälan" in text
    assert "Mormor är hemma." in text


def test_elin_can_assess_and_decide_nothing(protected: Case, logged_in: LogIn) -> None:
    client = logged_in("Elin")

    for path in ("skyddsbedomning", "forhandsbedomning", "aterkoppling", "utredning", "avsluta"):
        assert client.get(f"/arenden/{protected.pk}/{path}/").status_code == 404, path
