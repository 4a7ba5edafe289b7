"""A visit from preparation to published report: six people, visible buttons and links only."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kraftsamling.common.clock import today
from kraftsamling.demo.world.plan import GOALS, plan_id
from tests.support.browser import WIDE
from tests.support.server import demo_site
from tests.support.visitor import Visitor

PLAN = "Trygg här och nu"
EVERYTHING = sum(len(goal.activities) for goal in GOALS)
LEARNT = "Vi ringer familjehemmen inom en vecka. Det har hjälpt mer än annonser."
REPORT_LEARNT = "Fråga tidigare, och gör en sak i taget."
WISH = "Låt barnen själva berätta om lappen."


@pytest.fixture
def own_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A server of its own, because so much is changed."""
    from tests.support.database import stay_owner, switch_to_app

    with django_db_blocker.unblock():
        stay_owner()
        with demo_site(f"visit_{os.getpid()}") as base:
            switch_to_app()
            yield base


class Walk:
    """Somebody who comes in by the demo's door and goes on by what can be seen."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.visitor = Visitor(browser, base, WIDE)
        self.page: Page = self.visitor.page

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()

    def to_the_plan(self, who: str) -> None:
        self.visitor.become(who)
        self.page.get_by_role("navigation", name="Huvudmeny").get_by_role(
            "link", name="Planer"
        ).click()
        self.page.locator("main").get_by_role("link", name=PLAN).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(PLAN)

    def to_the_visit(self) -> None:
        self.page.get_by_role("navigation", name="Delar av sidan").get_by_role(
            "link", name="Besök", exact=True
        ).click()
        self.page.locator("main table").get_by_role("link", name=re.compile("Besök 2")).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Besök 2")

    def says(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)


@pytest.fixture
def walk(browser: Browser, own_site: str) -> Iterator[Walk]:
    """One browser, in which six people follow each other. The console has nothing to complain of."""
    walking = Walk(browser, own_site)
    walking.page.set_default_timeout(15_000)
    yield walking
    walking.visitor.close()
    assert walking.visitor.complaints == []


def test_a_visit_becomes_a_report(walk: Walk, own_site: str) -> None:
    disa_prepares(walk)
    david_holds_the_visit(walk)
    counted_from_this_visit(walk)
    helena_completes_one_of_the_regions(walk)
    address = david_writes_a_draft(walk)
    nobody_reads(walk, own_site, address)
    elin_sees_nothing(walk)
    ingrid_publishes(walk)
    everybody_reads(walk, own_site)
    ingrid_corrects_and_david_publishes(walk, own_site)


def disa_prepares(walk: Walk) -> None:
    """Invites somebody, and writes what has been learnt in the first area without a text."""
    walk.to_the_plan("disa")
    walk.follow(re.compile("^Förbered återbesöket"))
    walk.follow("Bjud in en deltagare")
    walk.page.get_by_label("Vem?").fill("Ungdomsrådets ordförande")
    walk.page.get_by_label("Organisation").fill("Lindsjö ungdomsråd")
    walk.press("Bjud in en deltagare")
    walk.says("Ungdomsrådets ordförande, Lindsjö ungdomsråd")

    walk.to_the_plan("disa")
    walk.says("2 av 5 områden")
    walk.follow(re.compile("^Skriv vad ni har lärt er"))
    walk.page.get_by_label("Vad har ni lärt er sedan förra besöket?").fill(LEARNT)
    walk.press("Spara")
    walk.says("3 av 5 områden")


def david_holds_the_visit(walk: Walk) -> None:
    """A note for each area, one wish with owner and day; the visit is moved to today and held."""
    walk.to_the_plan("david")
    walk.to_the_visit()
    walk.says(LEARNT)
    for number, goal in enumerate(GOALS, start=1):
        walk.follow(re.compile(f"Skriv vad som sägs ?: {number}. {goal.area}"))
        walk.page.get_by_label("Vad sägs?").fill(f"Om {goal.area.lower()}: det går framåt.")
        walk.press("Spara")
    walk.follow("Be om något")
    walk.page.get_by_label("Vad ber ni om?").fill(WISH)
    walk.page.get_by_label("Lindsjö skola", exact=True).check()
    walk.page.get_by_label("Till när?").fill(f"{today() + timedelta(days=30)}")
    walk.press("Spara")
    walk.says(WISH)
    expect(walk.page.get_by_role("link", name="Genomför besöket")).to_have_count(0)

    walk.follow("Ändra dag och plats")
    walk.page.get_by_label("Vilken dag?").fill("i dag")
    walk.press("Spara")
    walk.follow("Genomför besöket")
    walk.press("Genomför besöket")
    expect(walk.page.get_by_role("heading", name="Då och nu")).to_be_visible()


def counted_from_this_visit(walk: Walk) -> None:
    """Nothing has been completed since a visit that was held today."""
    walk.to_the_plan("disa")
    lead = walk.page.locator("main").inner_text()
    assert re.search(r"Sedan förra besöket .*har ingen av \d+ aktiviteter blivit klar", lead), lead[
        :600
    ]
    walk.says(WISH)


def helena_completes_one_of_the_regions(walk: Walk) -> None:
    """The region's co-ordinator has a button for the region's activities and for nobody else's."""
    walk.to_the_plan("helena")
    walk.follow("Uppdatera våra aktiviteter")
    walk.follow(re.compile("Gemensamma tider på familjecentralen"))
    walk.page.get_by_label("Klar", exact=True).check()
    walk.press("Spara")
    walk.says("Sparat: Gemensamma tider på familjecentralen")
    buttons = walk.page.locator('main a[href*="/planer/aktivitet/"]')
    assert buttons.count() > 0
    walk.page.locator("main").get_by_role("link", name="Lindsjö kommun").click()
    walk.says("Alla chefstjänster tillsatta")
    expect(buttons).to_have_count(0)

    walk.to_the_plan("disa")
    walk.says(f"en av {EVERYTHING} aktiviteter blivit klar")
    walk.to_the_visit()
    expect(walk.page.get_by_role("heading", name="Då och nu")).to_be_visible()


