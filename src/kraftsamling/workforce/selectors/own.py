"""One's own employment."""

from __future__ import annotations

from uuid import UUID

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import Employee, RemoteWorkDay


def employment(actor: Actor, *, at: Circumstances) -> Employee | None:
    """The employment of whoever asks; None for a role without one here."""
    rows = Employee.rows.visible_to(actor, "read_own", at=at, resource="employee")
    return rows.select_related("unit", "manager", "supervisor").first()


def own_day(actor: Actor, day_id: UUID) -> RemoteWorkDay | None:
    """A day at home that the actor has asked for."""
    if actor.membership_id is None:
        return None
    return RemoteWorkDay.rows.filter(pk=day_id, employee__membership_id=actor.membership_id).first()
