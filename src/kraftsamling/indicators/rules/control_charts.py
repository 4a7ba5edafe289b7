"""Has the figure really changed, or does it vary as it usually does?

Two control charts: the p-chart for shares, with limits per point because the number of answers differs,
and the XmR chart for amounts. Both have a mean frozen over a baseline and four signals that chance seldom
gives. The limits say where the value usually lands, the signals mark the points, and the verdict says it in
one word. What differs, how far is far, is the yardstick's (`limits.Scale`, `moving_range.MovingRange`).

Choices that a reader may ask about:

* Only points that count take part: shown, and with at least one answer. Hidden and empty periods
  are stepped over. They neither break nor extend a run: whether a period is hidden depends on how
  many answered, not on what they said. No limit is given for them, because a limit tells n.
* A point on the mean neither breaks nor extends a run, and a point equal to the one before neither
  breaks nor extends a trend (the habit of run charts; NHSRplotthedots breaks both). With few
  answers equal shares are common.
* Signals are not sought across the change that ends the baseline: "twelve months in a row" counts
  from the change.
* The verdict is the latest counted point's: a signal that it does not belong to is history, and is
  still marked in the drawing.
* Sides and distances are compared in whole numbers: a series and its mirror image get mirrored
  answers. How distances are measured, also when few answers are expected, stands in `limits`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Generic, TypeVar, assert_never

from kraftsamling.indicators.rules.changes import Change, PlacedChange, place_changes
from kraftsamling.indicators.rules.figures import Amount, Figure, Share, Shown, ShownAmount
from kraftsamling.indicators.rules.limits import Limits, Scale, Yardstick
from kraftsamling.indicators.rules.moving_range import MovingRange
from kraftsamling.indicators.rules.periods import Period, Point
from kraftsamling.indicators.rules.thresholds import (
    BASELINE_RULE,
    LEAST_POINTS_FOR_A_VERDICT,
    SIGNAL_RULES,
    BaselineRule,
    SignalCode,
    SignalRule,
)

Value = TypeVar("Value")


class Direction(IntEnum):
    """Where the value went. The arrow shows this; the colour shows the `Effect`."""

    UP = 1
    DOWN = -1


class Better(StrEnum):
    """Which direction is wanted, as written in the catalogue of indicators."""

    HIGHER = "+"
    LOWER = "-"
    NEITHER = "0"


class Effect(StrEnum):
    """Whether a change is wanted."""

    BETTER = "BETTER"
    WORSE = "WORSE"
    NEUTRAL = "NEUTRAL"


class VerdictCode(StrEnum):
    """Säker ökning, säker minskning, ingen säker förändring, för tidigt att säga."""

    INCREASE = "INCREASE"
    DECREASE = "DECREASE"
    NO_CHANGE = "NO_CHANGE"
    TOO_EARLY = "TOO_EARLY"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One word about the series. `since`: its first period; `counted`: how many points."""

    code: VerdictCode
    effect: Effect
    since: Period | None
    counted: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """What later points are compared with: the points from `start` up to, not including, `stop`.

    `mean` is between 0 and 1 for shares: all answers of the baseline together, not the mean of the
    shares. `change` is the marked change that ended it, if one did.
    """

    start: int
    stop: int
    counted: int
    mean: Fraction
    change: PlacedChange | None


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that chance seldom gives, and the indexes of the points that take part."""

    code: SignalCode
    direction: Direction
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the verdict is what it is: `count` points in the signal where `needed` were enough."""

    code: SignalCode
    direction: Direction
    count: int
    needed: int
    since: Period
    until: Period


@dataclass(frozen=True, slots=True)
class Mark:
    """How a point that takes part in a signal is drawn: shape by direction, colour by effect."""

    direction: Direction
    effect: Effect


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A point of the series with its limits and mark, both missing where nothing may be said."""

    period: Period
    figure: Figure
    limits: Limits | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series that has been judged. Without a baseline it is too early, without limits."""

    points: tuple[ChartPoint, ...]
    changes: tuple[PlacedChange, ...]
    baseline: Baseline | None
    signals: tuple[Signal, ...]
    verdict: Verdict
    explanations: tuple[Explanation, ...]


