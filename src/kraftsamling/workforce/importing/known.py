"""What an authority's file is read against: its open units, its staff, its posts and its ladder."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from kraftsamling.documents.imports.profile import same
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.importing.reading import Known
from kraftsamling.workforce.models import Employee, Position
from kraftsamling.workforce.selectors.wages import ladder_on


def known_at(authority_id: UUID, *, today: date) -> Known:
    """Inside the authority."""
    units: dict[str, list[UUID]] = defaultdict(list)
    of_authority = Unit.rows.of_authority(authority_id).filter(closed_on=None)
    for pk, name in of_authority.values_list("pk", "name"):
        units[same(name)].append(pk)
    staff = Employee.rows.of_authority(authority_id).values_list("number", flat=True)
    held = Position.rows.of_authority(authority_id).filter(withdrawn_on=None, holder__isnull=False)
    return Known(
        units,
        frozenset(staff),
        {
            number: (holder, share)
            for number, holder, share in held.values_list("number", "holder__number", "share")
        },
        frozenset(ladder_on(today).years),
        today,
    )
