"""Who can be given a case."""

from __future__ import annotations

from datetime import date

from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current

WORKERS = (
    Role.CASEWORKER, Role.RECEPTION, Role.ADULT_WORKER, Role.FH_SECRETARY, Role.TRAINEE,
    Role.TEAM_LEAD,
)  # fmt: skip
LEADERS = frozenset({Role.TEAM_LEAD, Role.UNIT_MANAGER, Role.RECEPTION})
"""Those who see the cases of the unit before their own."""
OWN_CASES = frozenset({Role.CASEWORKER, Role.ADULT_WORKER, Role.TRAINEE})
"""Those who see a case by having it."""


def workers_to_choose(actor: Actor, *, today: date) -> list[Membership]:
    """The workers of the actor's units, in Swedish order. A reception gives to all units of the authority."""
    assert actor.authority_id is not None
    rows = Membership.rows.of_authority(actor.authority_id).filter(
        current(today), role__in=WORKERS, user__is_active=True
    )
    if actor.role != Role.RECEPTION:
        rows = rows.filter(unit_id__in=actor.unit_ids)
    found = rows.select_related("user", "unit")
    return sorted(found, key=lambda each: (swedish_key(each.name), str(each.pk)))
