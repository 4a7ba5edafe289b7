"""The words beside a figure: a sure change that one value leaves is not called "no sure change"."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.utils import translation

from kraftsamling.improvement.presenters.figures import verdict_words
from kraftsamling.improvement.selectors import Reading
from kraftsamling.indicators.rules.control_charts import Better, p_chart
from kraftsamling.indicators.rules.figures import Share, Shown
from kraftsamling.indicators.rules.periods import Point, month

BASE = (50, 52, 48, 51, 49, 50, 52, 48, 51, 49, 50, 50)
UP = (58, 57, 59, 58, 57, 59, 58, 57)
DOWN = (42, 43, 41, 42, 43, 41, 42, 43)


def words_of(values: Sequence[int]) -> tuple[str, str, str]:
    points = [
        Point(month(2025, 1).shifted(place), Shown(Share(value, 100)))
        for place, value in enumerate(values)
    ]
    chart = p_chart(points, better=Better.HIGHER)
    with translation.override("sv"):
        return verdict_words(Reading(chart, points[-1].figure, points[-1].period))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (BASE + UP, "Säker ökning"),
        ((*BASE, *UP, 49), "Säker ökning till och med augusti 2026, sedan ett lägre värde"),
        ((*BASE, *DOWN, 51), "Säker minskning till och med augusti 2026, sedan ett högre värde"),
        ((*BASE, *UP, 49, 49), "Ingen säker förändring"),
        (BASE, "Ingen säker förändring"),
        (BASE[:5], "För tidigt att säga"),
    ],
)
def test_a_run_that_one_value_leaves_says_so(values: tuple[int, ...], words: str) -> None:
    verdict, _direction, said = words_of(values)

    assert said == words
    assert (verdict == "better") == (values == BASE + UP)
