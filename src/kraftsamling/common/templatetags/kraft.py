"""Template tags of the design: icons, the mark, and wrappers that know when they are empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django import template
from django.forms import BaseForm
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kraftsamling.common.forms import ErrorLink
from kraftsamling.common.forms import error_links as links_of
from kraftsamling.common.icons import DOTS, DOWN, FACES, ICONS, UP, WAVE
from kraftsamling.common.parts import Cell, Column, Row

register = template.Library()

_VERDICTS: Final = {
    "better": "battre",
    "worse": "samre",
    "unchanged": "oforandrat",
    "too_early": "tidigt",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our icons, hidden from assistive technology: the words beside it carry the meaning."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"There is no icon called {name!r} in common/icons.py.")
    return format_html(
        '<svg class="ikon" viewBox="0 0 24 24" width="20" height="20" fill="none"'
        ' stroke="currentColor" stroke-width="1.7" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - drawn by us, in this package
    )


@register.simple_tag
def mark() -> SafeString:
    """The arch with the light inside."""
    return mark_safe(
        '<svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true" focusable="false">'
        '<path class="marke-bage" d="M3 33V18a15 15 0 0 1 30 0v15h-6V18a9 9 0 0 0-18 0v15z"/>'
        '<path class="marke-ljus" d="M12.5 33V19a5.5 5.5 0 0 1 11 0v14z"/></svg>'
    )


@register.simple_tag
def face(value: int) -> SafeString:
    """A face of the children's survey, 4 glad to 1 sad; the word beside it is the answer."""
    if value not in FACES:
        raise template.TemplateSyntaxError(f"There is no face {value!r}; they go from 1 to 4.")
    return format_html(
        '<svg class="ansikte" viewBox="0 0 100 100" width="100" height="100" aria-hidden="true"'
        ' focusable="false"><circle class="a{}" cx="50" cy="50" r="44"/>'
        '<circle class="oga" cx="36" cy="42" r="5"/><circle class="oga" cx="64" cy="42" r="5"/>'
        '<path d="{}"/></svg>',
        value,
        FACES[value],
    )


@register.simple_tag
def verdict_ring(verdict: str, direction: str = "") -> SafeString:
    """A ring whose arrow says up or down and whose colour says better or worse.

    Never alone: components/verdict.html sets the words beside it.
    """
    if verdict not in _VERDICTS:
        known = ", ".join(_VERDICTS)
        raise template.TemplateSyntaxError(f"Unknown verdict {verdict!r}; known are {known}.")
    path = {"up": UP, "down": DOWN}.get(direction, WAVE)
    if verdict == "unchanged":
        path = WAVE
    elif verdict == "too_early":
        path = DOTS
    return format_html(
        '<svg class="ikon-spc {}" viewBox="0 0 44 44" width="44" height="44" aria-hidden="true"'
        ' focusable="false"><circle cx="22" cy="22" r="19.5"/><path d="{}"/></svg>',
        _VERDICTS[verdict],
        path,
    )


@register.filter
def hidden_percent(value: object) -> str:
    """A share as whole percent with a no-break space, or the words for a withheld figure."""
    return gettext("Not shown") if value is None else f"{value}\N{NO-BREAK SPACE}%"


@register.simple_tag
def error_links(form: BaseForm) -> list[ErrorLink]:
    """What the error summary lists; empty for a form that has not been sent."""
    return links_of(form) if form.is_bound else []


@register.simple_tag
def table_rows(rows: Sequence[Row], columns: Sequence[Column]) -> SafeString:
    """The rows of components/table.html; the words of the column stand beside each value on a phone.

    Joined here: drawing a plan's 400 rows as templates took a third of its page.
    """
    begun = [
        f'<td data-l="{conditional_escape(column.label)}" class="{"h " if column.number else ""}'
        for column in columns
    ]
    # Every word of a cell is escaped.
    return mark_safe("".join([_row(row.cells, begun) for row in rows]))  # noqa: S308


@register.simple_tag
def table_row(row: Row, columns: Sequence[Column]) -> SafeString:
    """One row by itself: the last, where it is a sum."""
    return table_rows([row], columns)


def _row(cells: Sequence[Cell], begun: Sequence[str]) -> str:
    (_, first), *others = zip(begun, cells, strict=True)
    css = ' class="bryt"' if first.sub or not first.nowrap else ""
    values = "".join(
        [
            f'{begins}{"ingetbryt" if cell.nowrap else ""}">{_inside(cell)}</td>'
            for begins, cell in others
        ]
    )
    return f'<tr><th scope="row"{css}>{_inside(first)}</th>{values}</tr>'


