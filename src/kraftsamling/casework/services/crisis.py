"""The crisis plan as a mode: proposed by a unit's manager, decided by the department's with a second person.

A step in force asks for two things, the judgement according to lex Sarah and a report to the board. It never
touches joint handling: nothing here knows of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.casework.models import CrisisStep
from kraftsamling.casework.rules.crisis_plan import HIGHEST_STEP, checked_review
from kraftsamling.casework.selectors.crisis import queue_of
from kraftsamling.casework.services.trail import CRISIS
from kraftsamling.casework.statuses import CRISIS_STEPS, CrisisState
from kraftsamling.common.clock import day_of
from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.indicators.services import mark_changed
from kraftsamling.organisations.models import User
from kraftsamling.organisations.roles import Role

ACTIVATE: Final = "crisis_plan.activate"
SECONDS: Final[frozenset[str]] = frozenset({Role.DEPT_MANAGER})
"""The same role, also as a dated deputy; never whoever proposed it. A unit's manager stands below whoever
decides: she would confirm her own manager's decision."""
BOARD_WITHIN: Final = timedelta(days=21)


class StepOutOfReach(ValueError):
    """Raised for a step that is none of one to three."""


class NoSecond(Exception):
    """Raised when nobody but whoever decides could confirm it: no other of the role, and no deputy."""


class NotInForce(Exception):
    """Raised when a step that does not hold would be ended or ticked."""


@transaction.atomic
def propose_step(*, by: Actor, at: datetime, step: int, review_on: date) -> CrisisStep:
    """A step for the own unit, with the queue as it is. Raises StepOutOfReach, ReviewTooLate."""
    if not 1 <= step <= HIGHEST_STEP:
        raise StepOutOfReach(step)
    checked_review(review_on, day_of(at))
    assert by.authority_id is not None
    assert by.unit_id is not None
    assert by.membership_id is not None
    queue = queue_of(by.authority_id, by.unit_ids, now=at)
    return CrisisStep.rows.create(
        authority_id=by.authority_id,
        unit_id=by.unit_id,
        step=step,
        figures=asdict(queue),
        review_on=review_on,
        proposed_by_id=by.membership_id,
        proposed_at=at,
    )


def _to(row: CrisisStep, state: CrisisState) -> CrisisStep:
    """Raises TransitionNotAllowed."""
    ensure_allowed(CRISIS_STEPS, CrisisState(row.state), state)
    row.state = state
    return row


@transaction.atomic
def decide_step(*, row: CrisisStep, by: Actor, at: datetime, yes: bool) -> None:
    """The department's manager decides; yes holds when a second person has confirmed it. Raises NoSecond."""
    row = CrisisStep.rows.select_for_update().get(pk=row.pk)
    _to(row, CrisisState.ASKED if yes else CrisisState.DECLINED)
    row.decided_by_id, row.decided_at = by.membership_id, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    if yes:
        human = User.objects.get(pk=row.proposed_by.user_id).human
        assert by.authority_id is not None
        if not approvals.could_be_second(ACTIVATE, by.authority_id, but=by.human, at=at) - {human}:
            raise NoSecond
        approvals.ask(
            ACTIVATE,
            by=by,
            at=at,
            object_id=row.pk,
            payload={"step": row.step, "unit": row.unit.name, "human": human},
        )


def _activate(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    row = CrisisStep.rows.select_for_update().get(pk=approval.object_id)
    today = day_of(at)
    if row.state != CrisisState.ASKED or row.review_on <= today:
        raise approvals.NoLongerPossible(
            _("The day to look at it again has passed. Propose it anew.")
        )
    former = CrisisStep.rows.filter(unit=row.unit_id, state=CrisisState.ACTIVE).first()
    if former is not None:
        _end(former, at)
    _to(row, CrisisState.ACTIVE)
    row.starts_on, row.confirmed_by = today, _name(by)
    row.board_due_on = today + BOARD_WITHIN
    row.save()
    _mark(row, row.starts_on, row.review_on, at)


def _describe(payload: Mapping[str, Any]) -> str:
    return _("Step %(step)s of the crisis plan begins to hold for %(unit)s.") % payload


def _name(by: Actor) -> str:
    assert by.user_id is not None
    return User.objects.get(pk=by.user_id).name


approvals.register(
    approvals.Kind(
        ACTIVATE,
        seconds=SECONDS,
        execute=_activate,
        describe=_describe,
        concerns=lambda payload: str(payload["human"]),
    )
)


def _mark(row: CrisisStep, first: date, last: date, at: datetime) -> None:
    """The figures of every month that the step touches."""
    month = first.replace(day=1)
    while month <= last:
        mark_changed(CRISIS, authority_id=row.authority_id, unit_id=row.unit_id, month=month, at=at)
        month = (month + timedelta(days=32)).replace(day=1)


def _end(row: CrisisStep, at: datetime) -> None:
    today = day_of(at)
    _to(row, CrisisState.ENDED)
    row.ended_on = today
    row.save(update_fields=["state", "ended_on"])
    assert row.starts_on is not None
    _mark(row, row.starts_on, max(today, row.review_on), at)


@transaction.atomic
def end_step(*, row: CrisisStep, by: Actor, at: datetime) -> None:
    """The crisis is over: the step holds no longer. Raises NotInForce."""
    row = CrisisStep.rows.select_for_update().get(pk=row.pk)
    if row.state != CrisisState.ACTIVE:
        raise NotInForce(row.pk)
    _end(row, at)


@transaction.atomic
def tick(*, row: CrisisStep, what: str, by: Actor, at: datetime, done: bool) -> None:
    """The judgement according to lex Sarah, or the report to the board, is done; or is not, after all.

    Raises NotInForce.
    """
    row = CrisisStep.rows.select_for_update().get(pk=row.pk)
    if row.state not in (CrisisState.ACTIVE, CrisisState.ENDED):
        raise NotInForce(row.pk)
    day = day_of(at) if done else None
    name = _name(by) if done else ""
    prefix = {"lex-sarah": "sarah", "namnden": "board"}[what]
    setattr(row, f"{prefix}_done_on", day)
    setattr(row, f"{prefix}_done_by", name)
    row.save(update_fields=[f"{prefix}_done_on", f"{prefix}_done_by"])