def p_chart(
    points: Iterable[Point],
    *,
    better: Better,
    changes: Iterable[Change] = (),
    signal_rules: Sequence[SignalRule] = SIGNAL_RULES,
    baseline_rule: BaselineRule = BASELINE_RULE,
) -> ControlChart:
    """Judge a series of shares, given in order of time.

    With fewer than `LEAST_POINTS_FOR_A_VERDICT` counted points it is too early: no limits or marks.
    """
    series = tuple(points)
    kind = _Kind(_share_of, Scale.over, signal_rules, baseline_rule)
    return _judged(kind, series, better, place_changes(changes, [p.period for p in series]))


def xmr_chart(
    points: Iterable[Point],
    *,
    better: Better,
    changes: Iterable[Change] = (),
    signal_rules: Sequence[SignalRule] = SIGNAL_RULES,
    baseline_rule: BaselineRule = BASELINE_RULE,
) -> ControlChart:
    """Judge a series of amounts by the same rules, measured by how much they vary from point to point."""
    series = tuple(points)
    kind = _Kind(_amount_of, MovingRange.over, signal_rules, baseline_rule)
    return _judged(kind, series, better, place_changes(changes, [p.period for p in series]))


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Value]):
    """What is judged, how the baseline becomes a yardstick, and by which rules."""

    value_of: Callable[[Figure], Value | None]
    yardstick: Callable[[Sequence[Value]], Yardstick[Value]]
    signal_rules: Sequence[SignalRule]
    baseline_rule: BaselineRule


def _share_of(figure: Figure) -> Share | None:
    return figure.share if isinstance(figure, Shown) and figure.share.denominator else None


def _amount_of(figure: Figure) -> Amount | None:
    return figure.amount if isinstance(figure, ShownAmount) else None


def _judged(
    kind: _Kind[Value], series: Sequence[Point], better: Better, placed: tuple[PlacedChange, ...]
) -> ControlChart:
    values = {
        index: value
        for index, point in enumerate(series)
        if (value := kind.value_of(point.figure)) is not None
    }
    counted = list(values)
    if len(counted) < LEAST_POINTS_FOR_A_VERDICT:
        too_early = Verdict(VerdictCode.TOO_EARLY, Effect.NEUTRAL, None, len(counted))
        bare = tuple(ChartPoint(point.period, point.figure, None, None) for point in series)
        return ControlChart(bare, placed, None, (), too_early, ())
    many, change = _baseline(counted, placed, kind.baseline_rule)
    scale = kind.yardstick([values[index] for index in counted[:many]])
    stop = change.before if change else counted[many - 1] + 1
    baseline = Baseline(0, stop, many, scale.middle, change)
    ranked = sorted(kind.signal_rules, key=lambda rule: rule.rank)
    signals = tuple(
        signal
        for stretch in _stretches(counted, baseline)
        for rule in ranked
        for signal in _signals(rule, stretch, values, scale)
    )
    marks = _marks(signals, ranked, better)
    judged = tuple(
        ChartPoint(
            point.period,
            point.figure,
            scale.limits_for(values[index]) if index in values else None,
            marks.get(index),
        )
        for index, point in enumerate(series)
    )
    holding = [signal for signal in signals if counted[-1] in signal.points]
    return ControlChart(
        judged,
        placed,
        baseline,
        signals,
        _verdict(holding, series, marks.get(counted[-1]), len(counted)),
        tuple(_explain(signal, series, ranked) for signal in holding),
    )


def _baseline(
    counted: Sequence[int], changes: Sequence[PlacedChange], rule: BaselineRule
) -> tuple[int, PlacedChange | None]:
    """How many of the first points the rest are compared with, and the change that ended them.

    Once the points exist the answer does not move when newer ones come: the mean is frozen. Marking
    a change moves it, and should.
    """
    for change in changes:
        before = sum(index < change.before for index in counted)
        if before >= rule.shortest:
            return before, change
    return min(rule.length, len(counted)), None


def _stretches(counted: Sequence[int], baseline: Baseline) -> Iterator[list[int]]:
    """The counted points before and after the change that ended the baseline, or all together."""
    if baseline.change is None:
        yield list(counted)
        return
    yield [index for index in counted if index < baseline.stop]
    yield [index for index in counted if index >= baseline.stop]


