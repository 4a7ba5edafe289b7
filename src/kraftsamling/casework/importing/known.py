"""What an authority's file is read against: its open units, and the workers of today."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final
from uuid import UUID

from kraftsamling.casework.importing.reading import Known
from kraftsamling.documents.imports.profile import same
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current

WORKERS: Final = (
    Role.CASEWORKER, Role.ADULT_WORKER, Role.FH_SECRETARY, Role.RECEPTION, Role.TEAM_LEAD,
)  # fmt: skip


def known_at(authority_id: UUID, *, today: date) -> Known:
    """Inside the authority. A worker is named by name, or by the address that he or she logs in with."""
    units: dict[str, list[UUID]] = defaultdict(list)
    of_authority = Unit.rows.of_authority(authority_id).filter(closed_on=None)
    for pk, name in of_authority.values_list("pk", "name"):
        units[same(name)].append(pk)
    workers: dict[str, list[UUID]] = defaultdict(list)
    staff = Membership.rows.of_authority(authority_id).filter(current(today), role__in=WORKERS)
    for each in staff.select_related("user"):
        for words in {same(each.name), same(each.user.email)}:
            workers[words].append(each.pk)
    return Known(units, workers, today)
