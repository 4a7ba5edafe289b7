"""Chromium, driven; and axe inside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Error, Page, sync_playwright
from scripts.find_chromium import find_chromium

AXE: Final = Path(__file__).with_name("vendor") / "axe.min.js"
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE: Final = {"width": 1280, "height": 900}
PHONE: Final = {"width": 390, "height": 844}
NARROW: Final = {"width": 320, "height": 700}


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser. A missing one is an error with what to install, never a skipped test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


def axe_violations(page: Page) -> list[str]:
    """What axe finds: WCAG 2.0–2.2 A and AA, and best practice. Each with the first place.

    A page that is replaced while axe reads it breaks the reading: then the one that came is read.
    """
    try:
        return _read_by_axe(page)
    except Error:
        page.wait_for_load_state()
        return _read_by_axe(page)


def _read_by_axe(page: Page) -> list[str]:
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: Any = page.evaluate(
        """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a",
        "wcag21aa", "wcag22aa", "best-practice"]})).violations.map(
        v => `${v.id}: ${v.help} – ${v.nodes[0].html.slice(0, 160)}`)"""
    )
    return list(found)


def scrolls_sideways(page: Page) -> bool:
    """Whether the page as a whole is wider than the window."""
    return bool(
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )
