"""Reports and their assessments: which one waits."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kraftsamling.casework.models import Case, ConcernReport, Deadline, PreliminaryAssessment
from kraftsamling.casework.rules import clocks
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

AT_MOST: Final = 100


def latest(case: Case) -> ConcernReport | None:
    """The latest report of a case."""
    return ConcernReport.rows.filter(case=case).order_by("-received_at", "pk").first()


def without_protection(case: Case) -> ConcernReport | None:
    """The oldest report whose child's protection nobody has assessed."""
    rows = ConcernReport.rows.filter(case=case, protection_assessments=None)
    return rows.order_by("received_at", "pk").first()


def undecided(case: Case) -> PreliminaryAssessment | None:
    """The oldest preliminary assessment that waits for its decision."""
    rows = PreliminaryAssessment.rows.filter(case=case, decided_on=None)
    return rows.select_related("report", "case").order_by("started_at", "pk").first()


def waiting_for_feedback(case: Case) -> ConcernReport | None:
    """The oldest report whose reporter has not been told."""
    open_clocks = Deadline.rows.filter(
        case=case, code=clocks.FEEDBACK, done_at=None, cancelled_at=None
    ).values("about")
    rows = ConcernReport.rows.filter(case=case, pk__in=open_clocks)
    return rows.order_by("received_at", "pk").first()


def reports_together(actor: Actor, key: UUID, *, at: Circumstances) -> list[ConcernReport]:
    """The reports that were registered with one key, those that the actor may read."""
    rows = ConcernReport.rows.visible_to(actor, "read", at=at).filter(together_with=key)
    return list(rows.select_related("case").order_by("pk"))


def unanswered_in_closed(actor: Actor, *, at: Circumstances) -> list[Deadline]:
    """The clocks of answers that reporters still wait for in cases that are closed, the nearest first."""
    mine = ConcernReport.rows.visible_to(actor, "update", at=at).filter(
        case__closed_on__isnull=False
    )
    rows = Deadline.rows.filter(
        code=clocks.FEEDBACK, done_at=None, cancelled_at=None, about__in=mine.values("pk")
    )
    return list(rows.select_related("case__subject").order_by("due_at", "pk")[:AT_MOST])


def case_to_answer_in(actor: Actor, case_id: UUID, *, at: Circumstances) -> Case | None:
    """The case of a report whose reporter the actor may answer, also when it is closed."""
    reports = ConcernReport.rows.visible_to(actor, "update", at=at).filter(case_id=case_id)
    report = reports.select_related("case__subject").first()
    return report.case if report else None
