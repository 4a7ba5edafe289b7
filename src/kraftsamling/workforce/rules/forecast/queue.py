"""The weeks as they may come: cases arrive, end, are given when there is room, and otherwise wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kraftsamling.workforce.rules.forecast.inflow import Floats

MANY: Final = 6.0
"""From this variance on, how many end is read off a normal curve bent to a binomial's skewness: its quantiles
are right to a few hundredths of a case, and a year of weeks takes a third of the time."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Each run's cases at the end of each week, as [week, run]: waiting, and with a worker."""

    waiting: Floats
    active: Floats


def run(
    chance: np.random.Generator,
    arrivals: Floats,
    room: Floats,
    ending: Floats,
    *,
    waiting: int,
    active: int,
) -> Paths:
    """The queue through the weeks.

    arrivals and room as [week, run]; ending the share of ongoing cases that end in a week, per run. A week
    goes: cases end; what there is no longer room for goes back to the queue (a worker has left); cases come;
    they are given as far as there is room.
    """
    paths = Paths(np.empty_like(arrivals), np.empty_like(arrivals))
    queue = np.full(arrivals.shape[1], float(waiting))
    with_worker = np.full(arrivals.shape[1], float(active))
    drawn = chance.standard_normal(arrivals.shape)
    bend = (1 - 2 * ending) / 6 * (drawn * drawn - 1)
    varying = ending * (1 - ending)
    for week in range(len(arrivals)):
        variance = with_worker * varying
        if variance.min() < MANY:
            ended = chance.binomial(with_worker.astype(np.int64), ending)
        else:
            ended = with_worker * ending + np.sqrt(variance - 1 / 12) * drawn[week] + bend[week]
            ended = np.clip(np.rint(ended), 0, with_worker)
        with_worker = with_worker - ended
        asking = queue + with_worker + arrivals[week]
        with_worker = np.minimum(asking, room[week])
        queue = asking - with_worker
        paths.waiting[week] = queue
        paths.active[week] = with_worker
    return paths
