"""How far from the mean a share may lie by chance, given how many answered.

With many answers the textbook normal curve serves: three sigmas, one sigma being the square root of
mean · (1 - mean) / n. With few expected answers of either kind (`LEAST_EXPECTED_FOR_SIGMA`) it
cries wolf: where 99 of 100 cases are in time, a month with four of five lies "outside three sigmas"
although that happens one month in twenty. There the binomial distribution itself is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import log2, sqrt
from typing import Protocol, Self, TypeVar

from kraftsamling.indicators.rules.figures import NOTHING, Share
from kraftsamling.indicators.rules.thresholds import LEAST_EXPECTED_FOR_SIGMA, TAIL_BEYOND

Value_contra = TypeVar("Value_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a point usually lands: between 0 and 1 for a share, which has few or many answers."""

    lower: float
    upper: float


class Yardstick(Protocol[Value_contra]):
    """What a control chart asks of its baseline. A share has one answer, an amount another."""

    @property
    def middle(self) -> Fraction:
        """The mean of the baseline."""

    def side(self, value: Value_contra, /) -> int:
        """1 above the mean, -1 below, 0 on it."""

    def beyond(self, value: Value_contra, sigmas: int, /) -> bool:
        """Whether the value lies farther from the mean than so many sigmas (2 or 3)."""

    def limits_for(self, value: Value_contra, /) -> Limits | None:
        """Three sigmas on each side; nothing where ordinary variation is not known."""

    def weight_in_a_run(self, value: Value_contra, /) -> float:
        """How much a point off the mean adds to a run: 1, or less where its side is the usual one."""

    def compare(self, one: Value_contra, other: Value_contra, /) -> int:
        """1 when the first value is larger, -1 when smaller, 0 when equal; exact."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The baseline as whole numbers: `mean` for sides, `spread` for distances from the mean.

    They differ only when the baseline's mean is 0 or 1. A spread of nothing would call the first
    other answer impossible; the spread then counts half an answer more of each kind.
    """

    mean: Share
    spread: Share

    @classmethod
    def of(cls, total: Share) -> Self:
        """The scale of all the baseline's answers together; there must be at least one."""
        if total.numerator in (0, total.denominator):
            return cls(total, Share(2 * total.numerator + 1, 2 * total.denominator + 2))
        return cls(total, total)

    @classmethod
    def over(cls, baseline: Iterable[Share]) -> Self:
        """The scale of a baseline, all its answers together; not the mean of the shares."""
        return cls.of(sum(baseline, NOTHING))

    @property
    def middle(self) -> Fraction:
        return Fraction(self.mean.numerator, self.mean.denominator)

    def side(self, share: Share) -> int:
        """1 above the mean, -1 below, 0 on it."""
        return compare(share, self.mean)

    def beyond(self, share: Share, sigmas: int) -> bool:
        """Whether the share lies farther from the mean than so many sigmas (2 or 3)."""
        n, part, whole = share.denominator, self.spread.numerator, self.spread.denominator
        if self._is_skewed(n):
            low, high = _binomial_bounds(n, self.spread, TAIL_BEYOND[sigmas])
            return not low <= share.numerator <= high
        distance = share.numerator * whole - part * n
        return distance * distance > sigmas * sigmas * n * part * (whole - part)

    def limits(self, n: int) -> Limits:
        """Three sigmas on each side for n answers, never outside 0 and 1."""
        if self._is_skewed(n):
            low, high = _binomial_bounds(n, self.spread, TAIL_BEYOND[3])
            return Limits(low / n, high / n)
        mean = self.spread.numerator / self.spread.denominator
        reach = 3 * sqrt(mean * (1 - mean) / n)
        return Limits(max(0.0, mean - reach), min(1.0, mean + reach))

    def limits_for(self, share: Share) -> Limits:
        return self.limits(share.denominator)

    def compare(self, one: Share, other: Share) -> int:
        return compare(one, other)

    def weight_in_a_run(self, share: Share) -> float:
        """How much a point off the mean adds to a run: 1, or less where its side is the usual one.

        Seven in a row are rare because each side has about half the chance. Where 98 of 100 are in
        time, most months have all in time and lie "above the mean": such a point adds -log2 of its
        side's chance, so that a run is as rare there as seven even throws of a coin.
        """
        if not self._is_skewed(share.denominator):
            return 1.0
        if 2 * self.spread.numerator > self.spread.denominator:
            return Scale(self.mean.mirrored, self.spread.mirrored).weight_in_a_run(share.mirrored)
        above = self.side(share) > 0
        below_or_on = sum(
            chance
            for count, chance in _binomial(share.denominator, self.spread)
            if self._lies_low(Share(count, share.denominator), with_the_mean=above)
        )
        return min(1.0, -log2(1 - below_or_on if above else below_or_on))

    def _lies_low(self, share: Share, *, with_the_mean: bool) -> bool:
        return self.side(share) < (1 if with_the_mean else 0)

    def _is_skewed(self, n: int) -> bool:
        rarer = min(self.spread.numerator, self.spread.complement)
        return rarer * n < LEAST_EXPECTED_FOR_SIGMA * self.spread.denominator


def compare(one: Share, other: Share) -> int:
    """1 when the first share is larger, -1 when smaller, 0 when equal; exact, without division."""
    left = one.numerator * other.denominator
    right = other.numerator * one.denominator
    return (left > right) - (left < right)


def _binomial(n: int, spread: Share) -> Iterator[tuple[int, float]]:
    """Each count with its chance, from none, until what is left is next to nothing."""
    chance = spread.numerator / spread.denominator
    here = (1 - chance) ** n  # never near 0: it is asked only where few are expected
    left = 1.0
    for count in range(n + 1):
        yield count, here
        left -= here
        if left < 1e-12:
            return
        here *= (n - count) / (count + 1) * chance / (1 - chance)


def _binomial_bounds(n: int, spread: Share, tail: float) -> tuple[int, int]:
    """The smallest and the largest count that are not rarer than the tail on their side."""
    if 2 * spread.numerator > spread.denominator:
        low, high = _binomial_bounds(n, spread.mirrored, tail)
        return n - high, n - low
    up_to, low, high = 0.0, 0, n
    for count, chance in _binomial(n, spread):
        up_to += chance
        if up_to <= tail:
            low = count + 1
        if 1 - up_to <= tail:
            high = count
            break
    return low, high
