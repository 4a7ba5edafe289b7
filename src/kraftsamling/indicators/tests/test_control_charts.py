"""When a series has really changed. The expected numbers are worked out by hand in the comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kraftsamling.indicators.rules.changes import Change
from kraftsamling.indicators.rules.control_charts import (
    Better,
    ControlChart,
    Direction,
    Effect,
    Explanation,
    Mark,
    Signal,
    VerdictCode,
    p_chart,
)
from kraftsamling.indicators.rules.figures import Hidden, Share, Shown
from kraftsamling.indicators.rules.periods import Point, month
from kraftsamling.indicators.rules.thresholds import (
    BASELINE_RULE,
    SIGNAL_RULES,
    SignalCode,
)

FIRST = month(2024, 12)
UP, DOWN = Direction.UP, Direction.DOWN
HIDDEN = None

# The drawing: 24 months, here with 100 answers in each. Twelve before the change sum to 634.
BEFORE = [52, 55, 49, 57, 51, 54, 50, 56, 53, 48, 55, 54]
AFTER = [57, 61, 58, 63, 60, 65, 62, 64, 66, 63, 69, 68]
CHANGED = Change(date(2025, 12, 1), "Signs of Safety i alla grupper")
# Around a mean of 50 of 100 with no signal: never two neighbours on one side.
CALM = [52, 48] * 6


def series(*values: int | None, n: int = 100) -> list[Point]:
    return [
        Point(FIRST.shifted(i), Hidden() if value is HIDDEN else Shown(Share(value, n)))
        for i, value in enumerate(values)
    ]


def judge(*values: int | None, n: int = 100, better: Better = Better.HIGHER) -> ControlChart:
    return p_chart(series(*values, n=n), better=better)


def codes(chart: ControlChart) -> set[SignalCode]:
    return {signal.code for signal in chart.signals}


def test_the_drawing_by_hand() -> None:
    chart = p_chart(series(*BEFORE, *AFTER), better=Better.HIGHER, changes=[CHANGED])

    # 634 of 1,200 = 0.528333. One sigma: sqrt(0.528333 · 0.471667 / 100) = 0.0499197.
    assert chart.baseline is not None
    assert chart.baseline.mean == Fraction(634, 1200)
    assert (chart.baseline.start, chart.baseline.stop) == (0, 12)
    limits = chart.points[0].limits
    assert limits is not None
    assert limits.lower == pytest.approx(0.378574, abs=1e-6)
    assert limits.upper == pytest.approx(0.678093, abs=1e-6)
    # Two sigmas above: 0.628173. So 63, 65, 64, 66, 63, 69, 68 are far, and 69 and 68 outside.
    # 62 (index 18) is not far, but in windows with two that are.
    assert chart.signals == (
        Signal(SignalCode.OUTSIDE, UP, (22,)),
        Signal(SignalCode.OUTSIDE, UP, (23,)),
        Signal(SignalCode.RUN, UP, tuple(range(12, 24))),
        Signal(SignalCode.NEAR, UP, (15, 17, 19, 20, 21, 22, 23)),
    )
    assert chart.verdict.code is VerdictCode.INCREASE
    assert chart.verdict.effect is Effect.BETTER
    assert chart.verdict.since == month(2025, 12)
    assert [point.mark for point in chart.points] == [None] * 12 + [Mark(UP, Effect.BETTER)] * 12
    assert chart.explanations[1] == Explanation(
        SignalCode.RUN, UP, 12, 7, month(2025, 12), month(2026, 11)
    )


def test_without_the_marked_change_the_run_begins_where_it_began() -> None:
    # October and November 2025, 55 and 54, lie above 52.8 too.
    assert judge(*BEFORE, *AFTER).verdict.since == month(2025, 10)


@pytest.mark.parametrize(
    ("values", "code", "direction", "points"),
    [
        # sigma .05: 66 is outside 65, 65 itself is not; far is over 60, so 60 is not far.
        ([*CALM, 66], SignalCode.OUTSIDE, UP, (12,)),
        ([*CALM, 34], SignalCode.OUTSIDE, DOWN, (12,)),
        ([*CALM, 65], None, None, ()),
        ([*CALM, 61, 61, 51], SignalCode.NEAR, UP, (12, 13)),
        ([*CALM, 61, 61], None, None, ()),
        ([*CALM, 39, 49, 39], SignalCode.NEAR, DOWN, (12, 14)),
        ([*CALM, 61, 50, 61], None, None, ()),
        ([*CALM, 61, 49, 61], None, None, ()),
        ([*CALM, 60, 60], None, None, ()),
        ([*CALM, 61, 51, 51, 61], None, None, ()),
        # a run: the last of CALM, 48, is below, so seven more above are needed
        ([*CALM, 51, 53, 51, 53, 51, 53, 51], SignalCode.RUN, UP, (12, 13, 14, 15, 16, 17, 18)),
        ([*CALM, 51, 53, 51, 53, 51, 53], None, None, ()),
        # on the mean: neither breaks nor extends
        ([*CALM, 51, 53, 50, 51, 53, 51, 53], None, None, ()),
        (
            [*CALM, 51, 53, 50, 51, 53, 51, 53, 51],
            SignalCode.RUN,
            UP,
            (12, 13, 15, 16, 17, 18, 19),
        ),
        # a trend: 44 to 50 with 48 before; across the mean, so no run
        ([*CALM, 44, 46, 47, 49, 51, 53, 55], SignalCode.TREND, UP, (12, 13, 14, 15, 16, 17, 18)),
        (
            [*CALM, 44, 46, 46, 47, 49, 51, 53, 55],
            SignalCode.TREND,
            UP,
            (12, 13, 15, 16, 17, 18, 19),
        ),
        ([*CALM, 44, 46, 47, 49, 51, 53, 53], None, None, ()),
        ([*CALM, 56, 54, 53, 51, 49, 47, 45], SignalCode.TREND, DOWN, tuple(range(12, 19))),
    ],
)
def test_each_signal_fires_where_it_should_and_not_before(
    values: list[int], code: SignalCode | None, direction: Direction | None, points: tuple[int, ...]
) -> None:
    chart = judge(*values)

    expected = () if code is None or direction is None else (Signal(code, direction, points),)
    assert chart.signals == expected


def test_a_hidden_month_neither_breaks_nor_extends_a_run() -> None:
    values = [*CALM, 51, 53, 51, HIDDEN, HIDDEN, 53, 51, 53]

    assert codes(judge(*values)) == set()
    assert judge(*values, 51).signals == (Signal(SignalCode.RUN, UP, (12, 13, 14, 17, 18, 19, 20)),)


def test_nothing_is_drawn_or_counted_where_a_point_is_hidden_or_empty() -> None:
    points = [*series(*CALM, HIDDEN), Point(FIRST.shifted(13), Shown(Share(0, 0)))]

    chart = p_chart(points, better=Better.HIGHER)

    assert [(p.limits, p.mark) for p in chart.points[12:]] == [(None, None)] * 2
    assert chart.verdict.counted == 12
    assert chart.baseline is not None
    assert chart.baseline.mean == Fraction(600, 1200)


def test_eleven_points_are_too_few_and_hidden_ones_do_not_help() -> None:
    chart = judge(*CALM[:10], HIDDEN, HIDDEN, 90)

    assert chart.verdict.code is VerdictCode.TOO_EARLY
    assert chart.verdict.counted == 11
    assert chart.baseline is None
    assert {(p.limits, p.mark) for p in chart.points} == {(None, None)}


@pytest.mark.parametrize("values", [[], [50], [HIDDEN], [HIDDEN] * 30])
def test_a_short_or_hidden_series_is_drawn_without_a_verdict(values: list[int | None]) -> None:
    chart = judge(*values)

    assert chart.verdict.code is VerdictCode.TOO_EARLY
    assert len(chart.points) == len(values)


def test_what_was_once_outside_is_marked_but_no_longer_the_verdict() -> None:
    chart = judge(*CALM, 66, 48)

    assert chart.points[12].mark == Mark(UP, Effect.BETTER)
    assert chart.verdict.code is VerdictCode.NO_CHANGE
    assert chart.verdict.since is None
    assert chart.explanations == ()


@pytest.mark.parametrize(
    ("better", "effect"),
    [
        (Better.HIGHER, Effect.BETTER),
        (Better.LOWER, Effect.WORSE),
        (Better.NEITHER, Effect.NEUTRAL),
    ],
)
def test_whether_an_increase_is_good_depends_on_the_indicator(
    better: Better, effect: Effect
) -> None:
    verdict = judge(*CALM, 66, better=better).verdict

    assert (verdict.code, verdict.effect) == (VerdictCode.INCREASE, effect)


def test_the_level_decides_before_the_trend() -> None:
    # Falling for seven months, but every month is still above the mean of 50.
    chart = judge(*CALM, 60, 58, 57, 56, 55, 54, 53)

    assert chart.verdict.code is VerdictCode.INCREASE
    assert [(e.code, e.direction) for e in chart.explanations] == [
        (SignalCode.RUN, UP),
        (SignalCode.TREND, DOWN),
    ]


def test_the_mean_is_frozen_over_the_first_twelve_points() -> None:
    short, longer = judge(*CALM), judge(*CALM, 90, 90, 90)

    assert short.baseline is not None
    assert short.baseline == longer.baseline
    assert short.points[3].limits == longer.points[3].limits


def test_a_change_with_too_few_points_before_it_does_not_end_the_baseline() -> None:
    early = Change(FIRST.shifted(5).first_day, "Tidigt")
    late = Change(FIRST.shifted(14).first_day, "Senare")

    chart = p_chart(series(*CALM, 50, 50, 66, 66), better=Better.HIGHER, changes=[late, early])

    assert chart.baseline is not None
    assert chart.baseline.change is not None
    assert chart.baseline.change.change == late
    assert chart.baseline.mean == Fraction(700, 1400)
    assert [placed.before for placed in chart.changes] == [5, 14]


def test_a_run_is_not_counted_across_the_change() -> None:
    change = Change(FIRST.shifted(16).first_day, "Ny rutin")
    chart = p_chart(series(*CALM, 48, *[51] * 7), better=Better.HIGHER, changes=[change])

    # Three before it and four after it lie above the mean, 801 of 1,600 = 50.06 of 100.
    assert chart.signals == ()
    assert codes(judge(*CALM, 48, *[51] * 7)) == {SignalCode.RUN}


def test_the_first_point_after_the_change_belongs_to_what_came_after() -> None:
    # Six above before the change and one after it: neither side has seven.
    change = Change(FIRST.shifted(18).first_day, "Ny rutin")
    chart = p_chart(series(*CALM, *[52] * 6, 53, 45), better=Better.HIGHER, changes=[change])

    assert chart.signals == ()
    assert codes(judge(*CALM, *[52] * 6, 53, 45)) == {SignalCode.RUN}


def test_a_baseline_definition_is_data() -> None:
    rule = replace(BASELINE_RULE, length=13)

    chart = p_chart(series(*CALM, 63, 50), better=Better.HIGHER, baseline_rule=rule)

    assert chart.baseline is not None
    assert chart.baseline.mean == Fraction(663, 1300)


def test_a_signal_rule_is_data() -> None:
    six = [
        replace(rule, length=6) if rule.code is SignalCode.RUN else rule for rule in SIGNAL_RULES
    ]

    chart = p_chart(series(*CALM, *[51, 53] * 3), better=Better.HIGHER, signal_rules=six)

    assert codes(chart) == {SignalCode.RUN}


@st.composite
def many_shares(draw: st.DrawFn) -> list[Share]:
    sizes = draw(st.lists(st.integers(1, 80), min_size=12, max_size=30))
    return [Share(draw(st.integers(0, n)), n) for n in sizes]


def drawn(shares: list[Share], better: Better = Better.HIGHER) -> ControlChart:
    points = [Point(FIRST.shifted(i), Shown(share)) for i, share in enumerate(shares)]
    return p_chart(points, better=better, changes=[CHANGED])


@given(many_shares())
def test_a_mirrored_series_gives_the_mirrored_verdict(shares: list[Share]) -> None:
    there = drawn(shares, Better.HIGHER)
    back = drawn([share.mirrored for share in shares], Better.LOWER)

    assert [(s.code, s.direction, s.points) for s in there.signals] == [
        (s.code, -s.direction, s.points) for s in back.signals
    ]
    assert there.verdict.effect is back.verdict.effect
    assert there.verdict.since == back.verdict.since
    assert there.baseline is not None
    assert back.baseline is not None
    assert there.baseline.mean == 1 - back.baseline.mean


@given(many_shares(), st.integers(2, 50))
def test_more_answers_of_the_same_keep_the_mean_and_narrow_the_limits(
    shares: list[Share], times: int
) -> None:
    few = drawn(shares)
    many = drawn([Share(s.numerator * times, s.denominator * times) for s in shares])

    assert few.baseline is not None
    assert many.baseline is not None
    assert few.baseline.mean == many.baseline.mean
    assert {s.points for s in few.signals if s.code is SignalCode.TREND} == {
        s.points for s in many.signals if s.code is SignalCode.TREND
    }
    for wide, narrow in zip(few.points, many.points, strict=True):
        assert wide.limits is not None
        assert narrow.limits is not None
        reach = wide.limits.upper - wide.limits.lower
        # Counts are whole: the limits of few answers may be one answer coarser.
        coarse = 2 / (wide.figure.share.denominator if isinstance(wide.figure, Shown) else 1)
        assert narrow.limits.upper - narrow.limits.lower <= reach + coarse


@given(st.integers(0, 9), st.integers(1, 9), st.lists(st.integers(1, 20), min_size=12))
def test_a_constant_series_never_signals(part: int, rest: int, times: list[int]) -> None:
    chart = drawn([Share(part * t, (part + rest) * t) for t in times])

    assert chart.signals == ()
    assert chart.verdict.code is VerdictCode.NO_CHANGE


@given(many_shares())
def test_marks_limits_and_explanations_belong_together(shares: list[Share]) -> None:
    chart = drawn(shares)
    marked = {i for i, point in enumerate(chart.points) if point.mark}

    assert marked == {i for signal in chart.signals for i in signal.points}
    assert (chart.verdict.since is not None) == bool(chart.explanations)
    for point in chart.points:
        assert point.limits is not None
        assert 0 <= point.limits.lower <= point.limits.upper <= 1


@given(many_shares(), st.sets(st.integers(0, 29)))
def test_what_a_hidden_point_held_changes_nothing(shares: list[Share], hidden: set[int]) -> None:
    assume(len(shares) - len(hidden & set(range(len(shares)))) >= 12)
    points = [
        Point(FIRST.shifted(i), Hidden() if i in hidden else Shown(share))
        for i, share in enumerate(shares)
    ]

    chart = p_chart(points, better=Better.HIGHER)
    without = p_chart([p for p in points if isinstance(p.figure, Shown)], better=Better.HIGHER)

    assert [s.code for s in chart.signals] == [s.code for s in without.signals]
    assert chart.verdict == without.verdict
