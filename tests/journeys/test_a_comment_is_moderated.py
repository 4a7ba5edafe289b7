"""A visitor comments a report; the moderator finds it on Idag, publishes it; everybody reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.server import demo_site
from tests.support.visitor import Visitor

WORDS = "Vi gör <b>likadant</b> hos oss. <video>"


@pytest.fixture
def own_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A server of its own, because a comment is left there."""
    from tests.support.database import stay_owner, switch_to_app

    with django_db_blocker.unblock():
        stay_owner()
        with demo_site(f"comment_{os.getpid()}") as base:
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


def test_a_comment_is_moderated(come: Callable[..., Visitor]) -> None:
    visitor = come(PHONE, java_script_enabled=False)
    visitor.open("/besok/lindsjo/")
    page = visitor.page
    page.get_by_label("Kommentar *").fill(WORDS)
    page.get_by_label("Namn *").fill("En granne")
    page.get_by_role("button", name="Skicka kommentaren").click()
    expect(page.locator("main")).to_contain_text("Rätta till det här")
    expect(page.get_by_label("Kommentar *")).to_have_value(WORDS)
    page.get_by_label("E-post *").fill("granne@example.org")
    page.get_by_role("button", name="Skicka kommentaren").click()
    expect(page.locator("main")).to_contain_text(
        "Vi läser din kommentar innan den visas, oftast inom en arbetsdag."
    )
    expect(page.locator("article.komm")).to_have_count(1)

    maja = come()
    maja.become("maja")
    desk = maja.page
    desk.goto(f"{maja.base}/jag/")
    desk.get_by_role("button", name="Arbeta i den här rollen").click()
    desk.locator("main").get_by_role("link", name="Läs").first.click()
    desk.locator("main").get_by_role("link", name="En granne").click()
    expect(desk.locator(".komm-text")).to_have_text(WORDS.replace("<b>", "").replace("</b>", ""))
    assert "example.org" not in desk.content()
    assert axe_violations(desk) == []
    desk.get_by_role("button", name="Publicera").click()
    expect(desk.locator("main")).to_contain_text(
        "Kommentaren visas, och den som skrev får veta det."
    )

    visitor.open("/besok/lindsjo/")
    expect(page.locator("article.komm")).to_have_count(2)
    expect(page.locator("article.komm b")).to_have_text("likadant")
    assert "example.org" not in page.content()


@pytest.mark.parametrize("size", [WIDE, PHONE, {"width": 320, "height": 700}])
def test_the_report_is_for_everybody(visitor: Callable[..., Visitor], size: dict[str, int]) -> None:
    somebody = visitor(size)
    somebody.open("/besok/lindsjo/")

    assert axe_violations(somebody.page) == []
    assert not scrolls_sideways(somebody.page)
    for image in somebody.page.locator("img.rapportbild").all():
        image.scroll_into_view_if_needed()
        assert image.get_attribute("alt")
        somebody.page.wait_for_function("i => i.naturalWidth > 0", arg=image.element_handle())
