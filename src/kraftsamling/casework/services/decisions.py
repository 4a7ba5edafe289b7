"""Decisions: written with reasons, made by those whom the delegation order names, told to the parties."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    CommitteeMeeting,
    Decision,
    DelegationRule,
    ImmediateCustody,
    PartyCommunication,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.qualifications import ensure_may_decide
from kraftsamling.casework.services.trail import ReasonMissing, id_once, locked, step
from kraftsamling.casework.statuses import (
    DECISION_STEPS,
    CaseKind,
    DecisionLevel,
    DecisionState,
    DecisionType,
)
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor


class NotYoursToDecide(Exception):
    """Raised when the delegation order names somebody else; `rules` says whom."""

    def __init__(self, rules: list[DelegationRule]) -> None:
        super().__init__("The delegation order names somebody else")
        self.rules = rules


class NoDelegation(Exception):
    """Raised when the authority has not yet said who decides this: nobody does, then."""


def delegation_of(
    authority_id: UUID, decision_type: DecisionType, *, on: date
) -> list[DelegationRule]:
    """Who decides this type on that day: the rules of the latest day that has begun."""
    rules = DelegationRule.rows.of_authority(authority_id).filter(
        decision_type=decision_type, valid_from__lte=on
    )
    latest = rules.order_by("-valid_from").values_list("valid_from", flat=True).first()
    return list(rules.filter(valid_from=latest).order_by("level", "role")) if latest else []


def may_decide(actor: Actor, rules: list[DelegationRule]) -> bool:
    """Whether the actor's role is one that the order names."""
    return any(rule.level == DecisionLevel.ROLE and rule.role == actor.role for rule in rules)


