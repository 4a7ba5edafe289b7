"""How reports spread over the year, and the law's last days, worked out once for every day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kraftsamling.casework.rules.deadlines import due_at
from kraftsamling.casework.rules.legal_rules import CATALOGUE
from kraftsamling.common.clock import STOCKHOLM

Seconds = NDArray[np.int64]
"""Moments, as whole seconds since 1970 in UTC."""

DAY: Final = 86_400
HOUR: Final = 3600
_BY_MONTH: Final = (1.05, 1.0, 1.1, 1.05, 1.2, 0.95, 0.55, 0.8, 1.15, 1.15, 1.2, 0.9)
"""Schools report most: little in July, much before the summer and in the autumn."""
_BY_WEEKDAY: Final = (1.25, 1.15, 1.1, 1.1, 1.2, 0.3, 0.3)


@dataclass(frozen=True)
class Calendar:
    """The days from `first`: how likely a report is, midnight, and when what starts that day is due."""

    first: date
    weights: NDArray[np.float64]
    midnight: Seconds
    due: dict[str, Seconds]

    @classmethod
    def of(cls, first: date, last: date) -> Calendar:
        """Every day of a span, both ends included."""
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        raw = np.array([_BY_MONTH[day.month - 1] * _BY_WEEKDAY[day.weekday()] for day in days])
        noons = [datetime.combine(day, time(12), tzinfo=STOCKHOLM) for day in days]
        midnights = [datetime.combine(day, time(0), tzinfo=STOCKHOLM) for day in days]
        return cls(
            first,
            raw / raw.sum(),
            np.array([int(each.timestamp()) for each in midnights]),
            {
                code: np.array(
                    [int(due_at(CATALOGUE[code], start=noon).timestamp()) for noon in noons]
                )
                for code in ("prelim_assessment_due", "reporter_feedback_due", "investigation_due")
            },
        )

    def day(self, moments: Seconds) -> NDArray[np.int64]:
        """The number of each moment's day, in Sweden; moments outside the span get its nearest day."""
        found = np.searchsorted(self.midnight, moments, side="right") - 1
        return np.clip(found, 0, len(self.midnight) - 1)

    def dates(self, moments: Seconds) -> list[str]:
        """Each moment's day in Sweden, as a database reads it."""
        days = self.names
        return [days[each] for each in self.day(moments).tolist()]

    @cached_property
    def names(self) -> list[str]:
        """Each day as a database reads it."""
        return [str(self.first + timedelta(days=each)) for each in range(len(self.midnight))]


def moments(of: Seconds) -> list[str]:
    """Moments as a database reads them."""
    return [f"{each}+00" for each in np.datetime_as_string(of.astype("datetime64[s]")).tolist()]
