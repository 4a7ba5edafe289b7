"""The invented answers tell the plan's story whatever day the demo begins, and vary as answers do."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

import pytest

from kraftsamling.demo.world import voices
from kraftsamling.demo.world.places import fixed
from kraftsamling.indicators.rules.control_charts import Better, Verdict, VerdictCode, p_chart
from kraftsamling.indicators.rules.figures import Share, Shown
from kraftsamling.indicators.rules.periods import Length, Period, Point
from kraftsamling.participation.models import Answer
from kraftsamling.participation.questions import Series

STARTS: Final = [
    *(date(2026, month, 24) for month in range(1, 13)),
    date(2026, 2, 28), date(2026, 7, 31), date(2027, 1, 3), date(2027, 8, 8),
]  # fmt: skip
EVERY_START: Final = pytest.mark.parametrize("today", STARTS, ids=str)


def of_parents(today: date, place: str = "lindsjo") -> list[Answer]:
    answers, _handed = voices.all_answers(today)
    return [
        each
        for each in answers
        if each.series == Series.PARENT and each.authority_id == fixed(place)
    ]


def verdict(answers: list[Answer], question: str) -> Verdict:
    points = []
    for month in sorted({each.month for each in answers}):
        values = [each.answers[question] for each in answers if each.month == month]
        stands = [value for value in values if value]
        share = Share(sum(value >= 3 for value in stands), len(stands))
        points.append(Point(Period.containing(month, Length.MONTH), Shown(share)))
    return p_chart(points, better=Better.HIGHER).verdict


@EVERY_START
def test_more_may_propose_and_the_rest_stays_as_it_was(today: date) -> None:
    answers = of_parents(today)

    assert verdict(answers, "propose").code is VerdictCode.INCREASE
    assert verdict(answers, "respect").code is VerdictCode.NO_CHANGE
    assert verdict(answers, "listened").code is VerdictCode.NO_CHANGE


@EVERY_START
def test_fewer_answer_in_july_and_more_as_time_goes(today: date) -> None:
    counts = Counter(each.month for each in of_parents(today))
    whole = {month: count for month, count in counts.items() if month < today.replace(day=1)}
    julys = [count for month, count in whole.items() if month.month == 7]
    autumns = [count for month, count in whole.items() if month.month in (9, 10, 11)]

    assert max(julys) < 0.85 * min(autumns)
    assert len(set(whole.values())) > 6
    by_year = [sum(whole[month] for month in part) for part in _halves(sorted(whole))]
    assert 1.02 < by_year[1] / by_year[0] < 1.4
    assert 45 < sum(whole.values()) / len(whole) < 60


def _halves(months: list[date]) -> tuple[list[date], list[date]]:
    """The last twelve months, and the same months a year earlier where they are there."""
    late = months[-11:]
    return [each.replace(year=each.year - 1) for each in late], late


@EVERY_START
def test_every_month_of_lindsjo_has_enough_to_be_shown(today: date) -> None:
    answers, _handed = voices.all_answers(today)
    for series in Series:
        counts = Counter(
            each.month
            for each in answers
            if each.series == series and each.authority_id == fixed("lindsjo")
        )
        counts.pop(today.replace(day=1), None)
        assert min(counts.values()) >= 5


def test_a_small_place_has_five_a_month() -> None:
    counts = Counter(each.month for each in of_parents(date(2026, 11, 30), "ekhamra"))

    assert set(counts.values()) == {5}
