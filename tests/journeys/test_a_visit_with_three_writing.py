"""Three people write at a visit at the same time, in three browsers. Every word is there afterwards."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from kraftsamling.demo.world.plan import plan_id
from kraftsamling.demo.world.plan_words import GOALS
from tests.support.browser import WIDE
from tests.support.server import demo_site
from tests.support.visitor import Visitor

VISIT: Final = f"/planer/{plan_id()}/besok/2/"
WRITE: Final = re.compile(f"Skriv vad som sägs ?: 1. {GOALS[0].area}")
SAYS: Final = {
    "david": "Besökaren frågar hur barnen får veta att de kan föreslå.",
    "disa": "Vi berättar om lappen vid första mötet.",
    "karin": "Alla grupper utom en gör så i dag.",
}


@pytest.fixture
def own_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A server of its own, because so much is changed."""
    from tests.support.database import stay_owner, switch_to_app

    with django_db_blocker.unblock():
        stay_owner()
        with demo_site(f"three_{os.getpid()}") as base:
            switch_to_app()
            yield base


@pytest.fixture
def three(browser: Browser, own_site: str) -> Iterator[dict[str, Visitor]]:
    """The visitor and two from the municipality, each at a computer of their own, in the same area."""
    people = {who: Visitor(browser, own_site, WIDE) for who in SAYS}
    for who, person in people.items():
        person.page.set_default_timeout(15_000)
        assert person.open(VISIT, who=who) == 200
        person.page.get_by_role("link", name=WRITE).click()
    yield people
    for person in people.values():
        person.close()
    assert [person.complaints for person in people.values()] == [[], [], []]


def box(page: Page) -> Any:
    return page.get_by_label("Vad sägs?")


def test_three_write_at_once_and_every_word_is_there(three: dict[str, Visitor]) -> None:
    pages = {who: person.page for who, person in three.items()}
    in_turns(pages)
    saves_by_itself(pages)
    sees_the_others(pages)
    all_press_at_once(pages)
    everything_is_on_the_visit(pages["david"])
    david_changes_his_mind(pages["david"])
    nobody_may_change_anothers(pages["karin"])
    the_minutes_have_it_all(three["disa"])


def in_turns(pages: dict[str, Page]) -> None:
    """A word each in turn, so that all three are in the middle of a sentence at the same time."""
    words = {who: text.split(" ") for who, text in SAYS.items()}
    for place in range(max(len(each) for each in words.values())):
        for who, page in pages.items():
            if place < len(words[who]):
                box(page).press_sequentially(("" if place == 0 else " ") + words[who][place])


def saves_by_itself(pages: dict[str, Page]) -> None:
    for page in pages.values():
        expect(page.locator("#sparat")).to_contain_text("Sparat kl.")


def sees_the_others(pages: dict[str, Page]) -> None:
    """What the others have written comes without a press, and nothing of it lands in one's own box."""
    for who, page in pages.items():
        for other, text in SAYS.items():
            if other != who:
                expect(page.locator("#andras")).to_contain_text(text)
        expect(box(page)).to_have_value(SAYS[who])


def all_press_at_once(pages: dict[str, Page]) -> None:
    """Three presses before any of the three has got an answer."""
    for page in pages.values():
        page.get_by_role("button", name="Spara", exact=True).click(no_wait_after=True)
    for page in pages.values():
        expect(page.get_by_role("heading", level=1)).to_have_text("Besök 2")


def everything_is_on_the_visit(page: Page) -> None:
    page.reload()
    said = page.locator('main div[dir="auto"]')
    for text in SAYS.values():
        expect(said.filter(has_text=text)).to_have_count(1)
    for writer in ("David Ros, Nationell samordnare", "Disa Norén", "Karin Ek"):
        expect(page.locator("main")).to_contain_text(writer)


def david_changes_his_mind(page: Page) -> None:
    """He goes on with his own note, takes it away, and takes that back."""
    page.get_by_role("link", name="Skriv vidare").click()
    expect(box(page)).to_have_value(SAYS["david"])
    box(page).press("End")
    box(page).press_sequentially(" Bra fråga.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("main")).to_contain_text("föreslå. Bra fråga.")
    page.get_by_role("button", name=re.compile("Ta bort ?: Besökaren frågar")).click()
    expect(page.locator("main")).not_to_contain_text("Bra fråga.")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("main")).to_contain_text("Bra fråga.")


def nobody_may_change_anothers(page: Page) -> None:
    """Karin may go on with her own note and with no other."""
    page.reload()
    expect(page.get_by_role("link", name="Skriv vidare")).to_have_count(1)


def the_minutes_have_it_all(somebody: Visitor) -> None:
    """The paper says who said what."""
    address = somebody.base + VISIT + "anteckningar.pdf"
    answer = somebody.context.request.get(address)
    paper = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).split()
    )
    for text in SAYS.values():
        assert text in paper
    assert "David Ros, Nationell samordnare" in paper


def test_without_script_a_note_is_saved_by_its_button(browser: Browser, own_site: str) -> None:
    karin = Visitor(browser, own_site, WIDE, java_script_enabled=False)
    karin.page.goto(f"{own_site}/demo/")
    karin.page.locator('form[action$="/demo/prova/karin/"] button').click()
    karin.open(VISIT)
    karin.page.get_by_role("link", name=WRITE).click()
    box(karin.page).fill("Skrivet utan skript.")

    karin.page.get_by_role("button", name="Spara", exact=True).click()

    expect(karin.page.locator("main")).to_contain_text("Skrivet utan skript.")
    karin.close()


def test_when_it_cannot_be_saved_the_page_says_so(browser: Browser, own_site: str) -> None:
    """Logged out in the middle of a sentence: the words stay in the box, and a band says what to do."""
    disa = Visitor(browser, own_site, WIDE)
    disa.open(VISIT, who="disa")
    disa.page.get_by_role("link", name=WRITE).click()
    disa.page.context.clear_cookies()

    box(disa.page).press_sequentially("Det här är inte sparat")

    expect(disa.page.get_by_text("Inte sparat. Stäng inte sidan.")).to_be_visible()
    expect(box(disa.page)).to_have_value("Det här är inte sparat")
    disa.close()
