"""Tables that somebody else's program made: CSV and XLSX, read without trusting them.

`read_table(data)` gives rows with the numbers and letters that a spreadsheet shows, or raises Unreadable with
what is wrong. The parsing happens in a child process with limits (docs/adr/0030). What the rows mean is for
the app that asked; nothing here knows a survey or a payroll.
"""

from kraftsamling.documents.tables.reading import opened_table, read_table
from kraftsamling.documents.tables.table import (
    FORMULA,
    Cell,
    Kind,
    Limits,
    Problem,
    Row,
    Table,
    Unreadable,
    column_name,
)

__all__ = [
    "FORMULA",
    "Cell",
    "Kind",
    "Limits",
    "Problem",
    "Row",
    "Table",
    "Unreadable",
    "column_name",
    "opened_table",
    "read_table",
]
