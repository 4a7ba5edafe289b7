"""Who can be given a case, and how much each can carry: what the allocation asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import (
    Absence,
    CeilingScale,
    Employee,
    EmployeeSkill,
    OwnCeiling,
    Position,
)
from kraftsamling.workforce.rules.points import START, Scale, ceiling
from kraftsamling.workforce.statuses import EmploymentForm, Job

TAKES_CASES = (Job.SOCIAL_SECRETARY, Job.ADULT_WORKER, Job.FAMILY_HOME_SECRETARY, Job.RECEPTION)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one worker can carry today.

    ceiling in points; `usual` is the same without what it is raised by for a while. has: codes of Skill.
    starts_in: days until she is here, None when nobody knows.
    carries: points that supervising takes of the ceiling.
    """

    membership_id: UUID
    name: str
    ceiling: int
    has: frozenset[str]
    starts_in: int | None
    is_trainee: bool
    supervisor_id: UUID | None
    carries: int
    usual: int


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacant post that takes cases, as whoever fills it would be in the first year. since: vacant from."""

    key: str
    title: str
    ceiling: int
    since: date | None


def scale_on(day: date) -> Scale:
    """The authority's ceilings that hold on a day; the start values until it has decided its own."""
    row = CeilingScale.rows.filter(valid_from__lte=day).order_by("-valid_from", "-at").first()
    if row is None:
        return START
    return Scale(row.full, row.from_one_year, row.first_year, row.trainee, row.supervising)


def capacities(units: Iterable[Unit], *, today: date) -> list[Capacity]:
    """Those of the units who take cases and have an account here, by name."""
    here = _with_all(today).filter(
        unit__in=list(units), job__in=TAKES_CASES, membership__isnull=False
    )
    scale = scale_on(today)
    return [_capacity(employee, scale, today) for employee in here]


def capacity_of(employee: Employee, *, today: date) -> Capacity:
    """The same of one. Raises Employee.DoesNotExist when the employment has ended."""
    return _capacity(_with_all(today).get(pk=employee.pk), scale_on(today), today)


def _with_all(today: date) -> QuerySet[Employee]:
    return (
        Employee.rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("supervisor")
        .prefetch_related(
            Prefetch("skills", EmployeeSkill.rows.filter(ended_on=None)),
            Prefetch(
                "absences",
                Absence.rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)),
            ),
            Prefetch("own_ceilings", OwnCeiling.rows.order_by("-at")),
            Prefetch(
                "supervised",
                Employee.rows.filter(form=EmploymentForm.TRAINEE, starts_on__lte=today).filter(
                    Q(ends_on__isnull=True) | Q(ends_on__gte=today)
                ),
            ),
        )
        .order_by("sort_key", "pk")
    )


def vacancies(units: Iterable[Unit], *, today: date) -> list[Vacancy]:
    """The vacant posts of the units that take cases, the longest vacant first."""
    first_year = scale_on(today).first_year
    rows = Position.rows.filter(
        unit__in=list(units), job__in=TAKES_CASES, holder=None, withdrawn_on=None
    ).order_by("vacant_since", "pk")
    return [
        Vacancy(str(row.pk), row.title, first_year * row.share // 100 // 5 * 5, row.vacant_since)
        for row in rows
    ]


def _capacity(employee: Employee, scale: Scale, today: date) -> Capacity:
    assert employee.membership_id is not None
    is_trainee = employee.form == EmploymentForm.TRAINEE
    most = ceiling(
        scale, employee.profession_since, today, is_trainee=is_trainee, share=employee.share
    )
    own = [each for each in employee.own_ceilings.all() if _holds(each, today)]
    return Capacity(
        membership_id=employee.membership_id,
        name=employee.name,
        ceiling=own[0].points if own else most,
        has=frozenset(each.skill for each in employee.skills.all()),
        starts_in=_starts_in(employee, today),
        is_trainee=is_trainee,
        supervisor_id=employee.supervisor.membership_id if employee.supervisor else None,
        carries=scale.supervising * len(employee.supervised.all()),
        usual=next((each.points for each in own if not each.because), most),
    )


def _holds(own: OwnCeiling, today: date) -> bool:
    return own.starts_on <= today and (own.ends_on is None or own.ends_on >= today)


def _starts_in(employee: Employee, today: date) -> int | None:
    """Days until here: an employment to come, then absence after absence without a day between."""
    here = max(today, employee.starts_on)
    for absence in sorted(employee.absences.all(), key=lambda each: each.starts_on):
        if absence.starts_on <= here:
            if absence.ends_on is None:
                return None
            here = max(here, date.fromordinal(absence.ends_on.toordinal() + 1))
    return (here - today).days
