"""One drawing of a control chart: the paths and texts that stand on the wide or the narrow paper.

Pure geometry. All points of one look are one path, so that a template has a dozen things to print
and not a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from kraftsamling.common import formats
from kraftsamling.indicators.chart_frames import Frame, Place, Scaled, Text, at, label_width
from kraftsamling.indicators.chart_values import PERCENT, Span, Writing
from kraftsamling.indicators.rules.control_charts import (
    ChartPoint,
    ControlChart,
    Direction,
    Effect,
    Mark,
)
from kraftsamling.indicators.rules.figures import Hidden
from kraftsamling.indicators.rules.periods import Period

EFFECT_CSS: Final = {
    Effect.BETTER: "k-chart-better",
    Effect.WORSE: "k-chart-worse",
    Effect.NEUTRAL: "k-chart-neutral",
}
ORDINARY_CSS: Final = "k-chart-ordinary"
# A gap narrower than this many units has no room for words beside its neighbours' points.
_ROOM_FOR_UPRIGHT_WORDS: Final = 20


@dataclass(frozen=True, slots=True)
class Marker:
    """All points of one look."""

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """The line of a marked change, with its label."""

    d: str
    label: Text


@dataclass(frozen=True, slots=True)
class Gap:
    """Where hidden points would have been: a pale field, and "Not shown" where there is room."""

    d: str
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One of the two drawings. An empty string or tuple is not drawn."""

    css: str
    view_box: str
    title_id: str
    desc_id: str
    font_size: int
    grid: str
    ticks: tuple[Text, ...]
    periods: tuple[Text, ...]
    band: str
    limits: str
    mean: str
    mean_at: Text | None
    changes: tuple[ChangeLine, ...]
    gaps: tuple[Gap, ...]
    line: str
    markers: tuple[Marker, ...]
    last: Text | None
    last_css: str
    last_size: int


def css_of(mark: Mark | None) -> str:
    return EFFECT_CSS[mark.effect] if mark else ORDINARY_CSS


def tight_period(period: Period, language: str) -> str:
    return formats.tight_period(period.year, period.first_month, period.length, language)


def drawing(
    chart: ControlChart,
    frame: Frame,
    chart_id: str,
    not_shown: str,
    language: str,
    writing: Writing = PERCENT,
) -> Drawing:
    heights = [writing.height_of(point) for point in chart.points]
    span = _span(chart, heights, writing)
    scaled = Scaled(frame, len(chart.points), span.low, span.high)
    where = [
        None if height is None else scaled.place(index, height)
        for index, height in enumerate(heights)
    ]
    band, limits = _band(chart, scaled, writing)
    mean_y = scaled.y(writing.height(float(chart.baseline.mean))) if chart.baseline else None
    last, mean_at, last_css = _last(chart, where, mean_y, frame, language, writing)
    ticks = span.ticks
    return Drawing(
        css=frame.css,
        view_box=f"0 0 {frame.width} {frame.height}",
        title_id=f"{chart_id}-{frame.name}-title",
        desc_id=f"{chart_id}-{frame.name}-desc",
        font_size=frame.font_size,
        grid="".join(f"M{frame.left} {at(scaled.y(t))}H{frame.right}" for t in ticks),
        ticks=tuple(
            Text(
                at(frame.left - 8),
                at(scaled.y(tick) + 4),
                "end",
                writing.on_axis(tick, language),
            )
            for tick in ticks
        ),
        periods=_period_labels(chart, scaled, language),
        band=band,
        limits=limits,
        mean="" if mean_y is None else f"M{frame.left} {at(mean_y)}H{frame.right}",
        mean_at=mean_at,
        changes=tuple(_changes(chart, scaled)),
        gaps=tuple(_gaps(chart.points, where, scaled, not_shown)),
        line=line_through(where),
        markers=_markers(chart.points, where, frame.radius),
        last=last,
        last_css=last_css,
        last_size=frame.last_size,
    )


def _span(chart: ControlChart, heights: Sequence[float | None], writing: Writing) -> Span:
    values = [height for height in heights if height is not None]
    for point in chart.points:
        if point.limits:
            values += (writing.height(point.limits.lower), writing.height(point.limits.upper))
    return writing.span(values)


def line_through(where: Sequence[Place | None]) -> str:
    """The line through the shown points, broken where one is missing."""
    parts = []
    for is_there, group in groupby(where, key=bool):
        if is_there:
            parts.append("M" + " ".join(place.text for place in group if place))
    return "".join(parts)


