"""An authority that asks for more answers than we do gets it everywhere, in figures and in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators.own_settings import INSIDE_LEAST
from kraftsamling.organisations.services import decided
from kraftsamling.participation.models import Survey
from tests.participation.test_results import (
    GRANBY,
    LAST_QUARTER,
    NO,
    TODAY,
    YES,
    answers,
    count_all,
    handed_out,
    page,
    row_of,
)

pytestmark = pytest.mark.django_db
HIDDEN = '<span class="dold">Visas inte</span>'
METHOD = "/nyckeltal/metod/"


def raise_to(least: int) -> None:
    with acting_for(GRANBY):
        decided.decide_value(
            INSIDE_LEAST, least, source="SN 2026/14", decided_on=TODAY, authority_id=GRANBY
        )


def test_hidden_units_hold_as_many_together_as_the_authority_asks_for(
    survey: Survey, logged_in: Any
) -> None:
    month = LAST_QUARTER.first_day
    answers(survey, month, [YES] * 30)
    answers(survey, month, [YES] * 4, unit="Utredning 2")
    answers(survey, month, [NO] * 3, unit="Barn och unga")
    handed_out(40)
    handed_out(20, unit="Utredning 2")
    count_all(month)
    before = row_of(page(logged_in("Astrid")), "Utredning 1")
    raise_to(8)  # the two small ones hold seven together

    after = row_of(page(logged_in("Astrid")), "Utredning 1")

    assert HIDDEN not in before
    assert after.count(HIDDEN) == 2


def test_the_page_of_results_says_the_authoritys_own_limit(logged_in: Any) -> None:
    before = page(logged_in("Astrid"))
    raise_to(8)

    assert "minst fem svar" in before
    assert "minst åtta svar" in page(logged_in("Astrid"))
    assert "minst fem svar" in page(logged_in("Elin"))


def test_how_we_count_says_the_authoritys_own_limit(logged_in: Any) -> None:
    raise_to(8)

    said = "Inom myndigheten visas en andel från {} svar"
    assert said.format("åtta") in logged_in("Bodil").get(METHOD).content.decode()
    assert said.format("fem") in logged_in("Elin").get(METHOD).content.decode()
    assert said.format("fem") in Client().get(METHOD).content.decode()
