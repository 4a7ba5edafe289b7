"""Every threshold of the figures, as rows with their source, for the code and for docs/rules.md.

`verified` says whether the number was read in the named source; what was not is marked, not hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from kraftsamling.indicators.rules.figures import Share, Threshold

# Inside the authority five answers are enough; the survey's page must be useful with five a month.
INSIDE: Final = Threshold(floor=5, least=5)
# Outside ten, no small part, and twenty when all said the same.
OUTSIDE: Final = Threshold(floor=10, least=10, least_part=5, least_unanimous=20)

# What a reader may work out of a hidden cell in a release: never closer than this between least and greatest.
NARROWEST: Final = 5
# What a cell that was too small to be counted can hold, one less than `INSIDE` asks for.
TINY_HOLDS: Final = float(INSIDE.floor - 1)


def told_by_the_difference(former: Share, corrected: Share) -> bool:
    """Whether two versions of a figure tell what one to four people have answered."""
    changes = (
        corrected.numerator - former.numerator,
        corrected.complement - former.complement,
    )
    return any(0 < abs(change) < INSIDE.floor for change in changes)


# A series is drawn by the finest period at which at least five of six periods may be shown.
ALMOST_EVERY: Final = Fraction(5, 6)


class SignalCode(StrEnum):
    """The four signals that a series has really changed."""

    OUTSIDE = "OUTSIDE"
    RUN = "RUN"
    TREND = "TREND"
    NEAR = "NEAR"


@dataclass(frozen=True, slots=True)
class SignalRule:
    """One signal: `length` points of `window` in a row, at least `sigmas` from the mean.

    `rank` decides which signal is told first when a point takes part in several (1 is first).
    """

    code: SignalCode
    length: int
    window: int
    sigmas: int
    rank: int
    source: str
    verified: bool


_PACKAGE: Final = (
    "NHSRplotthedots (R package for NHS England's Making data count), R/ptd_calculate_point_type.R"
)

# Signals against the level before outrank the trend: the verdict says "compared with before".
SIGNAL_RULES: Final = (
    SignalRule(SignalCode.OUTSIDE, 1, 1, 3, rank=1, source=_PACKAGE, verified=True),
    SignalRule(SignalCode.RUN, 7, 7, 0, rank=2, source=_PACKAGE, verified=True),
    SignalRule(SignalCode.NEAR, 2, 3, 2, rank=3, source=_PACKAGE, verified=True),
    # Other schools ask for five, six or eight; seven points are six steps in the same direction.
    SignalRule(SignalCode.TREND, 7, 7, 0, rank=4, source=_PACKAGE, verified=True),
)


@dataclass(frozen=True, slots=True)
class BaselineRule:
    """Which points the later ones are compared with.

    Without a marked change: the first `length` shown points. With one: all shown points before the
    first change that has at least `shortest` of them before it.
    """

    length: int
    shortest: int
    source: str
    verified: bool


BASELINE_RULE: Final = BaselineRule(
    length=12,
    # Ours. With 8 a verdict is false in 5–6 of 100 unchanged series of 24 months, with 12 in 4.
    shortest=12,
    source="NHSRplotthedots, vignette 'Number of points required'",
    verified=True,
)

# The same source: fewer give trial limits only. The page then says "Too early to say".
LEAST_POINTS_FOR_A_VERDICT: Final = 12

# With fewer expected answers of either kind than this in a period, the limits come from the
# binomial distribution itself: the normal curve behind "three sigma" is wrong there and cries wolf.
LEAST_EXPECTED_FOR_SIGMA: Final = 5
# The chance that lies beyond two and three sigmas on one side of a normal curve.
TAIL_BEYOND: Final = {2: 0.02275, 3: 0.00135}

# The XmR chart: three sigmas are 3 / 1.128 mean moving ranges, in the books 2.66. 1.128 is the mean distance
# between two values of a normal curve, in sigmas (d2 for two).
MOVING_RANGES_IN_THREE_SIGMAS: Final = Fraction(266, 100)

# Measured and rounded upwards (bench/false_alarms.py): of a hundred series of two years in which nothing has
# changed, so many end with a verdict that something has. The method page says it.
FALSE_VERDICTS_IN_A_HUNDRED: Final = 5
# The same for amounts: twelve points say less about how much an amount varies than about a mean.
FALSE_VERDICTS_OF_AMOUNTS_IN_A_HUNDRED: Final = 7