def _band(chart: ControlChart, scaled: Scaled, writing: Writing) -> tuple[str, str]:
    """The field of ordinary variation and its two edges, in steps because n differs."""
    bands, edges = [], []
    numbered = enumerate(chart.points)
    for has_limits, group in groupby(numbered, key=lambda pair: bool(pair[1].limits)):
        if not has_limits:
            continue
        indexes, tops, feet = [], [], []
        for index, point in group:
            if point.limits:
                indexes.append(index)
                tops.append(at(scaled.y(writing.height(point.limits.upper))))
                feet.append(at(scaled.y(writing.height(point.limits.lower))))
        sides = [at(scaled.step(indexes[0])[0]), *(at(scaled.step(i)[1]) for i in indexes)]
        upper, lower = _steps(sides, tops), _steps(sides, feet)
        back = "".join(
            f"V{foot}H{side}" for foot, side in zip(reversed(feet), sides[-2::-1], strict=True)
        )
        bands.append(f"{upper}{back}Z")
        edges.append(upper + lower)
    return "".join(bands), "".join(edges)


def _steps(sides: Sequence[str], heights: Sequence[str]) -> str:
    """A line at each height from its left side to its right, with one side more than heights."""
    parts, height = [f"M{sides[0]} {heights[0]}"], heights[0]
    for side, y in zip(sides[1:], heights, strict=True):
        if y != height:
            parts.append(f"V{y}")
            height = y
        parts.append(f"H{side}")
    return "".join(parts)


def _markers(
    points: Sequence[ChartPoint], where: Sequence[Place | None], radius: float
) -> tuple[Marker, ...]:
    shapes: dict[str, list[str]] = {}
    for point, place in zip(points, where, strict=True):
        if place:
            shape = point_shape(point.mark, place, radius)
            shapes.setdefault(css_of(point.mark), []).append(shape)
    return tuple(Marker(css, "".join(parts)) for css, parts in shapes.items())


def point_shape(mark: Mark | None, place: Place, radius: float) -> str:
    """A circle for an ordinary point, else a triangle that points where the value went."""
    return f"M{place.text}{_around(mark.direction if mark else None, radius)}"


@cache
def _around(direction: Direction | None, radius: float) -> str:
    """The outline around a point, from the point itself."""
    if direction is None:
        arc = f"a{radius:g} {radius:g} 0 1 0"
        return f"m-{radius:g} 0{arc} {2 * radius:g} 0{arc} -{2 * radius:g} 0Z"
    # An equilateral triangle about as heavy as the circle, its middle on the point.
    tip = 1.5 * radius * (-1 if direction is Direction.UP else 1)
    half, height = 1.35 * radius, tip * (1 + 1 / 1.7)
    return f"m0 {tip:.4g}l{half:.4g} {-height:.4g}h{-2 * half:.4g}Z"


def _changes(chart: ControlChart, scaled: Scaled) -> Iterator[ChangeLine]:
    frame = scaled.frame
    for nth, placed in enumerate(chart.changes):
        x = scaled.step(placed.before)[0]
        y = frame.change_rows[nth % len(frame.change_rows)]
        label = frame.change_label(placed.change.label, x, y)
        yield ChangeLine(f"M{at(x)} {at(frame.change_top(y))}V{frame.bottom}", label)


def _gaps(
    points: Sequence[ChartPoint],
    where: Sequence[Place | None],
    scaled: Scaled,
    not_shown: str,
) -> Iterator[Gap]:
    frame = scaled.frame
    numbered = enumerate(isinstance(point.figure, Hidden) for point in points)
    for is_hidden, group in groupby(numbered, key=lambda pair: pair[1]):
        if not is_hidden:
            continue
        indexes = [index for index, _ in group]
        left, right = scaled.step(indexes[0])[0], scaled.step(indexes[-1])[1]
        d = f"M{at(left)} {frame.top}H{at(right)}V{frame.bottom}H{at(left)}Z"
        nearest = [where[i] for i in (indexes[0] - 1, indexes[-1] + 1) if 0 <= i < len(where)]
        heights = [place.y for place in nearest if place]
        y = sum(heights) / len(heights) if heights else (frame.top + frame.bottom) / 2
        yield Gap(d, _gap_labels(not_shown, left, right, y, frame))


