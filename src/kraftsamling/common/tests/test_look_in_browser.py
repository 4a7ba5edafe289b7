"""The frames, the components and the error pages in a real browser, under our security header."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page

from kraftsamling.common.tests.sample_pages import all_pages

AXE = Path(__file__).resolve().parents[4] / "tests/support/vendor/axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)
TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
EMPTY: Final = '<!doctype html><html lang="sv"><title>Tom</title></html>'

pytestmark = pytest.mark.journey


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, pages: dict[str, str], posts: list[str], *args: Any) -> None:
        self.pages = pages
        self.posts = posts
        super().__init__(*args)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            body = Path(str(file)).read_bytes() if file else b""
            self._answer(200 if file else 404, body, TYPES.get(Path(path).suffix, "font/woff2"))
        else:
            page = self.pages.get(path, EMPTY)
            self._answer(200, page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        self.posts.append(self.path)
        self._answer(204, b"", "text/plain")  # the browser stays on the page

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # the browser has gone on to the next page
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return all_pages()


@pytest.fixture(scope="module")
def posts() -> list[str]:
    return []


@pytest.fixture(scope="module")
def site(pages: dict[str, str], posts: list[str]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, pages, posts))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def _open(browser: Browser, address: str, width: int, scheme: Any = "light", **more: Any) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 860}, color_scheme=scheme, locale="sv-SE", **more
    )
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_the_policy_is_kept(
    browser: Browser, site: str, pages: dict[str, str], width: int, scheme: str
) -> None:
    found: list[str] = []
    page = browser.new_page(
        viewport={"width": width, "height": 860},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.on("console", lambda message: found.append(message.text))
    for path in pages:
        page.goto(site + path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
        found += [
            f"{path}: {fault['id']} {fault['nodes'][0]['html'][:120]}"
            for fault in result["violations"]
        ]
    page.close()

    assert found == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(
    browser: Browser, site: str, pages: dict[str, str], width: int
) -> None:
    too_wide = []
    for path in pages:
        page = _open(browser, site + path, width)
        extra = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if extra > 0:
            too_wide.append(f"{path}: {extra} px")
        page.close()

    assert too_wide == []


def test_no_page_has_a_style_or_a_script_of_its_own(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        assert " style=" not in html, path
        assert "<style" not in html, path
        assert "<script>" not in html, path
        assert " onclick=" not in html, path


def test_the_news_has_the_focus_also_without_script(browser: Browser, site: str) -> None:
    page = _open(browser, site + "/idag/", 1280, java_script_enabled=False)

    assert page.locator(":focus").inner_text().startswith("8 ärenden är fördelade.")
    page.close()


def test_a_button_pressed_twice_sends_once(browser: Browser, site: str, posts: list[str]) -> None:
    page = _open(browser, site + "/skicka/", 1280)
    posts.clear()

    page.get_by_role("button", name="Skicka").dblclick()
    page.get_by_role("button", name="Skickar …").wait_for()

    assert posts == ["/tog-emot/"]
    page.close()


def test_the_shortcuts_lead_to_search_and_to_today(browser: Browser, site: str) -> None:
    page = _open(browser, site + "/idag/", 1280)

    page.keyboard.press("/")
    page.wait_for_url("**/sok/")
    page.go_back()
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/arenden/")
    page.close()


def test_menu_on_the_phone_reaches_the_whole_menu_without_script(
    browser: Browser, site: str
) -> None:
    page = _open(browser, site + "/idag/", 390, java_script_enabled=False)

    page.get_by_role("link", name="Meny", exact=True).click()

    menu = page.get_by_role("navigation", name="Hela menyn")
    assert menu.get_by_role("link", name="Delaktighet").is_visible()
    page.close()


def test_a_line_of_the_error_summary_leads_to_its_field(browser: Browser, site: str) -> None:
    page = _open(browser, site + "/komponenter/", 1280)

    page.get_by_role("link", name="Skriv ett datum från i dag eller tidigare.").click()

    assert page.locator(":focus").get_attribute("name") == "fel-arrived"
    page.close()


def test_paper_gets_no_menu_and_all_folded_text(browser: Browser, site: str) -> None:
    page = _open(browser, site + "/komponenter/", 1280)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".segment").first.is_visible()
    page.close()
