"""For how long a case stays open to whoever had it, and how little a list says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from kraftsamling.casework.models import Assignment, Case
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from tests.casework.conftest import NOON, TODAY

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("days", "reads", "writes"), [(0, True, True), (1, True, False), (30, True, False), (31, False, False)]
)  # fmt: skip
def test_who_has_left_a_case_reads_it_for_thirty_days_and_writes_nothing(
    case: Case, astrid: Actor, days: int, reads: bool, writes: bool
) -> None:
    Assignment.rows.filter(case=case).update(ends_on=TODAY)
    later = Circumstances(now=NOON + timedelta(days=days), basis="Frågan kom efteråt.")

    for action, opens in (("read", reads), ("list", reads), ("update", writes)):
        found = Case.rows.visible_to(astrid, action, at=later)
        assert decide(astrid, action, "case", case, at=later).allowed is opens, action
        assert found.filter(pk=case.pk).exists() is opens, action


@pytest.mark.parametrize("path", ["/arenden/?vy=gruppens", "/arenden/?vy=snart", "/idag/"])
def test_a_list_says_initials_and_neither_name_nor_reason_nor_who_reported(
    path: str, case: Case, logged_in: LogIn
) -> None:
    page = logged_in("Bodil").get(path).content.decode()

    assert "E.L." in page
    for word in ("Ebba", "Lund", "blåmärken", "Kerstin"):
        assert word not in page, word
