"""The wage ladder in force, who reaches a step, and what has been paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import Employee, WageLadder, WageStep
from kraftsamling.workforce.rules.ladder import START, Ladder, Step, steps_between
from kraftsamling.workforce.selectors.capacity import TAKES_CASES
from kraftsamling.workforce.selectors.posts import employed
from kraftsamling.workforce.statuses import EmploymentForm

CLIMBS = TAKES_CASES
"""The ladder is for those who work with cases."""


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step of somebody's, and how it was paid if it was."""

    employee: Employee
    step: Step
    paid: WageStep | None


def ladder_on(day: date) -> Ladder:
    """The authority's ladder that holds on a day; the start values until it has decided its own."""
    row = WageLadder.rows.filter(valid_from__lte=day).order_by("-valid_from", "-at").first()
    return Ladder(tuple(row.years), row.kronor) if row else START


def ladder_history() -> list[WageLadder]:
    """Every ladder that the authority has decided, the newest first."""
    return list(WageLadder.rows.order_by("-valid_from", "-at"))


def climbers(actor: Actor, *, at: Circumstances, today: date) -> list[Employee]:
    """Those who are on the ladder and whom the actor looks after, by name."""
    rows = Employee.rows.visible_to(actor, "list", at=at, resource="employee").filter(
        employed(today), form=EmploymentForm.PERMANENT, job__in=CLIMBS
    )
    return list(rows.select_related("unit").order_by("sort_key", "pk"))


def is_on_ladder(employee: Employee) -> bool:
    """Whether somebody climbs: permanent, and with cases."""
    return employee.form == EmploymentForm.PERMANENT and employee.job in CLIMBS


def steps_of(
    employees: Sequence[Employee], ladder: Ladder, *, first: date, last: date
) -> list[DueStep]:
    """The steps that are reached from one day to another, by day and name."""
    paid = paid_steps(employees)
    found = [
        DueStep(employee, step, paid.get((employee.pk, step.years)))
        for employee in employees
        for step in steps_between(ladder, employee.starts_on, first, last)
    ]
    return sorted(found, key=lambda each: (each.step.due_on, each.employee.sort_key))


def paid_steps(employees: Iterable[Employee]) -> dict[tuple[object, int], WageStep]:
    """By person and years: the steps that have been paid."""
    rows = WageStep.rows.filter(employee__in=list(employees), undone_at=None)
    return {(row.employee_id, row.years): row for row in rows}
