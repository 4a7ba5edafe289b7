"""Tables of strangers: every way to write them, and every file that is not one."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from kraftsamling.documents.tables import (
    FORMULA,
    Kind,
    Limits,
    Problem,
    Table,
    Unreadable,
    column_name,
    read_table,
)
from kraftsamling.documents.tables.words import SENTENCES, sentence_of
from tests.support.tables import ENCODINGS, csv_of, repacked, sheet_of, xlsx_of

ROWS = [["Enhet", "Månad", "Fråga 1"], ["Utredning Å", "2026-03", "Instämmer, helt; ja"]]


def cells(table: Table) -> list[list[object]]:
    return [list(row.cells) for row in table.rows]


def problem_of(data: bytes, limits: Limits = Limits()) -> Problem:  # noqa: B008
    with pytest.raises(Unreadable) as refused:
        read_table(data, limits)
    return refused.value.problem


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16"])
def test_every_encoding_and_sign_gives_the_same_rows(encoding: str, delimiter: str) -> None:
    table = read_table(csv_of(ROWS, delimiter=delimiter, encoding=encoding))

    assert table.kind is Kind.CSV
    assert cells(table) == ROWS


def test_five_languages_stand_in_one_text() -> None:
    words = ["Å", "fully", "أوافق تمامًا", "Haa", "Так"]

    assert cells(read_table(csv_of([words, words]))) == [words, words]


def test_a_workbook_gives_words_numbers_and_days_without_a_time() -> None:
    table = read_table(xlsx_of([["å", 4, 4.5, date(2026, 3, 1), datetime(2026, 3, 2, 14, 7)]]))  # noqa: DTZ001

    assert table.kind is Kind.XLSX
    assert cells(table) == [["å", 4, 4.5, date(2026, 3, 1), date(2026, 3, 2)]]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    assert [row.number for row in read_table(b"a;b\r\n\r\n1;2\r\n").rows] == [1, 3]
    assert [row.number for row in read_table(xlsx_of([["a"], [], ["b"]])).rows] == [1, 3]
    assert [column_name(each) for each in (0, 25, 26, 99)] == ["A", "Z", "AA", "CV"]


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_a_formula_is_never_taken_for_its_value(make: object) -> None:
    table = read_table(make([["a", "b"], ["=1+1", "x"], ['=HYPERLINK("http://x")', "y"]]))  # type: ignore[operator]

    assert [row.cells[0] for row in table.rows[1:]] == [FORMULA, FORMULA]


def test_a_formula_whose_value_is_stored_is_not_believed() -> None:
    made = xlsx_of([["a"], ["=1+1"]])
    stored = sheet_of(made).replace(b"<v />", b"<v>4</v>").replace(b"<v></v>", b"<v>4</v>")
    assert b"<v>4</v>" in stored

    table = read_table(repacked(made, xl__worksheets__sheet1_xml=stored))

    assert table.rows[1].cells == (FORMULA,)


def test_a_formula_is_seen_whatever_its_tags_are_called() -> None:
    made = xlsx_of([["a"], ["=1+1"]])
    stored = sheet_of(made).replace(b"<v />", b"<v>4</v>").replace(b"<v></v>", b"<v>4</v>")
    for prefix in (b"x", b"x-y", b"x.y", "å".encode()):
        named = re.sub(rb"<(/?)(?=[a-z])", rb"<\1" + prefix + b":", stored)
        named = named.replace(b"xmlns=", b"xmlns:" + prefix + b"=")

        table = read_table(repacked(made, xl__worksheets__sheet1_xml=named))

        assert table.rows[1].cells == (FORMULA,)


NOT_TABLES = {
    "empty": (b"", Problem.EMPTY),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", Problem.EMPTY),
    "jpeg called .csv": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99), Problem.PICTURE),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(99), Problem.PICTURE),
    "pdf": (b"%PDF-1.7\n", Problem.PDF),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Problem.OLD_EXCEL),
    "web page": (b"\n<!DOCTYPE html><title>Logga in</title>", Problem.WEB_PAGE),
    "gzip": (b"\x1f\x8b\x08" + bytes(20), Problem.PACKED),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(99), Problem.NOT_A_TABLE),
    "never closed": (b'a;b\n"x;y\n', Problem.QUOTES),
    "half a zip": (b"PK\x03\x04" + bytes(99), Problem.DAMAGED),
}


@pytest.mark.parametrize("name", NOT_TABLES)
def test_what_is_not_a_table_is_named(name: str) -> None:
    data, problem = NOT_TABLES[name]

    assert problem_of(data) is problem


def packed(**parts: bytes) -> bytes:
    return repacked(repacked(xlsx_of([["a"]])), **parts)


def just(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name in names:
            parts.writestr(name, b"x")
    return made.getvalue()


def test_other_packed_files_are_named() -> None:
    assert problem_of(just("word/document.xml")) is Problem.DOCUMENT
    assert problem_of(just("mimetype", "content.xml")) is Problem.OTHER_SPREADSHEET
    assert problem_of(just("svar.csv")) is Problem.PACKED
    assert problem_of(xlsx_of(ROWS)[:-300]) is Problem.DAMAGED
    assert problem_of(packed(xl__vbaProject_bin=b"x")) is Problem.MACROS
    assert problem_of(packed(xl__externalLinks__e_xml=b"<a/>")) is Problem.LINKS


def test_a_bomb_is_not_unpacked() -> None:
    zeros = b"<a>" + b" " * 40_000_000 + b"</a>"

    assert problem_of(packed(xl__big_xml=zeros)) is Problem.BOMB
    assert problem_of(packed(**{f"xl__n{n}_xml": b"<a/>" for n in range(300)})) is Problem.BOMB


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    data = bytearray(packed(xl__big_xml=b"<a>" + os.urandom(2_000_000).hex().encode() + b"</a>"))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/big.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert problem_of(bytes(data)) is Problem.DAMAGED


def test_entities_are_refused_before_they_are_read() -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    )

    assert problem_of(packed(xl__sharedStrings_xml=laughs)) is Problem.ENTITIES
    wide = b'<?xml version="1.0" encoding="UTF-16"?>' + "<!DOCTYPE x []><x/>".encode("utf-16")
    assert problem_of(packed(xl__sharedStrings_xml=wide)) is Problem.ENTITIES


def test_a_cell_far_out_does_not_make_room_for_a_milliard() -> None:
    made = xlsx_of([["a"]])
    for address, problem in (
        ("XFD1", Problem.TOO_MANY_COLUMNS),
        ("A1048576", Problem.TOO_MANY_ROWS),
    ):
        far = sheet_of(made).replace(b'r="A1"', f'r="{address}"'.encode())
        assert problem_of(repacked(made, xl__worksheets__sheet1_xml=far)) is problem


def test_an_address_with_spaces_in_it_makes_no_wider_rows() -> None:
    made = xlsx_of([["a"]])
    far = sheet_of(made).replace(b'r="A1"', b'r = "XFD1"')

    assert problem_of(repacked(made, xl__worksheets__sheet1_xml=far)) is Problem.TOO_MANY_COLUMNS


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("CV9", None),
        ("CW9", Problem.TOO_MANY_COLUMNS),
        ("AAA9", Problem.TOO_MANY_COLUMNS),
        ("A100000", None),
        ("A100001", Problem.TOO_MANY_ROWS),
    ],
)
def test_the_last_cell_that_is_read_and_the_first_that_is_not(
    address: str, problem: Problem | None
) -> None:
    made = xlsx_of([["a"]])
    far = sheet_of(made).replace(b'r="A1"', f'r="{address}"'.encode())
    data = repacked(made, xl__worksheets__sheet1_xml=far)

    if problem:
        assert problem_of(data) is problem
    else:
        assert read_table(data).rows[-1].cells[-1] == "a"


def test_more_than_we_read_is_said_so() -> None:
    few = Limits(rows=10, columns=5, cell=50, size=10_000)

    assert problem_of(b"a;b\n" * 11, few) is Problem.TOO_MANY_ROWS
    assert problem_of(b"a;b;c;d;e;f\n", few) is Problem.TOO_MANY_COLUMNS
    assert problem_of(b"a;" + b"x" * 51, few) is Problem.CELL_TOO_LONG
    assert problem_of(b"a;" * 10_000, few) is Problem.TOO_LARGE
    assert problem_of(xlsx_of([["a"]] * 11), few) is Problem.TOO_MANY_ROWS
    assert problem_of(xlsx_of([["x" * 51]]), few) is Problem.CELL_TOO_LONG


def test_a_child_that_takes_too_much_is_ended_and_its_parent_lives() -> None:
    many = csv_of([["x" * 40, "y"]] * 60_000)

    assert problem_of(many, Limits(memory=24 * 1024 * 1024)) is Problem.TOO_HEAVY
    assert problem_of(many, Limits(answer=10_000)) is Problem.TOO_HEAVY
    assert problem_of(many, Limits(seconds=0.01)) is Problem.TOO_SLOW
    assert len(read_table(many).rows) == 60_000


def test_the_child_can_start_nothing_and_write_nothing_large(tmp_path: Path) -> None:
    tried = f"""
