"""One row per measured capability, and the table they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Final

ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A measured value and how many times the floor it is.

    The floor is the least that any solution would have to do, measured in the same run, so that the
    ratio means the same on every machine. `bound` is the promise in words, `ok` whether it held.
    """

    name: str
    value: float
    unit: str
    floor_name: str
    ratio: float
    bound: str
    ok: bool


def median_ms(
    act: Callable[[], object], *, times: int, clock: Callable[[], float] = perf_counter
) -> float:
    """Milliseconds for one call: the median of so many, in the calmest of five rounds.

    For what never waits, `time.process_time` as clock leaves out what others do on the machine.
    """
    act()
    rounds = []
    for _ in range(ROUNDS):
        took = []
        for _ in range(times):
            start = clock()
            act()
            took.append(clock() - start)
        rounds.append(median(took))
    return 1000 * min(rounds)


def as_text(rows: Iterable[Row]) -> str:
    """The rows as a table for a terminal."""
    cells = [("What", "Value", "Floor", "Times the floor", "Bound", "")]
    cells += [
        (
            row.name,
            f"{row.value:.3g} {row.unit}",
            row.floor_name,
            f"{row.ratio:.3g}",
            row.bound,
            "" if row.ok else "BROKEN",
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )
