"""What the pages of staff are made of: a sentence, then parts with a table or a line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Column, Fact, Link, Row, WorkRow

Opens = Callable[[str], bool]
"""Whether this reader may open an address."""


@dataclass(frozen=True)
class Button:
    """A form of one button: what it does, where, and for whoever cannot see what it stands beside."""

    label: str
    url: str
    sr: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a page: text, facts, a table, or why there is none."""

    title: str
    id: str
    text: str = ""
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()
    items: Sequence[WorkRow] = ()
    total: Row | None = None
    facts: Sequence[Fact] = ()
    nothing: str = ""
    links: Sequence[Link] = ()
    buttons: Sequence[Button] = ()
    why: str = ""
    folded: str = ""


@dataclass(frozen=True)
class StaffPage:
    """A page of sections."""

    title: str
    lead: str
    breadcrumb: Sequence[Link] = ()
    tabs: Sequence[Link] = ()
    actions: Sequence[Action] = ()
    sections: Sequence[Section] = ()
    rest: str = ""
    note: str = ""
    figure: object = None


@dataclass(frozen=True)
class FormPage:
    """A page with one form: what it is about, and the verb on its button."""

    title: str
    button: str
    breadcrumb: Sequence[Link]
    lead: str = ""
    back: Link | None = None
    beside_title: str = ""
    beside: Sequence[Fact] = field(default_factory=tuple)

    @classmethod
    def below(
        cls, parent: Link, title: str, *, button: str = "", lead: str = "", **more: object
    ) -> FormPage:
        """A form below a page of staff; without `button` the title is the verb."""
        return cls(
            title,
            button or title,
            [parent, Link(title)],
            lead,
            Link(_("Not now"), parent.url),
            **more,  # type: ignore[arg-type]
        )


def staff_tabs(current: str, opens: Opens) -> list[Link]:
    """The pages of staff that this reader may open."""
    pages = [
        (_("Posts"), "positions"),
        (_("Staff"), "staff"),
        (_("Competence"), "competence"),
        (_("Staff per manager"), "span"),
        (_("Wage ladder"), "wages"),
        (_("Remote work"), "remote"),
        (_("Trainees"), "trainees"),
        (_("Interest in jobs"), "interest"),
    ]
    return [
        Link(label, url, current=name == current)
        for label, name in pages
        for url in [reverse(name)]
        if opens(url)
    ]


def home() -> Link:
    """Where the pages of staff begin."""
    return Link(_("Staff and posts"), reverse("positions"))


def language() -> str:
    """The language of the page."""
    return get_language() or "sv"


def day_words(day: date, today: date) -> str:
    """ "1 oktober", with the year when it is another one."""
    return formats.long_date(day, language(), with_year=day.year != today.year)
