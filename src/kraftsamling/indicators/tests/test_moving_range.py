"""The XmR chart. The expected numbers are worked out by hand in the comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kraftsamling.indicators import charts
from kraftsamling.indicators.chart_values import InUnits
from kraftsamling.indicators.chart_words import chart_words
from kraftsamling.indicators.rules.changes import Change
from kraftsamling.indicators.rules.control_charts import (
    Better,
    ControlChart,
    Direction,
    Effect,
    VerdictCode,
    xmr_chart,
)
from kraftsamling.indicators.rules.figures import Amount, Hidden, ShownAmount
from kraftsamling.indicators.rules.moving_range import MovingRange
from kraftsamling.indicators.rules.periods import Point, month
from kraftsamling.indicators.rules.thresholds import INSIDE, SignalCode

# Steps 2, 3, 1, 4, 2, 1, 3, 2, 1, 2, 1: 22 in eleven steps, 2 on average. The sum is 492, the mean 41.
YEAR = [40, 42, 39, 40, 44, 42, 41, 38, 40, 41, 43, 42]
series = st.lists(st.integers(0, 60), min_size=12, max_size=30)


def judged(
    values: Sequence[int | Fraction | None],
    better: Better = Better.HIGHER,
    changes: tuple[Change, ...] = (),
) -> ControlChart:
    points = [
        Point(
            month(2024, 1).shifted(i),
            Hidden() if value is None else ShownAmount(Amount(Fraction(value), people=9)),
        )
        for i, value in enumerate(values)
    ]
    return xmr_chart(points, better=better, changes=changes)


def test_the_limits_are_two_point_six_six_mean_steps_on_each_side() -> None:
    chart = judged(YEAR)
    assert chart.baseline is not None
    limits = chart.points[0].limits

    assert chart.baseline.mean == 41
    assert limits is not None  # 2.66 × 2 = 5.32
    assert limits.lower == pytest.approx(35.68)
    assert limits.upper == pytest.approx(46.32)
    assert chart.verdict.code is VerdictCode.NO_CHANGE


def test_the_viscosities_of_the_textbook() -> None:
    """Montgomery, Introduction to Statistical Quality Control: fifteen batches of paint primer.

    Mean moving range 0.48 (the book rounds), so the limits lie 1.27 from the mean 33.52.
    """
    batches = (
        "33.75 33.05 34.00 33.81 33.46 34.02 33.68 33.27 33.49 33.20 33.62 33.00 33.54 33.12 33.84"
    )
    found = MovingRange.over([Amount(Fraction(each), people=9) for each in batches.split()])
    limits = found.limits_for(Amount(Fraction(0), people=9))

    assert float(found.middle) == pytest.approx(33.52, abs=0.005)
    assert float(found.step) == pytest.approx(0.48, abs=0.005)
    assert limits is not None
    assert limits.upper == pytest.approx(34.80, abs=0.015)
    assert limits.lower == pytest.approx(32.25, abs=0.015)


@pytest.mark.parametrize(("last", "code"), [(46, "NO_CHANGE"), (47, "INCREASE"), (35, "DECREASE")])
def test_a_point_beyond_the_limits_is_a_change(last: int, code: str) -> None:
    assert judged([*YEAR, last]).verdict.code == code


def test_seven_in_a_row_are_a_change_and_six_are_not() -> None:
    assert judged([*YEAR[:10], 40, 40, *[42] * 6]).verdict.code is VerdictCode.NO_CHANGE
    (told,) = judged([*YEAR[:10], 40, 40, *[42] * 7]).explanations
    assert (told.code, told.direction, told.count) == (SignalCode.RUN, Direction.UP, 7)


def test_two_of_three_near_a_limit_are_a_change() -> None:
    # Two sigmas are 3.55: 45 lies beyond them, within the limits.
    (told,) = judged([*YEAR, 40, 45, 42, 45]).explanations
    assert told.code is SignalCode.NEAR


def test_hidden_points_are_stepped_over() -> None:
    with_gaps: list[int | Fraction | None] = []
    for value in YEAR:
        with_gaps += [None, value]

    assert judged(with_gaps).baseline is not None
    assert judged(with_gaps).points[1].limits == judged(YEAR).points[0].limits
    assert judged(with_gaps).points[0].limits is None


def test_a_marked_change_ends_the_baseline() -> None:
    change = Change(date(2025, 3, 1), "Kiosk")
    chart = judged([*YEAR, 41, 41, *[60, 61] * 4], changes=(change,))

    assert chart.baseline is not None
    assert chart.baseline.stop == 14
    assert chart.baseline.mean == 41
    assert chart.verdict.since == month(2025, 3)


def test_where_nothing_has_ever_moved_one_other_value_is_no_alarm_but_seven_are() -> None:
    chart = judged([*[5] * 12, 6])
    assert chart.verdict.code is VerdictCode.NO_CHANGE
    assert chart.points[-1].limits is None
    assert judged([*[5] * 12, *[6] * 7]).verdict.code is VerdictCode.INCREASE


@settings(deadline=None)
@given(series)
def test_a_mirror_image_gets_the_mirrored_verdict(values: list[int]) -> None:
    there, back = judged(values), judged([60 - value for value in values])
    turned = {
        VerdictCode.INCREASE: VerdictCode.DECREASE,
        VerdictCode.DECREASE: VerdictCode.INCREASE,
    }

    assert back.verdict.code is turned.get(there.verdict.code, there.verdict.code)
    assert back.verdict.since == there.verdict.since
    assert [s.points for s in back.signals] == [s.points for s in there.signals]


@settings(deadline=None)
@given(series, st.integers(1, 1000), st.integers(1, 9))
def test_another_zero_or_another_unit_changes_nothing(
    values: list[int], by: int, times: int
) -> None:
    other = judged([times * value + by for value in values])

    assert other.verdict == judged(values).verdict
    assert other.signals == judged(values).signals


def test_an_amount_that_rests_on_four_is_hidden() -> None:
    assert INSIDE.apply_to_amount(Amount(Fraction(41), people=4)) == Hidden()
    assert isinstance(INSIDE.apply_to_amount(Amount(Fraction(41), people=5)), ShownAmount)


def drawn(chart: ControlChart) -> charts.Picture:
    with translation.override("sv"):
        return charts.draw(
            chart, chart_id="a", title="Svar", name="Antal svar", words=chart_words(), unit="svar"
        )


def test_the_drawing_counts_answers_and_not_per_cent() -> None:
    picture = drawn(judged([*YEAR, *[48] * 7, None]))
    with translation.override("sv"):
        page = render_to_string("indicators/charts/p_chart.html", {"picture": picture})

    assert "%" not in page
    assert '<th scope="col">Svar</th><th scope="col">Brukar vara</th>' in page
    assert picture.rows[0].share == "40"
    assert picture.rows[0].usual == "35,7–46,3"
    assert "från 40\u00a0svar (januari 2024) till 48\u00a0svar (juli 2025)" in picture.text
    assert "Medelvärdet för de första punkterna var 41\u00a0svar." in picture.text
    assert "1 period visas inte." in picture.text
    assert picture.text.endswith("Säker ökning sedan november 2024.")
    assert [tick.text for tick in picture.drawings[0].ticks] == ["35", "40", "45", "50"]
    assert judged([*YEAR, *[48] * 7]).verdict.effect is Effect.BETTER


@pytest.mark.parametrize(
    ("heights", "ticks"),
    [
        ([35.7, 48.0], [35, 40, 45, 50]),
        ([0.0, 1200.0], [0, 500, 1000, 1500]),
        ([7.0], [7, 7.2]),
        ([0.0], [0, 0.1]),
    ],
)
def test_the_axis_has_few_and_round_steps(heights: list[float], ticks: list[float]) -> None:
    assert InUnits("svar").span(heights).ticks == pytest.approx(ticks)