@transaction.atomic
def draft_decision(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    type: DecisionType,
    what: str,
    reasons: str,
    what_we_did: str = "",
    legal_reference: str = "",
) -> Decision:
    """Write a proposal. Raises ReasonMissing."""
    case = locked(case)
    if not reasons.strip():
        raise ReasonMissing("decision")
    assert by.membership_id is not None
    row, is_new = Decision.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "type": type,
            "what": what.strip(),
            "reasons": reasons.strip(),
            "what_we_did": what_we_did.strip(),
            "legal_reference": legal_reference.strip(),
            "proposed_by": by.membership_id,
        },
    )
    if is_new:
        step(case, "decision", "", DecisionState.DRAFT, by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def put_forward(
    *, decision: Decision, by: Actor, at: datetime, seen_version: int, meeting: CommitteeMeeting
) -> None:
    """Put it on the committee's agenda. Raises NotYoursToDecide when officials decide this type."""
    case = locked(decision.case)
    rules = _rules(decision, at)
    if all(rule.level == DecisionLevel.ROLE for rule in rules):
        raise NotYoursToDecide(rules)
    _take_step(decision, DecisionState.PUT_FORWARD)
    decision.meeting, decision.level = meeting, DecisionLevel.COMMITTEE
    save_if_unchanged(decision, seen_version=seen_version, fields=["state", "meeting", "level"])
    step(case, "decision", "DRAFT", decision.state, by=by, at=at, about=decision.pk)


@transaction.atomic
def decide_as_official(*, decision: Decision, by: Actor, at: datetime, seen_version: int) -> None:
    """Decide oneself. Raises NotYoursToDecide, NotQualified, NoDelegation, StaleVersion."""
    rules = _rules(decision, at)
    if not may_decide(by, rules):
        raise NotYoursToDecide(rules)
    if decision.case.kind == CaseKind.CHILD:
        ensure_may_decide(by)
    _make(decision, DecisionLevel.ROLE, by=by, at=at, on=day_of(at), seen_version=seen_version)


@transaction.atomic
def record_decision(
    *,
    decision: Decision,
    by: Actor,
    at: datetime,
    seen_version: int,
    level: DecisionLevel,
    on: date,
    as_proposed: bool = True,
) -> None:
    """Write down what the committee or its chair has decided. Raises NotYoursToDecide, StaleVersion."""
    rules = _rules(decision, at)
    named = {rule.level for rule in rules} | {
        DecisionLevel.CHAIR for rule in rules if rule.may_chair
    }
    if level == DecisionLevel.ROLE or level not in named:
        raise NotYoursToDecide(rules)
    state = DecisionState.DECIDED if as_proposed else DecisionState.REJECTED
    _make(decision, level, by=by, at=at, on=on, seen_version=seen_version, state=state)


def _rules(decision: Decision, at: datetime) -> list[DelegationRule]:
    rules = delegation_of(decision.authority_id, DecisionType(decision.type), on=day_of(at))
    if not rules:
        raise NoDelegation(decision.type)
    return rules


def _take_step(decision: Decision, to: DecisionState) -> None:
    ensure_allowed(DECISION_STEPS, DecisionState(decision.state), to)
    decision.state = to


def _make(
    decision: Decision,
    level: DecisionLevel,
    *,
    by: Actor,
    at: datetime,
    on: date,
    seen_version: int,
    state: DecisionState = DecisionState.DECIDED,
) -> None:
    case, before = locked(decision.case), decision.state
    _take_step(decision, state)
    decision.level, decision.decided_by, decision.decided_on = level, by.membership_id, on
    save_if_unchanged(
        decision,
        seen_version=seen_version,
        fields=["state", "level", "decided_by", "decided_on"],
    )
    step(case, "decision", before, state, by=by, at=at, about=decision.pk)
    if decision.type == DecisionType.IMMEDIATE_CUSTODY and state == DecisionState.DECIDED:
        take_into_custody(case, decision, on=on)


def take_into_custody(case: Case, decision: Decision, *, on: date) -> ImmediateCustody:
    """The court must have the decision within a week, or it lapses (LVU 7 §)."""
    row = ImmediateCustody.rows.create(
        authority_id=case.authority_id, case=case, decision=decision, decided_on=on
    )
    deadlines.start_clock(case, clocks.COURT_SUBMISSION, about=row.pk, start=deadlines.noon_of(on))
    deadlines.refresh_next(case)
    return row


@transaction.atomic
def follow_custody(
    *,
    custody: ImmediateCustody,
    by: Actor,
    at: datetime,
    seen_version: int,
    executed_on: date | None = None,
    submitted_on: date | None = None,
    confirmed_on: date | None = None,
    applied_on: date | None = None,
    ended_on: date | None = None,
    ended_because: str = "",
) -> None:
    """Write the court's dates; each starts and stops the clock that the law ties to it."""
    case = locked(custody.case)
    began = custody.executed_on
    custody.executed_on, custody.submitted_on = executed_on, submitted_on
    custody.confirmed_on, custody.applied_on = confirmed_on, applied_on
    custody.ended_on, custody.ended_because = ended_on, ended_because.strip()
    save_if_unchanged(
        custody,
        seen_version=seen_version,
        fields=[
            "executed_on", "submitted_on", "confirmed_on", "applied_on", "ended_on", "ended_because",
        ],
    )  # fmt: skip
    if executed_on and not began:
        deadlines.start_clock(
            case,
            clocks.COURT_APPLICATION,
            about=custody.pk,
            start=deadlines.noon_of(executed_on),
        )
    for day, code in (
        (submitted_on or ended_on, clocks.COURT_SUBMISSION),
        (applied_on or ended_on, clocks.COURT_APPLICATION),
    ):
        if day:
            deadlines.stop_clock(case, code, about=custody.pk, at=deadlines.noon_of(day))
    deadlines.refresh_next(case)


@transaction.atomic
def tell_party(*, decision: Decision, by: Actor, at: datetime, on: date) -> None:
    """The party has received the decision: three weeks to appeal begin (FL 44 §)."""
    case = locked(decision.case)
    decision.party_received_on = on
    decision.save(update_fields=["party_received_on"])
    deadlines.start_clock(case, clocks.APPEAL, about=decision.pk, start=deadlines.noon_of(on))
    step(case, "decision", decision.state, "RECEIVED", by=by, at=at, about=decision.pk)


@transaction.atomic
def communicate(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    to: CasePerson,
    sent_on: date,
    answer_by: date,
) -> PartyCommunication:
    """Send the material to a party, with a day to answer, before anything is decided (FL 25 §)."""
    case = locked(case)
    row, _new = PartyCommunication.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "to": to,
            "sent_on": sent_on,
            "answer_by": answer_by,
        },
    )
    return row


@transaction.atomic
def keep_answer(
    *, communication: PartyCommunication, at: datetime, seen_version: int, on: date, answer: str
) -> None:
    """What the party answered. Raises StaleVersion."""
    locked(communication.case)
    communication.answered_on, communication.answer = on, answer.strip()
    save_if_unchanged(communication, seen_version=seen_version, fields=["answered_on", "answer"])
