"""Staff that comes and goes: seats in units, each held by one worker after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

STAYS_YEARS: Final = 3.0
"""How long a worker stays, in the mean."""


@dataclass(frozen=True)
class Worker:
    """Somebody who holds a seat between two days; without an end, still."""

    membership_id: UUID
    unit_id: UUID
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Staff:
    """All who have worked, seat by seat in the order they came; and the reception, who does not leave."""

    workers: Sequence[Worker]
    seats: int
    keys: NDArray[np.int64]
    reception: UUID
    reception_unit: UUID

    @classmethod
    def of(cls, seats: Sequence[Sequence[Worker]], *, reception: UUID, unit: UUID) -> Staff:
        """From each seat's holders, the first first."""
        keys = [
            _key(number, 0 if place == 0 else worker.starts_on.toordinal())
            for number, holders in enumerate(seats)
            for place, worker in enumerate(holders)
        ]
        workers = [worker for holders in seats for worker in holders]
        return cls(workers, len(seats), np.array(keys), reception, unit)

    def holder(self, seat: NDArray[np.int64], ordinal: NDArray[np.int64]) -> NDArray[np.int64]:
        """The place in `workers` of who held each seat on each day (a proleptic ordinal)."""
        return np.searchsorted(self.keys, seat * _SPAN + ordinal, side="right") - 1


_SPAN: Final = 10_000_000


def _key(seat: int, ordinal: int) -> int:
    return seat * _SPAN + ordinal


def tenures(rng: np.random.Generator, first: date, last: date) -> list[tuple[date, date | None]]:
    """The days between which one seat's holders had it, without a gap; the last one is still there."""
    changes = [first]
    while True:
        stayed = max(90, int(rng.exponential(STAYS_YEARS * 365)))
        following = changes[-1] + timedelta(days=stayed)
        if following >= last:
            break
        changes.append(following)
    ends = [after - timedelta(days=1) for _before, after in pairwise(changes)]
    return list(zip(changes, [*ends, None], strict=True))
