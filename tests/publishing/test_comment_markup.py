"""Thirteen tags and four attributes, each where it belongs; anything else is shown as text."""

from __future__ import annotations

import json
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.publishing.rules.markup import ATTRIBUTES, html_of, plain

CORPUS: Final = Path(__file__).with_name("hostile_comments.json")
PAYLOADS: Final[list[dict[str, str]]] = json.loads(CORPUS.read_text(encoding="utf-8"))
REL: Final = "nofollow noopener ugc"


class Reader(HTMLParser):
    """What a reader finds: tags with attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


def is_harmless(html: str) -> None:
    for tag, given_attributes in Reader(html).found:
        attributes = dict(given_attributes)
        if tag == "a":
            assert attributes.pop("rel", None) == REL
        assert tag in ATTRIBUTES
        assert set(attributes) <= ATTRIBUTES[tag]
        for name in ("href", "cite"):
            value = attributes.get(name)
            assert value is None or value.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>fet</b> <i>x</i> <em>x</em> <strong>x</strong>",) * 2,
        ("<code>x</code> <cite>x</cite> <strike>x</strike>",) * 2,
        ('<abbr title="Barnavårdscentral">BVC</abbr>',) * 2,
        ('<acronym title="Barnavårdscentral">BVC</acronym>',) * 2,
        ('<blockquote cite="https://a.se/x">x</blockquote>',) * 2,
        ('<q cite="https://a.se/">x</q>',) * 2,
        ('<del datetime="2026-03-02">x</del>',) * 2,
        ("<B>fet</B >", "<b>fet</b>"),
        (
            '<a href="https://a.se/?b=1&amp;c=2" title="Läs">x</a>',
            f'<a href="https://a.se/?b=1&amp;c=2" title="Läs" rel="{REL}">x</a>',
        ),
        ("<A HREF='http://a.se'>x</A>", f'<a href="http://a.se" rel="{REL}">x</a>'),
    ],
)
def test_the_thirteen_tags_and_their_attributes_are_let_through(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<video>", "<p>x</p>", "<script>alert(1)</script>", "<b onclick=\"x\">", "<b class='x'>",
        '<a href="javascript:alert(1)">', '<a href="mailto:a@a.se">', '<a href="/lokal">',
        '<a href="//a.se">', '<a href="https://a@b.se/">', '<abbr cite="https://a.se">',
        '<del cite="https://a.se">', '<del datetime="i går">', "a < b > c", "1 <2", "&lt;b&gt;",
        "<!-- x -->", "</b>", '<b title="x">', "<b/>", '<a href="https://a.se" href="https://b.se">',
    ],
)  # fmt: skip
def test_anything_else_is_shown_as_text(text: str) -> None:
    html = html_of(text)

    assert Reader(html).text == text
    assert Reader(html).found == []


def test_what_is_opened_is_closed_and_nothing_leaks_out() -> None:
    assert html_of("<b><i>x") == "<b><i>x</i></b>"
    assert Reader(html_of("<b>x</i></b>")).text == "x</i>"
    assert html_of("<b>" * 500).count("<b>") == 20
    nested = html_of('<a href="https://a.se"><a href="https://b.se">x</a>')
    assert [tag for tag, _attributes in Reader(nested).found] == ["a"]
    assert "<blockquote>" not in html_of("<b><blockquote>x</blockquote></b>")


def test_signs_that_nobody_sees_are_taken_away() -> None:
    assert plain("a\u202eb\u2066c\x00d\x07e\r\nf\ufeff") == "abcde\nf"


def test_the_corpus_is_large_and_of_many_kinds() -> None:
    assert len({each["text"] for each in PAYLOADS}) >= 300
    assert len({each["kind"] for each in PAYLOADS}) >= 12


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda p: f"{p['kind']}-{p['n']}")
def test_a_hostile_comment_is_harmless(payload: dict[str, str]) -> None:
    html = html_of(payload["text"])

    is_harmless(html)
    # Nothing is dropped: but for allowed tags the reader sees every sign that was written.
    if not Reader(html).found and "</" not in html:
        assert html == escape(plain(payload["text"]), quote=False) or Reader(html).text == plain(
            payload["text"]
        )


@given(st.text(max_size=200) | st.lists(st.sampled_from([
    "<", ">", "b", "a", " href=", '"', "'", "https://a.se", "javascript:", "</", "&lt;", "&#x3c;",
    " onclick=", "<b>", "</b>", "<blockquote", " cite=", "`", "\n", "/", "svg", "=",
]), max_size=30).map("".join))  # fmt: skip
def test_no_text_at_all_becomes_anything_but_the_allowed(text: str) -> None:
    is_harmless(html_of(text))
