"""Workers with children's cases, and what has been seen of their degree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404

from kraftsamling.casework.models import Qualification
from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current

ASKED: Final = (Role.CASEWORKER, Role.RECEPTION, Role.TEAM_LEAD)
"""Those who assess, investigate and decide about children. A trainee never answers for a case."""


@dataclass(frozen=True)
class Seen:
    """A worker, and the latest that was noted; nothing when nobody has asked."""

    membership: Membership
    latest: Qualification | None


def workers_seen(actor: Actor, *, today: date) -> list[Seen]:
    """Those of the actor's units, in Swedish order."""
    assert actor.authority_id is not None
    rows = Membership.rows.of_authority(actor.authority_id).filter(
        current(today), role__in=ASKED, user__is_active=True, unit_id__in=actor.unit_ids
    )
    workers = sorted(
        rows.select_related("user", "unit"), key=lambda each: (swedish_key(each.name), str(each.pk))
    )
    noted = Qualification.rows.filter(membership__in=workers).order_by("noted_at", "pk")
    latest = {each.membership_id: each for each in noted}
    return [Seen(each, latest.get(each.pk)) for each in workers]


def worker_of(actor: Actor, membership_id: UUID, *, today: date) -> Seen:
    """One of them. Http404 for anybody else."""
    for each in workers_seen(actor, today=today):
        if each.membership.pk == membership_id:
            return each
    raise Http404
