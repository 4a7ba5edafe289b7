"""What is typed is kept while it is typed: without the network, on another device, after a restart."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kraftsamling.demo.world.casework import STORY, case_id
from tests.support import template
from tests.support.browser import WIDE, axe_violations
from tests.support.server import build_demo, day_stamp, serving
from tests.support.visitor import Visitor

NEW = f"/arenden/{case_id(STORY)}/anteckning/"
WORDS = "Noor ringde. Hon vill prata på fredag."
SAVED = re.compile(r"Sparat kl\.\s\d")
UNSAVED = "Det senaste är inte sparat. Stäng inte sidan."


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A demo of its own, which outlives its server."""
    from tests.support.database import stay_owner, switch_to_app

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        stay_owner()
        made = template.ensure(f"demo{day_stamp()}", build_demo)
        with template.clone(made, f"notes_{os.getpid()}") as name:
            switch_to_app()
            yield name


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kraftsamling-") as made:
        yield Path(made)


def amina(browser: Browser, base: str) -> Visitor:
    made = Visitor(browser, base, WIDE)
    made.page.set_default_timeout(20_000)
    made.become("amina")
    return made


def test_typed_words_survive_leaving_the_field_the_device_and_the_server(
    browser: Browser, database: str, folder: Path
) -> None:
    with serving(database, data=folder) as base:
        first = amina(browser, base)
        assert first.open(NEW) == 200
        field = first.page.get_by_label("Vad hände?")
        field.click()
        field.press_sequentially(WORDS)
        field.blur()
        expect(first.page.locator("#sparat")).to_contain_text(SAVED)
        assert axe_violations(first.page) == []
        first.close()  # closed without a word

        other = amina(browser, base)
        other.open(NEW)
        expect(other.page.get_by_label("Vad hände?")).to_have_value(WORDS)
        other.close()
        assert first.complaints + other.complaints == []

    with serving(database, data=folder) as base:  # started anew
        again = amina(browser, base)
        again.open(NEW)
        expect(again.page.get_by_label("Vad hände?")).to_have_value(WORDS)
        again.page.get_by_role("button", name="Signera anteckningen").click()
        expect(again.page.get_by_text(WORDS)).to_be_visible()
        again.open(NEW)
        expect(again.page.get_by_label("Vad hände?")).to_have_value("")
        again.close()
        assert again.complaints == []


def test_ten_seconds_are_enough_and_an_untouched_form_sends_nothing(
    browser: Browser, database: str, folder: Path
) -> None:
    with serving(database, data=folder) as base:
        visitor = amina(browser, base)
        sent: list[str] = []
        visitor.page.on(
            "request", lambda each: sent.append(each.url) if "/utkast/" in each.url else None
        )
        visitor.open(NEW)
        visitor.page.get_by_label("Vad hände?").click()
        visitor.page.get_by_label("Vilken dag?").click()
        visitor.page.wait_for_timeout(11_000)
        assert sent == []

        visitor.page.get_by_label("Vad hände?").click()
        visitor.page.keyboard.type("Hon")
        expect(visitor.page.locator("#sparat")).to_contain_text(SAVED, timeout=12_000)
        assert len(sent) == 1
        visitor.page.wait_for_timeout(11_000)
        assert len(sent) == 1  # nothing new has been typed
        visitor.close()
        assert visitor.complaints == []


def test_without_the_network_the_page_says_so_and_saves_when_it_is_back(
    browser: Browser, database: str, folder: Path
) -> None:
    with serving(database, data=folder) as base:
        visitor = amina(browser, base)
        visitor.open(NEW)
        field = visitor.page.get_by_label("Vad hände?")
        expect(visitor.page.get_by_text(UNSAVED)).to_be_hidden()

        visitor.context.set_offline(True)
        field.fill(WORDS)
        field.blur()
        expect(visitor.page.get_by_text(UNSAVED)).to_be_visible()
        expect(field).to_have_value(WORDS)

        visitor.context.set_offline(False)
        expect(visitor.page.get_by_text(UNSAVED)).to_be_hidden(timeout=15_000)
        expect(visitor.page.locator("#sparat")).to_contain_text(SAVED)
        visitor.close()
        told = ("ERR_INTERNET", "Failed to fetch")
        assert [each for each in visitor.complaints if not any(one in each for one in told)] == []


def test_two_browsers_in_one_text_show_both_versions_and_lose_neither(
    browser: Browser, database: str, folder: Path
) -> None:
    with serving(database, data=folder) as base:
        one, two = amina(browser, base), amina(browser, base)
        one.open(f"/arenden/{case_id(STORY)}/")
        one.page.get_by_role("link", name="Utredning", exact=True).first.click()
        one.page.get_by_role("link", name=re.compile("^Skriv")).first.click()
        address = one.page.url
        two.page.goto(address)
        for visitor, words in ((one, "Den ena skriver."), (two, "Den andra skriver.")):
            visitor.page.get_by_label("Text").fill(words)
        one.page.get_by_role("button", name="Spara texten").click()
        expect(one.page.get_by_text("Den ena skriver.")).to_be_visible()

        two.page.get_by_role("button", name="Spara texten").click()

        expect(two.page.get_by_text("Den ena skriver.").first).to_be_visible()
        expect(two.page.get_by_label("Text")).to_have_value("Den andra skriver.")
        assert axe_violations(two.page) == []
        two.page.get_by_role("button", name="Spara texten").click()
        expect(two.page.get_by_text("Den andra skriver.")).to_be_visible()
        for visitor in (one, two):
            visitor.close()
            assert [each for each in visitor.complaints if "409" not in each] == []
