"""The wage ladder: a new rule from a day, and steps that have been paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.models import Employee, WageLadder, WageStep
from kraftsamling.workforce.rules.ladder import steps
from kraftsamling.workforce.selectors.wages import ladder_on
from kraftsamling.workforce.services.trail import WAGES, id_once, mark, mark_since


class NoSuchStep(Exception):
    """Raised for a step that the ladder does not have."""


@transaction.atomic
def set_ladder(
    *, years: Sequence[int], kronor: int, valid_from: date, by: Actor, at: datetime, key: UUID
) -> WageLadder:
    """The ladder from a day. What was decided before stays as history; steps already paid never change."""
    assert by.authority_id is not None
    row, _new = WageLadder.rows.get_or_create(
        pk=id_once(by.authority_id, key),
        defaults={
            "authority_id": by.authority_id,
            "valid_from": valid_from,
            "years": sorted(set(years)),
            "kronor": kronor,
            "at": at,
            "by_membership": by.membership_id,
        },
    )
    mark_since(WAGES, authority_id=row.authority_id, first=row.valid_from, at=at)
    return row


@transaction.atomic
def pay_step(
    *, employee: Employee, years: int, paid_from: date, by: Actor, at: datetime
) -> WageStep:
    """A step is paid from a day. Ticked twice it is one. Raises NoSuchStep."""
    Employee.rows.select_for_update(of=("self",)).get(pk=employee.pk)
    if paid := WageStep.rows.filter(employee=employee, years=years, undone_at=None).first():
        return paid
    step = next(
        (each for each in steps(ladder_on(paid_from), employee.starts_on) if each.years == years),
        None,
    )
    if step is None:
        raise NoSuchStep(years)
    row = WageStep.rows.create(
        authority_id=employee.authority_id,
        employee=employee,
        years=years,
        due_on=step.due_on,
        kronor=step.kronor,
        paid_from=paid_from,
        at=at,
        by_membership=by.membership_id,
    )
    mark(WAGES, authority_id=row.authority_id, month=row.due_on, at=at)
    return row


@transaction.atomic
def undo_step(*, step: WageStep, by: Actor, at: datetime) -> None:
    """It was ticked by mistake: the row stays, and counts no longer."""
    row = WageStep.rows.select_for_update().get(pk=step.pk)
    if row.undone_at is None:
        row.undone_at = at
        row.save(update_fields=["undone_at"])
        mark(WAGES, authority_id=row.authority_id, month=row.due_on, at=at)
