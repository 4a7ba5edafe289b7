"""Files from the payroll system, and whom they concern."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import Employee, PayrollImport

IMPORTS_SHOWN = 20


def payroll_files(actor: Actor, *, at: Circumstances) -> list[PayrollImport]:
    """The files that were chosen here lately, the latest first."""
    rows = PayrollImport.rows.visible_to(actor, "read", at=at)
    return list(rows.order_by("-made_at", "pk")[:IMPORTS_SHOWN])


def people(authority_id: UUID, ids: Collection[UUID | str]) -> list[Employee]:
    """Some of the staff, in Swedish order."""
    rows = Employee.rows.of_authority(authority_id).filter(pk__in=ids)
    return list(rows.select_related("unit").order_by("sort_key", "pk"))


def unit_names(authority_id: UUID) -> dict[str, str]:
    """By id: what every unit is called."""
    rows = Unit.rows.of_authority(authority_id).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}
