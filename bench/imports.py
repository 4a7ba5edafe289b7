"""Answers from another survey tool, read and checked, against the csv module reading the same rows."""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from time import perf_counter
from typing import Final
from uuid import UUID

import django

from bench.table import Row

ROWS: Final = 50_000
BOUND: Final = 20_000
ROUNDS: Final = 3
UNITS: Final = ("Utredning 1", "Utredning 2", "Mottagning", "Öppenvård")
ANSWERS: Final = (
    "Instämmer helt",
    "Instämmer delvis",
    "Instämmer knappast",
    "Vet inte",
    "3",
    "1",
    "",
)


def run() -> list[Row]:
    """From bytes to a dry run, child process and all. The calmest of three rounds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench._settings")
    django.setup()
    from kraftsamling.documents.tables import read_table, writing
    from kraftsamling.participation.importing.meanings import plain
    from kraftsamling.participation.importing.reading import Known, read

    lines = [_line(number) for number in range(ROWS)]
    table = [["Enhet", "Månad", "Vem svarar", "Fråga 1", "Fråga 2", "Fråga 3"], *lines]
    units = {plain(name): [UUID(int=number)] for number, name in enumerate(UNITS)}
    known = Known(units, {}, date(2026, 12, 31))
    as_csv = writing.as_csv(table).encode()

    def floor() -> None:
        rows = list(csv.reader(io.StringIO(as_csv.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(rows) == ROWS + 1

    def checked(data: bytes) -> None:
        found = read(read_table(data), known)
        assert found.tally.total() + found.without_answers == ROWS
        assert not found.wrong_count

    bare = _rows_per_second(floor)
    answer = []
    for name, data in (("CSV", as_csv), ("XLSX", writing.as_xlsx(table))):
        rate = _rows_per_second(lambda data=data: checked(data))  # type: ignore[misc]
        answer.append(
            Row(f"Import of {ROWS} answers checked, {name}", rate, "rows/s",
                f"csv module, {bare:.0f} rows/s", rate / bare,
                f"at least {BOUND} rows/s", rate >= BOUND)
        )  # fmt: skip
    return answer


def _line(number: int) -> list[str]:
    asked = (ANSWERS[number * step % len(ANSWERS)] for step in (1, 3, 5))
    return [UNITS[number % 4], f"2026-{number % 12 + 1:02}", "Förälder", *asked]


def _rows_per_second(act: object) -> float:
    assert callable(act)
    took = []
    for _ in range(ROUNDS):
        start = perf_counter()
        act()
        took.append(perf_counter() - start)
    return ROWS / min(took)
