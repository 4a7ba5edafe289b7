"""Ett varv på en minut: a parent's answer becomes a figure, on a plan, in a report. For real."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.visitor import Visitor


def answers_counted(page: Page) -> int:
    """The number of answers that the results page says it rests on."""
    found = re.search(r"([\d  ]+) svar", page.locator("main").inner_text())
    assert found is not None
    return int(re.sub(r"\D", "", found.group(1)))


def answer_three_questions(page: Page) -> None:
    """As a parent would: one question a page, then send."""
    for words in ("Instämmer helt", "Instämmer delvis", "Instämmer helt"):
        page.get_by_label(words, exact=True).check()
        page.locator('button.ds-button[value="nasta"]').click()
    page.locator('button[name="till"][value="klar"]').click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_five_steps_that_really_run(visitor: Callable[..., Visitor], scripts: bool) -> None:
    before = visitor()
    before.open("/delaktighet/", who="leila")
    counted = answers_counted(before.page)

    walker = visitor(java_script_enabled=scripts)
    page = walker.page
    page.goto(f"{walker.base}/demo/")
    page.get_by_role("button", name="Starta varvet").click()
    code = page.locator(".kod").inner_text()
    page.get_by_role("link", name="Öppna de tre frågorna").click()
    page.get_by_label("Kod").fill(code)
    page.get_by_role("button", name=re.compile("Börja|Starta|Vidare")).click()
    answer_three_questions(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack")

    page.get_by_role("button", name=re.compile("Nästa: låt natten gå")).click()
    page.get_by_role("button", name="Låt natten gå", exact=True).click()
    told = page.locator("main").inner_text()
    page.get_by_role("button", name="Se siffran", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad säger barn och föräldrar?")
    expect(page.locator("header")).to_contain_text("Leila Haddad")
    assert "räknades om" in told
    assert answers_counted(page) > counted

    page.get_by_role("button", name=re.compile("Nästa: läs planen")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trygg här och nu")
    expect(page.locator("main")).to_contain_text("Inte nått, därför att")

    page.get_by_role("button", name=re.compile("Nästa: läs den publicerade rapporten")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lindsjö")
    expect(page.locator("body")).not_to_contain_text("Karin Ek")
