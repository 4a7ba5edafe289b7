"""The p-chart as a drawing: where everything stands, as finished strings for the templates.

Two drawings of the same series, wide (900 × 340) and narrow (340 × 290), and its twin as a table.
Pure: no Django, nothing translated, every number already written, for two thirds of a page's time
is template rendering.

Colour says good or bad, shape says direction: a triangle points up or down, a circle is ordinary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kraftsamling.common import formats
from kraftsamling.indicators.chart_drawing import (
    EFFECT_CSS,
    ORDINARY_CSS,
    Drawing,
    drawing,
    line_through,
    percent_of,
    point_shape,
    share_of,
    tight_period,
)
from kraftsamling.indicators.chart_frames import NARROW, WIDE
from kraftsamling.indicators.rules.control_charts import (
    ChartPoint,
    ControlChart,
    Direction,
    Effect,
)
from kraftsamling.indicators.rules.figures import Hidden
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.thresholds import SignalCode


class Row(NamedTuple):
    """One line of the table. `mark` is empty, BETTER, WORSE, UP or DOWN; the page has the words.

    `usual` is the span of ordinary variation. `is_hidden` says that nothing else is filled in.
    """

    period: str
    share: str
    counts: str
    usual: str
    mark: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """The parts of the text that stands for the drawing. Empty parts are left out."""

    name: str
    first: str
    first_period: str
    last: str
    last_period: str
    mean: str
    change: str
    hidden: int
    run: str
    run_is_above: bool
    verdict: str
    since: str


@dataclass(frozen=True, slots=True)
class SparkLine:
    """A small line and its last point, 112 × 36, for decoration."""

    line: str
    end: str
    css: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole chart: two drawings, their title and text, the table and what the legend needs.

    `better`, `worse` and `neutral` are the shapes of marked points, empty when the chart has none;
    `mean` is empty when it is too early for one.
    """

    title: str
    alternative: Alternative
    drawings: tuple[Drawing, Drawing]
    rows: tuple[Row, ...]
    better: str
    worse: str
    neutral: str
    has_hidden: bool
    mean: str


def draw(
    chart: ControlChart,
    *,
    chart_id: str,
    title: str,
    name: str,
    not_shown: str,
    language: str = formats.SWEDISH,
) -> Picture:
    """Draw a judged series.

    `chart_id` must be unique on the page. `title` heads the drawing, `name` (series and question)
    begins the text that stands for it, `not_shown` is what a gap says in the reader's language.
    """
    base = chart.baseline
    return Picture(
        title,
        _alternative(chart, name, language),
        (
            drawing(chart, WIDE, chart_id, not_shown, language),
            drawing(chart, NARROW, chart_id, not_shown, language),
        ),
        tuple(_row(point, language) for point in chart.points),
        _key(chart, Effect.BETTER),
        _key(chart, Effect.WORSE),
        _key(chart, Effect.NEUTRAL),
        any(isinstance(point.figure, Hidden) for point in chart.points),
        formats.percent_sign(percent_of(base.total), language) if base else "",
    )


def spark_line(chart: ControlChart, *, latest: int = 12) -> SparkLine:
    """The latest points without any scale, for a place where words carry the verdict."""
    shares = [share_of(point) for point in chart.points[-latest:]]
    values = [share.numerator / share.denominator for share in shares if share]
    if not values:
        return SparkLine("", "", ORDINARY_CSS)
    apart, low = 100 / max(len(shares) - 1, 1), min(values)
    high = max(max(values), low + 0.1)  # a step of a few per cent must not look like a mountain
    where = [
        (4 + i * apart, 31 - 26 * (s.numerator / s.denominator - low) / (high - low)) if s else None
        for i, s in enumerate(shares)
    ]
    x, y = next(place for place in reversed(where) if place)
    css = EFFECT_CSS[chart.verdict.effect] if chart.verdict.since else ORDINARY_CSS
    return SparkLine(line_through(where), point_shape(None, x, y, 3.5), css)


def _key(chart: ControlChart, effect: Effect) -> str:
    """The shape of such a point for the legend, 14 × 14; empty when the chart has none."""
    mark = next((p.mark for p in chart.points if p.mark and p.mark.effect is effect), None)
    return point_shape(mark, 7, 7.5, 4.6) if mark else ""


def _in_text(period: Period, language: str) -> str:
    return formats.period(period.year, period.first_month, period.length, language)


def _row(point: ChartPoint, language: str) -> Row:
    period = tight_period(point.period, language)
    share = share_of(point)
    if share is None:
        return Row(period, "", "", "", "", isinstance(point.figure, Hidden))
    usual = ""
    if point.limits:
        low, high = (round(100 * x) for x in (point.limits.lower, point.limits.upper))
        usual = f"{low}{formats.EN_DASH}{formats.percent_sign(high, language)}"
    of = "av" if language.startswith(formats.SWEDISH) else "of"
    counts = f"{formats.number(share.numerator, language)} {of} " + formats.number(
        share.denominator, language
    )
    mark = ""
    if point.mark:
        neutral = point.mark.effect is Effect.NEUTRAL
        mark = point.mark.direction.name if neutral else point.mark.effect.value
    percent = formats.percent_sign(percent_of(share), language)
    return Row(period, percent, counts, usual, mark, False)


def _alternative(chart: ControlChart, name: str, language: str) -> Alternative:
    drawn = [(p.period, share) for p in chart.points if (share := share_of(p))]
    run = next((e for e in chart.explanations if e.code is SignalCode.RUN), None)
    base, since = chart.baseline, chart.verdict.since
    first = last = first_period = last_period = ""
    if drawn:
        first, last = (formats.percent(percent_of(drawn[i][1]), language) for i in (0, -1))
        first_period, last_period = (_in_text(drawn[i][0], language) for i in (0, -1))
    return Alternative(
        name,
        first,
        first_period,
        last,
        last_period,
        formats.percent(percent_of(base.total), language) if base else "",
        base.change.change.label if base and base.change else "",
        sum(isinstance(point.figure, Hidden) for point in chart.points),
        formats.in_words(run.count, language) if run else "",
        bool(run and run.direction is Direction.UP),
        chart.verdict.code.value,
        _in_text(since, language) if since else "",
    )
