"""Noor writes on her phone, Amina reads it the same day and answers, and Noor sees the answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from kraftsamling.demo.world.casework import STORY, case_id
from tests.support.browser import NARROW, PHONE, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor

CHANNEL = f"/arenden/{case_id(STORY)}/kanal/"
CODE = "739125"
WORDS = "jag vill att du ringer moster först"
ANSWER = "Ja, jag ringer moster i eftermiddag. Svar {}."


def link_from(amina: Visitor) -> str:
    """Amina and Noor make a link together."""
    amina.open(CHANNEL, who="amina")
    amina.page.get_by_label("Koden som ni valde tillsammans").fill(CODE)
    amina.page.get_by_role("button", name="Gör länken").click()
    assert axe_violations(amina.page) == []
    return amina.page.locator("code.adress").inner_text()


def enter(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Din kod").fill(CODE)
    page.get_by_role("button", name="Öppna min sida").click()
    expect(page.get_by_role("heading", name="Vem läser det jag skriver?")).to_be_visible()
    page.wait_for_load_state("load")  # the scripts listen


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_child_writes_is_read_and_answered(visitor: Callable[..., Visitor], script: bool) -> None:
    amina, noor = visitor(), visitor(PHONE, java_script_enabled=script)
    answer = ANSWER.format("ett" if script else "två")
    link = link_from(amina)
    enter(noor.page, link)
    assert noor.page.title() == "Min sida"

    noor.page.get_by_role("link", name="Förbered ett möte").click()
    noor.page.get_by_label("Ute, på en promenad").check()
    noor.page.get_by_label("Med egna ord").fill(WORDS)
    noor.page.get_by_role("button", name="Skicka").click()
    expect(noor.page.get_by_text("Tack. Det är skickat.")).to_be_visible()
    expect(noor.page.get_by_text("Inte läst än.").first).to_be_visible()

    amina.open("/idag/")
    expect(amina.page.get_by_text("N.S., 15 år, har skrivit till dig").first).to_be_visible()
    amina.open(CHANNEL)
    amina.page.get_by_role("link", name="Läs som möjlig oro").first.click()
    expect(amina.page.get_by_text(WORDS)).to_be_visible()
    assert axe_violations(amina.page) == []
    amina.page.get_by_label("Nej").check()
    amina.page.get_by_label("Varför tror du det?").fill("Hon vill bestämma hur vi ses.")
    amina.page.get_by_role("button", name="Jag har läst").click()
    amina.page.get_by_role("link", name="Svara barnet").first.click()
    amina.page.get_by_label("Svar till barnet").fill(answer)
    amina.page.get_by_role("button", name="Spara").click()

    enter(noor.page, link)
    expect(noor.page.get_by_text(answer)).to_be_visible()
    if script:
        assert axe_violations(noor.page) == []
        noor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        assert not scrolls_sideways(noor.page)


def test_a_child_draws_on_the_page_and_its_worker_sees_the_drawing(
    visitor: Callable[..., Visitor],
) -> None:
    amina, noor = visitor(), visitor(PHONE)
    enter(noor.page, link_from(amina))
    noor.page.get_by_role("link", name="Det här vill jag").click()
    noor.page.get_by_role("button", name="Blå").click()
    canvas = noor.page.get_by_role("img", name="Din teckning")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    for down in (40, 90):
        noor.page.mouse.move(box["x"] + 40, box["y"] + down)
        noor.page.mouse.down()
        noor.page.mouse.move(box["x"] + 200, box["y"] + down, steps=4)
        noor.page.mouse.up()
    noor.page.get_by_role("button", name="Ångra sista strecket").click()
    assert axe_violations(noor.page) == []
    noor.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(noor.page)
    noor.page.get_by_role("button", name="Skicka").click()

    expect(noor.page.get_by_text("Tack. Det är skickat.")).to_be_visible()
    own = noor.page.get_by_role("img", name="Min bild 1").first
    assert inks_of(picture_at(noor.page, own)) == {"blue"}
    amina.open(CHANNEL)
    kept = amina.page.get_by_role("img", name="Barnets bild 1").first
    assert inks_of(picture_at(amina.page, kept)) == {"blue"}
    assert axe_violations(amina.page) == []


def test_without_script_a_photo_is_sent_as_a_file(visitor: Callable[..., Visitor]) -> None:
    amina, noor = visitor(), visitor(PHONE, java_script_enabled=False)
    enter(noor.page, link_from(amina))
    noor.page.get_by_role("link", name="Det här är bra").click()
    expect(noor.page.get_by_text("Rita här")).to_be_hidden()
    out = BytesIO()
    Image.new("RGB", (60, 40), "#2e7d32").save(out, "PNG")
    noor.page.get_by_label("Bilder, om du vill").set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": out.getvalue()}
    )
    noor.page.get_by_role("button", name="Skicka").click()

    expect(noor.page.get_by_text("Tack. Det är skickat.")).to_be_visible()
    amina.open(CHANNEL)
    kept = amina.page.get_by_role("img", name="Barnets bild 1").first
    assert picture_at(amina.page, kept).size == (60, 40)


def picture_at(page: Page, image: Locator) -> Image.Image:
    """What stands at the address of a picture on the page."""
    address = image.get_attribute("src")
    assert address is not None
    answer = page.request.get("/".join(page.url.split("/")[:3]) + address)
    with Image.open(BytesIO(answer.body())) as shown:
        return shown.convert("RGB")


def inks_of(picture: Image.Image) -> set[str]:
    """Which colours stand where it is not white, when all of it is one level line."""
    small = picture.resize((450, 300), Image.Resampling.NEAREST)
    dark = [
        (y, color)
        for y in range(300)
        for x in range(450)
        if min(color := tuple(small.getpixel((x, y)))) < 120  # type: ignore[arg-type]
    ]
    assert max(dark)[0] - min(dark)[0] < 10
    return {"blue" if color[2] > color[0] + 40 else "other" for _, color in dark}


def test_escape_twice_leaves_and_the_way_back_shows_nothing(
    visitor: Callable[..., Visitor],
) -> None:
    amina, noor = visitor(), visitor(PHONE)
    noor.context.route(
        re.compile(r"https://www\.smhi\.se/.*"), lambda route: route.fulfill(body="Snow today")
    )
    enter(noor.page, link_from(amina))
    page = noor.page

    page.keyboard.press("Escape")
    expect(page).to_have_title("Min sida")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    expect(page.get_by_text("Snow today")).to_be_visible()
    noor.open("/min-sida/")
    expect(page.get_by_text("Sidan är stängd.")).to_be_visible()


def test_the_page_shuts_by_itself_when_nobody_touches_it(visitor: Callable[..., Visitor]) -> None:
    amina, noor = visitor(), visitor(PHONE)
    link = link_from(amina)
    noor.page.clock.install()
    enter(noor.page, link)
    noor.page.clock.fast_forward(290_000)
    noor.page.keyboard.press("Tab")  # somebody is there
    noor.page.clock.fast_forward(290_000)
    expect(noor.page.get_by_role("heading", name="Vem läser det jag skriver?")).to_be_visible()

    with noor.page.expect_navigation():
        noor.page.clock.fast_forward(20_000)
