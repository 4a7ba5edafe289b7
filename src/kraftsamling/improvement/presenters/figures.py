"""A goal's figure in words: how it goes, how sure that is, from when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Direction, Verdict
from kraftsamling.improvement.models import Goal
from kraftsamling.improvement.presenters.words import day, language
from kraftsamling.improvement.selectors import Reading
from kraftsamling.indicators.charts import SparkLine, spark_line
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.control_charts import Effect, VerdictCode
from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown
from kraftsamling.indicators.rules.periods import Period


@dataclass(frozen=True)
class GoalFigure:
    """Ready to draw. `dated` says from when; `source` is filled for outside figures."""

    verdict: Verdict
    direction: Direction
    words: str
    value: str = ""
    dated: str = ""
    source: str = ""
    name: str = ""
    why: str = ""
    target: str = ""
    spark: SparkLine | None = None
    is_live: bool = False


def period_words(period: Period) -> str:
    """A calendar period in running text."""
    return formats.period(period.year, period.first_month, period.length, language())


def percent_words(figure: Figure | None) -> str:
    """ "68 procent", "Visas inte", or nothing."""
    if isinstance(figure, Hidden):
        return _("Not shown")
    if figure is None or figure.share.percent is None:
        return ""
    return formats.percent(figure.share.percent, language())


def percent_cell(figure: Figure | None) -> str:
    """The same in a table: "68 %"."""
    if isinstance(figure, Shown) and figure.share.percent is not None:
        return formats.percent_sign(figure.share.percent, language())
    return percent_words(figure)


def goal_figure(goal: Goal, reading: Reading | None, *, today: date) -> GoalFigure:
    """The figure beside a goal."""
    if goal.outside_figure and goal.outside_on:
        return GoalFigure(
            "too_early",
            "",
            _("Too early to say"),
            value=goal.outside_figure,
            why=_(
                "The figure comes from outside, and only the latest one is here. One figure cannot say"
                " whether something has changed."
            ),
            source=_("Taken from %(source)s, %(date)s. Owner: %(name)s.")
            % {
                "source": goal.outside_source,
                "date": day(goal.outside_on),
                "name": goal.outside_owner,
            },
        )
    if not goal.indicator_code:
        return GoalFigure("too_early", "", _("This goal has no figure yet."))
    indicator = REGISTRY.get(goal.indicator_code)
    if indicator is None:
        return GoalFigure("too_early", "", _("The figure of this goal is no longer counted."))
    name, why = str(indicator.name), str(indicator.definition)
    target = _target(goal)
    if reading is None:
        return GoalFigure(
            "too_early", "", _("No figure has come yet."), target=target, name=name, why=why
        )
    verdict, direction, words = verdict_words(reading)
    return GoalFigure(
        verdict,
        direction,
        words,
        value=percent_words(reading.figure),
        dated=_dated(reading, today),
        target=target,
        spark=spark_line(reading.chart) if isinstance(reading.figure, Shown) else None,
        is_live=reading.released_on is None,
        name=name,
        why=why,
    )


def _target(goal: Goal) -> str:
    if goal.target is None:
        return ""
    decimals = 0 if goal.target == goal.target.to_integral_value() else 1
    return _("The goal is %(target)s.") % {
        "target": formats.percent(goal.target, language(), decimals=decimals)
    }


def _dated(reading: Reading, today: date) -> str:
    period = period_words(reading.period)
    if reading.released_on is None:
        return _("%(period)s, as it stands today") % {"period": period}
    return _("%(period)s, released on %(day)s") % {
        "period": period,
        "day": day(day_of(reading.released_on), today=today),
    }


def verdict_words(reading: Reading) -> tuple[Verdict, Direction, str]:
    """One word about the series; colour is the effect, the arrow is the direction."""
    verdict = reading.chart.verdict
    up = verdict.code is VerdictCode.INCREASE
    direction: Direction = "up" if up else "down"
    match verdict.code:
        case VerdictCode.TOO_EARLY:
            return "too_early", "", _("Too early to say")
        case VerdictCode.NO_CHANGE:
            return "unchanged", "", _("No sure change")
    if verdict.effect is Effect.BETTER:
        return "better", direction, _("Sure increase") if up else _("Sure improvement")
    if verdict.effect is Effect.WORSE:
        return "worse", direction, _("Sure worsening")
    return "unchanged", direction, _("Sure increase") if up else _("Sure decrease")
