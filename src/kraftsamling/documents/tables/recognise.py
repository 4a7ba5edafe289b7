"""What a file is, by its bytes. Its name and the type that the browser says are never asked."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from kraftsamling.documents.tables.table import Kind, Problem, Unreadable

SIGNS: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Problem.OLD_EXCEL),  # also a workbook with a password
    (b"\xff\xd8\xff", Problem.PICTURE),
    (b"\x89PNG\r\n", Problem.PICTURE),
    (b"GIF8", Problem.PICTURE),
    (b"%PDF-", Problem.PDF),
    (b"{\\rtf", Problem.DOCUMENT),
    (b"\x1f\x8b", Problem.PACKED),
    (b"7z\xbc\xaf\x27\x1c", Problem.PACKED),
    (b"Rar!\x1a", Problem.PACKED),
)
ZIP: Final = b"PK\x03\x04"
INSIDE: Final = (
    ("xl/workbook.xml", None),
    ("xl/workbook.bin", Problem.OTHER_SPREADSHEET),
    ("content.xml", Problem.OTHER_SPREADSHEET),
    ("word/document.xml", Problem.DOCUMENT),
)
_MARKUP: Final = re.compile(rb"\s*<(!doctype|html|head|body|\?xml|script|table)", re.IGNORECASE)


def kind_of(data: bytes) -> Kind:
    """CSV or XLSX. Raises Unreadable with what the file is instead."""
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Unreadable(Problem.EMPTY)
    for sign, problem in SIGNS:
        if data.startswith(sign):
            raise Unreadable(problem)
    if data.startswith(ZIP):
        return _inside(data)
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise Unreadable(Problem.WEB_PAGE)
    return Kind.CSV


def _inside(data: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(data)) as parts:
            names = {each.filename for each in parts.infolist()}
    except BadZipFile as damaged:
        raise Unreadable(Problem.DAMAGED) from damaged
    for name, problem in INSIDE:
        if name in names:
            if problem:
                raise Unreadable(problem)
            return Kind.XLSX
    raise Unreadable(Problem.PACKED)
