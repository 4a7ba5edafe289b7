"""How far a membership reaches: the units below its own, and the spaces its authority is a member of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from kraftsamling.organisations.models import Membership

_UNITS: Final = "SELECT id, parent_id FROM organisations_unit WHERE authority_id = %s"
# Every page of somebody logged in asks this: one statement, written out, so that none is put together.
_REACH: Final = (
    "SELECT id, parent_id FROM organisations_unit WHERE authority_id = %(authority)s"
    " UNION ALL SELECT NULL, space_id FROM organisations_spacemember"
    " WHERE authority_id = %(authority)s AND starts_on <= %(today)s"
    " AND (ends_on IS NULL OR ends_on >= %(today)s)"
)


def unit_and_below(unit_id: UUID, *, authority_id: UUID) -> frozenset[UUID]:
    """A unit's subtree, itself included. An authority has tens of units, so one small query."""
    with connection.cursor() as cursor:
        cursor.execute(_UNITS, [authority_id])
        return _below(unit_id, cursor.fetchall())


def reach_of(membership: Membership, *, today: date) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """The unit of a membership and those below it, and the spaces its authority is a member of today."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"authority": membership.authority_id, "today": today})
        found = cursor.fetchall()
    units = _below(membership.unit_id, [row for row in found if row[0] is not None])
    return units, frozenset(space_id for unit_id, space_id in found if unit_id is None)


def _below(unit_id: UUID, units: Iterable[tuple[UUID, UUID | None]]) -> frozenset[UUID]:
    children: dict[UUID | None, list[UUID]] = {}
    for pk, parent in units:
        children.setdefault(parent, []).append(pk)
    found, queue = {unit_id}, [unit_id]
    while queue:
        below = children.get(queue.pop(), [])
        found.update(below)
        queue.extend(below)
    return frozenset(found)
