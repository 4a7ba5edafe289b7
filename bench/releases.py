"""Letting out a country: 290 authorities, 60 quarters, 20 cells each; hidden, and every hidden cell tried."""

from __future__ import annotations

from random import Random
from time import process_time
from typing import Final

from bench.table import Row
from kraftsamling.indicators.rules.figures import NOTHING, Figure, Hidden, Share
from kraftsamling.indicators.rules.suppression import Sum, Table, suppress, weak_cells
from kraftsamling.indicators.rules.thresholds import INSIDE, OUTSIDE

AUTHORITIES: Final = 290
PERIODS: Final = 60
CELLS: Final = 20
BOUND_SECONDS: Final = 300
# Answers a quarter from a unit: a small municipality's, a middling one's, a large one's.
SIZES: Final = ((0, 8), (4, 40), (20, 120))


def run() -> list[Row]:
    """Suppression of every table and the audit of what came out, against reading the cells once."""
    chance = Random(2026)  # noqa: S311 - figures that are the same every time
    tables = [_table(SIZES[n % 3], chance) for n in range(AUTHORITIES) for _ in range(PERIODS)]
    began = process_time()
    read = sum(isinstance(each, Hidden) for table in tables for each in table.cells.values())
    floor = process_time() - began
    began = process_time()
    released = [suppress(table) for table in tables]
    suppressed = process_time() - began
    weak = sum(1 for table in released for _ in weak_cells(table))
    took = process_time() - began
    assert sum(len(table.hidden) for table in released) >= read
    return [
        Row(
            f"Release of {AUTHORITIES} × {PERIODS} × {CELLS} cells with audit",
            took,
            f"s of processor time ({suppressed:.0f} s to hide; {weak} weak)",
            f"reading the cells, {floor:.3f} s",
            took / floor,
            f"at most {BOUND_SECONDS} s, none weak",
            took <= BOUND_SECONDS and weak == 0,
        )
    ]


def _table(size: tuple[int, int], chance: Random) -> Table:
    units = {str(number): _share(size, chance) for number in range(CELLS - 1)}
    cells: dict[str, Figure] = {name: OUTSIDE.apply(share) for name, share in units.items()}
    cells["all"] = OUTSIDE.apply(sum(units.values(), NOTHING))
    tiny = frozenset(name for name, share in units.items() if not INSIDE.allows(share))
    return Table(cells, (Sum("all", tuple(units)),), tiny)


def _share(size: tuple[int, int], chance: Random) -> Share:
    answered = chance.randint(*size)
    return Share(sum(chance.random() < 0.7 for _ in range(answered)), answered)