def _inside(cell: Cell) -> str:
    words = conditional_escape(cell.text)
    if cell.withheld:
        words = format_html('<span class="dold">{}</span>', gettext("Not shown"))
    elif cell.tone:
        words = format_html('<span class="ds-tag" data-color="{}">{}</span>', cell.tone, words)
    elif cell.url:
        words = format_html('<a href="{}">{}</a>', cell.url, words)
    if cell.sub:
        words += format_html('<br><span class="liten svag vanlig">{}</span>', cell.sub)
    return words


class _FilledNode(template.Node):
    """Renders its content inside an element, and nothing at all when the content is blank."""

    def __init__(self, nodelist: NodeList, tag: str, css: FilterExpression | None) -> None:
        self.nodelist = nodelist
        self.tag = tag
        self.css = css

    def render(self, context: Context) -> SafeString:
        # strip() would lose the mark that the content is already markup
        content = SafeString(self.nodelist.render(context).strip())
        if not content:
            return content
        css = self.css.resolve(context) if self.css else ""
        attribute = format_html(' class="{}"', css) if css else ""
        return format_html("<{}{}>{}</{}>", self.tag, attribute, content, self.tag)


_FILLED_TAGS: Final = frozenset({"p", "div", "ul", "aside", "section", "h1"})


@register.tag
def filled(parser: Parser, token: Token) -> _FilledNode:
    """``{% filled "div" "knapprad" %}…{% endfilled %}``: no empty element when a block is empty."""
    bits = token.split_contents()[1:]
    tag = bits[0].strip("\"'") if bits else ""
    if tag not in _FILLED_TAGS:
        raise template.TemplateSyntaxError(f"filled takes one of {sorted(_FILLED_TAGS)}.")
    css = parser.compile_filter(bits[1]) if len(bits) > 1 else None
    nodelist = parser.parse(("endfilled",))
    parser.delete_first_token()
    return _FilledNode(nodelist, tag, css)


class _TableRegionNode(template.Node):
    def __init__(self, nodelist: NodeList, label: FilterExpression, css: str) -> None:
        self.nodelist = nodelist
        self.label = label
        self.css = css

    def render(self, context: Context) -> SafeString:
        return format_html(
            '<div class="{}" tabindex="0" role="region" aria-label="{}">{}</div>',
            self.css,
            gettext("%(name)s, table") % {"name": self.label.resolve(context)},
            self.nodelist.render(context),
        )


@register.tag
def tableregion(parser: Parser, token: Token) -> _TableRegionNode:
    """A scroll container for a table, reachable from the keyboard and with a name.

    ``{% tableregion label %}<table class="k kort">…</table>{% endtableregion %}``;
    a second word ``embedded`` leaves out the surface, for a table inside a card.
    """
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("tableregion needs a label.")
    nodelist = parser.parse(("endtableregion",))
    parser.delete_first_token()
    css = "tabell inbaddad" if "embedded" in bits[1:] else "yta tabell"
    return _TableRegionNode(nodelist, parser.compile_filter(bits[0]), css)


class _ColumnsNode(template.Node):
    child_nodelists = ("content", "aside")

    def __init__(self, content: NodeList, aside: NodeList, label: FilterExpression) -> None:
        self.content = content
        self.aside = aside
        self.label = label

    def render(self, context: Context) -> SafeString:
        content = self.content.render(context)
        aside = self.aside.render(context)
        if not aside.strip():
            return content
        return format_html(
            '<div class="tva"><div>{}</div>'
            '<aside class="stack luft" aria-label="{}">{}</aside></div>',
            content,
            self.label.resolve(context),
            aside,
        )


@register.tag
def columns(parser: Parser, token: Token) -> _ColumnsNode:
    """``{% columns label %}…{% second %}…{% endcolumns %}``: an aside only when it has content."""
    bits = token.split_contents()[1:]
    if len(bits) != 1:
        raise template.TemplateSyntaxError("columns needs a label for the aside.")
    content = parser.parse(("second",))
    parser.delete_first_token()
    aside = parser.parse(("endcolumns",))
    parser.delete_first_token()
    return _ColumnsNode(content, aside, parser.compile_filter(bits[0]))
