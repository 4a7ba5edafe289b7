"""A control chart as a drawing: where everything stands, as finished strings for the templates.

Two drawings of the same series, wide (900 × 340) and narrow (340 × 290), and its twin as a table.
Pure: no Django, nothing translated, every number already written, for two thirds of a page's time
is template rendering.

Colour says good or bad, shape says direction: a triangle points up or down, a circle is ordinary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Final, NamedTuple

from kraftsamling.common import formats
from kraftsamling.indicators.chart_drawing import (
    EFFECT_CSS,
    ORDINARY_CSS,
    Drawing,
    drawing,
    line_through,
    point_shape,
    tight_period,
)
from kraftsamling.indicators.chart_frames import NARROW, WIDE, Place
from kraftsamling.indicators.chart_values import PERCENT, Writing, writing_in
from kraftsamling.indicators.rules.control_charts import (
    ChartPoint,
    ControlChart,
    Direction,
    Effect,
    Mark,
    VerdictCode,
)
from kraftsamling.indicators.rules.figures import Hidden, Shown
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.rules.thresholds import SignalCode

_APART: Final = "\x1f"  # the unit separator of ASCII


class Row(NamedTuple):
    """One line of the table. `usual` is the span of ordinary variation; both it and `judgement` are
    empty where nothing may be judged. `counts` ("9 of 14") is for shares.
    """

    period: str
    share: str
    counts: str
    usual: str
    judgement: str


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
    verdict: VerdictCode
    since: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a chart says, in the reader's language. `describe` is the text that stands for it."""

    describe: Callable[[Alternative], str]
    not_shown: str
    ordinary: str
    better: str
    worse: str
    up: str
    down: str

    def judgement(self, mark: Mark | None) -> str:
        """Good or bad where the indicator knows which is wanted, else up or down."""
        if mark is None:
            return self.ordinary
        if mark.effect is Effect.NEUTRAL:
            return self.up if mark.direction is Direction.UP else self.down
        return self.better if mark.effect is Effect.BETTER else self.worse


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
    `mean` is empty when it is too early for one, `unit` for shares. `body` is the table's rows as finished
    HTML, every text escaped here: 300 cells one by one would be half of the template's time.
    """

    title: str
    text: str
    drawings: tuple[Drawing, Drawing]
    rows: tuple[Row, ...]
    body: str
    better: str
    worse: str
    neutral: str
    has_hidden: bool
    mean: str
    unit: str = ""


def draw(
    chart: ControlChart,
    *,
    chart_id: str,
    title: str,
    name: str,
    words: Words,
    language: str = formats.SWEDISH,
    unit: str = "",
) -> Picture:
    """Draw a judged series: shares, or amounts in their unit.

    `chart_id` must be unique on the page. `title` heads the drawing, `name` (series and question)
    begins the text that stands for it. The words and the language must be the reader's, both.
    """
    base = chart.baseline
    writing = writing_in(unit)
    rows = tuple(_row(point, words, language, writing) for point in chart.points)
    return Picture(
        title,
        words.describe(_alternative(chart, name, language, writing)),
        (
            drawing(chart, WIDE, chart_id, words.not_shown, language, writing),
            drawing(chart, NARROW, chart_id, words.not_shown, language, writing),
        ),
        rows,
        _body(rows, is_judged=base is not None, are_shares=not unit),
        _key(chart, Effect.BETTER),
        _key(chart, Effect.WORSE),
        _key(chart, Effect.NEUTRAL),
        any(isinstance(point.figure, Hidden) for point in chart.points),
        writing.tight(base.mean, language) if base else "",
        unit,
    )


def spark_line(chart: ControlChart, *, latest: int = 12) -> SparkLine:
    """The latest shares without any scale, for a place where words carry the verdict."""
    heights = [PERCENT.height_of(point) for point in chart.points[-latest:]]
    values = [height for height in heights if height is not None]
    if not values:
        return SparkLine("", "", ORDINARY_CSS)
    apart, low = 100 / max(len(heights) - 1, 1), min(values)
    high = max(max(values), low + 10)  # a step of a few per cent must not look like a mountain
    where = [
        None if y is None else Place.of(4 + i * apart, 31 - 26 * (y - low) / (high - low))
        for i, y in enumerate(heights)
    ]
    last = next(place for place in reversed(where) if place)
    css = EFFECT_CSS[chart.verdict.effect] if chart.verdict.since else ORDINARY_CSS
    return SparkLine(line_through(where), point_shape(None, last, 3.5), css)


def _key(chart: ControlChart, effect: Effect) -> str:
    """The shape of such a point for the legend, 14 × 14; empty when the chart has none."""
    mark = next((p.mark for p in chart.points if p.mark and p.mark.effect is effect), None)
    return point_shape(mark, Place.of(7, 7.5), 4.6) if mark else ""


def _in_text(period: Period, language: str) -> str:
    return formats.period(period.year, period.first_month, period.length, language)


def _row(point: ChartPoint, words: Words, language: str, writing: Writing) -> Row:
    period = tight_period(point.period, language)
    value = writing.value_of(point)
    if value is None:
        nothing = words.not_shown if isinstance(point.figure, Hidden) else formats.EN_DASH
        return Row(period, nothing, nothing, "", "")
    usual = ""
    if point.limits:
        low, high = (writing.height(x) for x in (point.limits.lower, point.limits.upper))
        usual = writing.between(low, high, language)
    judgement = words.judgement(point.mark) if point.limits else ""
    return Row(period, writing.tight(value, language), _counts(point, language), usual, judgement)


def _counts(point: ChartPoint, language: str) -> str:
    if not isinstance(point.figure, Shown):
        return ""
    share = point.figure.share
    of = "av" if language.startswith(formats.SWEDISH) else "of"
    part, whole = (formats.number(n, language) for n in (share.numerator, share.denominator))
    return f"{part} {of} {whole}"


def _body(rows: tuple[Row, ...], *, is_judged: bool, are_shares: bool) -> str:
    """Escaped in one go, the cells held apart by a sign that no text contains."""
    kept = 5 if is_judged else 3
    cells = (row[:kept] if are_shares else (*row[:2], *row[3:kept]) for row in rows)
    lines = escape("\n".join(map(_APART.join, cells))).split("\n")
    return "\n".join(
        f'<tr><th scope="row">{line.replace(_APART, "</th><td>", 1).replace(_APART, "</td><td>")}'
        "</td></tr>"
        for line in lines
    )


def _alternative(chart: ControlChart, name: str, language: str, writing: Writing) -> Alternative:
    drawn = [(p.period, v) for p in chart.points if (v := writing.value_of(p)) is not None]
    run = next((e for e in chart.explanations if e.code is SignalCode.RUN), None)
    base, since = chart.baseline, chart.verdict.since
    first = last = first_period = last_period = ""
    if drawn:
        first, last = (writing.running(drawn[i][1], language) for i in (0, -1))
        first_period, last_period = (_in_text(drawn[i][0], language) for i in (0, -1))
    return Alternative(
        name,
        first,
        first_period,
        last,
        last_period,
        writing.running(base.mean, language) if base else "",
        base.change.change.label if base and base.change else "",
        sum(isinstance(point.figure, Hidden) for point in chart.points),
        formats.in_words(run.count, language) if run else "",
        bool(run and run.direction is Direction.UP),
        chart.verdict.code,
        _in_text(since, language) if since else "",
    )
