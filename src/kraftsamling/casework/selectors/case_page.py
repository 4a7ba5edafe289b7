"""What the page of one case reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404

from kraftsamling.casework.models import (
    AdultCase,
    Assignment,
    Case,
    CaseNote,
    CasePerson,
    CaseStatusChange,
    ChildVoice,
    ConcernReport,
    Deadline,
    Decision,
    ImmediateCustody,
    Investigation,
    PreliminaryAssessment,
    ProtectionAssessment,
)
from kraftsamling.casework.selectors.notes import LATEST_FIRST, newest
from kraftsamling.casework.selectors.pictures import with_pictures
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

LATEST: Final = 10


@dataclass(frozen=True)
class CaseFacts:
    """Everything that stands on the page of a case. Lists are in the order that they are read."""

    case: Case
    people: list[CasePerson]
    assignments: list[Assignment]
    deadlines: list[Deadline]
    reports: list[ConcernReport]
    protection: list[ProtectionAssessment]
    preliminary: list[PreliminaryAssessment]
    investigation: Investigation | None
    voices: list[ChildVoice]
    decisions: list[Decision]
    custody: ImmediateCustody | None
    notes: list[CaseNote]
    steps: list[CaseStatusChange]


def facts_of(case: Case) -> CaseFacts:
    """What belongs to a case that the door has let in. One question for each kind of row."""
    return CaseFacts(
        case=case,
        people=list(
            CasePerson.rows.filter(case=case, left_on=None)
            .select_related("person")
            .order_by("part", "pk")
        ),
        assignments=list(
            Assignment.rows.filter(case=case)
            .select_related("membership__user", "supervisor__user")
            .order_by("ends_on", "starts_on", "pk")
        ),
        deadlines=list(
            Deadline.rows.filter(case=case, cancelled_at=None).order_by("due_at", "code")
        ),
        reports=list(ConcernReport.rows.filter(case=case).order_by("-received_at", "pk")),
        protection=list(ProtectionAssessment.rows.filter(case=case).order_by("-decided_at", "pk")),
        preliminary=list(
            PreliminaryAssessment.rows.filter(case=case).order_by("-started_at", "pk")
        ),
        investigation=Investigation.rows.filter(case=case).order_by("-opened_on").first(),
        voices=list(
            with_pictures(ChildVoice.rows.filter(case=case))
            .prefetch_related("answers")
            .order_by("-said_on", "-written_at")
        ),
        decisions=list(Decision.rows.filter(case=case).order_by("-decided_on", "pk")),
        custody=ImmediateCustody.rows.filter(case=case, ended_on=None)
        .order_by("-decided_on")
        .first(),
        notes=newest_notes(case, at_most=LATEST),
        steps=list(CaseStatusChange.rows.filter(case=case).order_by("-at", "pk")[:LATEST]),
    )


@dataclass(frozen=True)
class AdultFacts:
    """Everything that stands on the page of an adult's case."""

    case: Case
    adult: AdultCase
    people: list[CasePerson]
    assignments: list[Assignment]
    deadlines: list[Deadline]
    notes: list[CaseNote]


def adult_facts_of(case: Case) -> AdultFacts:
    """What belongs to an adult's case that the door has let in. Http404 when the adult unit keeps nothing."""
    adult = AdultCase.rows.filter(case=case).first()
    if adult is None:
        raise Http404
    return AdultFacts(
        case=case,
        adult=adult,
        people=list(
            CasePerson.rows.filter(case=case, left_on=None)
            .select_related("person")
            .order_by("part", "pk")
        ),
        assignments=list(
            Assignment.rows.filter(case=case, ends_on=None)
            .select_related("membership__user")
            .order_by("starts_on", "pk")
        ),
        deadlines=list(
            Deadline.rows.filter(case=case, cancelled_at=None, done_at=None).order_by("due_at")
        ),
        notes=newest_notes(case, at_most=LATEST),
    )


def newest_notes(case: Case, *, at_most: int | None = None) -> list[CaseNote]:
    """The newest version of each note, the latest event first."""
    rows = newest(CaseNote.rows.filter(case=case)).order_by(*LATEST_FIRST)
    return list(rows[:at_most] if at_most else rows)


def versions_of(note: CaseNote) -> list[CaseNote]:
    """Every version of a note, the newest first."""
    return list(CaseNote.rows.filter(thread=note.thread).order_by("-number"))


def part_of(case: Case, model: Any, row_id: UUID) -> Any:
    """A row that lies in a case. Http404 when there is none: an id of another case is as good as none."""
    row = model.rows.filter(case=case, pk=row_id).first()
    if row is None:
        raise Http404
    return row


def case_for(actor: Actor, case_id: UUID, action: str, *, at: Circumstances) -> Case:
    """One case that the actor may do `action` to. Http404 when it is not there for this actor."""
    rows = Case.rows.visible_to(actor, action, at=at).select_related(
        "subject", "unit", "responsible__user"
    )
    case = rows.filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case
