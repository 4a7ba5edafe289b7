"""The two papers a chart is drawn on, and how values land on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, Self


class Text(NamedTuple):
    """A text and where it stands, unpacked by loops. `turn` is an SVG transform, or empty."""

    x: str
    y: str
    anchor: str
    text: str
    turn: str = ""


def at(value: float) -> str:
    """A coordinate with four figures, always with a point and never with a comma."""
    return f"{value:.4g}"


class Place(NamedTuple):
    """Where a point stands, and the same as it is written in a path."""

    x: float
    y: float
    text: str

    @classmethod
    def of(cls, x: float, y: float) -> Self:
        return cls(x, y, f"{x:.4g} {y:.4g}")


def label_width(text: str, font_size: float, *, bold: bool = False) -> float:
    """About how wide a text becomes in our typeface, in the drawing's units; a little too wide."""
    return len(text) * font_size * (0.56 if bold else 0.52)


@dataclass(frozen=True, slots=True)
class Frame:
    """One paper: its size, the field inside it, and the size of what stands there."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    radius: float
    font_size: int
    last_size: int
    change_rows: tuple[int, ...]
    has_margin: bool

    @property
    def css(self) -> str:
        return f"k-chart-{self.name}"

    def change_top(self, label_y: int) -> int:
        """Where the line of a change begins: beside its label when wide, under it when narrow."""
        return label_y - 11 if self.has_margin else label_y + 8

    def change_label(self, label: str, x: float, y: int) -> Text:
        """The label of a change, moved or cut so that it stays on the paper."""
        most = int((self.width - 8) / label_width("n", 14, bold=True))
        words = label if len(label) <= most else label[: most - 1].rstrip() + "…"
        width = label_width(words, 14, bold=True)
        if self.has_margin:
            fits = x + 7 + width <= self.width - 4
            return Text(at(x + 7 if fits else x - 7), at(y), "start" if fits else "end", words)
        if x - width / 2 < 4:
            return Text("4", at(y), "start", words)
        if x + width / 2 > self.width - 4:
            return Text(at(self.width - 4), at(y), "end", words)
        return Text(at(x), at(y), "middle", words)


WIDE: Final = Frame(
    "wide",
    width=900,
    height=340,
    left=52,
    right=808,
    top=60,
    bottom=300,
    radius=5.5,
    font_size=13,
    last_size=19,
    change_rows=(35, 17),
    has_margin=True,
)
NARROW: Final = Frame(
    "narrow",
    width=340,
    height=290,
    left=44,
    right=324,
    top=62,
    bottom=256,
    radius=4,
    font_size=13,
    last_size=17,
    change_rows=(32, 15),
    has_margin=False,
)


@dataclass(frozen=True)
class Scaled:
    """A frame with so many points beside one another, from `low` to `high`."""

    frame: Frame
    points: int
    low: float
    high: float

    @cached_property
    def _apart(self) -> float:
        return (self.frame.right - self.frame.left) / max(self.points - 1, 1)

    @cached_property
    def _per_unit(self) -> float:
        return (self.frame.bottom - self.frame.top) / (self.high - self.low)

    def x(self, index: int) -> float:
        """The first point stands on the left edge, the last on the right; a single one between."""
        if self.points == 1:
            return (self.frame.left + self.frame.right) / 2
        return self.frame.left + index * self._apart

    def step(self, index: int) -> tuple[float, float]:
        """From halfway to the point before until halfway to the next, inside the frame."""
        half, x = self._apart / 2, self.x(index)
        return max(self.frame.left, x - half), min(self.frame.right, x + half)

    def place(self, index: int, height: float) -> Place:
        """Where the point with that value stands."""
        return Place.of(self.x(index), self.y(height))

    def y(self, height: float) -> float:
        return self.frame.bottom - (height - self.low) * self._per_unit
