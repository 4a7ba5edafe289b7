"""The authority's tree of units."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from kraftsamling.common.sorting import sort_key
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.rules import makes_a_circle
from kraftsamling.organisations.selectors import current


class NameTaken(Exception):
    """Raised when a sibling has the same name."""


class WouldMakeACircle(Exception):
    """Raised when a unit would lie below itself."""


class NotEmpty(Exception):
    """Raised when a unit with people or open units in it would be closed."""


def _ensure_free(authority_id: UUID, parent: Unit | None, name: str, but: UUID | None) -> None:
    same = Unit.rows.of_authority(authority_id).filter(parent=parent, name__iexact=name)
    if (same.exclude(pk=but) if but else same).exists():
        raise NameTaken(name)


@transaction.atomic
def add(name: str, *, parent: Unit | None, authority_id: UUID) -> Unit:
    """A new unit below another."""
    _ensure_free(authority_id, parent, name, None)
    return Unit.rows.create(
        authority_id=authority_id, parent=parent, name=name, sort_key=sort_key(name)
    )


@transaction.atomic
def change(unit: Unit, *, name: str, parent: Unit | None) -> None:
    """Another name or another place in the tree."""
    rows = Unit.rows.of_authority(unit.authority_id).select_for_update()
    parents = dict(rows.values_list("pk", "parent_id"))
    if makes_a_circle(parents, unit.pk, parent.pk if parent else None):
        raise WouldMakeACircle
    _ensure_free(unit.authority_id, parent, name, unit.pk)
    unit.name, unit.sort_key, unit.parent = name, sort_key(name), parent
    unit.save(update_fields=["name", "sort_key", "parent"])


@transaction.atomic
def close(unit: Unit, *, today: date) -> None:
    """The unit takes no more people; its figures stay."""
    people = Membership.rows.of_authority(unit.authority_id).filter(current(today), unit=unit)
    below = Unit.rows.of_authority(unit.authority_id).filter(parent=unit, closed_on=None)
    if people.exists() or below.exists():
        raise NotEmpty
    unit.closed_on = today
    unit.save(update_fields=["closed_on"])
