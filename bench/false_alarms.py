"""How often the chart cries wolf: series in which nothing has changed, and a verdict that something has."""

from __future__ import annotations

from random import Random
from typing import Final

from bench.table import Row
from kraftsamling.indicators.rules.control_charts import Better, VerdictCode, p_chart
from kraftsamling.indicators.rules.figures import Share, Shown
from kraftsamling.indicators.rules.periods import Point, month
from kraftsamling.indicators.rules.thresholds import FALSE_VERDICTS_IN_A_HUNDRED

SERIES: Final = 4_000
MONTHS: Final = 24
# Answers a month and the positive share: an ordinary question, a small place, a rule nearly always kept.
KINDS: Final = (
    ("50 answers, 55 %", 50, 0.55),
    ("12 answers, 70 %", 12, 0.70),
    ("60 answers, 97 %", 60, 0.97),
)


def run() -> list[Row]:
    """The share of unchanged series of two years whose last month is said to be a change."""
    return [_row(*kind) for kind in KINDS]


def _row(name: str, answers: int, chance: float) -> Row:
    source = Random(name)  # noqa: S311 - the same chance every time, so that a change of rules is seen
    alarms = sum(_cries_wolf(answers, chance, source) for _ in range(SERIES))
    share = 100 * alarms / SERIES
    return Row(
        f"False verdicts, {name}",
        share,
        f"in 100 of {SERIES} unchanged series",
        "what the method page says",
        share / FALSE_VERDICTS_IN_A_HUNDRED,
        f"at most {FALSE_VERDICTS_IN_A_HUNDRED} in 100",
        share <= FALSE_VERDICTS_IN_A_HUNDRED,
    )


def _cries_wolf(answers: int, chance: float, source: Random) -> bool:
    chart = p_chart(
        [
            Point(
                month(2024, 1).shifted(step),
                Shown(Share(sum(source.random() < chance for _ in range(answers)), answers)),
            )
            for step in range(MONTHS)
        ],
        better=Better.HIGHER,
    )
    return chart.verdict.code is not VerdictCode.NO_CHANGE
