"""Karin chooses in words and asks for a file, Gunnel confirms, the worker makes it, the page loads itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kraftsamling.documents.tables import read_table
from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor

Come = Callable[..., Visitor]
WHY = "Nämnden frågar hur många som utreds just nu."


def fetched(page: Page, link: str | re.Pattern[str]) -> bytes:
    with page.expect_download() as download:
        page.locator("main tbody tr").first.get_by_role("link", name=link).click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.usefixtures("worker")
def test_a_choice_in_words_becomes_a_file_that_two_have_agreed_on(visitor: Come) -> None:
    karin = visitor()
    karin.open("/arenden/", who="karin")
    page = karin.page
    page.locator("main details summary").first.click()
    page.get_by_label("Var i ärendet").select_option(label="Utredning")
    page.get_by_label("Barn eller vuxen").select_option(label="Barn")
    page.get_by_role("button", name="Visa", exact=True).click()
    words = page.locator("main details summary").first
    expect(words).to_contain_text("i skedet Utredning, bara barn")
    found = re.search(r"Visar (\d+) öppna ärenden", words.inner_text())
    assert found, words.inner_text()
    assert axe_violations(page) == []

    words.click()
    page.get_by_role("link", name="Hämta listan som fil").click()
    page.get_by_label("Vad behöver du filen till?").fill("Nämnden.")
    page.get_by_role("button", name="Be om filen").click()
    expect(page.locator("main")).to_contain_text("så att någon annan kan bedöma det")
    page.get_by_label("Vad behöver du filen till?").fill(WHY)
    page.get_by_role("button", name="Be om filen").click()
    expect(page.locator("main")).to_contain_text("Någon annan behöver bekräfta.")
    assert axe_violations(page) == []

    gunnel = visitor()
    gunnel.open("/godkanna/", who="gunnel")
    asked = gunnel.page.locator("main li").filter(has_text=WHY)
    asked.get_by_role("button", name=re.compile("^(Godkänn|Bekräfta)")).click()
    karin.open("/arenden/uttag/")  # from here on nobody presses anything: the page loads itself
    expect(page.get_by_role("link", name="XLSX").first).to_be_visible(timeout=60_000)

    assert axe_violations(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)
    table = read_table(fetched(page, re.compile(r"kl\."))).rows
    assert len(table) - 1 == int(found[1])
    workbook = read_table(fetched(page, "XLSX")).rows
    assert [each.cells for each in workbook] == [each.cells for each in table]

    where = page.get_by_role("link", name="XLSX").first.get_attribute("href")
    assert where is not None
    elin = visitor()
    assert elin.open(where, who="elin") == 404
    assert elin.open(where.removesuffix("arenden.xlsx")) == 404
    liv = visitor()
    liv.open("/logg/", who="liv")
    row = (
        liv.page.locator("tbody tr").filter(has_text="Karin Ek").filter(has_text="Filer ur listan")
    )
    expect(row.first).to_be_visible()
    assert axe_violations(liv.page) == []
