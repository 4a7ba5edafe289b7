"""Amina searches for a child that is not hers, says why, reads, and the band follows her until it closes."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor


def test_a_child_is_found_opened_with_a_reason_and_read(visitor: Callable[..., Visitor]) -> None:
    amina = visitor()
    amina.open("/idag/", who="amina")
    page = amina.page
    page.keyboard.press("/")
    page.get_by_label("För- och efternamn").fill("Elias Roos")
    page.get_by_role("button", name="Sök").click()
    expect(page.get_by_text("En person hittades.")).to_be_visible()
    assert "Elias" not in page.url
    assert axe_violations(page) == []

    page.get_by_role("link", name="Öppna med skäl").click()
    assert axe_violations(page) == []
    page.get_by_role("radio").nth(2).check()
    page.get_by_label("Vad har hänt?").fill("Mottagningen är stängd och skolan ringer nu.")
    page.get_by_role("button", name="Öppna i sextio minuter").click()

    band = page.get_by_text("Du har nödöppnat ett ärende.")
    expect(band).to_be_visible()
    expect(page.get_by_text("Elias Roos").first).to_be_visible()
    assert axe_violations(page) == []
    amina.open("/arenden/")
    expect(band).to_be_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)
    assert axe_violations(page) == []
