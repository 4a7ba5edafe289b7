"""Paper slips, a child's phone, a parent in Arabic, an evening at the tablet, a sheet at a café."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from kraftsamling.participation.languages import LANGUAGES, ar
from kraftsamling.participation.languages.texts import Texts
from tests.support.browser import NARROW, PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.qr import pictures_in
from tests.support.visitor import Visitor

Come = Callable[..., Visitor]
PAPER = {"width": 1024, "height": 768}  # a tablet in a stand

VOICE = """
window.said = [];
const synthesis = {
  getVoices: () => [{ lang: "sv-SE", name: "Alva" }],
  speak: (each) => window.said.push(each.text),
  cancel: () => {},
  addEventListener: () => {},
};
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def slip(come: Come, series: str) -> str:
    """Karin prints one slip; what its picture says."""
    karin = come()
    karin.open("/delaktighet/lappar/", who="karin")
    karin.page.get_by_label("Enhet").select_option(label="Utredning 1")
    karin.page.get_by_label(series, exact=True).check()
    karin.page.get_by_label("Hur många lappar?").fill("1")
    with karin.page.expect_download() as download:
        karin.page.get_by_role("button", name="Gör lappar att skriva ut").click()
    (told,) = pictures_in(Path(download.value.path()).read_bytes())
    return told


def press(page: Page, button: Locator) -> None:
    """Press, and wait until the next page has come: axe reads no page that is on its way out."""
    with page.expect_navigation():
        button.click()


def on_with(page: Page) -> None:
    press(page, page.locator('button.ds-button[value="nasta"]'))


def answer(page: Page, words: list[str]) -> None:
    """One question a page, then look through and send."""
    for each in words:
        page.get_by_label(each, exact=True).check()
        on_with(page)
    page.locator('button[name="till"][value="klar"]').click()


def test_a_child_with_a_paper_slip_answers_on_a_phone(visitor: Come) -> None:
    address = slip(visitor, "Barn 7–12")
    child = visitor(PHONE)

    child.page.goto(address)
    expect(child.page.get_by_label("Koden på lappen")).to_have_value(re.compile("-"))
    assert "#" not in child.page.url  # the code has left the address
    assert axe_violations(child.page) == []
    child.page.get_by_role("button", name="Börja", exact=True).click()

    expect(child.page.get_by_role("heading", level=1)).to_have_text(
        "Har de som jobbar på soc lyssnat på dig?"
    )
    assert child.page.locator("svg.ansikte").count() == 4
    assert axe_violations(child.page) == []
    child.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(child.page)
    child.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    child.page.keyboard.press("2")
    expect(child.page.get_by_label("Ganska mycket")).to_be_checked()
    child.page.keyboard.press("Enter")
    answer(child.page, ["Ja", "Jag vet inte"])

    expect(child.page.get_by_role("heading", level=1)).to_have_text("Tack")
    assert axe_violations(child.page) == []
    assert child.context.cookies() == []
    child.page.goto(address)
    child.page.get_by_role("button", name="Börja", exact=True).click()
    expect(child.page.locator("main")).to_contain_text("Koden är redan använd.")


def test_a_parent_answers_in_arabic_from_right_to_left(visitor: Come) -> None:
    address = slip(visitor, "Föräldrar")
    texts = ar.TEXTS
    parent = visitor(PHONE)
    page = parent.page

    page.goto(address)
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert axe_violations(page) == []
    page.get_by_role("button", name=texts.start, exact=True).click()
    for number in (1, 2, 3):
        expect(page.get_by_role("heading", level=1)).to_have_text(texts.question("PARENT", number))
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        assert axe_violations(page) == []
        assert not scrolls_sideways(page)
        page.get_by_label(texts.agreement[4], exact=True).check()
        on_with(page)
    assert axe_violations(page) == []
    page.get_by_role("button", name=texts.send).click()

    expect(page.locator("main")).to_contain_text(texts.stored)
    assert axe_violations(page) == []
    # The words that lie to the right begin at the right edge.
    box = page.get_by_role("heading", level=1).bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > PHONE["width"] - 40


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=lambda each: each.code)
@pytest.mark.parametrize("series", ["YOUNG", "CHILD"])
def test_axe_finds_nothing_in_any_language(visitor: Come, texts: Texts, series: str) -> None:
    code = open_tablet(visitor, "Öppenvård", f"Språk {texts.code} {series}", unga=1, barn=1)
    tablet = visitor(WIDE)
    page = tablet.page
    start_tablet(page, code)
    press(page, page.get_by_role("button", name=texts.name, exact=True))
    pages = [axe_violations(page)]
    press(page, page.get_by_role("button", name=texts.i_am[series]))
    for _ in range(3):
        pages.append(axe_violations(page))
        page.locator(".svar label").first.click()
        on_with(page)
    pages.append(axe_violations(page))
    page.get_by_role("button", name=texts.send).click()
    expect(page.locator("main")).to_contain_text(texts.stored)
    pages.append(axe_violations(page))

    assert pages == [[]] * 6
    close_tablet(visitor, f"Språk {texts.code} {series}")


