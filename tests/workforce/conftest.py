"""Granby's posts and staff: Hanna (HR), Karin (unit manager), and Astrid who is employed with a post."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.workforce.models import Employee, Position
from kraftsamling.workforce.statuses import EmploymentForm, Job
from tests.support.people import actor_named, actor_of_membership, membership_named, newcomer
from tests.support.world import fixed

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
GRANBY = fixed("granby")
UNIT = fixed("granby Utredning 1")


@pytest.fixture
def granby(db: None) -> None:
    """Inside Granby."""
    set_local(AUTHORITY, GRANBY)


@pytest.fixture
def hanna(granby: None) -> Actor:
    """Granby's HR."""
    return actor_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


@pytest.fixture
def karin(granby: None) -> Actor:
    """Unit manager of Utredning 1."""
    return actor_of_membership(newcomer("Karin", "unit_manager"))


@pytest.fixture
def elin(granby: None) -> Actor:
    """Unit manager in another municipality."""
    return actor_named("Elin")


Employ = Callable[..., Employee]


@pytest.fixture
def employ(granby: None) -> Employ:
    """Employs somebody; every part of it can be changed."""

    def make(name: str, **changes: Any) -> Employee:
        facts: dict[str, Any] = {
            "authority_id": GRANBY,
            "number": f"A-{name}",
            "name": name,
            "sort_key": sort_key(name),
            "unit_id": UNIT,
            "job": Job.SOCIAL_SECRETARY,
            "form": EmploymentForm.PERMANENT,
            "starts_on": date(2024, 1, 1),
            "profession_since": date(2020, 6, 1),
        }
        return Employee.rows.create(**{**facts, **changes})

    return make


@pytest.fixture
def astrid(employ: Employ) -> Employee:
    """The social secretary, who logs in here."""
    return employ("Astrid", membership=membership_named("Astrid"))


Approve = Callable[..., Position]


@pytest.fixture
def approve(granby: None) -> Approve:
    """A post that has been approved, vacant since New Year."""

    def make(number: str = "T-1", **changes: Any) -> Position:
        facts: dict[str, Any] = {
            "id": uuid4(),
            "authority_id": GRANBY,
            "number": number,
            "title": "Socialsekreterare",
            "unit_id": UNIT,
            "job": Job.SOCIAL_SECRETARY,
            "approved_on": date(2025, 6, 1),
            "vacant_since": date(2026, 1, 1),
        }
        return Position.rows.create(**{**facts, **changes})

    return make


def fresh(row: Any) -> Any:
    """The row as it is stored now."""
    return type(row).rows.get(pk=row.pk)
