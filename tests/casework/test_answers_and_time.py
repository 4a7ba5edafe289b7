"""Whoever reported is answered also when the case is closed; time is made longer only as the law lets it; and
Idag is in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from kraftsamling.casework.models import Deadline, PreliminaryAssessment
from kraftsamling.casework.rules.deadlines import CannotBeExtended, NotALaterDay
from kraftsamling.casework.services import assessments, assignments, deadlines, investigations
from kraftsamling.casework.statuses import PreliminaryOutcome
from kraftsamling.common import clock
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.notifications.today import TodayItem, in_order, items_for
from tests.casework.conftest import GRANBY, NOON, Register, fresh
from tests.support.people import client_of_membership, membership_named

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.fixture
def closed(register: Register, astrid: Actor, bodil: Actor) -> Deadline:
    """The clock of the answer to Ebba's school; the case was closed without an investigation."""
    report = register()[0]
    assignments.assign(case=report.case, to=membership_named("Astrid"), by=bodil, at=NOON)
    assessments.assess_protection(
        report=report, by=astrid, at=NOON, key="1", decided_at=NOON, needs_protection=False,
        reasons="Mormor är hemma.",
    )  # fmt: skip
    row = PreliminaryAssessment.rows.get(report=report)
    assessments.decide_preliminary(
        assessment=row, by=astrid, at=NOON, seen_version=row.version,
        outcome=PreliminaryOutcome.NOT_OPEN, reasons="Det behövs inte.",
    )  # fmt: skip
    return Deadline.rows.select_related("case").get(case=report.case, code="reporter_feedback_due")


def reception() -> Client:
    return client_of_membership(membership_named("Rut"))


def test_reception_finds_the_reporter_of_a_closed_case_and_answers(
    closed: Deadline, rut: Actor
) -> None:
    assert not closed.case.is_open
    titles = [each.title for each in items_for(rut, now=NOON)]
    assert any("reporter whose case is closed" in each or "anmälare" in each for each in titles)
    client = reception()
    assert (
        f"/arenden/{closed.case_id}/aterkoppling/"
        in client.get("/arenden/aterkoppla/").content.decode()
    )

    answer = client.post(f"/arenden/{closed.case_id}/aterkoppling/", follow=True)

    assert answer.status_code == 200
    assert "Alla anmälare har fått svar." in answer.content.decode()
    set_local(AUTHORITY, GRANBY)
    assert fresh(closed).done_at is not None


def test_elin_and_those_without_a_part_answer_nobody(closed: Deadline, logged_in: LogIn) -> None:
    elin = logged_in("Elin")

    assert elin.post(f"/arenden/{closed.case_id}/aterkoppling/").status_code == 404
    assert closed.case.number not in elin.get("/arenden/aterkoppla/").content.decode()
    set_local(AUTHORITY, GRANBY)
    assert fresh(closed).done_at is None


def test_an_investigation_is_extended_only_to_a_later_day(
    register: Register, astrid: Actor, bodil: Actor
) -> None:
    case = register()[0].case
    assignments.assign(case=case, to=membership_named("Astrid"), by=bodil, at=NOON)
    row = investigations.open_investigation(case=case, by=astrid, at=NOON)
    running = Deadline.rows.get(about=row.pk)
    last = running.due_at.astimezone(STOCKHOLM).date()
    with pytest.raises(NotALaterDay):
        deadlines.extend_clock(case, running.code, about=row.pk, to=last, because="Väntar.")

    later = last + timedelta(days=30)
    deadlines.extend_clock(case, running.code, about=row.pk, to=later, because="Väntar på läkare.")

    assert fresh(running).due_at.astimezone(STOCKHOLM).date() == later
    assert fresh(running).first_due_at.astimezone(STOCKHOLM).date() == last


def test_a_day_that_is_not_later_is_refused_in_words_and_stays_as_it_was_typed(
    register: Register, astrid: Actor, bodil: Actor, logged_in: LogIn
) -> None:
    case, now = register(at=clock.now())[0].case, clock.now()
    assignments.assign(case=case, to=membership_named("Astrid"), by=bodil, at=now)
    row = investigations.open_investigation(case=case, by=astrid, at=now)
    due = Deadline.rows.get(about=row.pk)

    answer = logged_in("Astrid").post(
        f"/arenden/{case.pk}/utredning/forlang/",
        {"to": "i dag", "reason": "Väntar på läkare.", "version": row.version},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Den nya dagen måste komma efter" in text
    assert "Väntar på läkare." in text
    assert fresh(due).due_at == due.due_at


def test_a_time_that_nothing_makes_longer_stays(register: Register) -> None:
    report = register()[0]

    with pytest.raises(CannotBeExtended):
        deadlines.extend_clock(
            report.case, "protection_assessment_due", about=report.pk, to=date(2030, 1, 1),
            because="Vi hinner inte.",
        )  # fmt: skip


def test_idag_is_in_the_order_of_time_not_of_words() -> None:
    rows = [
        TodayItem(0, "I dag", "by the end of the day", "", "", "", NOON + timedelta(hours=9)),
        TodayItem(0, "I dag, senast kl. 15.40", "acute", "", "", "", NOON + timedelta(hours=3)),
        TodayItem(0, "A", "without a time", "", "", ""),
    ]

    assert [each.title for each in in_order(rows)] == [
        "acute", "by the end of the day", "without a time",
    ]  # fmt: skip
