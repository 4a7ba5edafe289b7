"""What may be let out together, so that nothing hidden can be worked out: proved for every hidden cell.

Hiding the small cells (primary suppression) is not enough: a total and all parts but one tell the last
part. More cells are therefore hidden (complementary suppression), until for every hidden cell the least and
the greatest number that agree with everything published lie at least `NARROWEST` apart. Where sums are linked
HiGHS finds the two by linear program; in a single sum they are what the others leave, at most and at least.

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
        told = _told_by_a_total(table, count)
        known = (_OneSum if len(table.sums) == 1 else _LinkedSums)(table, count)
        for name in table.hidden:
            if name not in told and known.width(name) < NARROWEST:
                yield name


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


def _left_over(table: Table, each: Sum, count: Count) -> tuple[int, dict[str, int]]:
    """What the shown total leaves beside the shown parts, and the hidden cells that make it up: each part
    adds to it (1), a hidden total takes from it (-1).
    """
    left, signs = 0, dict[str, int]()
    for name, sign in ((each.total, -1), *((part, 1) for part in each.parts)):
        figure = table.cells[name]
        if isinstance(figure, Shown):
            left -= sign * count(figure.share)
        else:
            signs[name] = sign
    return left, signs


def _holds_at_most(table: Table, name: str) -> float:
    return TINY_HOLDS if name in table.tiny else UNLIMITED


class _OneSum:
    """What is known of one count (those in the numerator, or the others) of the hidden cells of a single sum.

    Each holds what the others leave, so its ends need no program.
    """

    def __init__(self, table: Table, count: Count) -> None:
        self._left, self._signs = _left_over(table, table.sums[0], count)
        self._most = {
            name: sign * _holds_at_most(table, name) for name, sign in self._signs.items()
        }
        self._low = sum(most for most in self._most.values() if most < 0)
        self._high = sum(most for most in self._most.values() if most > 0)

    def width(self, name: str) -> float:
        """How far apart the least and the greatest possible number are; its own smallness is not known."""
        if name not in self._signs:
            return UNLIMITED
        sign, own = self._signs[name], self._most[name]
        ends = (
            sign * (self._left - self._low + min(own, 0)),
            sign * (self._left - self._high + max(own, 0)),
        )
        return max(0.0, min(UNLIMITED, max(ends)) - max(0.0, min(ends)))


class _LinkedSums:
    """The same where a hidden cell may take part in several sums: by linear program."""

    def __init__(self, table: Table, count: Count) -> None:
        """A variable for each hidden cell, a row for each sum that has one."""
        self._columns = {name: column for column, name in enumerate(table.hidden)}
        self._tiny = table.tiny & self._columns.keys()
        self._model = highspy.Highs()  # type: ignore[no-untyped-call]
        self._model.setOptionValue("output_flag", False)
        for name in self._columns:
            self._model.addVar(0.0, _holds_at_most(table, name))
        for each in table.sums:
            left, signs = _left_over(table, each, count)
            columns = [self._columns[name] for name in signs]
            self._model.addRow(left, left, len(signs), columns, list(map(float, signs.values())))
        self._least = [UNLIMITED] * len(self._columns)
        self._greatest = [-UNLIMITED] * len(self._columns)
        self._remember(self._solve(0, 0.0))

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
