"""Kim asks for the file: Amina reads what goes and what does not, makes the extract and reads its receipt."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from kraftsamling.demo.world.casework import STORY, case_id
from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor


def test_an_extract_is_read_made_and_written_down(visitor: Callable[..., Visitor]) -> None:
    amina = visitor()
    amina.open(f"/arenden/{case_id(STORY)}/", who="amina")
    page = amina.page
    page.get_by_role("link", name="Utdrag till parter").click()
    page.get_by_role("link", name="Gör ett utdrag").click()
    page.get_by_label("Kim Salim, vårdnadshavare").check()
    page.get_by_label("Överlämnad").check()
    page.get_by_role("button", name="Läs innan det görs").click()

    left_out = page.get_by_role("region", name="Det här lämnas inte ut")
    expect(left_out.get_by_text("det hålls tillbaka för vårdnadshavare").first).to_be_visible()
    assert axe_violations(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert not scrolls_sideways(page)
    assert axe_violations(page) == []
    page.get_by_label("Jag har läst det, och det kan lämnas ut").first.check()
    page.get_by_role("button", name="Gör utdraget").click()

    expect(page.get_by_text("Utdraget är gjort, och nedskrivet som utlämnat.")).to_be_visible()
    assert not scrolls_sideways(page)
    assert axe_violations(page) == []
    amina.open(f"/arenden/{case_id(STORY)}/delat/")
    expect(page.get_by_text("Partens egen rätt till insyn").first).to_be_visible()


def test_amina_keeps_words_from_custodians_and_lets_them_be_read_again(
    visitor: Callable[..., Visitor],
) -> None:
    amina = visitor()
    amina.open(f"/arenden/{case_id(STORY)}/undanhallet/", who="amina")
    page = amina.page
    assert axe_violations(page) == []
    page.get_by_role("link", name="Barnets egna ord").first.click()
    page.get_by_label("Alla vårdnadshavare").check()
    page.get_by_label("Barnet lider betydande men").check()
    page.get_by_label("Varför?").fill("Noor skulle få det svårare hemma om det lästes.")
    page.get_by_role("button", name="Håll tillbaka det").click()

    expect(page.get_by_text("Det hålls tillbaka, och är inte med")).to_be_visible()
    page.get_by_role("link", name="Barnets egna ord").first.click()
    assert axe_violations(page) == []
    page.get_by_label("Varför får det läsas nu?").fill("Noor vill själv visa det.")
    page.get_by_role("button", name="Låt det få läsas").click()
    expect(page.get_by_text("Det hålls inte tillbaka längre.")).to_be_visible()
