"""What may be let out together, so that nothing hidden can be worked out: proved by linear program.

Hiding the small cells (primary suppression) is not enough: a total and all parts but one tell the last
part. More cells are therefore hidden (complementary suppression), until for every hidden cell the least and
the greatest number that agree with everything published lie at least `NARROWEST` apart. HiGHS finds the two.

A reader knows what is shown, and that parts add up to their total. Nothing in the proof uses the hidden
numbers themselves, so that it can be made again by anybody, also over old releases. One thing is assumed of
the reader that is not published: who a tiny cell is. A cell that was too small to be counted at all holds
four at most, and protects its neighbours with no more than that; an empty unit protects nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import highspy

from kraftsamling.indicators.rules.figures import Figure, Hidden, Share, Shown
from kraftsamling.indicators.rules.thresholds import NARROWEST, TINY_HOLDS

# More persons than any municipality asks; an end for numbers that nothing published limits.
UNLIMITED: Final = 1_000_000.0

Count = Callable[[Share], int]
COUNTS: Final[tuple[Count, ...]] = (lambda share: share.numerator, lambda share: share.complement)


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it up, by the names of their cells."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they would be published, how they add up, and which were too small to be counted at all."""

    cells: Mapping[str, Figure]
    sums: tuple[Sum, ...] = ()
    tiny: frozenset[str] = frozenset()

    @property
    def hidden(self) -> list[str]:
        """The names of the hidden cells."""
        return [name for name, figure in self.cells.items() if isinstance(figure, Hidden)]

    def hiding(self, names: Iterable[str]) -> Table:
        """The same table with these cells hidden as well."""
        return replace(self, cells={**self.cells, **dict.fromkeys(names, Hidden())})


def suppress(table: Table) -> Table:
    """Hide as many more cells as it takes, the smallest first, a total only when no part is left.

    In the end nothing but the total stands: the table is published one level coarser.
    """
    while (weak := next(weak_cells(table), None)) is not None:
        table = table.hiding([_next_to_hide(table, weak)])
    return table


def weak_cells(table: Table) -> Iterator[str]:
    """The hidden cells that can be worked out too closely. None: the table may be published."""
    for count in COUNTS if table.sums and table.hidden else ():
        known = _Known(table, count)
        yield from (name for name in known.asked if known.width(name) < NARROWEST)


def _next_to_hide(table: Table, weak: str) -> str:
    near = [each for each in table.sums if weak == each.total or weak in each.parts]
    for names in ([name for each in near for name in each.parts], [each.total for each in near]):
        shown = {
            name: figure.share.denominator
            for name in names
            if isinstance(figure := table.cells[name], Shown)
        }
        if shown:
            return min(shown, key=lambda name: (shown[name], name))
    raise AssertionError("unreachable: with everything near it hidden, nothing limits a cell")


class _Known:
    """What is known of one count (those in the numerator, or the others) of a table's hidden cells."""

    def __init__(self, table: Table, count: Count) -> None:
        """A variable for each hidden cell, a row for each sum that has one."""
        self._columns = {name: column for column, name in enumerate(table.hidden)}
        self._tiny = table.tiny & self._columns.keys()
        self._model = highspy.Highs()  # type: ignore[no-untyped-call]
        self._model.setOptionValue("output_flag", False)
        for name in self._columns:
            self._model.addVar(0.0, TINY_HOLDS if name in self._tiny else UNLIMITED)
        for each in table.sums:
            self._add_sum(table, each, count)
        self._least = [UNLIMITED] * len(self._columns)
        self._greatest = [-UNLIMITED] * len(self._columns)
        self._remember(self._solve(0, 0.0))
        told = _told_by_a_total(table, count)
        self.asked = [name for name in self._columns if name not in told]

    def _add_sum(self, table: Table, each: Sum, count: Count) -> None:
        """The hidden parts, less a hidden total, are what the shown total leaves beside the shown parts."""
        left, columns, signs = 0, list[int](), list[float]()
        for name, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
            figure = table.cells[name]
            if isinstance(figure, Shown):
                left -= sign * count(figure.share)
            else:
                columns.append(self._columns[name])
                signs.append(float(sign))
        self._model.addRow(left, left, len(columns), columns, signs)

    def width(self, name: str) -> float:
        """How far apart the least and the greatest possible number are, as far as it takes to be sure.

        Every solution is a possible truth for all cells at once, so most are sure before they are asked for.
        """
        column = self._columns[name]
        least, greatest = self._least[column], self._greatest[column]
        if name in self._tiny:  # its own smallness is what is to be kept secret
            self._model.changeColBounds(column, 0.0, UNLIMITED)
        for sign in (-1.0, 1.0):
            if greatest - least < NARROWEST and (end := self._solve(column, sign)):
                least, greatest = min(least, end[column]), max(greatest, end[column])
                if name not in self._tiny:
                    self._remember(end)
        if name in self._tiny:
            self._model.changeColBounds(column, 0.0, TINY_HOLDS)
        return max(0.0, greatest - least)

    def _remember(self, solution: Sequence[float]) -> None:
        for column, number in enumerate(solution):
            self._least[column] = min(self._least[column], number)
            self._greatest[column] = max(self._greatest[column], number)

    def _solve(self, column: int, sign: float) -> Sequence[float]:
        """A possible truth in which the cell is least (1) or greatest (-1); empty when there is none."""
        self._model.changeColCost(column, sign)
        self._model.run()
        solved = self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = list(self._model.getSolution().col_value) if solved else ()
        self._model.changeColCost(column, 0.0)
        return found


def _told_by_a_total(table: Table, count: Count) -> set[str]:
    """Cells whose count is none because a shown total has none: it may be shown, so that may be known."""
    return {
        part
        for each in table.sums
        if isinstance(figure := table.cells[each.total], Shown) and count(figure.share) == 0
        for part in each.parts
    }
