"""Has the share really changed, or does it vary as it usually does?

A p-chart (a control chart for shares): a mean frozen over a baseline, limits per point because the
number of answers differs, and four signals that chance seldom gives. The limits say where the value
usually lands, the signals mark the points, and the verdict says it in one word.

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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from itertools import groupby
from typing import assert_never

from kraftsamling.indicators.rules.changes import Change, PlacedChange, place_changes
from kraftsamling.indicators.rules.figures import NOTHING, Figure, Share, Shown
from kraftsamling.indicators.rules.limits import Limits, Scale, compare
from kraftsamling.indicators.rules.periods import Period, Point
from kraftsamling.indicators.rules.thresholds import (
    BASELINE_RULE,
    LEAST_POINTS_FOR_A_VERDICT,
    SIGNAL_RULES,
    BaselineRule,
    SignalCode,
    SignalRule,
)


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

    `change` is the marked change that ended it, if one did.
    """

    start: int
    stop: int
    counted: int
    total: Share
    change: PlacedChange | None

    @property
    def mean(self) -> Fraction:
        """All answers of the baseline together, between 0 and 1; not the mean of the shares."""
        return Fraction(self.total.numerator, self.total.denominator)


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
    shares = [
        point.figure.share if isinstance(point.figure, Shown) else NOTHING for point in series
    ]
    counted = [index for index, share in enumerate(shares) if share.denominator]
    placed = place_changes(changes, [point.period for point in series])
    if len(counted) < LEAST_POINTS_FOR_A_VERDICT:
        too_early = Verdict(VerdictCode.TOO_EARLY, Effect.NEUTRAL, None, len(counted))
        bare = tuple(ChartPoint(point.period, point.figure, None, None) for point in series)
        return ControlChart(bare, placed, None, (), too_early, ())
    baseline = choose_baseline(shares, placed, baseline_rule)
    scale = Scale.of(baseline.total)
    ranked = sorted(signal_rules, key=lambda rule: rule.rank)
    signals = tuple(
        signal
        for stretch in _stretches(counted, baseline)
        for rule in ranked
        for signal in _signals(rule, stretch, shares, scale)
    )
    marks = _marks(signals, ranked, better)
    judged = tuple(
        ChartPoint(
            point.period,
            point.figure,
            scale.limits(share.denominator) if share.denominator else None,
            marks.get(index),
        )
        for index, (point, share) in enumerate(zip(series, shares, strict=True))
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


def choose_baseline(
    shares: Sequence[Share], changes: Sequence[PlacedChange], rule: BaselineRule
) -> Baseline:
    """The points that the rest are compared with; see `BaselineRule`.

    Once the points exist the answer does not move when newer ones come: the mean is frozen. Marking
    a change moves it, and should.
    """
    counted = [index for index, share in enumerate(shares) if share.denominator]
    for change in changes:
        before = sum(index < change.before for index in counted)
        if before >= rule.shortest:
            total = sum((shares[index] for index in counted[:before]), NOTHING)
            return Baseline(0, change.before, before, total, change)
    first = counted[: rule.length]
    total = sum((shares[index] for index in first), NOTHING)
    return Baseline(0, first[-1] + 1, len(first), total, None)


def _stretches(counted: Sequence[int], baseline: Baseline) -> Iterator[list[int]]:
    """The counted points before and after the change that ended the baseline, or all together."""
    if baseline.change is None:
        yield list(counted)
        return
    yield [index for index in counted if index < baseline.stop]
    yield [index for index in counted if index >= baseline.stop]


def _signals(
    rule: SignalRule, stretch: Sequence[int], shares: Sequence[Share], scale: Scale
) -> Iterator[Signal]:
    match rule.code:
        case SignalCode.OUTSIDE:
            for index in stretch:
                if scale.beyond(shares[index], rule.sigmas):
                    yield Signal(rule.code, Direction(scale.side(shares[index])), (index,))
        case SignalCode.RUN:
            yield from _runs(rule, stretch, shares, scale)
        case SignalCode.TREND:
            yield from _trends(rule, stretch, shares)
        case SignalCode.NEAR:
            yield from _near_a_limit(rule, stretch, shares, scale)
        case _:
            assert_never(rule.code)


def _runs(
    rule: SignalRule, stretch: Sequence[int], shares: Sequence[Share], scale: Scale
) -> Iterator[Signal]:
    sides = [(index, scale.side(shares[index])) for index in stretch]
    off_the_mean = [(index, side) for index, side in sides if side]
    for side, group in groupby(off_the_mean, key=lambda pair: pair[1]):
        run = tuple(index for index, _ in group)
        if sum(scale.weight_in_a_run(shares[index]) for index in run) >= rule.length:
            yield Signal(rule.code, Direction(side), run)


def _trends(rule: SignalRule, stretch: Sequence[int], shares: Sequence[Share]) -> Iterator[Signal]:
    chain: list[int] = []
    heading = 0
    for index in stretch:
        step = compare(shares[index], shares[chain[-1]]) if chain else 0
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
    rule: SignalRule, stretch: Sequence[int], shares: Sequence[Share], scale: Scale
) -> Iterator[Signal]:
    """Windows that share a far point are one signal, told once."""
    far = {index for index in stretch if scale.beyond(shares[index], rule.sigmas)}
    found: list[tuple[Direction, set[int]]] = []
    for start in range(len(stretch) - rule.window + 1):
        window = stretch[start : start + rule.window]
        sides = {scale.side(shares[index]) for index in window}
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
