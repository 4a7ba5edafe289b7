"""Every live cell of the access matrix: open when all its conditions hold, shut when any one does not."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from kraftsamling.confidentiality import policy
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import SESSION, Circumstances, Pair
from kraftsamling.confidentiality.matrix import Cell, combined, matrix
from kraftsamling.confidentiality.policy import BINDINGS, NO_CELL, Binding, decide, rows_q

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
HOLDS, FAILS = object(), object()
ROW = object()


def cells() -> list[Cell]:
    return sorted(matrix().live_cells(), key=lambda c: (c.resource, c.action, c.role))


def constant(answer: bool) -> Pair:
    from kraftsamling.confidentiality.conditions import EVERY_ROW, NO_ROW

    return Pair(lambda *_: answer, lambda *_: EVERY_ROW if answer else NO_ROW)


def actor_in(role: str, **changes: Any) -> Actor:
    who: dict[str, Any] = {
        "role": role,
        "user_id": None if role in ("public", "survey_token") else uuid4(),
        "second_factor": True,
        "authenticated_at": NOON,
    }
    return Actor(**{**who, **changes})


def at(**changes: Any) -> Circumstances:
    return Circumstances(**{"now": NOON, "basis": "because", "within_rate": True, **changes})


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Bind a resource so that exactly the named conditions fail."""

    def bind(cell: Cell, failing: str = "") -> None:
        pairs = {code: constant(code != failing) for code in cell.conditions if code not in SESSION}
        monkeypatch.setitem(BINDINGS, cell.resource, Binding(cell.resource, None, pairs))

    return bind


FLIPS: dict[str, dict[str, Any]] = {
    "MFA": {"actor": {"second_factor": False}},
    "REAUTH": {"actor": {"authenticated_at": None}},
    "RATE": {"at": {"within_rate": False}},
    "BASIS": {"at": {"basis": ""}},
    "NOIDENT": {"actor": {"user_id": uuid4()}},
}
"""How to make each session condition fail."""

BY_CONSTRUCTION = frozenset(SESSION) - frozenset(FLIPS)
"""Held by how the code is made, not by a question: each has its own test (conditions.py says which)."""


@pytest.mark.parametrize("cell", cells(), ids=lambda c: f"{c.resource}.{c.action}.{c.role}")
def test_a_cell_opens_when_all_holds_and_shuts_when_one_condition_fails(
    cell: Cell, bound: Any
) -> None:
    bound(cell)
    actor = actor_in(cell.role)
    assert decide(actor, cell.action, cell.resource, ROW, at=at()).allowed

    for code in cell.conditions:
        if code in BY_CONSTRUCTION:
            continue
        flip = FLIPS.get(code, {})
        bound(cell, failing=code)
        decision = decide(
            actor_in(cell.role, **flip.get("actor", {})),
            cell.action,
            cell.resource,
            ROW,
            at=at(**flip.get("at", {})),
        )
        assert (decision.allowed, decision.failed) == (False, code)


@pytest.mark.parametrize("resource", sorted(set(matrix().resources) - matrix().pending))
def test_a_role_without_a_cell_is_refused(resource: str) -> None:
    row = matrix().resources[resource]
    for action in matrix().actions(resource):
        for role in matrix().roles:
            if (action, role) in row.cells or (action, "public") in row.cells:
                continue
            decision = decide(actor_in(role), action, resource, ROW, at=at())
            assert (decision.allowed, decision.failed) == (False, NO_CELL), (action, role)


def test_a_condition_that_nobody_has_bound_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BINDINGS, "unit", Binding("unit", None, {}))

    assert not decide(actor_in("org_admin"), "list", "unit", ROW, at=at()).allowed
    assert rows_q(actor_in("org_admin"), "list", "unit", at=at()) == policy.NO_ROW


def test_every_live_resource_is_bound_and_every_bound_one_is_live() -> None:
    live = set(matrix().resources) - matrix().pending

    assert set(BINDINGS) == live


def test_the_pending_list_only_shrinks(capsys: Any) -> None:
    pending = len(matrix().pending)
    with capsys.disabled():
        sys.stdout.write(f"\n{pending} of {len(matrix().resources)} resources are pending\n")

    assert pending <= 65


@pytest.mark.parametrize(
    ("own", "of_class", "expected"),
    [
        (("PUBLISHED",), ("ORG", "MFA"), ("PUBLISHED",)),
        (("RATE", "WRITEONLY"), ("ORG", "MFA"), ("RATE", "WRITEONLY")),
        (("NODATA",), ("ORG", "MFA"), ("MFA", "NODATA")),
        (("SHARE", "OWN"), ("ORG", "MFA"), ("MFA", "SHARE", "OWN")),
        (("MEMBER",), ("ORGMEMBER",), ("ORGMEMBER", "MEMBER")),
        (("ORG",), ("ORG", "MFA"), ("ORG", "MFA")),
    ],
)
def test_a_cell_and_its_class_combine_by_four_rules(
    own: tuple[str, ...], of_class: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert combined(own, of_class) == expected


HELD_BY_A_SERVICE = {
    # organisations.services.deputies.appoint refuses oneself, also through another account
    ("deputy", "create"),
    # `kraftsamling restore` asks for two names in production; no page restores
    ("backup", "restore"),
}


def test_two_person_conditions_are_held_by_an_approval_a_row_or_a_named_service() -> None:
    """FOUR_EYES and NOT_SELF hold by construction in `decide`: each cell must say by which."""
    from kraftsamling.confidentiality.approvals import KINDS

    for cell in matrix().live_cells():
        asked = {"FOUR_EYES", "NOT_SELF"} & set(cell.conditions)
        if not asked or asked <= set(BINDINGS[cell.resource].conditions):
            continue
        by_approval = {cell.resource, f"{cell.resource}.{cell.action}"} & set(KINDS)
        assert by_approval or (cell.resource, cell.action) in HELD_BY_A_SERVICE, cell
