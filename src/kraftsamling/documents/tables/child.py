"""The child process: bytes on stdin, JSON lines on stdout, two thousand rows in each.

Nothing of a stranger's file is parsed elsewhere.

It gives itself its limits before it reads a byte. The first line says what the file is, or what is wrong;
the last says how many rows there were, so that an answer that was cut off is never taken for a whole one.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any

from kraftsamling.documents.tables.recognise import kind_of
from kraftsamling.documents.tables.table import (
    Formula,
    Kind,
    Limits,
    Problem,
    Row,
    Unreadable,
)

PIECE = 2_000


def main() -> None:
    """Read, answer, end."""
    limits = Limits(**json.loads(sys.argv[1]))
    limit_this_process(limits)
    gc.disable()  # a short life with many rows and no rings of references among them
    try:
        _answer(sys.stdin.buffer.read(limits.size + 1), limits)
    except Unreadable as unreadable:
        _say({"problem": unreadable.problem, "row": unreadable.row})
    except MemoryError:
        _say({"problem": Problem.TOO_HEAVY, "row": 0})


def limit_this_process(limits: Limits) -> None:
    """As an ordinary user and as root alike: no more memory and time, no children, no file of any size but
    the answer. Lowered limits cannot be raised again but by root, and none of ours tries."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.answer),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _answer(data: bytes, limits: Limits) -> None:
    if len(data) > limits.size:
        raise Unreadable(Problem.TOO_LARGE)
    kind = kind_of(data)
    if kind is Kind.XLSX:
        from kraftsamling.documents.tables.workbook import rows_of  # CSV does without its libraries
    else:
        from kraftsamling.documents.tables.delimited import rows_of
    _say({"kind": kind})
    count, rows = 0, rows_of(data, limits)
    while piece := list(islice(rows, PIECE)):
        _say(piece)
        count += len(piece)
    _say({"end": count})


def _other(value: Any) -> Any:
    return None if isinstance(value, Formula) else {"d": _day(value)}


def _day(value: date) -> str:
    return value.isoformat()


def _say(what: dict[str, Any] | list[Row]) -> None:
    sys.stdout.write(json.dumps(what, default=_other) + "\n")


def arguments(limits: Limits) -> str:
    """What the parent hands over on the command line."""
    return json.dumps(asdict(limits))


if __name__ == "__main__":
    main()
