"""An authority that has nothing: from Kom i gång to its first decision and the letter about it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys.test_from_report_to_closed import on, save
from tests.journeys.test_getting_started import (
    PASSWORD,
    accessible,
    first_administrator,
    follow,
    press,
    setup_address,
    steps_say,
)
from tests.support.browser import NARROW, WIDE
from tests.support.server import empty_site, url_of
from tests.support.visitor import Visitor

PEOPLE: Final = """Rut Öberg; rut@example.org; Mottagningssekreterare; Mottagning
Olof Ek; olof@example.org; Socialsekreterare; Mottagning
Bodil Ekdahl; bodil@example.org; Gruppledare; Mottagning; 19850709-9805"""
HEADINGS: Final = (
    "Barnets utveckling", "Föräldrarnas förmåga", "Familj och miljö", "Barnets syn", "Bedömning",
)  # fmt: skip
SAID: Final = "Jag vill att det är lugnt hemma."


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """The base address of an installation without anything, and the name of its database."""
    from tests.support.database import stay_owner, switch_to_app

    name = f"new_authority_{os.getpid()}"
    with django_db_blocker.unblock():
        stay_owner()
        with empty_site(name) as base:
            switch_to_app()
            yield base, name


def invitation_of(email: str, database: str) -> str:
    """The path in the letter that waits in the outbox for somebody."""
    with psycopg.connect(url_of(database, "owner")) as owner:
        found = owner.execute(
            "SELECT body FROM notifications_outboxmessage m"
            " JOIN organisations_user u ON u.id = m.recipient_user_id"
            " WHERE u.email = %s ORDER BY m.created_at DESC",
            [email],
        ).fetchone()
    assert found, f"nobody has written to {email}"
    link = re.search(r"https?://\S+", found[0])
    assert link, found[0]
    return urlsplit(link[0]).path


def the_first_settings(page: Page, base: str) -> None:
    """A unit, the people, and who decides what: the steps of Kom i gång."""
    steps_say(page, base, "Ett av sex steg är klart.")
    follow(page, "Lägg till en enhet")
    page.get_by_label("Namn").fill("Mottagning")
    page.get_by_label("Under vilken enhet?").select_option(index=1)
    page.locator("main button.ds-button").first.click()
    expect(page.locator("main")).to_contain_text("Mottagning")
    steps_say(page, base, "Två av sex steg är klara.")
    follow(page, "Läs in en lista")
    page.get_by_label("Listan").fill(PEOPLE)
    press(page, "Läs listan")
    press(page, "Lägg till alla")
    expect(page.locator("main")).to_contain_text("Bodil Ekdahl")
    steps_say(page, base, "Tre av sex steg är klara.")

    follow(page, "Titta igenom förslaget")
    for words in ("Barnets syn", "gruppledare och enhetschef", "Familjebehandling"):
        expect(page.locator("main")).to_contain_text(words)
    accessible(page)
    press(page, "Ta förslaget")
    expect(page.locator("main")).to_contain_text("Förslaget är ert nu.")
    accessible(page)
    steps_say(page, base, "Fyra av sex steg är klara.")


def at_work(somebody: Visitor, email: str, database: str) -> Page:
    """By the letter: a password, the app with codes, and Idag."""
    page = somebody.page
    page.set_default_timeout(15_000)
    assert somebody.open(invitation_of(email, database)) == 200
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Lösenord igen").fill(PASSWORD)
    press(page, "Gå vidare")
    secret = page.locator("code.num").inner_text()
    page.get_by_label("Kod").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, "Koppla")
    page.get_by_role("link", name="Gå vidare").click()
    return page


def a_report(page: Page, base: str) -> str:
    """The reception registers the authority's first report. Gives the path of the case."""
    page.goto(f"{base}/arenden/anmalan/ny/")
    page.get_by_label("Skola eller förskola").check()
    page.get_by_label("Namn").fill("Kerstin Holm")
    page.get_by_label("Arbetsplats").fill("Granby skola")
    on(page)
    page.get_by_label("Förnamn").fill("Tuva")
    page.get_by_label("Efternamn").fill("Ravn")
    page.get_by_label("Personnummer").fill("20170110-2384")
    on(page)
    page.get_by_label("Vad har hänt").fill("Tuva sover i skolan och säger att det bråkas hemma.")
    on(page)
    page.get_by_label("Nej, eller vi vet inte").check()
    on(page)
    page.get_by_label("Vårdnadshavare 1: förnamn").fill("Ida Ravn")
    on(page)
    page.get_by_label("Per telefon").check()
    page.get_by_label("Vilken dag?").fill("i dag")
    page.get_by_label("Vilken tid?").fill("0.01")
    on(page)
    page.get_by_role("button", name="Spara anmälan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"T\.R\., \d+\s+år"))
    return urlsplit(page.url).path


def an_investigation(page: Page, base: str, case: str) -> str:
    """Protection, the decision to investigate, the headings, and a proposal. Gives its path."""
    page.goto(base + case)
    page.get_by_role("link", name="Gör skyddsbedömning").first.click()
    page.get_by_label("Nej", exact=True).check()
    page.get_by_label("Vad bygger du det på?").fill("Mormor är hemma i kväll.")
    save(page, "Gör skyddsbedömning")
    page.get_by_role("link", name="Skriv beslutet").first.click()
    page.get_by_label("Inleda utredning").first.check()
    page.get_by_label("Varför?").fill("Tuva är orolig, och det har hänt förut.")
    save(page, "Besluta om vi ska utreda")
    page.get_by_role("link", name="Skriv ner vad barnet säger").click()
    page.get_by_label("Vad säger barnet?").fill(SAID)
    page.get_by_label("Vilken dag?").fill("i dag")
    page.get_by_role("button", name="Spara").click()
    for heading in HEADINGS:
        page.goto(f"{base}{case}utredning/")
        page.get_by_role("link", name=heading).click()
        page.get_by_label("Text").fill(f"{heading}: det vi har sett och hört.")
        save(page, "Spara")
    page.goto(f"{base}{case}beslut/nytt/")
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_label("Vilket slags beslut?").select_option(
        label="Avsluta en utredning utan insats"
    )
    page.get_by_label("Vad som beslutas, i en mening").fill("Utredningen avslutas utan insats.")
    page.get_by_label("Varför?").fill("Föräldrarna har flyttat isär och Tuva sover hemma igen.")
    page.get_by_label("Vad vi gjorde av det barnet har sagt").fill("Vi pratade med föräldrarna.")
    save(page, "Föreslå ett beslut")
    expect(page.get_by_role("button", name="Fatta beslutet")).to_have_count(0)
    return urlsplit(page.url).path


def a_letter(page: Page, base: str, case: str) -> bytes:
    """The decision in the authority's words, read before it is made."""
    page.goto(f"{base}{case}brev/")
    page.get_by_label("Vilket brev?").select_option(label="Beslut")
    page.get_by_label("Till vem?").select_option(label="Ida Ravn, vårdnadshavare")
    page.get_by_label("Med posten").check()
    save(page, "Läs innan det görs")
    expect(page.locator("main")).to_contain_text("Utredningen avslutas utan insats.")
    save(page, "Gör brevet")
    expect(page.locator("main")).to_contain_text("Brevet är gjort")
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta filen").click()
    return Path(download.value.path()).read_bytes()


def test_from_nothing_to_a_decision_and_its_letter(
    browser: Browser, empty: tuple[str, str]
) -> None:
    base, database = empty
    # Bodil has no JavaScript, Olof a narrow window.
    karin, rut = Visitor(browser, base, WIDE), Visitor(browser, base, WIDE)
    olof = Visitor(browser, base, NARROW)
    bodil = Visitor(browser, base, WIDE, java_script_enabled=False)
    everybody = (karin, rut, olof, bodil)
    page = karin.page
    page.set_default_timeout(15_000)

    first_administrator(page, setup_address(base, database), record="Journalen här")
    the_first_settings(page, base)

    case = a_report(at_work(rut, "rut@example.org", database), base)
    assert karin.open(case) in (403, 404)  # whoever runs the system sees no case

    leads = at_work(bodil, "bodil@example.org", database)
    leads.goto(base + case)
    leads.get_by_role("link", name="Ge en handläggare ärendet").click()
    leads.get_by_label("Handläggare").select_option(label="Olof Ek, Mottagning")
    leads.get_by_role("button", name="Ge en handläggare ärendet").click()
    expect(leads.get_by_text("Olof Ek").first).to_be_visible()

    works = at_work(olof, "olof@example.org", database)
    decision = an_investigation(works, base, case)

    leads.goto(base + decision)
    expect(leads.get_by_text(SAID)).to_be_visible()
    leads.get_by_role("button", name="Fatta beslutet").click()
    expect(leads.get_by_text("av Bodil Ekdahl, gruppledare.")).to_be_visible()

    pages = PdfReader(BytesIO(a_letter(works, base, case))).pages
    paper = " ".join(" ".join(each.extract_text() for each in pages).split())
    for words in ("Utredningen avslutas utan insats.", "Ida Ravn", "Vi pratade med föräldrarna."):
        assert words in paper, words
    for each in everybody:
        each.close()
    assert [each.complaints for each in everybody] == [[], [], [], []]
