"""Noor writes on her phone, Amina reads it the same day and answers, and Noor sees the answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kraftsamling.demo.world.casework import STORY, case_id
from tests.support.browser import NARROW, PHONE, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor

CHANNEL = f"/arenden/{case_id(STORY)}/kanal/"
CODE = "739125"
WORDS = "jag vill att du ringer moster först"
ANSWER = "Ja, jag ringer moster i eftermiddag. Svar {}."


def link_from(amina: Visitor) -> str:
    """Amina and Noor make a link together."""
    amina.open(CHANNEL, who="amina")
    amina.page.get_by_label("Koden som ni valde tillsammans").fill(CODE)
    amina.page.get_by_role("button", name="Gör länken").click()
    assert axe_violations(amina.page) == []
    return amina.page.locator("code.adress").inner_text()


def enter(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Din kod").fill(CODE)
    page.get_by_role("button", name="Öppna min sida").click()
    expect(page.get_by_role("heading", name="Vem läser det jag skriver?")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_child_writes_is_read_and_answered(visitor: Callable[..., Visitor], script: bool) -> None:
    amina, noor = visitor(), visitor(PHONE, java_script_enabled=script)
    answer = ANSWER.format("ett" if script else "två")
    link = link_from(amina)
    enter(noor.page, link)
    assert noor.page.title() == "Min sida"

    noor.page.get_by_role("link", name="Förbered ett möte").click()
    noor.page.get_by_label("Ute, på en promenad").check()
    noor.page.get_by_label("Med egna ord").fill(WORDS)
    noor.page.get_by_role("button", name="Skicka").click()
    expect(noor.page.get_by_text("Tack. Det är skickat.")).to_be_visible()
    expect(noor.page.get_by_text("Inte läst än.").first).to_be_visible()

    amina.open("/idag/")
    expect(amina.page.get_by_text("N.S., 15 år, har skrivit till dig").first).to_be_visible()
    amina.open(CHANNEL)
    amina.page.get_by_role("link", name="Läs som möjlig oro").first.click()
    expect(amina.page.get_by_text(WORDS)).to_be_visible()
    assert axe_violations(amina.page) == []
    amina.page.get_by_label("Nej").check()
    amina.page.get_by_label("Varför tror du det?").fill("Hon vill bestämma hur vi ses.")
    amina.page.get_by_role("button", name="Jag har läst").click()
    amina.page.get_by_role("link", name="Svara barnet").first.click()
    amina.page.get_by_label("Svar till barnet").fill(answer)
    amina.page.get_by_role("button", name="Spara").click()

    enter(noor.page, link)
    expect(noor.page.get_by_text(answer)).to_be_visible()
    if script:
        assert axe_violations(noor.page) == []
        noor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        assert not scrolls_sideways(noor.page)


def test_escape_twice_leaves_and_the_way_back_shows_nothing(
    visitor: Callable[..., Visitor],
) -> None:
    amina, noor = visitor(), visitor(PHONE)
    noor.context.route(
        re.compile(r"https://www\.smhi\.se/.*"), lambda route: route.fulfill(body="Snow today")
    )
    enter(noor.page, link_from(amina))
    page = noor.page

    page.keyboard.press("Escape")
    expect(page).to_have_title("Min sida")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    expect(page.get_by_text("Snow today")).to_be_visible()
    noor.open("/min-sida/")
    expect(page.get_by_text("Sidan är stängd.")).to_be_visible()


def test_the_page_shuts_by_itself_when_nobody_touches_it(visitor: Callable[..., Visitor]) -> None:
    amina, noor = visitor(), visitor(PHONE)
    link = link_from(amina)
    noor.page.clock.install()
    enter(noor.page, link)
    noor.page.clock.fast_forward(290_000)
    noor.page.keyboard.press("Tab")  # somebody is there
    noor.page.clock.fast_forward(290_000)
    expect(noor.page.get_by_role("heading", name="Vem läser det jag skriver?")).to_be_visible()

    with noor.page.expect_navigation():
        noor.page.clock.fast_forward(20_000)
