"""Manager span as a page: each manager as a row of dots against the ceiling, and what would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.workforce.presenters.page import (
    Opens,
    Section,
    StaffPage,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.rules.span import MOST_SEEN, Relief, Span, reliefs

STEP = 16
LEFT = 10
ROWS_OF = 20


@dataclass(frozen=True)
class Dot:
    """One colleague's place in the drawing."""

    x: int
    y: int
    css: str


@dataclass(frozen=True)
class DotRow:
    """A manager's dots, drawn in rows of twenty so that a phone shows them too."""

    name: str
    words: str
    dots: Sequence[Dot]
    height: int
    ceiling_x: int
    ceiling_y: int


def span_page(spans: Sequence[Span], ceiling: int, *, opens: Opens) -> StaffPage:
    """Sentence first: whether anybody is over the ceiling."""
    over = [span for span in spans if span.staff > ceiling]
    return StaffPage(
        title=_("Staff per manager"),
        lead=_lead(spans, over, ceiling),
        breadcrumb=[home(), Link(_("Staff per manager"))],
        tabs=staff_tabs("span", opens),
        figure=[_dots(span, ceiling) for span in spans],
        sections=[
            *(
                [
                    Section(
                        _("What would bring it under the ceiling?"),
                        "hjalper",
                        links=[
                            Link(_relief_words(each, ceiling)) for each in reliefs(spans, ceiling)
                        ],
                    )
                ]
                if over
                else []
            ),
            Section(
                _("In figures"),
                "siffror",
                columns=[
                    Column(_("Manager")),
                    Column(_("Staff"), number=True),
                    Column(_("Under the ceiling by"), number=True),
                ],
                rows=[
                    Row(
                        [
                            Cell(span.name),
                            Cell(str(span.staff)),
                            Cell(formats.number(ceiling - span.staff, language())),
                        ]
                    )
                    for span in spans
                ],
                nothing=_("Nobody has a manager noted yet. The payroll system's file tells it."),
                why=_(
                    "Everybody who is employed and has this manager counts as one, whatever the share of"
                    " full time: each needs a manager who has time. Up to %(most)s has been seen, and was"
                    " called too many (Jönköping's visit report). The ceiling is the authority's own"
                    " value, in the settings."
                )
                % {"most": MOST_SEEN},
            ),
        ],
    )


def _lead(spans: Sequence[Span], over: Sequence[Span], ceiling: int) -> str:
    if not spans:
        return ""
    if not over:
        most = max(spans, key=lambda span: span.staff)
        return _("No manager has more than %(ceiling)s. %(name)s has the most, %(staff)s.") % {
            "ceiling": ceiling,
            "name": most.name,
            "staff": most.staff,
        }
    return ngettext(
        "%(count)s manager has more than %(ceiling)s: %(names)s.",
        "%(count)s managers have more than %(ceiling)s: %(names)s.",
        len(over),
    ) % {
        "count": formats.in_words(len(over), language(), common_gender=True).capitalize(),
        "ceiling": ceiling,
        "names": formats.joined([f"{span.name} {span.staff}" for span in over], language()),
    }


def _relief_words(relief: Relief, ceiling: int) -> str:
    parts = [
        ngettext("%(count)s to %(name)s", "%(count)s to %(name)s", count)
        % {"count": formats.in_words(count, language(), common_gender=True), "name": span.name}
        for span, count in relief.moves
    ]
    if relief.new_managers:
        parts.append(
            ngettext("%(count)s new manager", "%(count)s new managers", relief.new_managers)
            % {"count": formats.in_words(relief.new_managers, language(), common_gender=True)}
        )
    return _("%(name)s, who has %(staff)s: %(moves)s.") % {
        "name": relief.over.name,
        "staff": relief.over.staff,
        "moves": formats.joined(parts, language()),
    }


def _dots(span: Span, ceiling: int) -> DotRow:
    lines = max(-(-span.staff // ROWS_OF), -(-ceiling // ROWS_OF), 1)
    last = max(ceiling - 1, 0)
    return DotRow(
        name=span.name,
        words=_("%(name)s: %(staff)s of at most %(ceiling)s")
        % {"name": span.name, "staff": span.staff, "ceiling": ceiling},
        dots=[
            Dot(
                LEFT + index % ROWS_OF * STEP,
                LEFT + index // ROWS_OF * STEP,
                "samre" if index >= ceiling else "",
            )
            for index in range(span.staff)
        ],
        height=lines * STEP + 4,
        ceiling_x=LEFT + last % ROWS_OF * STEP + STEP // 2,
        ceiling_y=LEFT + last // ROWS_OF * STEP - STEP // 2,
    )
