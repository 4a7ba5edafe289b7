"""Counting everything at once says what counting one by one says, and never more."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators import services as figures
from kraftsamling.indicators.models import IndicatorPoint
from kraftsamling.indicators.registry import REGISTRY, Where
from kraftsamling.participation import survey_tables
from kraftsamling.participation.models import Answer, Survey
from kraftsamling.participation.questions import KEYS, Series
from tests.participation.test_results import AT, GRANBY, NO, YES, answers
from tests.support.database import as_owner
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

FIRST: Final = date(2025, 2, 1)
LAST: Final = date(2025, 2, 28)
MONTHS: Final = [date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1), date(2025, 6, 1)]
UNITS: Final = ["Utredning 1", "Utredning 2"]
one_answer = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 4), min_size=1)
cells = st.lists(
    st.tuples(
        st.sampled_from(MONTHS),
        st.sampled_from(UNITS),
        st.sampled_from([Series.PARENT, Series.CHILD]),
        st.lists(one_answer, min_size=1, max_size=7),
    ),
    max_size=8,
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells)
def test_all_at_once_is_what_one_by_one_is(survey: Survey, chosen: Any) -> None:
    with as_owner():
        Answer.objects.all().delete()
    for month, unit, series, given_answers in chosen:
        answers(survey, month, given_answers, unit=unit, series=series)

    with acting_for(GRANBY):
        stored = figures.recompute_everything(GRANBY, first=FIRST, last=LAST, at=AT)
        points = list(IndicatorPoint.rows.of_authority(GRANBY))
        for point in points:
            counted = REGISTRY[point.code].count(Where(GRANBY, point.unit_id), point.period)
            stored_there = (point.numerator, point.denominator, point.people)
            assert stored_there == IndicatorPoint.numbers(counted)

    assert stored == len(points) > 0


def test_nobody_is_told_of_four_answers_by_the_function_itself(survey: Survey) -> None:
    answers(survey, date(2025, 1, 1), [YES] * 4)
    answers(survey, date(2025, 2, 1), [YES] * 2, unit="Utredning 2")
    answers(survey, date(2025, 3, 1), [NO, {"propose": 0}], series="YOUNG")

    with acting_for(GRANBY), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_counts_all('YOUNG', 2025, 2025)")
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT unit_id, months, answered FROM survey_counts_all('PARENT', 2000, 2030)"
            " WHERE question = 'propose' ORDER BY months"
        )
        told = cursor.fetchall()

    # Together they are six, in the quarter and what it is part of; no month and no unit has five.
    assert told == [(None, 3, 6), (None, 6, 6), (None, 12, 6)]


def test_another_authority_counts_nothing_of_granbys(survey: Survey) -> None:
    answers(survey, date(2025, 1, 1), [YES] * 9)

    with acting_for(fixed("sydby")):
        assert list(survey_tables.counts_all("PARENT", first=FIRST, last=LAST)) == []


def test_one_source_leaves_the_other_figures_as_they_are(survey: Survey) -> None:
    month = date(2025, 1, 1)
    for series in (Series.PARENT, Series.CHILD):
        answers(survey, month, [YES] * 5, series=series)
    with acting_for(GRANBY):
        figures.recompute_everything(GRANBY, first=month, last=LAST, at=AT)
        kept = set(IndicatorPoint.rows.filter(code__endswith="_child").values_list("pk"))

        figures.recompute_everything(
            GRANBY, first=month, last=LAST, at=AT, source="participation.answers.PARENT"
        )

        assert kept == set(IndicatorPoint.rows.filter(code__endswith="_child").values_list("pk"))
