"""What method supporters have booked and held, and which groups need them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.method_needs import figures_of
from kraftsamling.workforce.models import SupportSession
from kraftsamling.workforce.own_settings import SUPPORT
from kraftsamling.workforce.rules.support import Need, needs

LOOKED_BACK: Final = timedelta(days=90)


def sessions_for(actor: Actor, *, at: Circumstances, today: date) -> list[SupportSession]:
    """Those of the last three months and those to come, the earliest first; cancelled ones are away."""
    rows = SupportSession.rows.visible_to(actor, "list", at=at, resource="method_support")
    return list(
        rows.filter(cancelled_at=None, on__gte=today - LOOKED_BACK)
        .select_related("unit", "supporter__user")
        .order_by("on", "pk")
    )


def groups_in_need(authority_id: UUID, *, today: date) -> list[Need] | None:
    """The groups that have not mapped for a while; None when it is not known. Inside the authority."""
    figures = figures_of(authority_id, today=today)
    if figures is None:
        return None
    visited: dict[UUID, date] = {}
    booked: dict[UUID, date] = {}
    rows = SupportSession.rows.of_authority(authority_id).filter(cancelled_at=None)
    for unit_id, on, people in rows.order_by("-on").values_list("unit_id", "on", "people"):
        if people is None and on >= today:
            booked[unit_id] = on
        elif people is not None:
            visited.setdefault(unit_id, on)
    return needs(figures, visited, booked, today=today, days=value(SUPPORT, authority_id))


def untold_sessions(actor: Actor, *, today: date) -> int:
    """One's own sessions that have been and of which nothing is told."""
    return SupportSession.rows.filter(
        supporter_id=actor.membership_id, cancelled_at=None, people=None, on__lt=today
    ).count()


def units_to_support(authority_id: UUID) -> list[Unit]:
    """Every open unit, in Swedish order."""
    rows = Unit.rows.of_authority(authority_id).filter(closed_on=None)
    return list(rows.order_by("sort_key", "pk"))
