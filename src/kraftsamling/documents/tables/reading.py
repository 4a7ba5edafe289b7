"""The parent's side: start the child, wait for it, and believe its answer only when it is whole."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any, Final

from kraftsamling.documents.child_process import ask_child
from kraftsamling.documents.tables.child import arguments
from kraftsamling.documents.tables.table import (
    FORMULA,
    Cell,
    Kind,
    Limits,
    Problem,
    Row,
    Table,
    Unreadable,
)

CHILD: Final = "kraftsamling.documents.tables.child"


def read_table(data: bytes, limits: Limits = Limits()) -> Table:  # noqa: B008 - frozen
    """The rows of a CSV or XLSX file. Raises Unreadable."""
    with opened_table(data, limits) as (kind, rows):
        return Table(kind, list(rows))


@contextmanager
def opened_table(
    data: bytes,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Iterator[tuple[Kind, Iterator[Row]]]:
    """The same, one row at a time, for whoever does not want them all in memory.

    Raises Unreadable, also after the last row: what was read is worth nothing before the end has come.
    """
    if len(data) > limits.size:
        raise Unreadable(Problem.TOO_LARGE)
    # The file has no name and goes with the last who has it open.
    with TemporaryFile() as answer:
        try:
            ended_well = ask_child(CHILD, arguments(limits), data, answer, seconds=limits.seconds)
        except subprocess.TimeoutExpired as late:
            raise Unreadable(Problem.TOO_SLOW) from late
        answer.seek(0)
        first = answer.readline()
        if not ended_well or not first:
            raise Unreadable(Problem.TOO_HEAVY)
        yield Kind(_told(json.loads(first))["kind"]), _rows(answer)


def _rows(answer: IO[bytes]) -> Iterator[Row]:
    count = 0
    for line in answer:
        found = json.loads(line)
        if isinstance(found, dict):
            if _told(found).get("end") != count:
                break
            if not count:
                raise Unreadable(Problem.EMPTY)
            return
        plain = b"{" not in line and b"null" not in line
        for number, cells in found:
            yield Row(number, tuple(cells if plain else map(_cell, cells)))
        count += len(found)
    raise Unreadable(Problem.TOO_HEAVY)


def _told(line: dict[str, Any]) -> dict[str, Any]:
    if "problem" in line:
        raise Unreadable(Problem(line["problem"]), line["row"])
    return line


def _cell(value: Any) -> Cell:
    if value is None:
        return FORMULA
    if isinstance(value, dict):
        return date.fromisoformat(value["d"])
    cell: Cell = value
    return cell