def david_writes_a_draft(walk: Walk) -> str:
    """The notes are in the draft; what was learnt and a lead are his; then somebody else must read."""
    walk.to_the_plan("david")
    walk.to_the_visit()
    walk.follow("Gör en rapport av besöket")
    walk.press("Gör utkastet")
    assert (
        "Om fler egna familjehem: det går framåt."
        in walk.page.get_by_label("Text", exact=True).input_value()
    )
    walk.page.get_by_label("Ingress").fill("Vi besökte Lindsjö en andra gång.")
    walk.page.get_by_label("Vad har vi lärt oss?").fill(REPORT_LEARNT)
    walk.page.get_by_label("Taggar").fill("Delaktighet, familjehem")
    walk.page.get_by_label("Rubrik").fill("Lindsjö, andra besöket")
    walk.press("Spara utkastet")
    walk.press("Låt någon läsa")
    walk.says("Den väntar på att någon annan läser och publicerar.")
    expect(walk.page.get_by_role("button", name="Publicera")).to_have_count(0)
    return walk.page.url


def nobody_reads(walk: Walk, base: str, address: str) -> None:
    """A draft is neither in the public list nor at its own address."""
    walk.page.context.clear_cookies()
    walk.page.goto(f"{base}/besok/")
    expect(walk.page.locator("main")).not_to_contain_text("Lindsjö, andra besöket")
    walk.page.goto(address)
    assert "/konto/logga-in/" in walk.page.url


def elin_sees_nothing(walk: Walk) -> None:
    """The unit manager in the next municipality sees no plan, and gets no further by an address."""
    visitor = walk.visitor
    visitor.become("elin")
    walk.page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Planer").click()
    expect(walk.page.locator("main")).not_to_contain_text(PLAN)
    assert visitor.open(f"/planer/{plan_id()}/") == 404
    assert visitor.open(f"/planer/{plan_id()}/besok/2/") == 404
    assert visitor.open("/dela/") == 404


def ingrid_publishes(walk: Walk) -> None:
    """The editor beside David finds it under Dela, reads it and lets it out."""
    walk.visitor.become("ingrid")
    walk.page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Dela").click()
    walk.page.locator("main").get_by_role("link", name="Lindsjö, andra besöket").first.click()
    walk.says(REPORT_LEARNT)
    walk.press("Publicera")
    walk.says("Lindsjö, andra besöket")


def everybody_reads(walk: Walk, base: str) -> None:
    """Nobody in particular reads it, with author, time and tags."""
    walk.page.context.clear_cookies()
    walk.page.goto(f"{base}/besok/")
    walk.page.locator("main").get_by_role("link", name="Lindsjö, andra besöket").click()
    assert re.search(r"/besok/[-a-z0-9]+/$", walk.page.url)
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Lindsjö, andra besöket")
    walk.says(REPORT_LEARNT)
    walk.says("David Ros")
    expect(walk.page.locator("main time").first).to_be_visible()
    walk.page.locator("main").get_by_role(
        "link", name=re.compile("^familjehem$", re.IGNORECASE)
    ).click()
    walk.says("Lindsjö, andra besöket")
    expect(walk.page.locator("body")).not_to_contain_text("Ungdomsrådets ordförande")


def ingrid_corrects_and_david_publishes(walk: Walk, base: str) -> None:
    """What was wrong stands until the other one has read; then everybody reads what was corrected."""
    walk.visitor.become("ingrid")
    walk.page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Dela").click()
    walk.page.locator("main").get_by_role("link", name="Lindsjö, andra besöket").first.click()
    walk.follow("Rätta rapporten")
    walk.page.get_by_label("Vad rättas?").fill("Det var den tredje gången.")
    walk.page.get_by_label("Ingress").fill("Vi besökte Lindsjö en tredje gång.")
    walk.press("Spara rättelsen")
    walk.press("Låt någon läsa")
    walk.says("Den väntar på att någon annan läser och publicerar.")
    expect(walk.page.get_by_role("button", name="Publicera rättelsen")).to_have_count(0)

    walk.visitor.become("david")
    walk.page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Dela").click()
    walk.says("En rättelse väntar på läsare")
    walk.page.locator("main").get_by_role("link", name="Lindsjö, andra besöket").first.click()
    walk.follow("Läs rättelsen")
    walk.says("Rapporten före rättelsen")
    walk.press("Publicera rättelsen")
    walk.says("Rapporten är rättad.")

    walk.page.context.clear_cookies()
    walk.page.goto(f"{base}/besok/")
    walk.page.locator("main").get_by_role("link", name="Lindsjö, andra besöket").click()
    walk.says("Vi besökte Lindsjö en tredje gång.")
    expect(walk.page.locator("main")).to_contain_text(
        re.compile("Rättad .*: Det var den tredje gången.")
    )
