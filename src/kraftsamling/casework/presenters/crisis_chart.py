"""The way from crisis to development as a drawing: bars of who waited, a line of vacant posts, and the steps.

Two drawings of the same, wide and narrow. Pure geometry, nothing translated; every text is handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kraftsamling.common import formats
from kraftsamling.indicators.chart_frames import NARROW, WIDE, Frame, Scaled, Text, at, label_width
from kraftsamling.indicators.chart_values import InUnits

APART: Final = 1.5
"""Between two bars, on each side."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: how many waited, how many posts were vacant, and which step held, as a word."""

    label: str
    waiting: int
    vacant: int
    step: str


@dataclass(frozen=True, slots=True)
class WayDrawing:
    """One drawing, every path and text finished."""

    css: str
    view_box: str
    title_id: str
    desc_id: str
    font_size: int
    grid: str
    ticks: tuple[Text, ...]
    months: tuple[Text, ...]
    bars: str
    vacant: str
    changes: str
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The whole figure: its title, the text that stands for it, and two drawings."""

    title: str
    text: str
    drawings: tuple[WayDrawing, WayDrawing]


def draw(bars: Sequence[Bar], *, title: str, text: str, language: str) -> Way:
    """The way, the first month to the left. At least one month."""
    wide, narrow = (_drawing(frame, bars, language) for frame in (WIDE, NARROW))
    return Way(title, text, (wide, narrow))


def _drawing(frame: Frame, bars: Sequence[Bar], language: str) -> WayDrawing:
    highest = max(max(each.waiting, each.vacant) for each in bars)
    span = InUnits("").span([0.0, float(highest), 5.0])
    scaled = Scaled(frame, len(bars) + 1, span.low, span.high)
    foot = at(scaled.y(0))

    def edges(index: int) -> tuple[float, float]:
        return scaled.x(index), scaled.x(index + 1)

    drawn, line = [], []
    for index, each in enumerate(bars):
        left, right = edges(index)
        line.append(
            f"{at(left)} {at(scaled.y(each.vacant))} {at(right)} {at(scaled.y(each.vacant))}"
        )
        if each.waiting:
            drawn.append(
                f"M{at(left + APART)} {foot}V{at(scaled.y(each.waiting))}H{at(right - APART)}V{foot}Z"
            )
    steps, changes = _steps(frame, bars, scaled)
    return WayDrawing(
        css=frame.css,
        view_box=f"0 0 {frame.width} {frame.height}",
        title_id=f"vagen-{frame.name}-title",
        desc_id=f"vagen-{frame.name}-desc",
        font_size=frame.font_size,
        grid="".join(f"M{frame.left} {at(scaled.y(t))}H{frame.right}" for t in span.ticks),
        ticks=tuple(
            Text(at(frame.left - 8), at(scaled.y(t) + 4), "end", formats.number(t, language))
            for t in span.ticks
        ),
        months=tuple(_months(frame, bars, scaled)),
        bars="".join(drawn),
        vacant=f"M{' '.join(line)}",
        changes=changes,
        steps=steps,
    )


def _steps(frame: Frame, bars: Sequence[Bar], scaled: Scaled) -> tuple[tuple[Text, ...], str]:
    """The word of each step above its months, and a line where the next one begins."""
    words, lines, first = [], [], 0
    for row, (step, months) in enumerate(groupby(bars, key=lambda each: each.step)):
        x, last = scaled.x(first), first + len(list(months))
        top = frame.change_rows[row % len(frame.change_rows)]
        fits = x + label_width(step, frame.font_size) <= frame.width - 4
        words.append(
            Text(
                at(x + 2) if fits else str(frame.width - 4),
                str(top),
                "start" if fits else "end",
                step,
            )
        )
        lines.append(f"M{at(x)} {top + 4}V{frame.bottom}")
        first = last
    return tuple(words), "".join(lines)


def _months(frame: Frame, bars: Sequence[Bar], scaled: Scaled) -> list[Text]:
    """As many labels as there is room for, the first always."""
    width = max(label_width(each.label, frame.font_size) for each in bars) + 10
    every = max(1, round(width * len(bars) / (frame.right - frame.left) + 0.5))
    return [
        Text(at(scaled.x(index) + 2), str(frame.bottom + 22), "start", each.label)
        for index, each in enumerate(bars)
        if index % every == 0 and scaled.x(index) + width <= frame.width
    ]
