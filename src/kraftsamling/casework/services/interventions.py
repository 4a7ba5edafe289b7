"""Help in a case: ordered, started, planned, followed up and ended with a result; and open help, counted."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kraftsamling.casework.models import (
    Case,
    Decision,
    Intervention,
    InterventionFollowUp,
    InterventionKind,
    PreventiveCount,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.cases import change_phase
from kraftsamling.casework.services.trail import (
    INTERVENTIONS,
    PREVENTIVE,
    ReasonMissing,
    changed,
    id_once,
    locked,
    step,
)
from kraftsamling.casework.statuses import (
    INTERVENTION_STEPS,
    PHASE_STEPS,
    Counted,
    DecisionState,
    InterventionState,
    Phase,
    Provider,
    Result,
)
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.services import mark_changed


class DecisionMissing(Exception):
    """Raised when help that the law asks a decision for would be ordered without one."""


class SupplierMissing(Exception):
    """Raised when bought help does not say from whom."""


class NotInACase(Exception):
    """Raised when help that is open to all would be tied to somebody's case, or the other way round."""


class BeforeTheOrder(Exception):
    """Raised for a start before the order, or an end before the start."""


@transaction.atomic
def order(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    kind: InterventionKind,
    decision: Decision | None,
    provider: Provider,
    supplier: str,
    ordered_on: date,
) -> Intervention:
    """Order help. Raises DecisionMissing, SupplierMissing, NotInACase, CaseClosed."""
    case = locked(case)
    if not kind.is_individual:
        raise NotInACase(kind.pk)
    if kind.needs_decision and (decision is None or decision.state != DecisionState.DECIDED):
        raise DecisionMissing(kind.pk)
    if provider == Provider.BOUGHT and not supplier.strip():
        raise SupplierMissing(kind.pk)
    row, is_new = Intervention.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "kind": kind,
            "decision": decision,
            "provider": provider,
            "supplier": supplier.strip() if provider == Provider.BOUGHT else "",
            "ordered_on": ordered_on,
        },
    )
    if is_new:
        step(case, "intervention", "", InterventionState.ORDERED, by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def start(
    *,
    intervention: Intervention,
    by: Actor,
    at: datetime,
    seen_version: int,
    started_on: date,
    follow_up_on: date,
) -> None:
    """It has begun; a day is chosen on which it is followed up. Raises BeforeTheOrder, StaleVersion."""
    case = locked(intervention.case)
    if started_on < intervention.ordered_on:
        raise BeforeTheOrder(intervention.pk)
    before = intervention.state
    _take(intervention, InterventionState.STARTED)
    intervention.started_on = started_on
    save_if_unchanged(intervention, seen_version=seen_version, fields=["state", "started_on"])
    _plan_follow_up(intervention, case, follow_up_on, at=at)
    if Phase.INTERVENTION in PHASE_STEPS[Phase(case.phase)]:
        change_phase(case, Phase.INTERVENTION, by=by, at=at)
    step(case, "intervention", before, intervention.state, by=by, at=at, about=intervention.pk)
    changed(INTERVENTIONS, case, of=deadlines.noon_of(started_on), at=at)


@transaction.atomic
def not_started(
    *, intervention: Intervention, by: Actor, at: datetime, seen_version: int, because: str
) -> None:
    """It came to nothing, and why. Raises ReasonMissing, StaleVersion."""
    case = locked(intervention.case)
    if not because.strip():
        raise ReasonMissing("intervention")
    before = intervention.state
    _take(intervention, InterventionState.NOT_STARTED)
    intervention.result_words = because.strip()
    save_if_unchanged(intervention, seen_version=seen_version, fields=["state", "result_words"])
    step(case, "intervention", before, intervention.state, by=by, at=at, about=intervention.pk)


@transaction.atomic
def write_plan(
    *,
    intervention: Intervention,
    by: Actor,
    at: datetime,
    seen_version: int,
    goals: str,
    how: str,
    childs_view: str,
    custodians_view: str,
    others: str,
) -> None:
    """The plan (genomförandeplan): goals, how, what the child and the custodians say. Raises StaleVersion."""
    locked(intervention.case)
    fields = {
        "goals": goals, "how": how, "childs_view": childs_view,
        "custodians_view": custodians_view, "others": others,
    }  # fmt: skip
    for name, text in fields.items():
        setattr(intervention, name, text.strip())
    save_if_unchanged(intervention, seen_version=seen_version, fields=list(fields))


@transaction.atomic
def follow_up(
    *,
    follow_up: InterventionFollowUp,
    by: Actor,
    at: datetime,
    seen_version: int,
    done_on: date,
    words: str,
    childs_view: str,
    withheld: bool,
    next_on: date,
) -> None:
    """What was seen, what the child says, and the next day. Raises ReasonMissing, StaleVersion."""
    intervention = follow_up.intervention
    case = locked(intervention.case)
    if not words.strip():
        raise ReasonMissing("follow_up")
    follow_up.done_on, follow_up.words = done_on, words.strip()
    follow_up.childs_view, follow_up.withheld = childs_view.strip(), withheld
    save_if_unchanged(
        follow_up,
        seen_version=seen_version,
        fields=["done_on", "words", "childs_view", "withheld"],
    )
    deadlines.stop_clock(
        case, clocks.INTERVENTION_FOLLOW_UP, about=follow_up.pk, at=deadlines.noon_of(done_on)
    )
    _plan_follow_up(intervention, case, next_on, at=at)
    step(case, "intervention", intervention.state, "FOLLOWED_UP", by=by, at=at, about=follow_up.pk)


def _plan_follow_up(intervention: Intervention, case: Case, day: date, *, at: datetime) -> None:
    row = InterventionFollowUp.rows.create(
        authority_id=case.authority_id, intervention=intervention, planned_on=day
    )
    deadlines.start_until(case, clocks.INTERVENTION_FOLLOW_UP, about=row.pk, start=at, day=day)
    deadlines.refresh_next(case)


@transaction.atomic
def end(
    *,
    intervention: Intervention,
    by: Actor,
    at: datetime,
    seen_version: int,
    ended_on: date,
    result: Result,
    result_words: str,
) -> None:
    """It has ended, and what it led to. Raises BeforeTheOrder, ReasonMissing, StaleVersion."""
    case = locked(intervention.case)
    if not result_words.strip():
        raise ReasonMissing("intervention")
    if intervention.started_on is None or ended_on < intervention.started_on:
        raise BeforeTheOrder(intervention.pk)
    before = intervention.state
    _take(intervention, InterventionState.ENDED)
    intervention.ended_on, intervention.result = ended_on, result
    intervention.result_words = result_words.strip()
    save_if_unchanged(
        intervention,
        seen_version=seen_version,
        fields=["state", "ended_on", "result", "result_words"],
    )
    for waiting in InterventionFollowUp.rows.filter(intervention=intervention, done_on=None):
        deadlines.cancel_clock(case, clocks.INTERVENTION_FOLLOW_UP, about=waiting.pk, at=at)
        waiting.delete()
    deadlines.refresh_next(case)
    step(case, "intervention", before, intervention.state, by=by, at=at, about=intervention.pk)
    changed(INTERVENTIONS, case, of=deadlines.noon_of(ended_on), at=at)


def _take(intervention: Intervention, to: InterventionState) -> None:
    ensure_allowed(INTERVENTION_STEPS, InterventionState(intervention.state), to)
    intervention.state = to


@transaction.atomic
def count_open_help(
    *,
    kind: InterventionKind,
    unit_id: UUID,
    counted: Counted,
    month: date,
    number: int,
    at: datetime,
    by: Actor,
) -> None:
    """So many more in a month; a negative number takes back what was counted wrong, never below nothing.

    No person, no case and no writer is kept. Raises NotInACase.
    """
    assert by.authority_id is not None
    if kind.is_individual:
        raise NotInACase(kind.pk)
    row, _new = PreventiveCount.rows.get_or_create(
        authority_id=kind.authority_id,
        unit_id=unit_id,
        kind=kind,
        counted=counted,
        month=month.replace(day=1),
    )
    row = PreventiveCount.rows.select_for_update().get(pk=row.pk)
    PreventiveCount.rows.filter(pk=row.pk).update(number=F("number") + max(number, -row.number))
    mark_changed(
        PREVENTIVE,
        authority_id=kind.authority_id,
        unit_id=unit_id,
        month=month.replace(day=1),
        at=at,
    )
