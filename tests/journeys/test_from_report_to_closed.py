"""A child's matter from the call to the closed case, by those who each have a part in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor

Come = Callable[..., Visitor]
SAID = "Jag vill att mamma och pappa slutar bråka. Jag sover hos mormor då."


def on(page: Page) -> None:
    page.get_by_role("button", name="Gå vidare").click()


def save(page: Page, button: str) -> None:
    """Press, and see that the page took it."""
    assert axe_violations(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Rätta till det här")).to_have_count(0)
    expect(page.locator("form .fel")).to_have_count(0)


def test_a_report_becomes_a_case_that_is_assessed_decided_and_closed(visitor: Come) -> None:
    # Reception: one thing on each page, and all of it once more.
    rut = visitor()
    rut.open("/arenden/anmalan/ny/", who="rut")
    page = rut.page
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
    page.get_by_label("Vårdnadshavare 1: förnamn").fill("Ida")
    on(page)
    page.get_by_label("Per telefon").check()
    page.get_by_label("Vilken dag?").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.get_by_label("Vilken tid?").fill("0.01")
    on(page)
    save(page, "Spara anmälan")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"T\.R\., \d+\s+år"))
    case = re.sub(r"^https?://[^/]+", "", page.url)
    expect(page.get_by_text("Tuva Ravn").first).to_be_visible()
    assert axe_violations(page) == []

    # The unit manager gives the case to Amina.
    karin = visitor()
    karin.open(case, who="karin")
    karin.page.get_by_role("link", name="Ge en handläggare ärendet").click()
    karin.page.get_by_label("Handläggare").select_option(label="Amina Lindqvist, Utredning 2")
    save(karin.page, "Ge en handläggare ärendet")
    expect(karin.page.get_by_text("Amina Lindqvist").first).to_be_visible()

    # Amina assesses, decides to investigate, and the school is told that and only that.
    amina = visitor()
    amina.open(case, who="amina")
    page = amina.page
    page.get_by_role("link", name="Gör skyddsbedömning").first.click()
    page.get_by_label("Nej", exact=True).check()
    page.get_by_label("Vad bygger du det på?").fill("Mormor är hemma i kväll.")
    save(page, "Gör skyddsbedömning")
    page.get_by_role("link", name="Skriv beslutet").first.click()
    page.get_by_label("Inleda utredning").first.check()
    page.get_by_label("Varför?").fill("Tuva är orolig, och det har hänt förut.")
    save(page, "Besluta om vi ska utreda")
    page.get_by_role("link", name="Svara anmälaren").first.click()
    expect(page.get_by_text("Säg det här och inget annat")).to_be_visible()
    save(page, "Anmälaren har fått besked")
    expect(page.get_by_text(re.compile(r"Utredning\. 1[12]\d dagar kvar"))).to_be_visible()

    # What the child says stands word for word; a text begun here goes on at another device.
    page.get_by_role("link", name="Skriv ner vad barnet säger").click()
    page.get_by_label("Vad säger barnet?").fill(SAID)
    page.get_by_label("Vilken dag?").fill("i dag")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text(SAID)).to_be_visible()
    amina.open(f"{case}utredning/")
    page.get_by_role("link", name="Barnets syn").click()
    page.get_by_label("Text").fill("Tuva vill att bråken slutar.")
    page.get_by_label("Text").blur()
    expect(page.locator("#sparat")).to_contain_text(re.compile(r"Sparat kl\.\s\d"))
    phone = visitor(NARROW)
    phone.become("amina")
    phone.page.goto(page.url)
    expect(phone.page.get_by_label("Text")).to_have_value("Tuva vill att bråken slutar.")
    assert not scrolls_sideways(phone.page)
    phone.page.get_by_role("button", name="Spara").click()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Utredning")

    # Somebody else's eyes: the neighbour municipality sees nothing, a colleague must say why.
    elin = visitor()
    assert elin.open(case, who="elin") == 404
    farid = visitor()
    assert farid.open(f"{case}utredning/", who="farid") == 404

    # The decision is proposed by Amina and made by Bodil, whom the delegation order names.
    amina.open(f"{case}beslut/nytt/")
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_label("Vilket slags beslut?").select_option(
        label="Avsluta en utredning utan insats"
    )
    page.get_by_label("Vad som beslutas, i en mening").fill("Utredningen avslutas utan insats.")
    page.get_by_label("Varför?").fill("Föräldrarna har flyttat isär och Tuva sover hemma igen.")
    page.get_by_label("Vad vi gjorde av det barnet har sagt").fill(
        "Vi pratade med båda föräldrarna."
    )
    save(page, "Föreslå ett beslut")
    expect(page.get_by_text("Det är inte beslutat än.")).to_be_visible()
    decision = re.sub(r"^https?://[^/]+", "", page.url)
    bodil = visitor()
    bodil.open(decision, who="bodil")
    expect(bodil.page.get_by_text(SAID)).to_be_visible()
    expect(bodil.page.get_by_text("Vi pratade med båda föräldrarna.")).to_be_visible()
    bodil.page.get_by_role("button", name="Fatta beslutet").click()
    expect(bodil.page.get_by_text("av Bodil Ekdahl, gruppledare.")).to_be_visible()

    # The investigation does not end before all of it is there; ended without help, the case is closed.
    amina.open(f"{case}utredning/avsluta/")
    page.get_by_label("Avslutad utan insats").check()
    page.get_by_role("button", name="Avsluta utredningen").click()
    expect(
        page.get_by_text("Det står inget under: Barnets utveckling, Föräldrarnas förmåga")
    ).to_be_visible()
    for heading in ("Barnets utveckling", "Föräldrarnas förmåga", "Familj och miljö", "Bedömning"):
        amina.open(f"{case}utredning/")
        page.get_by_role("link", name=heading).click()
        page.get_by_label("Text").fill(f"{heading}: det vi har sett och hört.")
        save(page, "Spara")
    amina.open(f"{case}utredning/avsluta/")
    page.get_by_label("Avslutad utan insats").check()
    save(page, "Avsluta utredningen")
    amina.open(case)  # whoever had it may read it for thirty days more, and write no longer
    expect(page.get_by_text(re.compile("Avslutat|avslutades")).first).to_be_visible()
    expect(page.get_by_role("link", name="Skriv en anteckning")).to_have_count(0)
    karin.open("/arenden/?vy=stangda")
    expect(karin.page.get_by_text(re.compile(r"T\.R\., \d+")).first).to_be_visible()
    assert axe_violations(karin.page) == []
