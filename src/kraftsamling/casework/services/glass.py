"""An emergency opening is told at once, and looked at by somebody else within five working days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kraftsamling.casework.models import BrokenGlass
from kraftsamling.casework.rules.deadlines import working_days_after
from kraftsamling.common.clock import day_of
from kraftsamling.notifications.services import notify
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import holders

REVIEW_DAYS: Final = 5  # access-and-secrecy 7.1, working days


class AlreadyReviewed(Exception):
    """Raised when somebody else has said what it was meanwhile."""


def review_by(glass: BrokenGlass) -> date:
    """The last day to say whether it was right."""
    return working_days_after(day_of(glass.opened_at), REVIEW_DAYS)


def tell_at_once(glass: BrokenGlass, *, at: datetime) -> None:
    """To the managers above the case, and to those who review the log. Without a word about the client."""
    for membership in _watchers(glass, at):
        with override(membership.user.language):
            sentence = _("Somebody has opened a case in an emergency. Look at it within five days.")
            url = reverse("glass_list")
        notify(membership, kind="task", sentence=sentence, url=url, key=f"glass:{glass.pk}", at=at)


def _watchers(glass: BrokenGlass, at: datetime) -> list[Membership]:
    above = units_above(glass.unit_id, glass.authority_id)
    roles: frozenset[str] = frozenset({Role.UNIT_MANAGER, Role.LOG_REVIEWER})
    return [
        each
        for each in holders(glass.authority_id, roles, today=day_of(at))
        if each.user.human != glass.human
        and (each.role == Role.LOG_REVIEWER or each.unit_id in above)
    ]


def units_above(unit_id: UUID, authority_id: UUID) -> set[UUID]:
    """The unit and those that it lies in."""
    parents = dict(Unit.rows.of_authority(authority_id).values_list("pk", "parent_id"))
    found: set[UUID] = set()
    here: UUID | None = unit_id
    while here is not None and here not in found:
        found.add(here)
        here = parents.get(here)
    return found
