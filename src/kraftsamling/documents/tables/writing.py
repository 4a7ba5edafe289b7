"""Tables that we give away, CSV and XLSX: no cell in them can become a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kraftsamling.documents.tables.table import column_name

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MADE: Final = (2000, 1, 1, 0, 0, 0)  # the same table is the same file


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(STARTS_FORMULA) else cell


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """For a Swedish spreadsheet: semicolons, and the mark of UTF-8."""
    return "\ufeff" + "".join(";".join(map(_quoted, row)) + "\r\n" for row in rows)


def _quoted(cell: str) -> str:
    safe = disarmed(cell)
    return '"' + safe.replace('"', '""') + '"' if set(safe) & set(';"\r\n') else safe


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet of text cells. The sign before a formula stays here too: many save the sheet as CSV again."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as parts:
        for name, content in (*_PARTS, ("xl/worksheets/sheet1.xml", _sheet(rows))):
            info = ZipInfo(name, _MADE)
            info.compress_type = ZIP_DEFLATED
            parts.writestr(info, content)
    return made.getvalue()


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    lines = (
        f'<row r="{number}">{"".join(_cell(text, number, at) for at, text in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    return f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(text: str, number: int, column: int) -> str:
    safe = escape(_NOT_XML.sub("", disarmed(text)))
    where = f"{column_name(column)}{number}"
    return f'<c r="{where}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = (
    (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>",
    ),
    (
        "_rels/.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
)
