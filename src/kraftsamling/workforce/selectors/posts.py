"""Posts and staff, as those who look after them see them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import Absence, Employee, EmployeeSkill, OwnCeiling, Position
from kraftsamling.workforce.rules.posts import PostState, state_of


def posts_for(actor: Actor, *, at: Circumstances) -> list[Position]:
    """The posts that have not been withdrawn, by unit and title."""
    rows = Position.rows.visible_to(actor, "list", at=at).filter(withdrawn_on=None)
    return list(
        rows.select_related("unit", "holder").order_by("unit__sort_key", "title", "number", "pk")
    )


def employed(today: date, prefix: str = "") -> Q:
    """Whose employment has not ended; it may begin later."""
    return Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": today})


def staff_for(
    actor: Actor, *, at: Circumstances, today: date, action: str = "list"
) -> QuerySet[Employee]:
    """Those who are employed, or soon will be, in Swedish order."""
    rows = Employee.rows.visible_to(actor, action, at=at, resource="employee").filter(
        employed(today)
    )
    return rows.select_related("unit", "manager", "supervisor").order_by("sort_key", "pk")


def employee_to(actor: Actor, employee_id: UUID, action: str, *, at: Circumstances) -> Employee:
    """Somebody whom the actor may do this to. Http404 otherwise."""
    row = (
        Employee.rows.visible_to(actor, action, at=at, resource="employee")
        .select_related("unit", "manager", "supervisor")
        .filter(pk=employee_id)
        .first()
    )
    if row is None:
        raise Http404
    return row


def units_for(actor: Actor, *, everywhere: bool) -> list[Unit]:
    """The units where the actor may have posts: all of the authority, or one's own and those below."""
    assert actor.authority_id is not None
    rows = Unit.rows.of_authority(actor.authority_id).filter(closed_on=None)
    if not everywhere:
        rows = rows.filter(pk__in=actor.unit_ids)
    return list(rows.order_by("sort_key"))


def state_on(post: Position, today: date) -> PostState:
    """What state a post is in."""
    return state_of(
        is_held=post.holder_id is not None,
        filled_on=post.filled_on,
        coming_on=post.coming_on,
        today=today,
    )


def posts_of(employee: Employee) -> list[Position]:
    """The posts that somebody holds."""
    return list(
        Position.rows.filter(holder=employee, withdrawn_on=None)
        .select_related("unit")
        .order_by("number")
    )


def skills_of(employee: Employee) -> list[EmployeeSkill]:
    """What somebody knows today."""
    return list(EmployeeSkill.rows.filter(employee=employee, ended_on=None).order_by("skill"))


def absences_of(employee: Employee, *, today: date) -> list[Absence]:
    """When somebody is or will be away."""
    return list(
        Absence.rows.filter(employee=employee)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .order_by("starts_on")
    )


def introduction_of(employee: Employee, *, today: date) -> list[OwnCeiling]:
    """The ceilings of somebody's introduction that still hold or come."""
    rows = OwnCeiling.rows.filter(employee=employee, because="").order_by("-at")
    latest = rows.first()
    if latest is None:
        return []
    return list(
        rows.filter(at=latest.at)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .order_by("starts_on")
    )
