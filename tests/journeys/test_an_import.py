"""Karin has answers from another survey tool: they are tried, corrected, confirmed, and counted at night."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kraftsamling.common import clock
from tests.journeys.test_the_lap_in_a_minute import answer_three_questions, answers_counted
from tests.support.browser import NARROW, PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.tables import csv_of, xlsx_of
from tests.support.visitor import Visitor

Come = Callable[..., Visitor]
HEAD = ["Enhet", "Månad", "Vem svarar", "Fråga 1", "Fråga 2", "Fråga 3", "E-post"]


def rows(unit: str) -> list[list[str]]:
    month = f"{clock.today().replace(day=1) - timedelta(days=1):%Y-%m}"
    some = [unit, month, "Förälder", "Instämmer helt", "4", "Instämmer delvis", "anna@example.org"]
    return [HEAD, *[some] * 14]


def choose(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Filen, CSV eller XLSX").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Prova filen").click()


def looks_right(page: Page) -> None:
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)
    assert page.locator("main .ds-button:not([data-variant])").count() <= 1


@pytest.mark.parametrize(
    ("size", "unit", "scripts"),
    [(WIDE, "Utredning 1", True), (PHONE, "Utredning 2", True), (NARROW, "Öppenvård", False)],
    ids=["1280", "390", "320 without JavaScript"],
)
def test_answers_from_another_tool_become_figures(
    visitor: Come, size: dict[str, int], unit: str, scripts: bool
) -> None:
    before = visitor()
    before.open("/delaktighet/?serie=foraldrar", who="leila")
    counted = answers_counted(before.page)

    karin = visitor(size, java_script_enabled=scripts)
    page = karin.page
    karin.open("/delaktighet/import/", who="karin")
    looks_right(page) if scripts else None
    wrong = [*rows(unit), [unit, "2026-01", "Förälder", "Kanske", "4", "4", ""]]
    choose(page, "höst.csv", csv_of(wrong, encoding="cp1252"))
    expect(page.locator("main")).to_contain_text("höst.csv går inte att läsa in än")
    expect(page.locator("main")).to_contain_text("Rad 16, kolumn D: ”Kanske” är inget av svaren.")
    expect(page.locator("main")).to_contain_text("Läses inte: kan peka ut någon")
    looks_right(page) if scripts else None

    choose(page, "höst.xlsx", xlsx_of(rows(unit)))
    expect(page.get_by_role("heading", level=1)).to_have_text("höst.xlsx")
    expect(page.locator("main")).to_contain_text("14 svar kan läsas in. Inget har lagts till än.")
    expect(page.locator("main")).to_contain_text("Gunnel Dahl")
    assert "anna@example.org" not in page.content()
    looks_right(page) if scripts else None
    page.get_by_role("button", name="Be om att läsa in svaren").click()
    expect(page.locator("main")).to_contain_text("Någon annan behöver bekräfta")

    gunnel = visitor(size)
    gunnel.open("/godkanna/", who="gunnel")
    expect(gunnel.page.locator("main")).to_contain_text(
        "14 svar från ett annat enkätverktyg läses in."
    )
    gunnel.page.get_by_role("button", name=re.compile("^(Godkänn|Bekräfta)")).first.click()
    karin.open("/delaktighet/import/")
    expect(page.locator("main")).to_contain_text(re.compile("Inläst .*14 svar"))

    night(visitor)
    before.open("/delaktighet/?serie=foraldrar")
    assert answers_counted(before.page) >= counted + 14


def night(come: Come) -> None:
    """The demo's round, as far as its night."""
    walker = come()
    page = walker.page
    page.goto(f"{walker.base}/demo/")
    page.get_by_role("button", name="Starta varvet").click()
    code = page.locator(".kod").inner_text()
    page.get_by_role("link", name="Öppna de tre frågorna").click()
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name=re.compile("Börja|Starta|Vidare")).click()
    answer_three_questions(page)
    page.get_by_role("button", name=re.compile("Nästa: låt natten gå")).click()
    page.get_by_role("button", name="Låt natten gå", exact=True).click()
    expect(page.locator("main")).to_contain_text("räknades om")
