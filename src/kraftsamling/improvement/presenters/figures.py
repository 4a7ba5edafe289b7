"""A goal's figure in words: how it goes, how sure that is, from when, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Direction, Verdict, spark
from kraftsamling.improvement.models import Goal
from kraftsamling.improvement.presenters.words import day, isolated, language
from kraftsamling.improvement.rules import OutsideFigure
from kraftsamling.improvement.selectors import Reading
from kraftsamling.indicators.charts import SparkLine, spark_line
from kraftsamling.indicators.registry import REGISTRY
from kraftsamling.indicators.rules.control_charts import ControlChart, Effect, VerdictCode
from kraftsamling.indicators.rules.control_charts import Direction as Way
from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.thresholds import SignalCode


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
    plain_spark: tuple[str, str, str] | None = None
    is_live: bool = False


def period_words(period: Period) -> str:
    """A calendar period in running text."""
    return formats.period(period.year, period.first_month, period.length, language())


def percent_words(figure: Figure | None) -> str:
    """ "68 procent", "Visas inte", or nothing."""
    if isinstance(figure, Hidden):
        return _("Not shown")
    if isinstance(figure, Shown) and figure.share.percent is not None:
        return formats.percent(figure.share.percent, language())
    return ""


def percent_cell(figure: Figure | None) -> str:
    """The same in a table: "68 %"."""
    if isinstance(figure, Shown) and figure.share.percent is not None:
        return formats.percent_sign(figure.share.percent, language())
    return percent_words(figure)


def goal_figure(goal: Goal, reading: Reading | None, *, today: date) -> GoalFigure:
    """The figure beside a goal."""
    if goal.from_outside:
        return _from_outside(goal.from_outside, today)
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


_NUMBER: Final = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")


def _from_outside(values: Sequence[OutsideFigure], today: date) -> GoalFigure:
    """The newest value (they come newest first), with the one before it. Too few are never judged."""
    last, former = values[0], values[1] if len(values) > 1 else None
    words = _("The first value so far.")
    if former is not None:
        words = _("The one before: %(figure)s, %(day)s.") % {
            "figure": isolated(former.figure),
            "day": day(former.on, today=today),
        }
    numbers = [each for value in reversed(values) if (each := _number_in(value.figure)) is not None]
    drawn = len(numbers) == len(values) > 2
    return GoalFigure(
        "too_early",
        "",
        words,
        value=isolated(last.figure),
        why=_(
            "The values come from outside. We show them with their days, and do not say whether something"
            " has surely changed: that takes at least twelve."
        ),
        source=_("Taken from %(source)s, %(date)s. Owner: %(name)s.")
        % {
            "source": isolated(last.source),
            "date": day(last.on),
            "name": isolated(last.owner_words),
        },
        plain_spark=spark(numbers) if drawn else None,
    )


def _number_in(figure: str) -> float | None:
    """41 in "41 dagars väntan", for the small line only."""
    found = _NUMBER.search(figure)
    return float(re.sub(r"[ \u00a0]", "", found[0]).replace(",", ".")) if found else None


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
            return "unchanged", "", _broken_run(reading.chart) or _("No sure change")
    if verdict.effect is Effect.BETTER:
        return "better", direction, _("Sure increase") if up else _("Sure improvement")
    if verdict.effect is Effect.WORSE:
        return "worse", direction, _("Sure worsening")
    return "unchanged", direction, _("Sure increase") if up else _("Sure decrease")


def _broken_run(chart: ControlChart) -> str:
    """What to say when only the newest value left a run that was sure until then. Empty without one."""
    counted = [place for place, point in enumerate(chart.points) if point.limits]
    for signal in chart.signals:
        if signal.code is SignalCode.RUN and signal.points[-1] == counted[-2]:
            until = {"period": period_words(chart.points[counted[-2]].period)}
            if signal.direction is Way.UP:
                return _("Sure increase until %(period)s, then one lower value") % until
            return _("Sure decrease until %(period)s, then one higher value") % until
    return ""