def _signals(
    rule: SignalRule, stretch: Sequence[int], values: Mapping[int, Value], scale: Yardstick[Value]
) -> Iterator[Signal]:
    match rule.code:
        case SignalCode.OUTSIDE:
            for index in stretch:
                if scale.beyond(values[index], rule.sigmas):
                    yield Signal(rule.code, Direction(scale.side(values[index])), (index,))
        case SignalCode.RUN:
            yield from _runs(rule, stretch, values, scale)
        case SignalCode.TREND:
            yield from _trends(rule, stretch, values, scale)
        case SignalCode.NEAR:
            yield from _near_a_limit(rule, stretch, values, scale)
        case _:
            assert_never(rule.code)


def _runs(
    rule: SignalRule, stretch: Sequence[int], values: Mapping[int, Value], scale: Yardstick[Value]
) -> Iterator[Signal]:
    sides = [(index, scale.side(values[index])) for index in stretch]
    off_the_mean = [(index, side) for index, side in sides if side]
    for side, group in groupby(off_the_mean, key=lambda pair: pair[1]):
        run = tuple(index for index, _ in group)
        if sum(scale.weight_in_a_run(values[index]) for index in run) >= rule.length:
            yield Signal(rule.code, Direction(side), run)


def _trends(
    rule: SignalRule, stretch: Sequence[int], values: Mapping[int, Value], scale: Yardstick[Value]
) -> Iterator[Signal]:
    chain: list[int] = []
    heading = 0
    for index in stretch:
        step = scale.compare(values[index], values[chain[-1]]) if chain else 0
        if chain and not step:
            continue
        if step and heading and step != heading:
            if len(chain) >= rule.length:
                yield Signal(rule.code, Direction(heading), tuple(chain))
            chain = chain[-1:]
        chain.append(index)
        heading = step
    if len(chain) >= rule.length:
        yield Signal(rule.code, Direction(heading), tuple(chain))


def _near_a_limit(
    rule: SignalRule, stretch: Sequence[int], values: Mapping[int, Value], scale: Yardstick[Value]
) -> Iterator[Signal]:
    """Windows that share a far point are one signal, told once."""
    far = {index for index in stretch if scale.beyond(values[index], rule.sigmas)}
    found: list[tuple[Direction, set[int]]] = []
    for start in range(len(stretch) - rule.window + 1):
        window = stretch[start : start + rule.window]
        sides = {scale.side(values[index]) for index in window}
        members = far.intersection(window)
        if len(members) < rule.length or len(sides) != 1:
            continue
        if found and found[-1][1] & members:
            found[-1][1].update(members)
        else:
            found.append((Direction(sides.pop()), members))
    for direction, joined in found:
        yield Signal(rule.code, direction, tuple(sorted(joined)))


def _effect(direction: Direction, better: Better) -> Effect:
    if better is Better.NEITHER:
        return Effect.NEUTRAL
    wanted = Direction.UP if better is Better.HIGHER else Direction.DOWN
    return Effect.BETTER if direction is wanted else Effect.WORSE


def _marks(
    signals: Sequence[Signal], ranked: Sequence[SignalRule], better: Better
) -> dict[int, Mark]:
    """One mark per point: that of the signal with the highest rank it takes part in."""
    marks: dict[int, Mark] = {}
    for rule in ranked:
        for signal in signals:
            if signal.code is rule.code:
                mark = Mark(signal.direction, _effect(signal.direction, better))
                for index in signal.points:
                    marks.setdefault(index, mark)
    return marks


def _verdict(
    holding: Sequence[Signal], series: Sequence[Point], mark: Mark | None, counted: int
) -> Verdict:
    if mark is None:
        return Verdict(VerdictCode.NO_CHANGE, Effect.NEUTRAL, None, counted)
    first = min(signal.points[0] for signal in holding if signal.direction is mark.direction)
    up = mark.direction is Direction.UP
    code = VerdictCode.INCREASE if up else VerdictCode.DECREASE
    return Verdict(code, mark.effect, series[first].period, counted)


def _explain(signal: Signal, series: Sequence[Point], ranked: Sequence[SignalRule]) -> Explanation:
    needed = next(rule.length for rule in ranked if rule.code is signal.code)
    first, last = signal.points[0], signal.points[-1]
    return Explanation(
        signal.code,
        signal.direction,
        len(signal.points),
        needed,
        series[first].period,
        series[last].period,
    )
