"""Somebody's ceiling is raised for a while: with a reason, and an end."""

from __future__ import annotations

from datetime import date, datetime

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.models import Employee, OwnCeiling
from kraftsamling.workforce.rules.points import OutOfReach, raised
from kraftsamling.workforce.selectors.capacity import capacity_of
from kraftsamling.workforce.statuses import RaisedBecause


def raise_ceiling(
    *, employee: Employee, by: Actor, at: datetime, more: int, until: date, because: str
) -> OwnCeiling:
    """So many points above what holds today, to and with a day; what held before holds again after it.

    Raises OutOfReach, also for a trainee, who never answers alone; NotForAWhile; ValueError for a reason
    that is none.
    """
    today = day_of(at)
    here = capacity_of(employee, today=today)
    if here.is_trainee:
        raise OutOfReach(more)
    return OwnCeiling.rows.create(
        authority_id=employee.authority_id,
        employee=employee,
        points=raised(here.ceiling, more, until, today, usual=here.usual),
        starts_on=today,
        ends_on=until,
        because=RaisedBecause(because),
        at=at,
        by_membership=by.membership_id,
    )
