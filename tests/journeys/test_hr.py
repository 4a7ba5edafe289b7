"""Hanna's days: a wage step, a trainee, somebody who asks about work, and the payroll system's file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kraftsamling.common import clock
from tests.support.browser import NARROW, PHONE, WIDE, axe_violations, scrolls_sideways
from tests.support.tables import csv_of, xlsx_of
from tests.support.visitor import Visitor

Come = Callable[..., Visitor]
HEADINGS = [
    "Anst.nr", "Namn", "Enhet", "Befattning", "Anställningsform", "Sysselsättningsgrad",
    "Anställd från", "Anställd till", "Månadslön",
]  # fmt: skip


def looks_right(page: Page) -> None:
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)


def looks_right_everywhere(somebody: Visitor, path: str) -> None:
    """At every width, and nothing scrolls sideways at 320 px."""
    assert somebody.open(path) == 200
    for size in (WIDE, PHONE, NARROW):
        somebody.page.set_viewport_size(size)  # type: ignore[arg-type]
        looks_right(somebody.page)
    somebody.page.set_viewport_size(WIDE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("hanna", "/personal/lonefil/"),
        ("hanna", "/personal/kompetens/"),
        ("hanna", "/personal/trainee/"),
        ("hanna", "/personal/trainee/ny/"),
        ("hanna", "/personal/ansokningar/"),
        ("hanna", "/personal/ansokningar/samtal/"),
        ("amina", "/personal/fraga/?kan=SIGNS_OF_SAFETY"),
        ("amina", "/personal/fraga/mig/"),
        ("amina", "/personal/min/"),
        ("leila", "/personal/metodstod/"),
        ("leila", "/personal/metodstod/ny/"),
        ("ulla", "/traineeprogram/"),
    ],
)
def test_a_page_of_staff_looks_right_at_every_width(visitor: Come, who: str, path: str) -> None:
    somebody = visitor()
    somebody.become(who)
    looks_right_everywhere(somebody, path)


def test_hanna_ticks_a_wage_step_as_paid(visitor: Come) -> None:
    hanna = visitor()
    hanna.open("/personal/lonestege/", who="hanna")
    looks_right(hanna.page)
    hanna.page.get_by_role("link", name=re.compile("Utbetalt|Betalt")).first.click()
    hanna.page.get_by_label("Från vilken dag betalas det?").fill("i dag")
    hanna.page.get_by_role("button", name="Spara").click()
    expect(hanna.page.locator("main")).to_contain_text("Steget är noterat som utbetalt.")
    hanna.page.get_by_role("button", name="Ångra").click()
    expect(hanna.page.locator("main")).to_contain_text("Noteringen är borttagen.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_trainee_is_selected_placed_and_employed(visitor: Come, scripts: bool) -> None:
    name, employment = ("Tuva Strand", 1) if scripts else ("Liv Åkerö", 2)
    hanna = visitor(WIDE if scripts else NARROW, java_script_enabled=scripts)
    page = hanna.page
    hanna.open("/personal/trainee/ny/", who="hanna")
    page.get_by_label("Namn", exact=True).fill(name)
    page.get_by_label("Grupp").fill("VT 2027")
    page.get_by_label("Uttagen, har inte börjat").check()
    page.get_by_label("När börjar praktiken?").fill(
        (clock.today() + timedelta(days=30)).isoformat()
    )
    page.get_by_role("button", name="Lägg till trainee").click()
    row = page.locator("tr", has_text=name)
    expect(row).to_contain_text("Uttagen, har inte börjat")
    for state in ("Praktik", "Anställd"):
        page.get_by_role("link", name=name).click()
        page.get_by_label(state, exact=True).check()
        if state == "Anställd":
            page.get_by_label("Anställningen här").select_option(index=employment)
        page.get_by_role("button", name="Spara").click()
        expect(page.locator("tr", has_text=name)).to_contain_text(state)


def test_somebody_applies_and_is_answered(visitor: Come) -> None:
    applicant = visitor(PHONE)
    page = applicant.page
    applicant.open("/lediga-tjanster/")
    looks_right(page)
    page.get_by_role("link", name=re.compile("Jag vill arbeta|Anmäl intresse|Skriv")).first.click()
    looks_right(page)
    page.get_by_label("Namn").fill("Signe Sökande")
    page.get_by_label(re.compile("Telefon|mejl|e-post")).first.fill("070-174 06 99")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack")
    looks_right(page)

    hanna = visitor()
    hanna.open("/personal/ansokningar/", who="hanna")
    hanna.page.get_by_role("link", name="Signe Sökande").click()
    expect(hanna.page.locator("main")).to_contain_text("070-174 06 99")
    hanna.page.get_by_role("button", name="Jag har svarat").click()
    expect(hanna.page.locator("section[aria-labelledby=svara]")).not_to_contain_text("Signe")


def test_hanna_reads_in_the_payroll_file_and_gunnel_confirms(visitor: Come) -> None:
    today = clock.today().isoformat()
    new = ["N-1", "Nina Nyström", "Utredning 1", "Socialsekreterare", "Tillsvidare", "100 %"]
    wrong = [HEADINGS, [*new[:2], "Månen", *new[3:], today, "", "41000"]]
    right = [
        HEADINGS,
        [*new, today, "", "41000"],
        [
            "A-1003",
            "Annika Borg",
            "Öppenvård",
            "Enhetschef",
            "Tillsvidare",
            "80 %",
            "2024-01-01",
            "",
            "52000",
        ],
    ]
    hanna = visitor()
    page = hanna.page
    hanna.open("/personal/medarbetare/", who="hanna")
    page.get_by_role("link", name="Läs in från lönesystemet").click()
    _choose(page, "fel.csv", csv_of(wrong, encoding="cp1252"))
    expect(page.locator("main")).to_contain_text(
        "Rad 2, kolumn C: ”Månen” är ingen av era enheter."
    )
    looks_right(page)
    _choose(page, "löner.xlsx", xlsx_of(right))
    expect(page.locator("main")).to_contain_text("1 är ny och 1 ändras.")
    expect(page.locator("main")).to_contain_text("står inte i filen. Ingen anställning upphör")
    expect(
        page.get_by_role("row", name=re.compile("Annika Borg.*Sysselsättningsgrad"))
    ).to_be_visible()
    assert "52000" not in page.content()
    for size in (PHONE, NARROW, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        looks_right(page)
    page.get_by_label("Joel Wester").check()
    page.get_by_role("button", name="Spara vilka som har slutat").click()
    page.get_by_role("button", name="Be om att läsa in").click()
    expect(page.locator("main")).to_contain_text("Någon annan behöver bekräfta")
    expect(page.locator("main")).to_contain_text("Joel Wester")

    gunnel = visitor()
    gunnel.open("/godkanna/", who="gunnel")
    expect(gunnel.page.locator("main")).to_contain_text("1 anställning upphör.")
    gunnel.page.get_by_role("button", name=re.compile("^(Godkänn|Bekräfta)")).first.click()
    hanna.open("/personal/lonefil/")
    expect(page.locator("main")).to_contain_text(re.compile("Inläst .*2 rader"))
    hanna.open("/personal/medarbetare/")
    expect(page.locator("main")).to_contain_text("Nina Nyström")
    hanna.open("/personal/")
    expect(page.locator("main")).to_contain_text("vakant")


def _choose(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Anställningar och inhyrda konsulter").check()
    page.get_by_label("Filen, CSV eller XLSX").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Prova filen").click()


def test_amina_finds_who_can_help_her_with_signs_of_safety(visitor: Come) -> None:
    amina = visitor(PHONE)
    page = amina.page
    amina.open("/personal/fraga/", who="amina")
    page.get_by_label("Metod, språk eller kompetens").select_option(label="Signs of Safety")
    page.get_by_role("button", name="Hitta kollegor").click()
    expect(page.locator(".personer")).to_contain_text("Leila Haddad")
    expect(page.locator(".personer")).to_contain_text("Anknytning 214")
    expect(page.locator(".personer")).not_to_contain_text("Nora Lind")
    page.get_by_role("link", name="Säg att du går att fråga").click()
    page.get_by_label("Hur når kollegor dig?").fill("Anknytning 299")
    page.get_by_role("button", name="Kollegor får fråga mig").click()
    amina.open("/personal/fraga/?ord=tonåringar")
    expect(page.locator(".personer")).to_contain_text("Anknytning 299")


def test_leila_books_a_group_and_tells_how_it_went(visitor: Come) -> None:
    leila = visitor()
    page = leila.page
    leila.open("/personal/metodstod/", who="leila")
    page.get_by_role("link", name="Boka en grupp").click()
    page.get_by_label("Vilken grupp?").select_option(label="Utredning 1")
    page.get_by_label("Handledning i metod").check()
    page.get_by_label("Vilken dag?").fill(clock.today().isoformat())
    page.get_by_role("button", name="Boka en grupp").click()
    expect(page.locator("main")).to_contain_text("Bokat.")
    page.get_by_role("link", name="Handledning i metod, Utredning 1").click()
    page.get_by_label("Hur många var med, utöver dig?").fill("6")
    page.get_by_role("button", name="Det har hållits").click()
    expect(page.locator("section[aria-labelledby=gjort]")).to_contain_text("Handledning i metod")
    looks_right(page)
