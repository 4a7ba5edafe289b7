"""Granby keeps its record here: a delegation order, headings, and a report about a child that Astrid has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from kraftsamling.casework.models import Case, ConcernReport
from kraftsamling.casework.rules.identity_numbers import read_identity_number
from kraftsamling.casework.services import assessments, assignments, setting_up
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import Reporter, ReportFacts, register_report
from kraftsamling.casework.statuses import Channel, ReporterKind
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from tests.support.people import actor_named, actor_of_membership, membership_named, newcomer
from tests.support.world import fixed

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
GRANBY = fixed("granby")
UNIT = fixed("granby Utredning 1")
NUMBER = "201701102384"  # of the Tax Agency's test series


def number_of(text: str = NUMBER) -> Any:
    """A number as the forms read it."""
    return read_identity_number(text, today=TODAY)


def enter_granby() -> None:
    """Inside Granby, which has its start set, for the rest of the transaction."""
    set_local(AUTHORITY, GRANBY)
    setting_up.give_start_set(GRANBY, valid_from=date(2025, 1, 1))


def reception() -> Actor:
    """Somebody at the reception, in the same unit as Astrid and Bodil."""
    return actor_of_membership(newcomer("Rut", "reception"))


def report_by(
    rut: Actor,
    *children: PersonFacts,
    at: datetime = NOON,
    key: Any = None,
    reporter: Reporter | None = None,
    **changes: Any,
) -> list[ConcernReport]:
    """A report about one child, two hours ago; every part of it can be changed."""
    facts = {
        "received_at": at - timedelta(hours=2),
        "channel": Channel.PHONE,
        "reporter": reporter or Reporter(ReporterKind.SCHOOL, "Kerstin", "Granby skola"),
        "what": "Ebba har blåmärken och vill inte gå hem.",
        "is_acute": False,
        "children": children or (PersonFacts("Ebba", "Lund", number=number_of()),),
        **changes,
    }
    return register_report(ReportFacts(**facts), unit_id=UNIT, by=rut, at=at, key=key or uuid4())


def given_to_astrid(report: ConcernReport) -> Case:
    """The report's case, which Bodil has given to Astrid."""
    bodil = actor_named("Bodil")
    assignments.assign(case=report.case, to=membership_named("Astrid"), by=bodil, at=NOON)
    return fresh(report.case)  # type: ignore[no-any-return]


def with_protection(report: ConcernReport) -> Case:
    """The same, with the child's protection assessed by Astrid."""
    assessments.assess_protection(
        report=report, by=actor_named("Astrid"), at=NOON, key="1", decided_at=NOON,
        needs_protection=False, reasons="Mormor är hemma i kväll.",
    )  # fmt: skip
    return fresh(report.case)  # type: ignore[no-any-return]


@pytest.fixture
def granby(db: None) -> None:
    """Inside Granby, which has its start set."""
    enter_granby()


@pytest.fixture
def rut(granby: None) -> Actor:
    """Granby's reception, in the same unit as Astrid and Bodil."""
    return reception()


@pytest.fixture
def astrid(granby: None) -> Actor:
    """The social secretary."""
    return actor_named("Astrid")


@pytest.fixture
def bodil(granby: None) -> Actor:
    """Her team leader."""
    return actor_named("Bodil")


@pytest.fixture
def elin(granby: None) -> Actor:
    """Unit manager in another municipality."""
    return actor_named("Elin")


Register = Callable[..., list[ConcernReport]]


@pytest.fixture
def register(rut: Actor) -> Register:
    """`report_by` Rut."""
    return partial(report_by, rut)


@pytest.fixture
def report(register: Register) -> ConcernReport:
    """A report about Ebba, nine, from her school."""
    return register()[0]


@pytest.fixture
def case(report: ConcernReport) -> Case:
    """Ebba's case, which Bodil has given to Astrid."""
    return given_to_astrid(report)


@pytest.fixture
def protected(case: Case, report: ConcernReport) -> Case:
    """The same, with the child's protection assessed."""
    return with_protection(report)


def fresh(row: Any) -> Any:
    """The row as it is stored now."""
    return type(row).rows.get(pk=row.pk)
