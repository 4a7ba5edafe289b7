"""Karin asks for the list as a file, Gunnel confirms, the worker makes it, and the page loads itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from kraftsamling.documents.tables import read_table
from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor


def test_the_worker_picks_up_a_file_that_two_have_agreed_on(
    visitor: Callable[..., Visitor],
) -> None:
    karin, gunnel = visitor(), visitor()
    karin.open("/arenden/uttag/nytt/?vy=gruppens", who="karin")
    karin.page.get_by_label("Vad behöver du filen till?").fill(
        "Nämnden frågar hur många som väntar."
    )
    karin.page.get_by_role("button", name="Be om filen").click()
    expect(karin.page.locator("main")).to_contain_text("Väntar på")
    gunnel.open("/godkanna/", who="gunnel")
    gunnel.page.get_by_role("button", name=re.compile("^(Godkänn|Bekräfta)")).first.click()

    karin.page.reload()

    workbook = karin.page.get_by_role("link", name="XLSX").first
    expect(workbook).to_be_visible(timeout=60_000)
    assert axe_violations(karin.page) == []
    karin.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(karin.page)
    with karin.page.expect_download() as fetched:
        workbook.click()
    table = read_table(fetched.value.path().read_bytes())
    assert len(table.rows) > 5
