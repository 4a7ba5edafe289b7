"""The trainee programme: a trainee is placed, works a day a week, is employed or not, and stays or leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.models import Employee, OwnCeiling, Trainee, TraineeProgramme
from kraftsamling.workforce.services.trail import TRAINEES, id_once, mark
from kraftsamling.workforce.statuses import TraineeStage


class AnotherTrainee(Exception):
    """Raised when an employment belongs to another trainee."""


@transaction.atomic
def place_trainee(
    *,
    programme: TraineeProgramme,
    name: str,
    cohort: str,
    placed_on: date,
    supervisor: Employee | None,
    by: Actor,
    at: datetime,
    key: UUID,
    stage: TraineeStage = TraineeStage.PLACEMENT,
) -> Trainee:
    """A student is selected, or begins her practice placement here on `placed_on`. One key is one."""
    row, _new = Trainee.rows.get_or_create(
        pk=id_once(programme.pk, key),
        defaults={
            "authority_id": programme.authority_id,
            "programme": programme,
            "name": name.strip(),
            "sort_key": sort_key(name),
            "cohort": cohort.strip(),
            "stage": stage,
            "placed_on": placed_on,
            "supervisor": supervisor,
        },
    )
    mark(TRAINEES, authority_id=row.authority_id, month=placed_on, at=at)
    return row


@transaction.atomic
def move_trainee(
    *,
    trainee: Trainee,
    stage: TraineeStage,
    on: date,
    employee: Employee | None,
    supervisor: Employee | None,
    by: Actor,
    at: datetime,
    seen_version: int,
) -> None:
    """How far she has come, from a day. Raises StaleVersion, AnotherTrainee."""
    if employee is not None:
        # Two who choose the same employment at once wait for each other.
        held = Employee.rows.select_for_update(of=("self",)).filter(pk=employee.pk)
        if held.filter(trainee__isnull=False).exclude(trainee=trainee).exists():
            raise AnotherTrainee
    trainee.stage = stage
    if stage == TraineeStage.PLACEMENT:
        trainee.placed_on = on
    if stage == TraineeStage.TRAINEE:
        trainee.trainee_on = on
    if stage in (TraineeStage.HIRED, TraineeStage.NOT_HIRED):
        trainee.finished_on = trainee.finished_on or on
    trainee.hired_on = on if stage == TraineeStage.HIRED else None
    trainee.employee = employee or trainee.employee
    trainee.supervisor = supervisor
    fields = [
        "stage", "placed_on", "trainee_on", "finished_on", "hired_on", "employee", "supervisor",
    ]  # fmt: skip
    save_if_unchanged(trainee, seen_version=seen_version, fields=fields)
    mark(TRAINEES, authority_id=trainee.authority_id, month=on, at=at)


@transaction.atomic
def plan_introduction(
    *,
    employee: Employee,
    ceilings: Sequence[tuple[int, date, date | None]],
    by: Actor,
    at: datetime,
) -> None:
    """A ceiling that rises: points from one day to another. A new plan takes the former one's place."""
    OwnCeiling.rows.bulk_create(
        OwnCeiling(
            authority_id=employee.authority_id,
            employee=employee,
            points=points,
            starts_on=starts_on,
            ends_on=ends_on,
            at=at,
            by_membership=by.membership_id,
        )
        for points, starts_on, ends_on in ceilings
    )
