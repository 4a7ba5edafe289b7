"""Karin, in crisis mode, sees that every child is protected, gives out cases, changes one, and takes back."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser import NARROW, axe_violations, scrolls_sideways
from tests.support.visitor import Visitor

PAGE = "/arenden/fordelning/"


def test_a_manager_in_crisis_gives_out_changes_one_with_a_reason_and_undoes(
    visitor: Callable[..., Visitor],
) -> None:
    karin = visitor()
    karin.open("/arenden/", who="karin")
    page = karin.page

    page.get_by_role("link", name="Fördela ärenden").click()
    expect(page.get_by_role("region", name="Krisläge")).to_contain_text("Krisplanens steg 2")
    expect(page.get_by_text("Skyddet är bedömt i alla 11.")).to_be_visible()
    expect(page.get_by_text("Förslaget ger 8 av dem någon i dag.")).to_be_visible()
    why = page.locator("details.varfor").first
    why.locator("summary").click()
    expect(why.get_by_text("Det här vägde tyngst:")).to_be_visible()
    assert axe_violations(page) == []

    # Somebody else: first what it changes, then the reason.
    page.get_by_role("link", name=re.compile("^Ändra")).first.click()
    page.get_by_label("Handläggare").select_option(index=0)
    page.get_by_role("button", name="Se vad det ändrar").click()
    expect(page.get_by_role("heading", name="Det här ändras")).to_be_visible()
    page.get_by_role("button", name="Ge ärendet").click()
    expect(page.get_by_role("link", name="Välj ett skäl.")).to_be_visible()
    page.get_by_label("Varför ändrar du?").select_option("KNOWS_THE_FAMILY")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Ge ärendet").click()
    expect(page.get_by_text("1 ärende är fördelat.")).to_be_visible()

    page.get_by_role("button", name=re.compile("^Godkänn alla")).click()
    expect(page.get_by_text(re.compile("ärenden är fördelade"))).to_be_visible()
    for _each in range(2):
        page.get_by_role("button", name=re.compile("^Ångra")).click()
    expect(page.get_by_text("11 ärenden saknar handläggare.")).to_be_visible()


def test_the_pages_of_the_crisis_can_be_read_on_a_narrow_screen(
    visitor: Callable[..., Visitor],
) -> None:
    gunnel = visitor(NARROW)
    for path in ("/arenden/krisplan/", "/arenden/krisplan/vagen/"):
        gunnel.open(path, who="gunnel")
        assert axe_violations(gunnel.page) == []
        assert not scrolls_sideways(gunnel.page)
    karin = visitor(NARROW)
    karin.open(PAGE, who="karin")
    assert not scrolls_sideways(karin.page)
