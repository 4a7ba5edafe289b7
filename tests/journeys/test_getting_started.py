"""From an empty database to a first plan: what the first administrator does on the first day."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import template
from tests.support.browser import PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.server import empty_site, url_of
from tests.support.visitor import Visitor

PASSWORD: Final = "en lampa i köket lyser"
PEOPLE: Final = """Eva Berg; eva@example.org; Enhetschef; Mottagning; 19811218-9876
Olof Ek; olof@example.org; Socialsekreterare; Mottagning
Karin Åberg; karin@example.org; Utvecklingsledare; Mottagning; 19811228-9874"""
AREAS: Final = (
    "Barn och föräldrar är med",
    "Barns psykiska hälsa",
    "Tid och stöd för medarbetarna",
    "Fler egna familjehem",
    "Samarbete i länet",
)


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """The base address of an installation without anything, and the name of its database."""
    from tests.support.database import stay_owner, switch_to_app

    name = f"empty_{os.getpid()}"
    with django_db_blocker.unblock():
        stay_owner()
        with empty_site(name) as base:
            switch_to_app()
            yield base, name


def setup_address(base: str, database: str) -> str:
    """What `kraftsamling manage setup_code` prints where the installation runs."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("KRAFTSAMLING_AS", "DATABASE_OWNER_URL")
    } | {
        "DATABASE_URL": url_of(database, "app"),
        "DJANGO_SETTINGS_MODULE": "kraftsamling.config.settings",
        "PYTHONPATH": str(template.ROOT / "src"),
        "BASE_URL": base,
    }
    told = subprocess.run(
        [sys.executable, "-m", "kraftsamling.config.cli", "manage", "setup_code"],
        env=environment,
        cwd=template.ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"http\S+", told)
    assert found, told
    return found[0]


def accessible(page: Page) -> None:
    """Nothing for axe, nothing to scroll sideways for."""
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there: whoever uses the keyboard gets there too."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The focus never came to {wanted}")


def first_administrator(page: Page, address: str, *, record: str = "Bredvid journalen") -> None:
    """The setup address, where the record is, a password, and the app with codes; on a phone."""
    page.goto(address)
    accessible(page)
    page.get_by_label(record).check()
    page.get_by_label("Kommun").select_option(label="Jönköping")
    page.get_by_label("Ditt namn").fill("Karin Åberg")
    page.get_by_label("Personnummer").fill("19811228-9874")
    page.get_by_label("Din e-post på arbetet").fill("karin@example.org")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Lösenord igen").fill("något helt annat som är långt")
    press(page, "Starta Kraftsamling")
    expect(page.locator("main")).to_contain_text("Skriv samma lösenord två gånger.")
    accessible(page)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Lösenord igen").fill(PASSWORD)
    press(page, "Starta Kraftsamling")

    expect(page.get_by_role("heading", level=1)).to_have_text("Koppla en app")
    accessible(page)
    secret = page.locator("code.num").inner_text()
    page.get_by_label("Kod").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, "Koppla")
    expect(page.get_by_role("heading", level=1)).to_have_text("Reservkoder")
    accessible(page)
    page.get_by_role("link", name="Gå vidare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Karin")


def steps_say(page: Page, base: str, done: str) -> None:
    """Kom i gång counts: "Två av sex steg är klara"."""
    page.goto(f"{base}/idag/")
    page.get_by_role("link", name="Kom i gång").first.click()
    expect(page.locator("main")).to_contain_text(done)
    accessible(page)


def a_unit_by_keyboard(page: Page) -> None:
    """Not one click: Tab, letters, Enter."""
    tab_to(page, page.locator("main").get_by_role("link", name="Lägg till en enhet"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lägg till en enhet")
    accessible(page)
    tab_to(page, page.get_by_label("Namn"))
    page.keyboard.type("Mottagning")
    tab_to(page, page.get_by_label("Under vilken enhet?"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("main button.ds-button").first)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Mottagning")


def people_from_a_list(page: Page) -> None:
    """A role that does not exist is said on its line; the corrected list is read and stored."""
    follow(page, "Läs in en lista")
    accessible(page)
    page.get_by_label("Listan").fill(PEOPLE.replace("Enhetschef", "Enhetsboss"))
    press(page, "Läs listan")
    expect(page.locator("main")).to_contain_text("Enhetsboss")
    expect(page.get_by_role("button", name="Lägg till alla")).to_have_count(0)
    page.get_by_label("Listan").fill(PEOPLE)
    press(page, "Läs listan")
    accessible(page)
    press(page, "Lägg till alla")
    expect(page.locator("main")).to_contain_text("Eva Berg")
    expect(page.locator("main")).to_contain_text("Olof Ek")


def the_first_plan(page: Page, base: str) -> None:
    """Whoever develops writes it: the administrator changes to that role."""
    page.goto(f"{base}/jag/")
    page.get_by_role("button", name=re.compile("Utvecklingsledare")).click()
    page.goto(f"{base}/planer/")
    follow(page, "Gör den första planen")
    accessible(page)
    page.get_by_role("link", name=re.compile("Jönköpings fem områden")).click()
    page.get_by_label("Namn").fill("Bättre för barnen")
    page.get_by_label("Första dagen").fill("i dag")
    page.get_by_role("radio").first.check()
    accessible(page)
    press(page, "Skapa planen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bättre för barnen")
    for area in AREAS:
        expect(page.locator("main")).to_contain_text(area)
    accessible(page)


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390 px", "1280 px"])
def test_the_first_day(browser: Browser, empty: tuple[str, str], size: dict[str, int]) -> None:
    base, database = empty
    address = setup_address(base, database)
    somebody = Visitor(browser, base, size)
    page = somebody.page
    page.set_default_timeout(15_000)

    first_administrator(page, address)
    steps_say(page, base, "Två av sex steg är klara.")
    a_unit_by_keyboard(page)
    steps_say(page, base, "Tre av sex steg är klara.")
    people_from_a_list(page)
    steps_say(page, base, "Fyra av sex steg är klara.")
    the_first_plan(page, base)
    page.goto(f"{base}/jag/")
    page.get_by_role("button", name=re.compile("Systemförvaltare")).click()
    steps_say(page, base, "Fem av sex steg är klara.")

    assert somebody.open(address.removeprefix(base)) == 404  # nobody can start a second time
    somebody.close()
    assert somebody.complaints == []
