"""The sheet of deadlines: made as a PDF and read back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from kraftsamling.casework.rules.deadline_sheet import (
    TEMPLATE,
    DeadlineSheet,
    Due,
    SheetRow,
    SheetUnit,
    SheetWords,
    units_of,
)
from kraftsamling.casework.rules.deadlines import STOCKHOLM
from kraftsamling.documents.pdf import render_pdf

NOW = datetime(2026, 11, 24, 7, 5, tzinfo=STOCKHOLM)
WORDS = SheetWords(
    today="I dag",
    week="De närmaste sju dagarna",
    none_today="Inget ska vara klart i dag.",
    none_week="Inget mer på sju dagar.",
    no_units="Här finns ingen enhet.",
    when="När",
    child="Barn",
    what="Vad",
    worker="Handläggare",
    case="Ärende",
    lapse="Beslutet upphör att gälla",
    protected="Skyddade uppgifter",
    secrecy="Innehåller sekretess",
)
ROW = SheetRow(
    when="i dag, senast kl. 12",
    child="E.K., 9 år",
    what="Skyddsbedömning",
    rule="24 timmar från anmälan",
    worker="Karin Åberg",
    case_number="2026-00123",
    lapse=False,
)


def due(hours: int, number: str, unit: str = "Mottagning") -> Due:
    return Due(unit, NOW + timedelta(hours=hours), replace(ROW, case_number=number))


def sheet(units: Sequence[SheetUnit]) -> PdfReader:
    paper = DeadlineSheet(
        language="sv",
        title="Tider att hålla",
        kicker="Lindsjö kommun, 24 november 2026 kl. 7.05",
        units=units,
        words=WORDS,
    )
    return PdfReader(BytesIO(render_pdf(TEMPLATE, paper.data())))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def numbers(rows: Sequence[SheetRow]) -> list[str]:
    return [row.case_number for row in rows]


def test_late_and_today_stand_first_and_then_seven_days() -> None:
    dues = [
        due(8 * 24, "later"),
        due(7 * 24, "seventh"),
        due(17, "after midnight"),
        due(16, "tonight"),
        due(-40, "late"),
        due(0, "now"),
        due(0, "elsewhere", unit="Utredning"),
    ]

    reception, investigations, empty = units_of(
        dues, names=["Mottagning", "Utredning", "Familjehem"], now=NOW
    )

    assert numbers(reception.today) == ["late", "now", "tonight"]
    assert numbers(reception.week) == ["after midnight", "seventh"]
    assert numbers(investigations.today) == ["elsewhere"]
    assert empty == SheetUnit("Familjehem", (), ())


def test_the_paper_is_tagged_has_a_title_and_says_its_language() -> None:
    pdf = sheet(units_of([due(0, "2026-00123")], names=["Mottagning"], now=NOW))

    root = pdf.root_object
    assert str(root["/Lang"]) == "sv"
    assert "/MarkInfo" in root
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Tider att hålla"
    width, height = pdf.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_every_row_can_be_read_back() -> None:
    rows = [
        due(2, "2026-00123"),
        Due("Mottagning", NOW, replace(ROW, child=None, what="Underställning", lapse=True)),
    ]

    text = text_of(sheet(units_of(rows, names=["Mottagning", "Utredning"], now=NOW)))

    for words in ("Mottagning", "E.K., 9 år", "Skyddsbedömning", "24 timmar från anmälan"):
        assert words in text
    for words in ("Karin Åberg", "2026-00123", "Skyddade uppgifter", "Lindsjö kommun"):
        assert words in text
    assert text.count("Beslutet upphör att gälla") == 1
    assert text.count("Inget ska vara klart i dag.") == 1
    assert text.count("Inget mer på sju dagar.") == 2


def test_every_page_says_that_it_holds_secrets_and_which_it_is() -> None:
    many = [due(n, f"2026-{n:05}") for n in range(16)] + [
        due(24 + n, f"2026-1{n:04}") for n in range(60)
    ]

    pdf = sheet(units_of(many, names=["Mottagning"], now=NOW))

    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "Innehåller sekretess" in page
        assert f"{number} ({len(pages)})" in page
        assert "Handläggare" in page  # the head of the table again
    for each in many:
        assert any(each.row.case_number in page for page in pages)


@pytest.mark.parametrize("words", ["#eval(1) *x* $y$ <z>", "ord " * 200, "x" * 300, "🙂 مرحبا", ""])
def test_no_text_breaks_the_paper_or_becomes_markup(words: str) -> None:
    row = replace(ROW, what=words, worker=words, child=words, rule=words)

    pdf = sheet([SheetUnit(words or "Mottagning", (row,), ())])

    assert len(pdf.pages) >= 1
    if words.startswith("#"):
        assert "#eval(1) *x*" in text_of(pdf)


def test_without_units_the_paper_says_so() -> None:
    assert "Här finns ingen enhet." in text_of(sheet([]))
