"""How far from the mean chance may carry a share. The numbers are worked out by hand."""

from __future__ import annotations

import pytest

from kraftsamling.indicators.rules.control_charts import (
    Better,
    ControlChart,
    VerdictCode,
    p_chart,
)
from kraftsamling.indicators.rules.figures import Share, Shown
from kraftsamling.indicators.rules.limits import Limits, Scale
from kraftsamling.indicators.rules.periods import Point, month


def judge(*values: int, n: int) -> ControlChart:
    points = [
        Point(month(2024, 12).shifted(i), Shown(Share(value, n))) for i, value in enumerate(values)
    ]
    return p_chart(points, better=Better.HIGHER)


@pytest.mark.parametrize(
    ("n", "lower", "upper"),
    [
        (100, 0.35, 0.65),  # sigma = sqrt(.25/100) = .05
        (400, 0.425, 0.575),  # sigma = .025
        (25, 0.2, 0.8),  # sigma = .1
    ],
)
def test_limits_are_wider_with_fewer_answers(n: int, lower: float, upper: float) -> None:
    limits = Scale.of(Share(600, 1200)).limits(n)

    assert limits.lower == pytest.approx(lower)
    assert limits.upper == pytest.approx(upper)


def test_limits_never_leave_the_paper() -> None:
    # Mean 0.9, n = 50: 0.9 + 3 · 0.0424 = 1.027, cut at 1; 0.9 - 0.127 = 0.773.
    limits = Scale.of(Share(900, 1000)).limits(50)

    assert limits.upper == 1
    assert limits.lower == pytest.approx(0.772721, abs=1e-6)


class TestFewAnswers:
    """Where the normal curve would cry wolf."""

    def test_four_of_five_is_no_alarm_where_99_of_100_are_in_time(self) -> None:
        # Normal curve: .99 - 3 · sqrt(.0099/5) = .8565, so 4 of 5 would be outside. Binomial:
        # at most 4 of 5 happens with 1 - .99^5 = 4.9 %, at most 3 of 5 with 0.098 % (< 0.135 %).
        scale = Scale.of(Share(990, 1000))

        assert scale.limits(5) == Limits(0.8, 1.0)
        assert not scale.beyond(Share(4, 5), 3)
        assert scale.beyond(Share(3, 5), 3)

    def test_a_perfect_baseline_does_not_make_the_first_miss_a_disaster(self) -> None:
        # 60 of 60, so the spread is reckoned as 121 of 122: one miss in five has a chance of 4.0 %.
        chart = judge(*[5] * 12, 4, n=5)

        assert chart.signals == ()
        assert judge(*[5] * 12, 3, n=5).verdict.code is VerdictCode.DECREASE

    def test_a_baseline_of_nothing_is_handled_like_its_mirror(self) -> None:
        assert judge(*[0] * 12, 1, n=5).signals == ()
        assert judge(*[0] * 12, 2, n=5).verdict.code is VerdictCode.INCREASE

    def test_the_usual_side_does_not_make_a_run_in_seven(self) -> None:
        # Mean .98, 20 answers: all in time has the chance .98^20 = 0.668, weight 0.583 in a run.
        # 7 / 0.583 = 12.01: twelve perfect months are as usual as seven even throws of a coin.
        scale = Scale.of(Share(980, 1000))

        assert scale.weight_in_a_run(Share(20, 20)) == pytest.approx(0.582926, abs=1e-5)
        assert scale.weight_in_a_run(Share(19, 20)) == 1
        assert Scale.of(Share(20, 1000)).weight_in_a_run(Share(0, 20)) == pytest.approx(
            0.582926, abs=1e-5
        )
        perfect = [*[20, 19, 20, 20, 19, 20] * 2, 18, 19]
        assert judge(*perfect, *[20] * 7, n=20).signals == ()

    def test_with_five_answers_around_half_nothing_can_be_outside(self) -> None:
        scale = Scale.of(Share(30, 60))

        assert scale.limits(5) == Limits(0.0, 1.0)
