"""CSV: which letters, which sign between the columns, and the rows."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from kraftsamling.documents.tables.table import FORMULA, Cell, Limits, Problem, Row, Unreadable

DELIMITERS: Final = ";,\t"
SAMPLE: Final = 20
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def rows_of(data: bytes, limits: Limits) -> Iterator[Row]:
    """The rows that hold something. Raises Unreadable."""
    text = text_of(data)
    csv.field_size_limit(limits.cell)
    # Strict: a quotation mark that never ends would swallow the rest of the file as one cell.
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number, computes = 0, "=" in text
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > limits.columns and any(cells[limits.columns :]):
                raise Unreadable(Problem.TOO_MANY_COLUMNS, number)
            if number > limits.rows:
                raise Unreadable(Problem.TOO_MANY_ROWS)
            if any(cells):
                cells = cells[: limits.columns]
                yield Row(number, tuple(map(_cell, cells) if computes else cells))
    except csv.Error as error:
        wrong = Problem.CELL_TOO_LONG if "field limit" in str(error) else Problem.QUOTES
        raise Unreadable(wrong, number + 1) from error


def text_of(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else Windows-1252. Raises Unreadable.

    Few texts in Windows-1252 with å, ä and ö happen to be right UTF-8, so UTF-8 is tried first.
    """
    with_mark = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    for encoding in ("utf-16",) if with_mark else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    raise Unreadable(Problem.NOT_A_TABLE)


def delimiter_of(text: str) -> str:
    """The sign that divides most rows into as many columns as the first."""

    def fits(sign: str) -> tuple[int, int]:
        try:
            widths = [
                len(row) for row in islice(csv.reader(StringIO(text), delimiter=sign), SAMPLE)
            ]
        except csv.Error:
            return (0, 0)
        first = next((width for width in widths if width), 0)
        return (sum(width == first for width in widths) if first > 1 else 0, first)

    return max(DELIMITERS, key=fits)


def _cell(text: str) -> Cell:
    return FORMULA if text.startswith("=") else text