import json, os
from kraftsamling.documents.tables.child import limit_this_process
from kraftsamling.documents.tables.table import Limits
import resource
limit_this_process(Limits(answer=1000))
told = {{name: resource.getrlimit(getattr(resource, name)) for name in
        ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NPROC")}}
try:
    open({str(tmp_path / "x")!r}, "wb", buffering=0).write(bytes(2000))
    with open({str(tmp_path / "x")!r}, "ab", buffering=0) as more: more.write(bytes(2000))
    told["written"] = True
except OSError:
    told["written"] = False
print(json.dumps(told))
"""
    done = subprocess.run(
        [sys.executable, "-c", tried], capture_output=True, check=True, env={"PYTHONPATH": "src"}
    )

    told = json.loads(done.stdout)
    assert told["RLIMIT_NPROC"] == [0, 0]
    assert told["RLIMIT_FSIZE"] == [1000, 1000]
    assert told["RLIMIT_AS"][1] == Limits().memory
    assert told["written"] is False


def test_every_problem_has_a_sentence_in_swedish_and_english() -> None:
    assert set(SENTENCES) == set(Problem)
    with translation.override("sv"):
        assert sentence_of(Unreadable(Problem.QUOTES, 14)) == (
            "Rad 14. Ett citattecken står fel eller saknar sitt slut."
        )
        for problem in Problem:
            assert "%" not in sentence_of(Unreadable(problem))