def _gap_labels(words: str, left: float, right: float, y: float, frame: Frame) -> tuple[Text, ...]:
    x, room = (left + right) / 2, right - left
    lines = [words] if label_width(words, frame.font_size) <= room else words.split()
    if max(label_width(line, frame.font_size) for line in lines) <= room:
        high = frame.font_size + 1
        reach = high * (len(lines) - 1) / 2
        first = min(max(y, frame.top + high + reach), frame.bottom - high - reach) + 4 - reach
        return tuple(Text(at(x), at(first + high * i), "middle", t) for i, t in enumerate(lines))
    # The neighbours' points stand half a step outside the gap: they leave a little more room.
    if 2 * room < _ROOM_FOR_UPRIGHT_WORDS:
        return ()
    half = label_width(words, frame.font_size) / 2
    y = min(max(y, frame.top + half), frame.bottom - half)
    turn = f"rotate(-90 {at(x + 4)} {at(y)})"
    return (Text(at(x + 4), at(y), "middle", words, turn),)


def _last(
    chart: ControlChart,
    where: Sequence[Place | None],
    mean_y: float | None,
    frame: Frame,
    language: str,
    writing: Writing,
) -> tuple[Text | None, Text | None, str]:
    """The latest shown value beside its point, the mean beside its line, never on one another."""
    mean_at = (
        Text(at(frame.right + 13), at(mean_y + 5), "start", "") if mean_y is not None else None
    )
    if not frame.has_margin:
        mean_at = None
    index = next((i for i in reversed(range(len(where))) if where[i]), None)
    if index is None or (place := where[index]) is None:
        return None, mean_at, ORDINARY_CSS
    value = writing.value_of(chart.points[index])
    words = "" if value is None else writing.tight(value, language)
    css = css_of(chart.points[index].mark)
    x, y = place.x, place.y
    if not frame.has_margin or index < len(where) - 1:
        anchor = "end" if index == len(where) - 1 else "middle"
        width = label_width(words, frame.last_size, bold=True)
        right = x + 4 if anchor == "end" else x + width / 2
        clear = _clear_of_the_line(where, (right - width, right), y, frame)
        return Text(at(right if anchor == "end" else x), at(clear), anchor, words), mean_at, css
    y = y + 6
    if mean_at is not None and mean_y is not None and abs(mean_y + 5 - y) < 20:
        clear = y + 20 if mean_y + 5 >= y else y - 20
        mean_at = Text(mean_at.x, at(clear), "start", "")
    return Text(at(x + 13), at(y), "start", words), mean_at, css


def _clear_of_the_line(
    where: Sequence[Place | None],
    span: tuple[float, float],
    y: float,
    frame: Frame,
) -> float:
    """Above or below all points within the width of the label, whichever is nearer to its own."""
    near = [place.y for place in where if place and span[0] - 6 <= place.x <= span[1] + 6]
    capitals = frame.last_size * 0.75
    above, below = min(near) - 11, max(near) + 11 + capitals
    if above < frame.top - 4 or y - above > below - capitals - y + 1:
        return min(below, frame.bottom - 4)
    return above


def _period_labels(chart: ControlChart, scaled: Scaled, language: str) -> tuple[Text, ...]:
    """The first and the last period, and one between them if there is room."""
    points, frame = chart.points, scaled.frame
    if not points:
        return ()
    y = at(frame.bottom + 20)
    names = [tight_period(point.period, language) for point in points]
    if len(points) == 1:
        return (Text(at(scaled.x(0)), y, "middle", names[0]),)
    labels = [
        Text(at(scaled.x(0)), y, "start", names[0]),
        Text(at(scaled.x(len(points) - 1)), y, "end", names[-1]),
    ]
    between = _worth_naming(chart)
    if between is not None:
        half = label_width(names[between], frame.font_size) / 2 + 8
        x = scaled.x(between)
        clear_left = frame.left + label_width(names[0], frame.font_size)
        clear_right = frame.right - label_width(names[-1], frame.font_size)
        if clear_left <= x - half and x + half <= clear_right:
            labels.insert(1, Text(at(x), y, "middle", names[between]))
    return tuple(labels)


def _worth_naming(chart: ControlChart) -> int | None:
    """The first point after the first marked change, else the first of the last calendar year."""
    if chart.changes:
        return chart.changes[0].before
    years = [point.period.year for point in chart.points]
    return years.index(years[-1]) or None
