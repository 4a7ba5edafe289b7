"""A politician reads when the queue is gone, and takes the page on paper; a manager tries, and plans it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.support.browser import NARROW, PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.server import demo_site
from tests.support.visitor import Visitor


@pytest.fixture
def own_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A server of its own, because an activity is left there."""
    from tests.support.database import stay_owner, switch_to_app

    with django_db_blocker.unblock():
        stay_owner()
        with demo_site(f"light_{os.getpid()}") as base:
            switch_to_app()
            yield base


@pytest.fixture
def come(browser: Browser, own_site: str) -> Iterator[Callable[..., Visitor]]:
    came: list[Visitor] = []

    def enter(size: dict[str, int] = WIDE, **context: Any) -> Visitor:
        came.append(Visitor(browser, own_site, size, **context))
        return came[-1]

    yield enter
    complaints = [complaint for each in came for complaint in each.complaints]
    for each in came:
        each.close()
    assert complaints == []


def test_from_the_board_to_the_plan(come: Callable[..., Visitor]) -> None:
    politician = come(PHONE)
    politician.become("per")
    page = politician.page
    page.get_by_role("link", name="Läs inför nämnden").first.click()
    expect(page.locator("main")).to_contain_text("Fem meningar")
    page.get_by_text("Varför?").first.click()
    expect(page.locator("main")).to_contain_text("barn väntar på en handläggare")
    paper = politician.context.request.get(f"{politician.base}/namnden/infor-namnden.pdf")
    words = " ".join(PdfReader(BytesIO(paper.body())).pages[0].extract_text().split())
    said = page.locator("main strong").first.inner_text()
    assert said in words
    assert axe_violations(page) == []

    page.get_by_role("link", name="Ljuset i tunneln").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ljuset i tunneln")
    expect(page.get_by_role("button", name="Spara prognosen")).to_have_count(0)
    assert axe_violations(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)

    manager = come(java_script_enabled=False)
    manager.open("/ljuset/", who="karin")
    page = manager.page
    page.get_by_label("Hur många nya medarbetare?").fill("3")
    page.get_by_label("Om hur många månader börjar de?").fill("2")
    page.get_by_role("button", name="Räkna", exact=True).click()
    expect(page.locator("main")).to_contain_text("Med det du provar")
    page.get_by_role("link", name="Spara som aktivitet i en plan").click()
    page.get_by_label("Vilket mål hör det till?").select_option(index=1)
    page.get_by_label("När ska det vara klart?").fill("2027-06-01")
    page.get_by_role("button", name="Lägg till en aktivitet").click()
    expect(page.locator("main")).to_contain_text("Aktiviteten är tillagd")
