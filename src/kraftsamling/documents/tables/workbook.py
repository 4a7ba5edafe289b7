"""XLSX: what is refused before anything is read, then the first sheet that is shown.

Read by calamine (Rust): openpyxl is twenty times slower and does not reach 20 000 rows a second. Calamine
gives the stored value of a formula as if it were typed, so the formulas are found in the sheet's own XML.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from posixpath import join, normpath
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import ParseError, fromstring
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kraftsamling.documents.tables.table import (
    FORMULA,
    Cell,
    Formula,
    Limits,
    Problem,
    Row,
    Unreadable,
    column_name,
)

SMALL: Final = 1024 * 1024  # below it a part may be packed as tightly as it likes
ENCRYPTED: Final = 0x1
PIECE: Final = 1024 * 1024

_DTD: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# A pattern that begins with a literal sign is found ten times faster, so a sheet is first asked by one.
_MAYBE_FORMULA: Final = re.compile(rb"f(?<=[<:]f)[\s/>]")
_FORMULA: Final = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
_FORMULA_IN: Final = re.compile(
    rb"""<(?:[^\s<>/:]+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*<(?:[^\s<>/:]+:)?f[\s/>]"""
)
_COLUMN: Final = re.compile(rb"""\sr=["']([A-Z]+)\d""")
_ROW: Final = re.compile(rb"""\sr=["'][A-Z]*(\d+)["']""")
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def rows_of(data: bytes, limits: Limits) -> Iterator[Row]:
    """The rows that hold something. Raises Unreadable."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            _guard(parts.infolist(), len(data), limits)
            budget = limits.unpacked
            for info in parts.infolist():
                budget = _unpacked_within(parts, info, budget)
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            name = _first_shown(book)
            xml = parts.read(_part_of(parts, name))
        _guard_size(xml, limits)
        formulas = _formulas(xml)
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (BadZipFile, zlib.error, CalamineError, ParseError, KeyError, EOFError) as damaged:
        raise Unreadable(Problem.DAMAGED) from damaged
    if values and len(values[0]) > limits.columns:  # all are as long
        raise Unreadable(Problem.TOO_MANY_COLUMNS)
    for number, cells in enumerate(values, start=1):
        if number > limits.rows:
            raise Unreadable(Problem.TOO_MANY_ROWS)
        if cells.count("") < len(cells):
            yield Row(number, _cells(cells, number, formulas, limits))


def _guard(infos: list[ZipInfo], size: int, limits: Limits) -> None:
    """What the list of parts tells, before a byte is unpacked."""
    names = [info.filename.lower() for info in infos]
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise Unreadable(Problem.LOCKED)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(Problem.MACROS)
    if any("externallinks/" in name for name in names):
        raise Unreadable(Problem.LINKS)
    too_tight = any(
        info.file_size > SMALL and info.file_size > limits.ratio * info.compress_size
        for info in infos
    )
    if (
        len(infos) > limits.parts
        or len(set(names)) < len(names)
        or sum(info.file_size for info in infos) > limits.unpacked
        or sum(info.compress_size for info in infos) > size  # parts that lie over one another
        or too_tight
    ):
        raise Unreadable(Problem.BOMB)


def _unpacked_within(parts: ZipFile, info: ZipInfo, budget: int) -> int:
    """Unpack a part once, piece by piece: the list may lie. What is left of the budget."""
    tail = b""
    with parts.open(info) as part:
        while piece := part.read(PIECE):
            budget -= len(piece)
            if budget < 0:
                raise Unreadable(Problem.BOMB)
            if info.filename.endswith((".xml", ".rels")):
                _guard_xml(tail + piece)
                tail = piece[-16:]
    return budget


def _guard_xml(piece: bytes) -> None:
    """No part of a workbook has a DTD, and so no entities; in UTF-16 we could not see one."""
    if b"\x00" in piece or _DTD.search(piece):
        raise Unreadable(Problem.ENTITIES)


def _guard_size(xml: bytes, limits: Limits) -> None:
    """One cell far out makes a sheet of milliards; the reader would make room for them all."""
    letters, digits = len(column_name(limits.columns)), len(str(limits.rows))
    if not re.search(rb"""r=["'](?:[A-Z]{%d}|[A-Z]*\d{%d})""" % (letters, digits), xml):
        return  # no address is as long as the first one too far out
    if any(_index(name) >= limits.columns for name in set(_COLUMN.findall(xml))):
        raise Unreadable(Problem.TOO_MANY_COLUMNS)
    if any(int(number) > limits.rows for number in set(_ROW.findall(xml))):
        raise Unreadable(Problem.TOO_MANY_ROWS)


def _index(name: bytes) -> int:
    index = 0
    for letter in name:
        index = index * 26 + letter - 64
    return index - 1


def _formulas(xml: bytes) -> frozenset[str]:
    """The addresses of the cells that compute. Raises Unreadable when one of them cannot be placed."""
    if not _MAYBE_FORMULA.search(xml):
        return frozenset()
    found = [(match[1] + match[2]).decode() for match in _FORMULA_IN.finditer(xml)]
    if len(found) != len(_FORMULA.findall(xml)):
        raise Unreadable(Problem.DAMAGED)
    return frozenset(found)


def _first_shown(book: CalamineWorkbook) -> str:
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            return sheet.name
    raise Unreadable(Problem.EMPTY)


def _part_of(parts: ZipFile, name: str) -> str:
    """Where the sheet's XML lies. Raises KeyError when nothing says so."""
    book = fromstring(parts.read("xl/workbook.xml"))
    of_sheet = {each.get("name"): each.get(_ID) for each in book.iter() if _is(each, "sheet")}
    links = fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in links}
    target: str = targets[of_sheet[name]]
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _is(element: Any, tag: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == tag


def _cells(
    cells: list[Any], number: int, formulas: frozenset[str], limits: Limits
) -> tuple[Cell, ...]:
    if formulas:
        cells = [
            FORMULA if f"{column_name(column)}{number}" in formulas else cell
            for column, cell in enumerate(cells)
        ]
    # Words are most of a table, and a call for each of them would be most of the time.
    return tuple(
        [
            cell
            if type(cell) is str and len(cell) <= limits.cell and cell[:1] != "="
            else _cell(cell, number, limits)
            for cell in cells
        ]
    )


def _cell(value: Any, number: int, limits: Limits) -> Cell:
    if isinstance(value, str):
        if len(value) > limits.cell:
            raise Unreadable(Problem.CELL_TOO_LONG, number)
        return FORMULA if value.startswith("=") else value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, time | timedelta | bool):
        return str(value)
    assert isinstance(value, int | date | Formula)
    return value
