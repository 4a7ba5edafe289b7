"""The two first assessments: does the child need protection now, and is an investigation to be opened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kraftsamling.casework.models import (
    Case,
    ConcernReport,
    PreliminaryAssessment,
    ProtectionAssessment,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.cases import change_phase, close_now
from kraftsamling.casework.services.decisions import (
    NoDelegation,
    NotYoursToDecide,
    delegation_of,
    may_decide,
)
from kraftsamling.casework.services.investigations import open_investigation
from kraftsamling.casework.services.qualifications import ensure_may_decide
from kraftsamling.casework.services.trail import (
    REPORTS,
    ReasonMissing,
    changed,
    id_once,
    locked,
    step,
)
from kraftsamling.casework.statuses import DecisionType, Phase, PreliminaryOutcome, Urgency
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor


class BeforeTheReport(Exception):
    """Raised for an assessment that is dated before the report came."""


class AlreadyDecided(Exception):
    """Raised when two people decide the same thing: the first one holds."""


class ProtectionFirst(Exception):
    """Raised when a preliminary assessment would be decided before the child's protection is assessed."""


@transaction.atomic
def assess_protection(
    *,
    report: ConcernReport,
    by: Actor,
    at: datetime,
    key: object,
    decided_at: datetime,
    needs_protection: bool,
    reasons: str,
    what_is_done: str = "",
) -> ProtectionAssessment:
    """Does the child need protection now? Needed protection puts the case before everything else.

    Raises BeforeTheReport, ReasonMissing (also when protection is needed and nothing said to be done).
    """
    if not report.received_at <= decided_at <= at:
        raise BeforeTheReport(report.pk)
    if not reasons.strip() or (needs_protection and not what_is_done.strip()):
        raise ReasonMissing("protection")
    case, assert_by = locked(report.case), by.membership_id
    assert assert_by is not None
    row, is_new = ProtectionAssessment.rows.get_or_create(
        pk=id_once(report.pk, str(key)),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "report": report,
            "decided_at": decided_at,
            "by_membership": assert_by,
            "needs_protection": needs_protection,
            "reasons": reasons.strip(),
            "what_is_done": what_is_done.strip(),
        },
    )
    if not is_new:
        return row
    if needs_protection:
        case.urgency = Urgency.FIRST
        case.save(update_fields=["urgency"])
    if case.phase == Phase.RECEIVED:
        change_phase(case, Phase.PRELIMINARY, by=by, at=at)
    deadlines.stop_clock(case, clocks.PROTECTION, about=report.pk, at=decided_at)
    deadlines.refresh_next(case)
    step(case, "protection", "", "YES" if needs_protection else "NO", by=by, at=at, about=row.pk)
    # One that is dated earlier than another takes its place as the first, also in the figures.
    made = ProtectionAssessment.rows.filter(report=report).values_list("decided_at", flat=True)
    for moment in made:
        changed(REPORTS, case, of=moment, at=at)
    return row


@transaction.atomic
def decide_preliminary(
    *,
    assessment: PreliminaryAssessment,
    by: Actor,
    at: datetime,
    seen_version: int,
    outcome: PreliminaryOutcome,
    reasons: str,
    exceptional_reasons: str = "",
) -> Case:
    """Open an investigation, or not. Reasons are always written; later than fourteen days, also why.

    Raises ProtectionFirst, AlreadyDecided, NotYoursToDecide, NotQualified, NoDelegation, ReasonMissing and
    StaleVersion.
    """
    case, report = locked(assessment.case), assessment.report
    stored = PreliminaryAssessment.rows.select_for_update().get(pk=assessment.pk)
    if stored.decided_on is not None:
        raise AlreadyDecided(assessment.pk)
    if report and not ProtectionAssessment.rows.filter(report=report).exists():
        raise ProtectionFirst(assessment.pk)
    _ensure_delegated(assessment, outcome, by=by, at=at)
    ensure_may_decide(by)
    if not reasons.strip() or (is_late(assessment, at) and not exceptional_reasons.strip()):
        raise ReasonMissing("preliminary")
    assessment.outcome, assessment.reasons = outcome, reasons.strip()
    assessment.exceptional_reasons = exceptional_reasons.strip()
    assessment.decided_on, assessment.decided_by = day_of(at), by.membership_id
    save_if_unchanged(
        assessment,
        seen_version=seen_version,
        fields=["outcome", "reasons", "exceptional_reasons", "decided_on", "decided_by"],
    )
    about = report.pk if report else assessment.pk
    deadlines.stop_clock(case, clocks.PRELIMINARY, about=about, at=at)
    step(case, "preliminary", "", outcome, by=by, at=at, about=assessment.pk)
    if outcome == PreliminaryOutcome.OPEN:
        open_investigation(case=case, by=by, at=at)
    elif outcome == PreliminaryOutcome.NOT_OPEN and _nothing_else_goes_on(case, assessment):
        close_now(case, by=by, at=at, because="NOT_OPEN")
    deadlines.refresh_next(case)
    changed(REPORTS, case, of=at, at=at)
    return case


@transaction.atomic
def write_contacts(
    *,
    assessment: PreliminaryAssessment,
    by: Actor,
    at: datetime,
    seen_version: int,
    contacts: str,
) -> None:
    """Whom we have asked until now: reporter, family, own files. Raises AlreadyDecided, StaleVersion."""
    case = locked(assessment.case)
    if assessment.decided_on is not None:
        raise AlreadyDecided(assessment.pk)
    assessment.contacts = contacts.strip()
    save_if_unchanged(assessment, seen_version=seen_version, fields=["contacts"])
    step(case, "contacts", "", "WRITTEN", by=by, at=at, about=assessment.pk)


def _ensure_delegated(
    assessment: PreliminaryAssessment, outcome: PreliminaryOutcome, *, by: Actor, at: datetime
) -> None:
    """The delegation order says who opens an investigation and who does not; that one is open is a fact."""
    if outcome == PreliminaryOutcome.ALREADY_OPEN:
        return
    kind = DecisionType.OPEN_INVESTIGATION
    if outcome == PreliminaryOutcome.NOT_OPEN:
        kind = DecisionType.NOT_OPEN
    rules = delegation_of(assessment.authority_id, kind, on=day_of(at))
    if not rules:
        raise NoDelegation(kind)
    if not may_decide(by, rules):
        raise NotYoursToDecide(rules)


def is_late(assessment: PreliminaryAssessment, at: datetime) -> bool:
    """Whether the fourteen days have passed, so that exceptional reasons (synnerliga skäl) must be given."""
    about = assessment.report_id or assessment.pk
    return any(
        each.code == clocks.PRELIMINARY and each.about == about and each.due_at < at
        for each in deadlines.open_duties(assessment.case)
    )


def _nothing_else_goes_on(case: Case, assessment: PreliminaryAssessment) -> bool:
    """Only this assessment was open: feedback to the reporter is the one duty that outlives the case."""
    others = PreliminaryAssessment.rows.filter(case=case, decided_on=None).exclude(pk=assessment.pk)
    return case.phase in (Phase.RECEIVED, Phase.PRELIMINARY) and not others.exists()
