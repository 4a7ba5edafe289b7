"""The paper of deadlines: on demand for whom may see the cases, and laid out each morning by itself."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from kraftsamling.casework.models import Case
from kraftsamling.oversight.morning import lay_out_deadlines
from tests.casework.conftest import GRANBY, NOON
from tests.support.world import fixed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_paper_of_the_morning_has_initials_and_the_last_hour(
    case: Case, tmp_path: Path, settings: Any
) -> None:
    settings.DEADLINE_SHEETS = tmp_path / "tider"

    made = lay_out_deadlines(GRANBY, at=NOON)

    assert made is not None
    assert made.stat().st_mode & 0o077 == 0
    text = words_of(made.read_bytes())
    assert "E.L., 9" in text
    assert "Skyddsbedömning" in text
    assert "Innehåller sekretess" in text
    assert "Ebba" not in text
    assert "blåmärken" not in text


def test_an_authority_without_deadlines_has_no_paper(
    case: Case, tmp_path: Path, settings: Any
) -> None:
    settings.DEADLINE_SHEETS = tmp_path

    assert lay_out_deadlines(fixed("sydby"), at=NOON) is None
    assert not list(tmp_path.iterdir())


def test_on_demand_one_gets_the_own_cases_and_elin_gets_none(case: Case, logged_in: LogIn) -> None:
    mine = logged_in("Astrid").get("/arenden/tider.pdf")
    elins = logged_in("Elin").get("/arenden/tider.pdf")

    assert case.number in words_of(mine.content)
    assert case.number not in words_of(elins.content)
