"""What a letter of a kind tells of: the event in the case, and the words that the authority has for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from django.http import Http404

from kraftsamling.casework.models import (
    Case,
    CaseDocument,
    CasePerson,
    ConcernReport,
    Deadline,
    Decision,
    Investigation,
    LetterTemplate,
    PartyCommunication,
    PreliminaryAssessment,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.selectors import reports
from kraftsamling.casework.statuses import DecisionState, LetterKind, PreliminaryOutcome
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide

START: Final = Path(__file__).resolve().parent.parent / "letters"


@dataclass(frozen=True)
class Words:
    """The subject and the body of a kind of letter; `own` is the authority's row, if it has one."""

    subject: str
    body: str
    own: LetterTemplate | None = None


@cache
def start_words(kind: LetterKind) -> Words:
    """The words to begin with."""
    subject, _, body = (START / f"{kind.value}.txt").read_text(encoding="utf-8").partition("\n")
    return Words(subject, body.strip())


def words_of(authority_id: UUID, kind: LetterKind) -> Words:
    """The authority's own words, or the ones to begin with."""
    own = LetterTemplate.rows.of_authority(authority_id).filter(kind=kind).first()
    return Words(own.subject, own.body, own) if own else start_words(kind)


def own_words(authority_id: UUID) -> dict[str, LetterTemplate]:
    """The authority's own words by kind."""
    return {each.kind: each for each in LetterTemplate.rows.of_authority(authority_id)}


@dataclass(frozen=True)
class LetterFacts:
    """The rows that a letter can tell of. `about` is the event that it is about."""

    case: Case
    report: ConcernReport | None
    assessment: PreliminaryAssessment | None
    investigation: Investigation | None
    complete_by: datetime | None
    communication: PartyCommunication | None
    decision: Decision | None
    about: UUID | None


def facts_for(case: Case, kind: LetterKind, to: CasePerson | None) -> LetterFacts:
    """The latest of each that the kind has use for."""
    report = (reports.waiting_for_feedback(case) if to is None else None) or reports.latest(case)
    outcomes = {
        LetterKind.OPENED: [PreliminaryOutcome.OPEN],
        LetterKind.NOT_OPENED: [PreliminaryOutcome.NOT_OPEN],
    }.get(kind, PreliminaryOutcome.values)
    assessment = (
        PreliminaryAssessment.rows.filter(case=case, decided_on__isnull=False, outcome__in=outcomes)
        .order_by("-decided_on", "pk")
        .first()
    )
    investigations = Investigation.rows.filter(case=case).order_by("-opened_on", "pk")
    if kind == LetterKind.CLOSED:
        investigations = investigations.filter(closed_on__isnull=False)
    investigation = investigations.first()
    decision = (
        Decision.rows.filter(case=case, state=DecisionState.DECIDED)
        .order_by("-decided_on", "pk")
        .first()
    )
    communication = (
        PartyCommunication.rows.filter(case=case, to=to).order_by("-sent_on", "pk").first()
        if to
        else None
    )
    event: PreliminaryAssessment | Investigation | None = {
        LetterKind.OPENED: assessment or investigation,
        LetterKind.NOT_OPENED: assessment,
        LetterKind.CLOSED: investigation,
    }.get(kind)
    return LetterFacts(
        case=case,
        report=report,
        assessment=assessment,
        investigation=investigation,
        complete_by=_complete_by(investigation),
        communication=communication,
        decision=decision,
        about=event.pk if event else None,
    )


def _complete_by(investigation: Investigation | None) -> datetime | None:
    if investigation is None:
        return None
    rows = Deadline.rows.filter(about=investigation.pk, code=clocks.INVESTIGATION)
    return rows.values_list("due_at", flat=True).order_by("-starts_at").first()


def case_for_documents(actor: Actor, case_id: UUID, action: str, *, at: Circumstances) -> Case:
    """A case whose documents the actor may do `action` to. Http404 when it is not there for this actor."""
    assert actor.authority_id is not None
    rows = Case.rows.of_authority(actor.authority_id).select_related(
        "subject", "unit", "responsible__user"
    )
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise Http404
    probe = CaseDocument(authority_id=case.authority_id, case=case)
    if not decide(actor, action, "case_document", probe, at=at).allowed:
        raise Http404
    return case


def documents_of(case: Case) -> list[CaseDocument]:
    """The documents of a case, the latest first."""
    rows = CaseDocument.rows.filter(case=case).select_related("to__person")
    return list(rows.order_by("-registered_at", "-number"))
