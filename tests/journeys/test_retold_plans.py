"""The plans of two real places: what their public reports tell, and nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest

from tests.support.visitor import Visitor

TYRESO: Final = "/planer/oppna/tyreso/"
JONKOPING: Final = "/planer/oppna/tillsammans-gor-vi-skillnad/"
# Every number that the two reports name, and the numbers of the areas.
TOLD: Final = {
    TYRESO: {*"12345"},
    JONKOPING: {*"12345", "15", "20", "1 000", "2014", "2016", "2017", "2019"},
}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "Tyresös plan för handling",
            (
                "Vi ser nu ljuset i tunneln",
                "Efter kris kommer utveckling.",
                "Alla chefstjänster tillsatta",
                "Samskapat med Maskrosbarn",
            ),
        ),
        (
            "Tillsammans gör vi skillnad",
            (
                "från hösten 2014",
                "Att vara bland de ledande.",
                "Inte nått, därför att privata företag rekryterar hemmen och säljer platserna.",
                "Samskapat med",
                "Regionen",
                "Universitetet",
                "Frågor utan ägare",
                "vem ansvarar för vidareutbildningen",
            ),
        ),
    ],
)
def test_everybody_reads_a_retold_plan_from_the_list_of_plans(
    name: str, words: tuple[str, ...], visitor: Callable[..., Visitor]
) -> None:
    anybody = visitor()
    anybody.open("/planer/oppna/")
    anybody.page.get_by_role("link", name=name).click()

    said = anybody.page.locator("main").inner_text()

    assert "Källa: Nationella samordnarens offentliga berättelse" in said
    for each in words:
        assert each in said


@pytest.mark.parametrize("address", [TYRESO, JONKOPING])
def test_no_figure_stands_there_that_the_report_does_not_name(
    address: str, visitor: Callable[..., Visitor]
) -> None:
    anybody = visitor()
    anybody.open(address)

    said = anybody.page.locator("main").inner_text()

    assert set(re.findall(r"\d+(?:[ \u00a0]\d{3})*", said)) <= TOLD[address]
    assert "procent" not in said.replace("20 procent av tiden", "")
    assert "aktiviteter klara" not in said


@pytest.mark.parametrize("address", ["/besok/tyreso/", "/besok/jonkoping/"])
def test_the_report_leads_to_its_plan(address: str, visitor: Callable[..., Visitor]) -> None:
    anybody = visitor()
    anybody.open(address)

    anybody.page.locator("main a[href^='/planer/oppna/']").click()

    assert "offentlig berättelse återger" in anybody.page.locator("main").inner_text()


@pytest.mark.parametrize("who", ["elin", "david", "karin"])
def test_nobody_works_in_a_retold_plan(who: str, visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()

    somebody.open("/planer/", who=who)

    assert "Tyresö" not in somebody.page.locator("main").inner_text()
    assert "Tillsammans gör vi skillnad" not in somebody.page.locator("main").inner_text()


def test_an_unpublished_plan_has_no_open_page(visitor: Callable[..., Visitor]) -> None:
    assert visitor().open("/planer/oppna/grunden-forst/") == 404
