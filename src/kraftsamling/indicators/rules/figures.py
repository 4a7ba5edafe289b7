"""Figures that know whether they may be shown.

A figure leaves the indicators only as `Shown`, `ShownAmount` or `Hidden`. `Hidden` carries nothing at
all, not even a reason: whoever could tell a cell hidden for its own sake from one hidden to protect another
would have learnt that the first holds one to four persons. The page says "Not shown" (Visas inte)
for both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self


class NotAShare(ValueError):
    """Raised when a numerator is not a part of its denominator."""

    def __init__(self, numerator: int, denominator: int) -> None:
        super().__init__(
            f"{numerator} of {denominator} is not a share: "
            "the numerator must lie between 0 and the denominator"
        )


class ThresholdMayOnlyBeRaised(ValueError):
    """Raised when somebody tries to show figures for fewer persons than the rule allows."""

    def __init__(self, wanted: int, floor: int) -> None:
        super().__init__(
            f"The threshold is {floor} and may only be raised; {wanted} would lower it. "
            f"Choose {floor} or more."
        )


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many (andel): 9 of 14 parents. A denominator of 0: nothing happened."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise NotAShare(self.numerator, self.denominator)

    def __add__(self, other: Share) -> Share:
        """Both groups together; never the mean of two percentages."""
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def complement(self) -> int:
        """Those of the denominator who are not in the numerator."""
        return self.denominator - self.numerator

    @property
    def mirrored(self) -> Share:
        """The share of the opposite answer."""
        return Share(self.complement, self.denominator)

    @property
    def value(self) -> Fraction | None:
        """Between 0 and 1, exact; nothing when the denominator is 0."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> int | None:
        """Whole per cent, halves upwards (12.5 becomes 13), as people round by hand."""
        if not self.denominator:
            return None
        return (200 * self.numerator + self.denominator) // (2 * self.denominator)


NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that may be shown to the reader it was made for."""

    share: Share


@dataclass(frozen=True, slots=True)
class Amount:
    """So much (mängd): 41 answers, 12.5 days, and how many persons it rests on.

    The indicator names the unit. The value is exact, so that a series and its mirror image agree.
    """

    value: Fraction
    people: int


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """An amount that may be shown to the reader it was made for."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that may not be shown. It holds no number and no reason, on purpose."""


Figure = Shown | ShownAmount | Hidden


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many persons must stand behind a figure before this audience may see it.

    `floor` is what the rule says and `least` what the authority has chosen, never lower.
    `least_part` asks that numerator and complement each are 0 or at least that many.
    `least_unanimous` is asked when all gave the same answer: then the figure tells what each said.
    """

    floor: int
    least: int
    least_part: int = 0
    least_unanimous: int = 0

    def __post_init__(self) -> None:
        if self.least < self.floor:
            raise ThresholdMayOnlyBeRaised(self.least, self.floor)

    def raised_to(self, least: int) -> Self:
        """The same rule with a higher threshold, which cannot be lowered again.

        Raises `ThresholdMayOnlyBeRaised` for a number below today's.
        """
        if least < self.least:
            raise ThresholdMayOnlyBeRaised(least, self.least)
        return replace(self, least=least)

    def allows(self, share: Share) -> bool:
        """Whether the share may be shown. Nothing at all (0 of 0) may not.

        Otherwise an empty cell would tell that every hidden cell holds at least one person.
        """
        least = self.least
        if share.numerator in (0, share.denominator):
            least = max(least, self.least_unanimous)
        elif min(share.numerator, share.complement) < self.least_part:
            return False
        return share.denominator >= max(least, 1)

    def apply(self, share: Share) -> Figure:
        """The only way out: the share as `Shown`, or `Hidden`."""
        return Shown(share) if self.allows(share) else Hidden()

    def apply_to_amount(self, amount: Amount) -> Figure:
        """The same for an amount, which has no parts: only the number of persons counts."""
        return ShownAmount(amount) if amount.people >= max(self.least, 1) else Hidden()
