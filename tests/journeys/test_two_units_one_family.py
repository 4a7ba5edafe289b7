"""Vera opens an adult's case, asks for children, reports, offers, and works with Amina around one family."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor


def test_an_adults_case_leads_to_the_child_and_to_joint_work(
    visitor: Callable[..., Visitor],
) -> None:
    vera = visitor()
    vera.open("/arenden/", who="vera")
    page = vera.page

    page.get_by_role("link", name="Öppna ett vuxenärende").click()
    page.get_by_label("Förnamn").fill("Mona")
    page.get_by_label("Efternamn").fill("Fors")
    page.get_by_label("Skadligt bruk av alkohol eller droger").check()
    page.get_by_role("button", name="Öppna ärendet").click()
    expect(page.get_by_text("Ingen har frågat än om det finns barn i hemmet.")).to_be_visible()
    assert axe_violations(page) == []
    case = page.url

    page.get_by_role("link", name="Fråga om barn").first.click()
    page.get_by_label("Ja, det finns barn").check()
    page.get_by_label("Barn 1: förnamn").fill("Sixten")
    page.get_by_label("Personnummer eller födelseår").first.fill("2019")
    page.get_by_label("Hur har barnen det?").fill("Sixten lagar maten själv.")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Frågan om barn ställdes 0 dagar efter")).to_be_visible()

    # Offered and agreed to: nothing is open yet, for the child has no case.
    page.get_by_role("link", name="Erbjud gemensam handläggning").click()
    page.get_by_role("button", name="Spara erbjudandet").click()
    page.get_by_role("link", name="Skriv förälderns svar").click()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Vilken dag?").fill("i dag")
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Inget av den andra enhetens ärende är öppet.")).to_be_visible()

    # One button, and nothing typed twice: the report opens the joint work.
    page.get_by_role("link", name="Anmäl oro för ett barn").click()
    expect(page.get_by_label("Vad är oron?")).to_have_value(
        "En förälder har ett ärende på vuxenenheten: skadligt bruk av alkohol eller droger."
        "\n\nSixten lagar maten själv."
    )
    page.get_by_role("button", name="Skicka anmälan").click()
    expect(page.get_by_text("arbetar tillsammans kring 1 barn")).to_be_visible()
    expect(page.get_by_text("Mottagning", exact=True)).to_be_visible()
    page.get_by_role("link", name="Planera tillsammans").click()
    page.get_by_label("Vad gör vi tillsammans, och vem gör vad?").fill("Hembesök på torsdag.")
    page.get_by_label("Vilken dag följer vi upp?").fill("om en månad")
    page.get_by_role("button", name="Spara planen").click()
    expect(page.locator(".fel, [role=alert]").first).to_be_visible()
    expect(page.get_by_label("Vad gör vi tillsammans, och vem gör vad?")).to_have_value(
        "Hembesök på torsdag."
    )
    page.get_by_label("Vilken dag följer vi upp?").fill("2030-01-15")
    page.get_by_role("button", name="Spara planen").click()
    expect(page.get_by_text("Hembesök på torsdag.")).to_be_visible()
    assert axe_violations(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)

    elin = visitor()
    assert elin.open(case.replace(vera.base, ""), who="elin") == 404
    assert elin.open(case.replace(vera.base, "") + "samrad/") == 404


def test_the_child_unit_sees_the_summary_and_nothing_else(visitor: Callable[..., Visitor]) -> None:
    from kraftsamling.demo.world.family import DETECTED, adult_case_id

    amina = visitor()
    amina.open("/arenden/", who="amina")
    page = amina.page
    page.get_by_role("link", name=re.compile(r"^T\.S\.")).click()  # Theo
    page.get_by_role("link", name="Gemensam handläggning").click()
    here = page.url

    expect(page.get_by_role("heading", name="Det vuxenenheten visar")).to_be_visible()
    expect(page.get_by_text("Vera Sjölund", exact=True)).to_be_visible()
    expect(page.get_by_text("Läkartid bokad")).to_have_count(0)
    assert amina.open(f"/arenden/{adult_case_id(DETECTED)}/") == 404

    page.goto(here)
    page.get_by_role("link", name="Avsluta").click()
    page.get_by_label("Varför?").fill("Kim vill inte längre.")
    page.get_by_role("button", name="Avsluta gemensam handläggning").click()
    expect(page.get_by_text("Vera Sjölund", exact=True)).to_have_count(0)
