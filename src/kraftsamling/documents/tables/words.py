"""What is wrong with a file, or in a cell of it, in words for whoever chose it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kraftsamling.common import formats
from kraftsamling.documents.tables.table import Limits, Problem, Unreadable

LONGEST_SHOWN: Final = 40
_SAVE_AS: Final = _("Open it in a spreadsheet and save it as CSV or XLSX.")

SENTENCES: Final = {
    Problem.EMPTY: (_("The file is empty."), ""),
    Problem.TOO_LARGE: (_("The file is larger than %(megabytes)d MB."), ""),
    Problem.TOO_MANY_ROWS: (_("The file has more than %(rows)d rows. Divide it."), ""),
    Problem.TOO_MANY_COLUMNS: (_("The file has more than %(columns)d columns."), ""),
    Problem.CELL_TOO_LONG: (_("A cell has more than %(cell)d signs."), ""),
    Problem.QUOTES: (_("A quotation mark stands where it cannot, or is never closed."), ""),
    Problem.NOT_A_TABLE: (_("The file is neither CSV nor XLSX."), _SAVE_AS),
    Problem.PICTURE: (_("The file is a picture, whatever its name says."), ""),
    Problem.PDF: (_("The file is a PDF. Fetch the answers as CSV or XLSX instead."), ""),
    Problem.WEB_PAGE: (
        _("The file is a web page, perhaps the login page of the survey tool."),
        _("Fetch the answers as CSV or XLSX again."),
    ),
    Problem.DOCUMENT: (_("The file is a text document, not a table."), ""),
    Problem.OLD_EXCEL: (
        _("The file is an old Excel file (.xls), or has a password."),
        _("Save it as XLSX without a password."),
    ),
    Problem.OTHER_SPREADSHEET: (_("The file is another kind of spreadsheet."), _SAVE_AS),
    Problem.PACKED: (_("The file is packed. Unpack it and choose the table in it."), ""),
    Problem.LOCKED: (_("The file has a password. Save it without one."), ""),
    Problem.MACROS: (_("The file has macros in it."), _SAVE_AS),
    Problem.LINKS: (
        _("The file fetches values from other files."),
        _("Copy the values to a new file and choose that one."),
    ),
    Problem.BOMB: (_("The file unpacks to far more than it seems, so we do not read it."), ""),
    Problem.ENTITIES: (
        _("The file has instructions in it that a table does not need."),
        _SAVE_AS,
    ),
    Problem.DAMAGED: (_("The file is damaged or incomplete. Fetch it again."), ""),
    Problem.TOO_HEAVY: (_("The file takes too much memory to read. Divide it."), ""),
    Problem.TOO_SLOW: (_("The file takes too long to read. Divide it."), ""),
}


def shown(value: str) -> str:
    """A stranger's words inside a sentence of ours: short, and with nothing that turns the line."""
    clean = " ".join("".join(each if each.isprintable() else " " for each in value).split())
    return clean if len(clean) <= LONGEST_SHOWN else clean[: LONGEST_SHOWN - 1] + "…"


def at_place(row: int, column: str, what: str) -> str:
    """ "Rad 14, kolumn C: …"; the sentence alone when it is about the whole file."""
    if not row:
        return what
    language = get_language() or formats.SWEDISH
    place = gettext("Row %(row)s, column %(column)s:") % {
        "row": formats.number(row, language),
        "column": column,
    }
    return f"{place} {what}"


def sentence_of(unreadable: Unreadable, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    """What is wrong, where, and what to do about it."""
    what, then = SENTENCES[unreadable.problem]
    numbers = {
        "megabytes": limits.size // (1024 * 1024),
        "rows": limits.rows,
        "columns": limits.columns,
        "cell": limits.cell,
    }
    where = gettext("Row %(number)d.") % {"number": unreadable.row} if unreadable.row else ""
    return " ".join(filter(None, (where, str(what) % numbers, str(then))))
