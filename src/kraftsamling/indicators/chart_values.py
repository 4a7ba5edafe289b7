"""How values are written and how high they stand in a chart: shares in per cent, amounts in their unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10
from typing import Final, NamedTuple, Protocol

from kraftsamling.common import formats
from kraftsamling.indicators.rules.control_charts import ChartPoint
from kraftsamling.indicators.rules.figures import Shown, ShownAmount


class Span(NamedTuple):
    """The values at the foot and the top of a drawing, and from one line of the grid to the next."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """Where the lines of the grid stand."""
        return [
            self.low + n * self.step for n in range(round((self.high - self.low) / self.step) + 1)
        ]


class Writing(Protocol):
    """What a drawing asks about its values. A height is a number on the drawing's scale."""

    @property
    def unit(self) -> str:
        """What is counted; empty for shares."""

    def value_of(self, point: ChartPoint) -> Fraction | None:
        """The point's value if there is one to draw."""

    def height_of(self, point: ChartPoint) -> float | None:
        """How high the point stands."""

    def height(self, value: float) -> float:
        """How high a mean or a limit stands."""

    def on_axis(self, height: float, language: str) -> str:
        """ "60 %", a line of the grid."""

    def tight(self, value: Fraction, language: str) -> str:
        """ "68 %", for axes and tables."""

    def running(self, value: Fraction, language: str) -> str:
        """ "68 procent", for sentences."""

    def between(self, low: float, high: float, language: str) -> str:
        """ "48–61 %", from two heights."""

    def span(self, heights: Sequence[float]) -> Span:
        """A span around all that is drawn."""


@dataclass(frozen=True, slots=True)
class Percent:
    """Shares: between 0 and 100, in whole per cent."""

    unit: str = ""

    def value_of(self, point: ChartPoint) -> Fraction | None:
        return point.figure.share.value if isinstance(point.figure, Shown) else None

    def height_of(self, point: ChartPoint) -> float | None:
        if isinstance(point.figure, Shown) and point.figure.share.denominator:
            return 100 * point.figure.share.numerator / point.figure.share.denominator
        return None

    def height(self, value: float) -> float:
        return 100 * value

    def on_axis(self, height: float, language: str) -> str:
        return formats.percent_sign(height, language)

    def tight(self, value: Fraction, language: str) -> str:
        return formats.percent_sign(_rounded(100 * value), language)

    def running(self, value: Fraction, language: str) -> str:
        return formats.percent(_rounded(100 * value), language)

    def between(self, low: float, high: float, language: str) -> str:
        return f"{round(low)}{formats.EN_DASH}{formats.percent_sign(round(high), language)}"

    def span(self, heights: Sequence[float]) -> Span:
        """Whole twenties, at least two of them."""
        if not heights:
            return Span(0, 100, 20)
        low, high = floor(min(heights) / 20) * 20, ceil(max(heights) / 20) * 20
        high = min(100, max(high, low + 40))
        return Span(min(low, high - 40), high, 20)


@dataclass(frozen=True, slots=True)
class InUnits:
    """Amounts: never below nothing, whole numbers as they are and others with one decimal."""

    unit: str

    def value_of(self, point: ChartPoint) -> Fraction | None:
        return point.figure.amount.value if isinstance(point.figure, ShownAmount) else None

    def height_of(self, point: ChartPoint) -> float | None:
        return float(point.figure.amount.value) if isinstance(point.figure, ShownAmount) else None

    def height(self, value: float) -> float:
        return max(0.0, value)

    def on_axis(self, height: float, language: str) -> str:
        return formats.number(height, language, decimals=0 if height == round(height) else 1)

    def tight(self, value: Fraction, language: str) -> str:
        if value.denominator == 1:
            return formats.number(int(value), language)
        return formats.number(_rounded(10 * value) / 10, language, decimals=1)

    def running(self, value: Fraction, language: str) -> str:
        return f"{self.tight(value, language)}{formats.NO_BREAK}{self.unit}"

    def between(self, low: float, high: float, language: str) -> str:
        ends = (formats.number(end, language, decimals=1) for end in (low, high))
        return formats.EN_DASH.join(ends)

    def span(self, heights: Sequence[float]) -> Span:
        """Round steps (1, 2 or 5 and noughts), at most six of them."""
        low, high = (min(heights), max(heights)) if heights else (0.0, 1.0)
        rough = max(high - low, high / 10, 0.5) / 5
        power = 10 ** floor(log10(rough))
        step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough)
        foot = floor(low / step) * step
        return Span(foot, max(ceil(high / step), floor(low / step) + 1) * step, step)


def _rounded(value: Fraction) -> int:
    """To a whole number, halves upwards, as people round by hand."""
    return floor(value + Fraction(1, 2))


PERCENT: Final = Percent()


def writing_in(unit: str) -> Writing:
    """The writing of amounts in a unit; of shares when there is none."""
    return InUnits(unit) if unit else PERCENT
