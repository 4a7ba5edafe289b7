"""The queue as a drawing: what has been as a line, what may come as a fan, and the light where it is gone.

Two drawings of the same, wide and narrow. Pure geometry, nothing translated; every text is handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kraftsamling.common import formats
from kraftsamling.indicators.chart_frames import NARROW, WIDE, Frame, Scaled, Text, at
from kraftsamling.indicators.chart_values import InUnits
from kraftsamling.workforce.rules.forecast.forecast import Bands
from kraftsamling.workforce.rules.forecast.history import History

SHOWN_BACK: Final = 52
"""Weeks of what has been: a year, so that a season can be seen beside the two that come."""
ARCH: Final = (9, 22)
"""Half the width of the light, and its height."""


@dataclass(frozen=True, slots=True)
class FanDrawing:
    """One drawing, every path and text finished. Empty parts are not drawn."""

    css: str
    view_box: str
    title_id: str
    desc_id: str
    font_size: int
    grid: str
    ticks: tuple[Text, ...]
    months: tuple[Text, ...]
    wide_band: str
    narrow_band: str
    middle: str
    been: str
    today: str
    light: str
    light_label: Text | None
    ceiling: str


@dataclass(frozen=True, slots=True)
class Fan:
    """The whole figure: its title, the text that stands for it, and two drawings. `ceiling` says what the
    line across it is; empty without a line."""

    title: str
    text: str
    ceiling: str
    drawings: tuple[FanDrawing, FanDrawing]


def draw(
    history: History,
    waiting: Bands,
    *,
    title: str,
    text: str,
    gone_in: int | None,
    gone_label: str,
    ceiling: int | None,
    ceiling_words: str,
    language: str,
) -> Fan:
    """The fan. `gone_in` is the week from the start in which the light stands, with its label. `ceiling` is
    how many may wait."""
    been = [
        (place - len(history.weeks), float(week.waiting))
        for place, week in history.known
        if place >= len(history.weeks) - SHOWN_BACK
    ]
    label = gone_label if gone_in is not None else ""
    drawings = [
        _drawing(frame, been, waiting, history.ends, gone_in, label, ceiling, language)
        for frame in (WIDE, NARROW)
    ]
    words = ceiling_words if ceiling is not None else ""
    return Fan(title, text, words, (drawings[0], drawings[1]))


def _drawing(
    frame: Frame,
    been: Sequence[tuple[int, float]],
    waiting: Bands,
    starts: date,
    gone_in: int | None,
    gone_label: str,
    ceiling: int | None,
    language: str,
) -> FanDrawing:
    weeks = waiting.values.shape[1]
    first = min((place for place, _ in been), default=0)
    most = [value for _, value in been] + [float(waiting.values.max()), float(ceiling or 0)]
    span = InUnits("").span([0.0, *most, 5.0])
    scaled = Scaled(frame, weeks - first, span.low, span.high)
    last = been[-1][1] if been else 0.0

    def x(week: int) -> float:
        """Week 0 is the first forecast; its end is drawn where it ends."""
        return scaled.x(week - first)

    def band(low: int, high: int) -> str:
        tops = [f"{at(x(-1))} {at(scaled.y(last))}"] + [
            f"{at(x(week))} {at(scaled.y(value))}"
            for week, value in enumerate(waiting.values[high])
        ]
        feet = [
            f"{at(x(week))} {at(scaled.y(value))}"
            for week, value in reversed(list(enumerate(waiting.values[low])))
        ]
        return f"M{' '.join(tops)} {' '.join(feet)}Z"

    light, label = "", None
    if gone_in:
        middle, half, high = x(gone_in - 1), *ARCH
        foot = frame.bottom
        light = (
            f"M{at(middle - half)} {foot}V{foot - high + half}"
            f"a{half} {half} 0 0 1 {2 * half} 0V{foot}Z"
        )
        fits = middle + half + 6 + len(gone_label) * 8 < frame.width
        label = Text(
            at(middle + half + 5 if fits else middle - half - 5),
            at(foot - 8),
            "start" if fits else "end",
            gone_label,
        )
    return FanDrawing(
        css=frame.css,
        view_box=f"0 0 {frame.width} {frame.height}",
        title_id=f"ljuset-{frame.name}-title",
        desc_id=f"ljuset-{frame.name}-desc",
        font_size=frame.font_size,
        grid="".join(f"M{frame.left} {at(scaled.y(t))}H{frame.right}" for t in span.ticks),
        ticks=tuple(
            Text(at(frame.left - 8), at(scaled.y(t) + 4), "end", formats.number(t, language))
            for t in span.ticks
        ),
        months=tuple(_months(frame, starts, first, weeks, x, language)),
        wide_band=band(0, 4),
        narrow_band=band(1, 3),
        middle="M"
        + " ".join(
            [f"{at(x(-1))} {at(scaled.y(last))}"]
            + [f"{at(x(w))} {at(scaled.y(v))}" for w, v in enumerate(waiting.middle)]
        ),
        been=_broken(been, x, scaled),
        today=f"M{at(x(-1))} {frame.top}V{frame.bottom}",
        light=light,
        light_label=label,
        ceiling="" if ceiling is None else f"M{frame.left} {at(scaled.y(ceiling))}H{frame.right}",
    )


def _broken(been: Sequence[tuple[int, float]], x: object, scaled: Scaled) -> str:
    """The line of what has been, with a hole where a week is not known."""
    assert callable(x)
    parts, before = [], None
    for place, value in been:
        start = "M" if before != place - 1 else " "
        parts.append(f"{start}{at(x(place))} {at(scaled.y(value))}")
        before = place
    return "".join(parts)


def _months(
    frame: Frame, starts: date, first: int, weeks: int, x: object, language: str
) -> list[Text]:
    """January and July, on the narrow paper January alone."""
    assert callable(x)
    wanted = (1, 7) if frame.has_margin else (1,)
    labels = []
    for week in range(first, weeks):
        monday = starts + timedelta(weeks=week)
        before = monday - timedelta(weeks=1)
        if monday.month != before.month and monday.month in wanted:
            words = formats.tight_period(monday.year, monday.month, 1, language)
            labels.append(Text(at(x(week)), str(frame.bottom + 22), "middle", words))
    return labels