def open_tablet(
    come: Come, unit: str, occasion: str, *, foraldrar: int = 0, unga: int = 0, barn: int = 0
) -> str:
    """Karin opens a unit's tablet; the address with the code, as her page has it."""
    karin = come()
    karin.open("/delaktighet/gruppkoder/", who="karin")
    page = karin.page
    page.get_by_label("Surfplatta", exact=False).first.check()
    page.get_by_label("Enhet", exact=True).select_option(label=unit)
    page.get_by_label("Vad är det för tillfälle?").fill(occasion)
    for label, count in (("föräldrar", foraldrar), ("unga 13+", unga), ("barn 7–12", barn)):
        page.get_by_label(f"Hur många {label} tillfrågas?").fill(str(count))
    page.get_by_role("button", name="Gör koden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(occasion)
    assert axe_violations(page) == []
    address = page.get_by_role("link", name="Öppna på den här surfplattan").get_attribute("href")
    assert address is not None
    return address


def close_tablet(come: Come, occasion: str) -> None:
    karin = come()
    karin.open("/delaktighet/gruppkoder/", who="karin")
    karin.page.get_by_role("link", name=occasion, exact=True).click()
    karin.page.get_by_role("button", name="Stäng koden").click()
    expect(karin.page.locator("main")).to_contain_text("Koden är stängd")


def start_tablet(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Öppna surfplattan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vill du svara på tre frågor?")


def test_an_evening_at_the_tablet(visitor: Come) -> None:
    address = open_tablet(visitor, "Utredning 2", "Öppet hus", foraldrar=2, barn=1)
    tablet = visitor(PAPER)
    page = tablet.page
    page.clock.install()
    start_tablet(page, address)
    start = page.url

    # The first answers, and the page starts over by itself.
    page.get_by_role("button", name="Jag är förälder").click()
    answer(page, ["Instämmer helt", "Instämmer delvis", "Vet inte"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack")
    page.clock.fast_forward("00:25")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vill du svara på tre frågor?")

    # The second leaves in the middle. The tablet asks, waits, and starts over; back shows nothing.
    page.get_by_role("button", name="Jag är 7–12 år").click()
    page.get_by_label("Nej", exact=True).check()
    on_with(page)
    page.clock.fast_forward("01:05")
    expect(page.get_by_role("heading", name="Är du kvar?")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Ja, jag är kvar").click()
    expect(page.get_by_role("heading", name="Är du kvar?")).to_be_hidden()
    page.clock.fast_forward("01:05")
    expect(page.get_by_role("heading", name="Är du kvar?")).to_be_visible()
    page.keyboard.press("Shift")  # a touch that answers nothing gives a while more, never for ever
    page.clock.fast_forward("00:15")
    expect(page.get_by_role("heading", name="Är du kvar?")).to_be_visible()
    page.clock.fast_forward("00:25")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vill du svara på tre frågor?")
    with suppress(Error):  # the browser has kept nothing, and asks whether to send it once more
        page.go_back()
    expect(page.locator("body")).not_to_contain_text("lyssnat på dig")
    page.reload()  # whoever says yes comes to the start
    expect(page.get_by_role("heading", level=1)).to_have_text("Vill du svara på tre frågor?")
    assert page.url == start

    # The third and the fourth answer; then all who were asked have, and it is closed.
    page.get_by_role("button", name="Jag är 7–12 år").click()
    answer(page, ["Ja", "Ja", "Lite"])
    page.get_by_role("link", name="Nästa person").click()
    expect(page.get_by_role("button", name="Jag är 7–12 år")).to_have_count(0)
    page.get_by_role("button", name="Jag är förälder").click()
    answer(page, ["Instämmer helt", "Instämmer helt", "Instämmer helt"])
    page.get_by_role("link", name="Nästa person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Frågorna är stängda")
    assert axe_violations(page) == []

    # Nothing of the staff's is within reach.
    page.goto(f"{tablet.base}/delaktighet/")
    expect(page).to_have_url(re.compile("/konto/logga-in/"))


def test_the_tablet_works_without_javascript(visitor: Come) -> None:
    address = open_tablet(visitor, "Ungdom", "Utan script", unga=1)
    path, _, code = address.partition("#kod=")
    tablet = visitor(PAPER, java_script_enabled=False)
    page = tablet.page
    page.goto(path)
    page.get_by_label("Surfplattans kod").fill(code)
    page.get_by_role("button", name="Öppna surfplattan").click()
    page.get_by_role("button", name="Jag är 13 år eller äldre").click()
    assert page.locator('meta[http-equiv="refresh"]').get_attribute("content") == (
        f"90; url={re.sub('^https?://[^/]+', '', path)}"
    )
    expect(page.locator(".las-upp")).to_contain_text("ingen röst som läser svenska")
    answer(page, ["Instämmer helt", "Instämmer helt", "Instämmer inte alls"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack")


def test_a_cafe_with_one_sheet_on_the_wall(visitor: Come) -> None:
    karin = visitor()
    karin.open("/delaktighet/gruppkoder/", who="karin")
    karin.page.get_by_role("link", name="Föräldrakafé").click()
    with karin.page.expect_download() as download:
        karin.page.get_by_role("link", name="Skriv ut bladet").click()
    (address,) = pictures_in(Path(download.value.path()).read_bytes())

    for _ in range(2):
        guest = visitor(PHONE)
        guest.page.goto(address)
        guest.page.get_by_role("button", name="Börja", exact=True).click()
        answer(guest.page, ["Instämmer helt", "Instämmer knappast", "Instämmer delvis"])
        expect(guest.page.get_by_role("heading", level=1)).to_have_text("Tack")


def test_the_question_is_read_aloud_where_there_is_a_voice(visitor: Come) -> None:
    address = slip(visitor, "Unga 13+")
    young = visitor(PHONE)
    page = young.page
    page.add_init_script(VOICE)
    page.goto(address)
    page.get_by_role("button", name="Börja", exact=True).click()

    assert page.evaluate("window.said") == []  # never by itself
    page.get_by_role("button", name="Lyssna på frågan").click()
    assert page.evaluate("window.said") == [
        "Socialarbetare som jag har träffat har lyssnat på mig",
        "Instämmer helt", "Instämmer delvis", "Instämmer knappast", "Instämmer inte alls", "Vet inte",
    ]  # fmt: skip
    assert axe_violations(page) == []
    page.locator("details.sprak summary").click()
    page.get_by_role("button", name="Українська").click()
    expect(page.locator(".las-upp button")).to_be_hidden()  # no voice for it
    expect(page.locator(".las-upp")).to_contain_text(LANGUAGES["uk"].no_voice)


def test_the_words_of_the_questions_in_the_demo(visitor: Come) -> None:
    leila = visitor()
    leila.open("/delaktighet/", who="leila")
    expect(leila.page.locator("main")).to_contain_text("Översättningen är inte granskad")
    expect(leila.page.locator("main")).to_contain_text(re.compile(r"Av \d+ erbjudna svarade \d+\."))
    expect(
        leila.page.get_by_role("heading", name="De tre serierna bredvid varandra")
    ).to_be_visible()


def test_somebody_adds_words_on_the_tablet_and_the_next_one_sees_none(visitor: Come) -> None:
    code = open_tablet(visitor, "Öppenvård", "Egna ord", unga=2)
    tablet = visitor(PAPER)
    page = tablet.page
    start_tablet(page, code)
    start = page.url
    page.get_by_role("button", name="Jag är 13 år eller äldre").click()
    for _ in range(3):
        page.get_by_label("Instämmer helt", exact=True).check()
        on_with(page)
    box = page.get_by_label("Vill du säga något mer?")
    box.fill("Ni borde ha öppet kl. 4 på fredagar.")
    expect(page.locator("main")).to_contain_text("Skriv inte namn.")
    page.get_by_role("button", name="Klar – skicka svaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack")

    with suppress(Error):  # the browser has kept nothing to go back to
        page.go_back()
    expect(page.locator("body")).not_to_contain_text("öppet kl. 4")
    page.goto(start)
    expect(page.locator("body")).not_to_contain_text("öppet kl. 4")
    close_tablet(visitor, "Egna ord")


def test_leila_reads_a_text_and_then_colleagues_see_it(visitor: Come) -> None:
    text = "Brevet var lätt att förstå den här gången."
    karin, leila = visitor(), visitor(PHONE)
    karin.open("/delaktighet/", who="karin")
    expect(karin.page.get_by_role("heading", name="Med egna ord")).to_be_visible()
    expect(karin.page.locator("main")).not_to_contain_text(text)
    assert karin.open("/delaktighet/fria-ord/") == 404

    leila.open("/jag/", who="leila")
    leila.page.get_by_role("button", name=re.compile("Ansvarig för delaktighet")).click()
    expect(leila.page.locator("main")).to_contain_text("texter med egna ord")
    leila.open("/delaktighet/")
    leila.page.get_by_role("link", name="Med egna ord", exact=True).click()
    item = leila.page.locator("li", has_text=text)
    item.get_by_role("link", name=re.compile("^Läs och bestäm")).click()
    expect(leila.page.locator("main")).to_contain_text("Låter det som oro för ett barn?")
    assert axe_violations(leila.page) == []
    leila.page.get_by_role("button", name="Visa den för kollegorna").click()
    expect(leila.page.locator("main")).to_contain_text("Den visas.")

    karin.open("/delaktighet/")
    expect(karin.page.locator("main")).to_contain_text(text)
