"""Who has a case: given, shared, ended. The responsible worker is repeated on the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from kraftsamling.casework.models import Assignment, Case, CasePerson, EntryKind
from kraftsamling.casework.rules.conflict_hints import Hint
from kraftsamling.casework.services.beside import to_enter
from kraftsamling.casework.services.conflicts import hints_about, is_set_aside
from kraftsamling.casework.services.qualifications import ensure_may_answer_for
from kraftsamling.casework.services.trail import locked, step
from kraftsamling.casework.statuses import AssignmentRole, CaseKind
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership


class NotAvailable(Exception):
    """Raised for a worker who cannot have the case. Why is said to nobody (jäv)."""


class NotOnTheList(Exception):
    """Raised for a worker who may not see a protected person of the case."""


class MayHaveConflict(Exception):
    """Raised when something hints at a conflict of interest; `hints` says what. A warning, not a block."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__(", ".join(hints))
        self.hints = hints


class NoSupervisor(Exception):
    """Raised when a trainee would have a case without somebody who has it too."""


@transaction.atomic
def assign(
    *,
    case: Case,
    to: Membership,
    by: Actor,
    at: datetime,
    role: AssignmentRole = AssignmentRole.MAIN,
    supervisor: Membership | None = None,
    until: date | None = None,
    sure: bool = True,
) -> Assignment:
    """Give a case to a worker from today. A new responsible worker ends the former's responsibility.

    Raises CaseClosed, NotAvailable, NotOnTheList, NotQualified, NoSupervisor for a trainee whose supervisor
    does not have the case, and MayHaveConflict unless whoever gives it has said that it is `sure`.
    """
    case, today = locked(case), day_of(at)
    if is_set_aside(to.user.human, case):
        raise NotAvailable(to.pk)
    if case.is_protected and not _is_on_the_lists(to, case):
        raise NotOnTheList(to.pk)
    if not sure and (hints := hints_about(to, case)):
        raise MayHaveConflict(hints)
    if role == AssignmentRole.MAIN and case.kind == CaseKind.CHILD:
        ensure_may_answer_for(to)
    if role == AssignmentRole.SUPERVISED and not _has(case, supervisor, today):
        raise NoSupervisor(case.pk)
    if role == AssignmentRole.MAIN:
        _end(Assignment.rows.filter(case=case, role=AssignmentRole.MAIN, ends_on=None), today)
    row = Assignment.rows.create(
        authority_id=case.authority_id,
        case=case,
        membership=to,
        role=role,
        supervisor=supervisor,
        starts_on=today,
        ends_on=until,
    )
    if role == AssignmentRole.MAIN:
        case.responsible, case.waiting_since, case.unit_id = to, None, to.unit_id
        case.save(update_fields=["responsible", "waiting_since", "unit"])
        to_enter(case, EntryKind.ASSIGNMENT, to.name, about=row.pk, at=at)
    step(case, "assignment", "", role, by=by, at=at, about=row.pk)
    return row


def _is_on_the_lists(worker: Membership, case: Case) -> bool:
    shut = CasePerson.rows.filter(case=case, person__is_protected=True)
    return not shut.exclude(person__allowed__membership=worker).exists()


def _has(case: Case, membership: Membership | None, today: date) -> bool:
    return (
        membership is not None
        and Assignment.rows.filter(
            case=case, membership=membership, ends_on=None, starts_on__lte=today
        ).exists()
    )


def _end(assignments: object, today: date) -> None:
    """The last day is yesterday, or today for what began today."""
    for each in assignments:  # type: ignore[attr-defined]
        each.ends_on = max(each.starts_on, today - timedelta(days=1))
        each.save(update_fields=["ends_on"])


def end_all(case: Case, *, at: datetime) -> None:
    """Nobody has a closed case."""
    _end(Assignment.rows.filter(case=case, ends_on=None), day_of(at))
