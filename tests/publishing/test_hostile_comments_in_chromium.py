"""Every hostile comment on the real pages, in a real browser, with somebody listening.

The pages are Django's own; the browser gets them with and without the security header, so that the header
does not hide what the reading of the tags should have stopped.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from kraftsamling.common import clock
from kraftsamling.publishing.models import Comment, Post
from kraftsamling.publishing.rules.markup import plain
from kraftsamling.publishing.statuses import CommentState
from tests.publishing.test_comment_markup import PAYLOADS
from tests.publishing.test_comments import GRANBY, maja, post
from tests.support.browser import WIDE
from tests.support.database import as_owner

__all__ = ["maja", "post"]
pytestmark = pytest.mark.django_db

SITE: Final = "http://testserver"
LISTENER: Final = """
window.heard = [];
for (const name of ["alert", "confirm", "prompt", "open", "print"])
    window[name] = () => window.heard.push(name);
Object.defineProperty(window, "pwned", {set: () => window.heard.push("pwned")});
new MutationObserver(seen => seen.forEach(each => each.addedNodes.forEach(
    node => { if (node.nodeName === "SCRIPT" && !node.src.startsWith(location.origin + "/static/"))
        window.heard.push("script"); }))).observe(document, {subtree: true, childList: true});
"""
# Whatever a hand, a keyboard or an animation could set off, on everything that a visitor has written.
PROVOKE: Final = """
() => { for (const each of document.querySelectorAll(".komm *, .komm-text *, bdi"))
    for (const kind of ["mouseover", "mouseenter", "pointerenter", "focus", "focusin", "blur", "toggle",
                        "animationstart", "load", "error", "beforetoggle", "auxclick", "keydown"])
        each.dispatchEvent(new Event(kind, {bubbles: true})); }
"""
ELEMENTS: Final = """
() => [...new Set([...document.querySelectorAll(".komm-text *")].map(each => each.tagName))].sort()
"""
ATTRIBUTES: Final = """
() => [...new Set([...document.querySelectorAll(".komm-text *")].flatMap(
    each => each.getAttributeNames()))].sort()
"""
ADDRESSES: Final = """
() => [...document.querySelectorAll(".komm-text a")].filter(
    each => each.hasAttribute("href") && !["http:", "https:"].includes(each.protocol)
    ).map(each => each.outerHTML)
"""


class Listener:
    """A browser page that is given Django's answers, and that remembers what was asked for."""

    def __init__(self, browser: Browser, client: Client, *, with_header: bool) -> None:
        self.context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.client, self.with_header = client, with_header
        self.asked: list[str] = []
        self.went: list[str] = []
        self.dialogs: list[str] = []
        self.path, self.body = "", b""
        self.headers: dict[str, str] = {}
        self.page.add_init_script(LISTENER)
        self.page.on(
            "dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss())
        )
        self.page.on("framenavigated", lambda frame: self.went.append(frame.url))
        self.context.on("page", lambda new: self.went.append(new.url))
        self.context.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        path = url.removeprefix(SITE)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/").partition("?")[0])
            assert isinstance(found, str), path
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0] or "text/plain")
        elif url == SITE + self.path:
            route.fulfill(headers=self.headers, body=self.body)
        else:
            route.abort()

    def open(self, path: str) -> None:
        """The page is fetched here: the browser's callbacks run where there is no database connection."""
        self.asked.clear()
        self.went.clear()
        answer = self.client.get(path)
        assert answer.status_code == 200
        self.path, self.body = path, answer.content
        self.headers = {key: str(value) for key, value in answer.headers.items()}
        self.headers.pop("Content-Length", None)
        assert "script-src 'self'" in self.headers["Content-Security-Policy"]
        if not self.with_header:
            self.headers.pop("Content-Security-Policy")
        self.page.goto(SITE + path)
        self.page.evaluate(PROVOKE)
        self.page.wait_for_timeout(50)

    def heard_nothing(self, path: str) -> None:
        assert self.page.evaluate("() => window.heard") == []
        assert self.dialogs == []
        assert self.went == [SITE + path]
        foreign = [
            url
            for url in self.asked
            if url != SITE + path and not url.startswith(f"{SITE}/static/")
        ]
        assert foreign == []


@pytest.fixture(params=[True, False], ids=["with the header", "without the header"])
def listen(request: Any, browser: Browser) -> Iterator[Any]:
    came: list[Listener] = []

    def come(client: Client) -> Listener:
        came.append(Listener(browser, client, with_header=request.param))
        return came[-1]

    yield come
    for each in came:
        each.context.close()


@pytest.fixture
def comments(post: Post) -> list[Comment]:
    """Every payload as text and as name, already published. NUL never gets into the database."""
    with as_owner():
        return Comment.rows.bulk_create(
            Comment(
                id=uuid4(),
                authority_id=GRANBY,
                post=post,
                name=payload["text"].replace("\0", "")[:80] or "x",
                text=payload["text"].replace("\0", ""),
                state=CommentState.PUBLISHED,
                written_at=clock.now(),
                published_at=clock.now(),
                decided_at=clock.now(),
            )
            for payload in PAYLOADS
        )


def test_nothing_runs_under_the_report(
    comments: list[Comment], client: Client, listen: Any
) -> None:
    address = "/besok/granby-2026/"
    visitor = listen(client)

    visitor.open(address)

    visitor.heard_nothing(address)
    page = visitor.page
    assert page.locator("article.komm").count() == len(PAYLOADS)
    assert page.locator("#kommentarer > article.komm").count() == len(PAYLOADS)
    allowed = {"A", "ABBR", "ACRONYM", "B", "BLOCKQUOTE", "CITE", "CODE", "DEL", "EM", "I", "Q"}
    assert set(page.evaluate(ELEMENTS)) <= allowed | {"STRIKE", "STRONG"}
    assert set(page.evaluate(ATTRIBUTES)) <= {"href", "title", "cite", "datetime", "rel"}
    assert page.evaluate(ADDRESSES) == []
    assert page.locator("bdi > *").count() == 0


def test_nothing_runs_for_the_moderator(comments: list[Comment], maja: Client, listen: Any) -> None:
    with as_owner():
        Comment.rows.update(state=CommentState.WAITING, published_at=None, decided_at=None)
    moderator = listen(maja)

    moderator.open("/dela/kommentarer/")
    moderator.heard_nothing("/dela/kommentarer/")
    by_kind = {payload["kind"]: each for payload, each in zip(PAYLOADS, comments, strict=True)}
    for each in by_kind.values():
        address = f"/dela/kommentarer/{each.pk}/"
        moderator.open(address)
        moderator.heard_nothing(address)


def test_the_listener_would_hear(post: Post, client: Client, listen: Any) -> None:
    """The other side of the coin: a page that does run something is heard."""
    visitor = listen(client)
    visitor.with_header = False
    visitor.open("/besok/")

    visitor.page.set_content("<img src='https://evil.invalid/x' onerror='alert(1)'>")
    visitor.page.wait_for_function("() => window.heard.length > 0")

    assert "https://evil.invalid/x" in visitor.asked


def test_the_reader_sees_what_was_written(comments: list[Comment], client: Client) -> None:
    text = client.get("/besok/granby-2026/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert plain(comments[0].name)[:10] not in text  # its tag is escaped
