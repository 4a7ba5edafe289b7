"""Files as other tools make them: every encoding and sign, workbooks, and bombs."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final

from openpyxl import Workbook, load_workbook

Rows = Sequence[Sequence[Any]]
ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp1252")


def csv_of(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """The rows as CSV."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue().encode(encoding)


def xlsx_of(rows: Rows) -> bytes:
    """The rows as a workbook; text that begins with = is a formula, as when somebody types it."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def cells_of(workbook: bytes) -> list[list[Any]]:
    """A workbook as openpyxl reads it: values, and `(value, "f")` for a formula."""
    sheet = load_workbook(io.BytesIO(workbook)).active
    assert sheet is not None
    return [
        [(cell.value, "f") if cell.data_type == "f" else cell.value for cell in row]
        for row in sheet.iter_rows()
    ]


def repacked(workbook: bytes, **changes: bytes) -> bytes:
    """A workbook with some parts changed or added; `xl__a_xml` is `xl/a.xml`."""
    wanted = {name.replace("__", "/").replace("_", "."): part for name, part in changes.items()}
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *wanted]):
            new.writestr(name, wanted[name] if name in wanted else old.read(name))
    return made.getvalue()


def sheet_of(workbook: bytes) -> bytes:
    """The XML of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return parts.read("xl/worksheets/sheet1.xml")
