"""Who takes cases in some units: how many, and how many are away, leave, and are missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.workforce.models import Absence, Employee, Position
from kraftsamling.workforce.rules.forecast.history import Week
from kraftsamling.workforce.rules.forecast.staffing import Staffing
from kraftsamling.workforce.selectors.capacity import TAKES_CASES
from kraftsamling.workforce.statuses import AbsenceKind

CARRIES: Final = (Role.CASEWORKER, Role.RECEPTION)
USUAL_CASES: Final = 15
"""Ongoing cases at a full load where nobody waits, so that nothing tells how many there is room for."""
USUAL_WEEKS_TO_FILL: Final = 16
"""Notice of three months and some weeks of recruiting, until posts filled here tell better."""
YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Staff:
    """The staffing of some units, and what it rests on.

    vacant: posts that take cases and that nobody holds, in full time. from_payroll: whether employments are
    known; otherwise those with a caseworker's role are counted as full time, and sick leave is not known.
    reporting: how many of the units have a manager, and `managers` how many those are.
    """

    staffing: Staffing
    vacant: float
    from_payroll: bool
    reporting: int = 0
    managers: int = 0


def staff_of(units: Collection[UUID], *, last: Week, today: date) -> Staff:
    """Who works in these units today. `last` is the queue's last week: it tells how many each has."""
    employees = Employee.rows.filter(unit__in=units, job__in=TAKES_CASES)
    from_payroll = employees.exists()
    if from_payroll:
        held = [
            (each.share / 100, each.starts_on, each.ends_on)
            for each in employees.only("share", "starts_on", "ends_on")
        ]
        away = _away(units, today)
    else:
        rows = Membership.rows.filter(unit__in=units, role__in=CARRIES)
        held = [(1.0, *days) for days in rows.values_list("starts_on", "ends_on")]
        away = 0.0
    workers = sum(share for share, starts, ends in held if starts <= today <= (ends or today))
    left = sum(share for share, _, ends in held if ends and today - YEAR <= ends < today)
    sick = min(1.0, away / workers) if workers else 0.0
    posts = list(
        Position.rows.filter(unit__in=units, job__in=TAKES_CASES, withdrawn_on=None).values_list(
            "share", "holder", "vacant_since", "filled_on"
        )
    )
    reporting, managers = _led(units, today)
    return Staff(
        Staffing(
            workers=workers,
            sick=sick,
            leaving=min(1.0, left / (workers + left)) if workers else 0.0,
            weeks_to_fill=_weeks_to_fill([(since, on) for *_, since, on in posts]),
            cases_each=_cases_each(last, workers * (1 - sick)),
        ),
        vacant=sum(share for share, holder, *_ in posts if holder is None) / 100,
        from_payroll=from_payroll,
        reporting=reporting,
        managers=managers,
    )


def _led(units: Collection[UUID], today: date) -> tuple[int, int]:
    """Everybody of the units who reports to somebody, whatever the job, and to how many they report."""
    rows = Employee.rows.filter(unit__in=units, manager__isnull=False, starts_on__lte=today)
    here = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    told = here.aggregate(reporting=Count("pk"), managers=Count("manager", distinct=True))
    return told["reporting"], told["managers"]


def _away(units: Collection[UUID], today: date) -> float:
    rows = Absence.rows.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        employee__unit__in=units,
        employee__job__in=TAKES_CASES,
        kind=AbsenceKind.SICK,
        starts_on__lte=today,
    )
    return sum(share for share in rows.values_list("employee__share", flat=True)) / 100


def _weeks_to_fill(days: Collection[tuple[date | None, date | None]]) -> int:
    took = [(on - since).days / 7 for since, on in days if since and on]
    return round(sum(took) / len(took)) if took else USUAL_WEEKS_TO_FILL


def _cases_each(last: Week, present: float) -> float:
    """What each has when somebody waits is what there is room for; otherwise at least the usual."""
    if not present:
        return USUAL_CASES
    has = min(1_000.0, last.active / present)
    return has if last.waiting and has >= 1 else max(USUAL_CASES, has)
