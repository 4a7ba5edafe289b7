"""What leaves as a table can be opened by anybody: no cell of it computes."""

from __future__ import annotations

import csv
import io

import pytest

from kraftsamling.documents.tables import read_table, writing
from tests.support.tables import cells_of

TRICKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x";"y")',
    "=cmd|' /C'!A0",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_a_formula_is_out_of_action_in_both(trick: str) -> None:
    rows = [["Enhet", trick], [trick, 'a"b;c']]

    read_back = list(csv.reader(io.StringIO(writing.as_csv(rows)[1:], newline=""), delimiter=";"))
    assert read_back == [["Enhet", f"'{trick}"], [f"'{trick}", 'a"b;c']]
    cells = cells_of(writing.as_xlsx(rows))
    assert [type(cell) for row in cells for cell in row] == [str] * 4
    assert str(cells[0][1]).startswith("'")


def test_what_was_written_is_read_as_it_was() -> None:
    rows = [["Enhet", "Å & <b>"], ["", " två  mellanslag "], ["أهلا", "x\x00\x0by"]]

    assert [list(row.cells) for row in read_table(writing.as_xlsx(rows)).rows] == [
        ["Enhet", "Å & <b>"], ["", " två  mellanslag "], ["أهلا", "xy"],
    ]  # fmt: skip
    assert cells_of(writing.as_xlsx(rows))[0] == ["Enhet", "Å & <b>"]
    assert writing.as_xlsx(rows) == writing.as_xlsx(rows)
