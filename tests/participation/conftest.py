"""A survey that Granby has opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from kraftsamling.participation.models import Survey, SurveyStatus
from tests.support.database import as_owner
from tests.support.world import fixed


@pytest.fixture
def survey(db: None) -> Survey:
    """Granby's open survey."""
    with as_owner():
        return Survey.rows.create(
            space_id=fixed("space granby"),
            authority_id=fixed("granby"),
            status=SurveyStatus.OPEN,
            opened_on=date(2026, 1, 1),
        )


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """Addresses and words are Swedish whatever an earlier test has asked for."""
    with translation.override("sv"):
        yield
