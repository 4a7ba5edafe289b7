"""How often the chart cries wolf: series in which nothing has changed, and a verdict that something has."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from random import Random
from typing import Final

from bench.table import Row
from kraftsamling.indicators.rules.control_charts import (
    Better,
    ControlChart,
    VerdictCode,
    p_chart,
    xmr_chart,
)
from kraftsamling.indicators.rules.figures import Amount, Share, Shown, ShownAmount
from kraftsamling.indicators.rules.periods import Point, month
from kraftsamling.indicators.rules.thresholds import (
    FALSE_VERDICTS_IN_A_HUNDRED,
    FALSE_VERDICTS_OF_AMOUNTS_IN_A_HUNDRED,
)

SERIES: Final = 4_000
MONTHS: Final = 24
# Answers a month and the positive share: an ordinary question, a small place, a rule nearly always kept.
KINDS: Final = (
    ("50 answers, 55 %", 50, 0.55),
    ("12 answers, 70 %", 12, 0.70),
    ("60 answers, 97 %", 60, 0.97),
)


# Amounts: what is counted a month, and days that vary as a normal curve does.
AMOUNTS: Final[tuple[tuple[str, Callable[[Random], int]], ...]] = (
    ("XmR, about 40 a month", lambda source: sum(source.random() < 0.4 for _ in range(100))),
    ("XmR, 120 days ± 15", lambda source: round(source.gauss(120, 15))),
)


def run() -> list[Row]:
    """The share of unchanged series of two years whose last month is said to be a change."""
    shares = [
        _row(name, partial(_p_chart, answers, chance), FALSE_VERDICTS_IN_A_HUNDRED)
        for name, answers, chance in KINDS
    ]
    return shares + [
        _row(name, partial(_xmr_chart, one), FALSE_VERDICTS_OF_AMOUNTS_IN_A_HUNDRED)
        for name, one in AMOUNTS
    ]


def _row(name: str, chart: Callable[[Random], ControlChart], most: int) -> Row:
    source = Random(name)  # noqa: S311 - the same chance every time, so that a change of rules is seen
    alarms = sum(chart(source).verdict.code is not VerdictCode.NO_CHANGE for _ in range(SERIES))
    share = 100 * alarms / SERIES
    return Row(
        f"False verdicts, {name}",
        share,
        f"in 100 of {SERIES} unchanged series",
        "what the method page says",
        share / most,
        f"at most {most} in 100",
        share <= most,
    )


def _p_chart(answers: int, chance: float, source: Random) -> ControlChart:
    return p_chart(
        [
            Point(
                month(2024, 1).shifted(step),
                Shown(Share(sum(source.random() < chance for _ in range(answers)), answers)),
            )
            for step in range(MONTHS)
        ],
        better=Better.HIGHER,
    )


def _xmr_chart(one: Callable[[Random], int], source: Random) -> ControlChart:
    return xmr_chart(
        [
            Point(
                month(2024, 1).shifted(step), ShownAmount(Amount(Fraction(one(source)), people=50))
            )
            for step in range(MONTHS)
        ],
        better=Better.HIGHER,
    )
