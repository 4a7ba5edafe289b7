"""The case itself: its phase, its closing and its opening again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kraftsamling.casework.models import Case, Deadline
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.services import deadlines, joint
from kraftsamling.casework.services.assignments import end_all
from kraftsamling.casework.services.trail import ReasonMissing, locked, step
from kraftsamling.casework.statuses import PHASE_STEPS, Phase
from kraftsamling.common.clock import day_of
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor


class DutiesLeft(Exception):
    """Raised when a case would close while the law still asks for something; `duties` says what."""

    def __init__(self, duties: list[Deadline]) -> None:
        super().__init__(f"{len(duties)} duties are open")
        self.duties = duties


def change_phase(case: Case, to: Phase, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Take one step. Raises TransitionNotAllowed. The case is locked by the act that calls."""
    before = Phase(case.phase)
    if before == to:
        return
    ensure_allowed(PHASE_STEPS, before, to)
    case.phase = to
    case.save(update_fields=["phase"])
    step(case, "phase", before, to, by=by, at=at, reason=reason)


@transaction.atomic
def close_case(*, case: Case, by: Actor, at: datetime, because: str) -> None:
    """Close a case that nothing is left to do in. Raises DutiesLeft, ReasonMissing, CaseClosed."""
    if not because.strip():
        raise ReasonMissing("close")
    case = locked(case)
    if duties := deadlines.open_duties(case):
        raise DutiesLeft(duties)
    close_now(case, by=by, at=at, because=because)


def close_now(case: Case, *, by: Actor, at: datetime, because: str) -> None:
    """Close: nobody has it, nothing is due but the answer that a reporter still waits for."""
    before = Phase(case.phase)
    ensure_allowed(PHASE_STEPS, before, Phase.CLOSED)
    end_all(case, at=at)
    joint.end_with_case(case, by=by, at=at)
    deadlines.cancel_clocks(case, at=at, but=frozenset({clocks.FEEDBACK}))
    case.phase, case.closed_on, case.closed_because = Phase.CLOSED, day_of(at), because.strip()
    case.waiting_since = None
    case.save(update_fields=["phase", "closed_on", "closed_because", "waiting_since"])
    step(case, "phase", before, Phase.CLOSED, by=by, at=at, reason=because)


@transaction.atomic
def reopen_case(*, case: Case, by: Actor, at: datetime, because: str) -> None:
    """A closed case is needed again; its history is all there. Raises ReasonMissing."""
    if not because.strip():
        raise ReasonMissing("reopen")
    row = Case.rows.select_for_update(of=("self",)).get(pk=case.pk)
    if row.is_open:
        return
    row.phase, row.closed_on, row.closed_because = Phase.PRELIMINARY, None, ""
    row.responsible, row.waiting_since = None, at
    row.save(update_fields=["phase", "closed_on", "closed_because", "responsible", "waiting_since"])
    step(row, "phase", Phase.CLOSED, Phase.PRELIMINARY, by=by, at=at, reason=because)
