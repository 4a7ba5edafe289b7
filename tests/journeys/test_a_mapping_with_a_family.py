"""A mapping at a family's table: what is said is written, the screen is shown, and opens nothing else."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from kraftsamling.demo.world.casework import STORY, case_id
from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor

MAPPING = f"/arenden/{case_id(STORY)}/kartlaggning/"
WORDS = "Vi äter middag klockan sex, alla tre."


def test_it_is_said_shown_locked_and_opened_again(visitor: Callable[..., Visitor]) -> None:
    amina = visitor()
    amina.open(MAPPING, who="amina")
    page = amina.page
    page.get_by_role("link", name="Skriv det någon säger").click()
    page.get_by_label("Något bra").check()
    page.get_by_label("Vad sades?").fill(WORDS)
    page.get_by_label("Mamma").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text(WORDS, exact=True)).to_be_visible()

    page.get_by_role("link", name="Sätt ett märke på skalan").first.click()
    page.get_by_label("Barnet").check()
    page.get_by_label("8", exact=True).check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("img", name="Barnet 3")).to_be_visible()

    page.get_by_role("link", name="Visa för familjen").click()
    page.get_by_label("Välj en kod").fill("2468")
    page.get_by_role("button", name="Visa och lås skärmen").click()
    expect(page.get_by_role("heading", name="Vår kartläggning")).to_be_visible()
    expect(page.get_by_text(WORDS, exact=True)).to_be_visible()
    expect(page.get_by_text("Vi behöver fråga mer om pengarna.")).to_have_count(0)
    assert axe_violations(page) == []

    for elsewhere in ("/arenden/", MAPPING, "/demo/"):
        amina.open(elsewhere)
        assert page.url.endswith("/kartlaggning/familjen/")
    page.go_back()
    expect(page.get_by_role("heading", name="Vår kartläggning")).to_be_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)

    page.get_by_label("Kod", exact=True).fill("1111")
    page.get_by_role("button", name="Lås upp").click()
    expect(page.get_by_text("Det är inte koden.").first).to_be_visible()
    page.get_by_label("Kod", exact=True).fill("2468")
    page.get_by_role("button", name="Lås upp").click()
    expect(page.get_by_role("heading", name="Kartläggning", exact=True)).to_be_visible()
