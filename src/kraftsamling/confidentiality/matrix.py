"""The access matrix as data: resource → action → role → conditions.

The file `access_matrix.yaml` is the model itself. This module only reads it and says, for one cell,
which conditions must hold, those of the cell together with those of the class (docs/access-and-secrecy.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from kraftsamling.confidentiality.classes import DataClass

MATRIX_FILE: Final = Path(__file__).with_name("access_matrix.yaml")

_OPEN_BY_ITSELF: Final = frozenset({"WRITEONLY", "PUBLISHED"})
_HOME: Final = frozenset({"ORG", "ORGMEMBER"})


@dataclass(frozen=True)
class Cell:
    """One cell: what must hold for `role` to do `action` on `resource`."""

    resource: str
    action: str
    role: str
    own: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """One row of the matrix."""

    code: str
    data_class: DataClass
    cells: Mapping[tuple[str, str], Cell]


def combined(own: tuple[str, ...], of_class: tuple[str, ...]) -> tuple[str, ...]:
    """The conditions of a cell and its class together, in the order they are asked.

    Four rules: a cell with WRITEONLY or PUBLISHED stands alone; NODATA adds only the second factor;
    SHARE crosses the authority border on purpose; every other cell adds the whole class.
    """
    if _OPEN_BY_ITSELF & set(own):
        return own
    if "NODATA" in own:
        return _unique(("MFA", *own))
    if "SHARE" in own:
        return _unique((*(c for c in of_class if c not in _HOME), *own))
    return _unique((*of_class, *own))


def _unique(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


@dataclass(frozen=True)
class Matrix:
    """The whole matrix. What is not written is refused."""

    roles: Mapping[str, Mapping[str, str]]
    conditions: frozenset[str]
    resources: Mapping[str, Resource]
    pending: frozenset[str]

    def cell(self, resource: str, action: str, role: str) -> Cell | None:
        """The cell, or None when the role may not do this at all."""
        row = self.resources.get(resource)
        return row.cells.get((action, role)) if row else None

    def actions(self, resource: str) -> frozenset[str]:
        """The actions that some role has on a resource."""
        return frozenset(action for action, _ in self.resources[resource].cells)

    def live_cells(self) -> Iterator[Cell]:
        """Every cell of the resources that the product has so far."""
        for row in self.resources.values():
            if row.code not in self.pending:
                yield from row.cells.values()


def parse(data: Mapping[str, Any]) -> Matrix:
    """Read the matrix from its data. Unknown roles, classes or conditions are errors with their place."""
    of_class = {code: tuple(conditions) for code, conditions in data["classes"].items()}
    known = frozenset(data["conditions"])
    resources = {
        code: _resource(code, row, of_class, known, data["roles"])
        for code, row in data["resources"].items()
    }
    pending = frozenset(data.get("pending", ()))
    if unknown := pending - set(resources):
        raise ValueError(f"Pending resources that the matrix does not have: {sorted(unknown)}")
    return Matrix(data["roles"], known, resources, pending)


def _resource(
    code: str,
    row: Mapping[str, Any],
    of_class: Mapping[str, tuple[str, ...]],
    known: frozenset[str],
    roles: Mapping[str, Any],
) -> Resource:
    data_class = DataClass(row["class"])
    cells: dict[tuple[str, str], Cell] = {}
    for action, by_role in row.items():
        if action == "class":
            continue
        for role, text in by_role.items():
            own = tuple(str(text).split())
            if role not in roles or not known.issuperset(own):
                raise ValueError(
                    f"The cell {code}.{action}.{role} names what the matrix lacks: {text}"
                )
            conditions = combined(own, of_class[row["class"]])
            cells[(action, role)] = Cell(code, action, role, own, conditions)
    return Resource(code, data_class, cells)


@cache
def matrix() -> Matrix:
    """The product's matrix, read once."""
    return parse(yaml.safe_load(MATRIX_FILE.read_text(encoding="utf-8")))
