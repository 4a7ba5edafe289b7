"""How long a case stays with its worker: the share of ongoing cases that end in a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kraftsamling.workforce.rules.forecast.history import History
from kraftsamling.workforce.rules.forecast.inflow import Floats

USUAL_WEEKS: Final = 17
"""An investigation has four months by law (SoL 2025:400): a case's length before anything has ended here."""


@dataclass(frozen=True, slots=True)
class Length:
    """Cases that have ended, and the weeks that cases were ongoing: together the share that ends a week."""

    ended: float
    ongoing: float

    @property
    def weeks(self) -> float:
        """How long a case takes, in weeks with its worker."""
        return self.ongoing / self.ended

    def drawn(self, chance: np.random.Generator, runs: int) -> Floats:
        """The share that ends in a week, one per run (Beta: what is not known of it is in the draw)."""
        return chance.beta(self.ended, self.ongoing - self.ended, size=runs)


def fitted(history: History) -> Length:
    """The length of cases read out of a history.

    A case can end from the week after it was given, so the ongoing of a week are those at its start.
    """
    ended, ongoing = 1.0, float(USUAL_WEEKS)
    for before, week in zip(history.weeks, history.weeks[1:], strict=False):
        if before is not None and week is not None:
            ended += min(week.ended, before.active)
            ongoing += before.active
    return Length(ended, max(ongoing, ended + 1))
