"""Idag in the demo: every role is told what to do first, and whoever has meetings is told of them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support.visitor import Visitor

Come = Callable[..., Visitor]
# In the evening E.K.'s day and night end tomorrow, and what ends today goes before: a child's words too.
SOON = (
    "Bedöm om E.K., 9 år, behöver skydd nu|Besluta om utredning för [AT].M., [68] år"
    "|N.S., 15 år, har skrivit till dig"
)
FIRST = [
    ("rut", "Bedöm om I.F., 13 år, behöver skydd nu"),
    ("amina", SOON),
    ("bodil", SOON),
    ("karin", "Bedöm om I.F., 13 år, behöver skydd nu"),
    ("vera", "Fråga P.M., född 1990, om det finns barn i hemmet"),
    ("leila", "Informationskvällar varje månad"),
    ("gunnel", "Informationskvällar varje månad"),
    ("per", "Läs hur det går med Trygg här och nu"),
    ("anders", "Läs in ärenden från journalsystemet"),
]
MEETINGS = [
    ("amina", "Med familjen, I.A., 2 år"),
    ("vera", "Samråd, W.B., 11 år"),
    ("rut", "Inga möten i dag."),
    ("karin", "Inga möten i dag."),
]


def words(somebody: Visitor) -> str:
    """The page, with every kind of space made plain."""
    return " ".join(somebody.page.locator("main").inner_text().split())


@pytest.mark.parametrize(("who", "title"), FIRST)
def test_the_first_row_says_what_to_do_first(who: str, title: str, visitor: Come) -> None:
    somebody = visitor()
    somebody.open("/idag/", who=who)

    row = somebody.page.locator("main section").first.locator("li").first

    said = " ".join(row.inner_text().replace("\u2068", "").replace("\u2069", "").split())
    assert re.search(title, said)


@pytest.mark.parametrize(("who", "meeting"), MEETINGS)
def test_the_day_shows_its_meetings_or_that_there_is_none(
    who: str, meeting: str, visitor: Come
) -> None:
    somebody = visitor()
    somebody.open("/idag/", who=who)

    day = somebody.page.locator("section[aria-labelledby=moten]").inner_text()
    assert meeting in " ".join(day.split())


@pytest.mark.parametrize("who", ["per", "anders", "leila"])
def test_whoever_has_no_meetings_here_is_told_nothing_of_them(who: str, visitor: Come) -> None:
    somebody = visitor()
    somebody.open("/idag/", who=who)

    assert "Möten i dag" not in words(somebody)


def test_a_case_says_its_links_under_headings_and_the_first_words_of_the_child(
    visitor: Come,
) -> None:
    from kraftsamling.demo.world.casework import STORY, case_id

    amina = visitor()
    amina.open(f"/arenden/{case_id(STORY)}/", who="amina")

    groups = amina.page.locator("section[aria-labelledby=mer] h3").all_inner_texts()
    assert groups == [
        "Barnet", "Utreda och hjälpa", "Familjen och andra", "Brev och beslut", "Skydd och jäv",
    ]  # fmt: skip
    assert amina.page.locator("section[aria-labelledby=barnets-ord] > figure").count() == 2
    assert amina.page.get_by_text("Det barnet har sagt tidigare (5)").is_visible()
