"""The one question everything asks: may this actor do this to that?

`decide` answers for one row (or for a list or a new row, when there is none yet), `Rows.visible_to`
answers for the database. Both read the same cell of the matrix and the same pairs of conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.classes import DataClass
from kraftsamling.confidentiality.conditions import NO_ROW, SESSION, Circumstances, Pair
from kraftsamling.confidentiality.matrix import Cell, matrix

NO_CELL: Final = "NO_CELL"


@dataclass(frozen=True)
class Binding:
    """What only an app knows: which model a resource is, and how its rows meet the row conditions."""

    resource: str
    model: type[models.Model] | None
    conditions: Mapping[str, Pair]


@dataclass(frozen=True)
class Decision:
    """The answer. `failed` names the first condition that did not hold; `needs_second` asks for two."""

    allowed: bool
    failed: str = ""
    data_class: DataClass = DataClass.K0
    needs_second: bool = False


BINDINGS: Final[dict[str, Binding]] = {}


def bind(resource: str, model: type[models.Model] | None = None, /, **conditions: Pair) -> Binding:
    """Register how a resource meets its conditions. Called once per resource from `permissions.py`."""
    if resource not in matrix().resources:
        raise ValueError(f"The matrix has no resource {resource!r}")
    if resource in BINDINGS:
        raise ValueError(f"{resource} is bound twice")
    BINDINGS[resource] = Binding(resource, model, conditions)
    return BINDINGS[resource]


def decide(
    actor: Actor, action: str, resource: str, row: Any = None, *, at: Circumstances
) -> Decision:
    """May `actor` do `action` on `resource`? Without a row only what needs no row is asked.

    The rows of a list come from `visible_to`, which asks the rest in the database.
    """
    data_class = matrix().resources[resource].data_class
    cell = _cell(actor, action, resource)
    if cell is None:
        return Decision(False, NO_CELL, data_class)
    binding = BINDINGS.get(resource)
    at = replace(at, action=action)
    for code in cell.conditions:
        if not _holds(code, actor, row, at, binding):
            return Decision(False, code, data_class)
    return Decision(True, "", data_class, needs_second="FOUR_EYES" in cell.conditions)


def _cell(actor: Actor, action: str, resource: str) -> Cell | None:
    """The cell of the actor's role; what is open to the public is open to everyone who logs in too."""
    own = matrix().cell(resource, action, actor.role)
    return own or matrix().cell(resource, action, "public")


def _holds(code: str, actor: Actor, row: Any, at: Circumstances, binding: Binding | None) -> bool:
    pair = binding.conditions.get(code) if binding else None
    if pair is not None:
        return row is None or pair.holds(actor, row, at)
    # A condition that nobody has bound is a condition that does not hold.
    return code in SESSION and SESSION[code](actor, at)


def rows_q(actor: Actor, action: str, resource: str, *, at: Circumstances) -> Q:
    """The rows of a resource that the actor may do `action` to."""
    cell = _cell(actor, action, resource)
    binding = BINDINGS.get(resource)
    if cell is None or binding is None:
        return NO_ROW
    answer, at = Q(), replace(at, action=action)
    asked = [pair for code in cell.conditions if (pair := binding.conditions.get(code))]
    for code in cell.conditions:
        if pair := binding.conditions.get(code):
            if not any(each in pair.follows_from for each in asked):
                answer &= pair.q(actor, at)
        elif code not in SESSION or not SESSION[code](actor, at):
            return NO_ROW
    return answer
