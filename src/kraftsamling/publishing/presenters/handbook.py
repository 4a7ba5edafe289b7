"""The handbook: short pages in Swedish about how the product is used, kept as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kraftsamling.common.parts import Link

FOLDER: Final = Path(__file__).resolve().parent.parent / "handbook"
FIRST: Final = "README"
"""The page that names all the others, in the product and in docs/handbok alike."""
PAGES: Final = frozenset(file.stem for file in FOLDER.glob("*.md"))
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class HandbookPage:
    """One page: its heading, and the rest as HTML of our own files."""

    title: str
    breadcrumb: Sequence[Link]
    body: SafeString

    @classmethod
    def of(cls, name: str) -> HandbookPage:
        """Raises KeyError when there is no such page."""
        if name not in PAGES:
            raise KeyError(name)
        heading, _newline, rest = (FOLDER / f"{name}.md").read_text("utf-8").partition("\n")
        title = heading.removeprefix("# ")
        above = [Link(_("Help"), reverse("help"))]
        if name != FIRST:
            above.append(Link(_("Handbook"), reverse("handbook")))
        return cls(title=title, breadcrumb=[*above, Link(title)], body=_html(rest))


def _html(text: str) -> SafeString:
    tokens = _MARKDOWN.parse(text)
    _point_into_the_product(tokens)
    html = str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    return mark_safe(html)  # noqa: S308 - our own files, and raw HTML is off


def _point_into_the_product(tokens: Sequence[Token]) -> None:
    """Files point to each other as files, so that they can be read where they lie."""
    for token in tokens:
        target = str(token.attrGet("href") or "")
        if target.endswith(".md"):
            token.attrSet("href", address_of(target.removesuffix(".md")))
        _point_into_the_product(token.children or ())


def address_of(name: str) -> str:
    """Where a page is in the product."""
    return reverse("handbook") if name == FIRST else reverse("handbook_page", args=[name])
