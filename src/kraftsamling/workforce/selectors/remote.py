"""Remote work: agreements, days, and who is at home on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import Employee, RemoteWorkAgreement, RemoteWorkDay
from kraftsamling.workforce.statuses import RemoteDayState


def agreement_of(employee: Employee, *, on: date) -> RemoteWorkAgreement | None:
    """What has been agreed with somebody and holds on a day."""
    rows = RemoteWorkAgreement.rows.filter(employee=employee, starts_on__lte=on)
    found = rows.order_by("-starts_on", "-agreed_at").first()
    return found if found and (found.ends_on is None or found.ends_on >= on) else None


def agreements_of(staff: Iterable[Employee], *, on: date) -> dict[UUID, RemoteWorkAgreement]:
    """By person: the agreement that holds on a day."""
    rows = RemoteWorkAgreement.rows.filter(employee__in=list(staff), starts_on__lte=on)
    return {
        row.employee_id: row
        for row in rows.order_by("starts_on", "agreed_at")
        if row.ends_on is None or row.ends_on >= on
    }


def days_asked_for(actor: Actor, *, at: Circumstances, today: date) -> list[RemoteWorkDay]:
    """The days that wait for the manager, the nearest first."""
    rows = RemoteWorkDay.rows.visible_to(actor, "read", at=at).filter(
        state=RemoteDayState.ASKED, on__gte=today
    )
    return list(rows.select_related("employee").order_by("on", "employee__sort_key"))


def days_used(staff: Iterable[Employee], *, first: date, last: date) -> dict[UUID, int]:
    """By person: how many agreed days at home there were."""
    used: dict[UUID, int] = {}
    rows = RemoteWorkDay.rows.filter(
        employee__in=list(staff), state=RemoteDayState.AGREED, on__gte=first, on__lte=last
    )
    for employee_id in rows.values_list("employee_id", flat=True):
        used[employee_id] = used.get(employee_id, 0) + 1
    return used


def own_days(employee: Employee, *, today: date) -> list[RemoteWorkDay]:
    """One's own days to come, the nearest first."""
    return list(
        RemoteWorkDay.rows.filter(employee=employee, on__gte=today)
        .exclude(state=RemoteDayState.TAKEN_BACK)
        .order_by("on", "-asked_at")
    )


def at_home_on(day: date, memberships: Iterable[UUID]) -> set[UUID]:
    """Those of these memberships who work from home on a day: their meetings that day are booked by screen
    or phone. It never changes which case goes first."""
    rows = RemoteWorkDay.rows.filter(
        on=day, state=RemoteDayState.AGREED, employee__membership__in=list(memberships)
    )
    return set(rows.values_list("employee__membership_id", flat=True))
