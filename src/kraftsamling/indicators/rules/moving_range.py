"""How far from the mean an amount may lie by chance: the XmR chart (individuals and moving range).

What varies from one point to the next is ordinary. The mean of those steps (the moving range) says how much,
without asking what the amounts are: three sigmas are 2.66 mean moving ranges on each side of the mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Self

from kraftsamling.indicators.rules.figures import Amount
from kraftsamling.indicators.rules.limits import Limits
from kraftsamling.indicators.rules.thresholds import MOVING_RANGES_IN_THREE_SIGMAS


@dataclass(frozen=True, slots=True)
class MovingRange:
    """The baseline of amounts: its mean, and the mean step between two points that follow one another.

    Hidden points are stepped over. Where nothing has ever moved, ordinary variation is not known: there
    are no limits and no point lies beyond them, but a run on one side is still a run.
    """

    middle: Fraction
    step: Fraction

    @classmethod
    def over(cls, baseline: Sequence[Amount]) -> Self:
        """The yardstick of at least two amounts, in order of time."""
        values = [amount.value for amount in baseline]
        steps = [abs(later - earlier) for earlier, later in pairwise(values)]
        return cls(sum(values, Fraction(0)) / len(values), sum(steps, Fraction(0)) / len(steps))

    def side(self, amount: Amount) -> int:
        return _sign(amount.value - self.middle)

    def beyond(self, amount: Amount, sigmas: int) -> bool:
        return bool(self.step) and abs(amount.value - self.middle) > self._reach(sigmas)

    def limits_for(self, _amount: Amount) -> Limits | None:
        reach = self._reach(3)
        return Limits(float(self.middle - reach), float(self.middle + reach)) if reach else None

    def weight_in_a_run(self, _amount: Amount) -> float:
        return 1.0

    def compare(self, one: Amount, other: Amount) -> int:
        return _sign(one.value - other.value)

    def _reach(self, sigmas: int) -> Fraction:
        return self.step * MOVING_RANGES_IN_THREE_SIGMAS * sigmas / 3


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
