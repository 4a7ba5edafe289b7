"""Who asks for help, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import HelpRequest
from kraftsamling.casework.presenters.allocation_words import skill_words
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.statuses import HelpAnswer
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Link, Row
from kraftsamling.organisations.presenters.pages import FormPage, ListPage


def what_words(row: HelpRequest) -> str:
    """ "15 poäng, ukrainska"."""
    points = _("%(points)s points") % {"points": row.points}
    return f"{points}, {skill_words(row.what)}" if row.what else points


def list_page(
    rows: Sequence[HelpRequest], *, may_ask: bool, may_answer: bool, me: object, today: date
) -> ListPage:
    """All that ask."""
    title = _("Help between units")
    return ListPage(
        title=title,
        lead=_("A unit that lets cases wait asks here, and another answers. No case is named."),
        breadcrumb=[Link(_("Cases"), reverse("case_list")), Link(title)],
        columns=[
            Column(_("Unit")),
            Column(_("Asks for")),
            Column(_("Until")),
            Column(_("Answer")),
        ],
        rows=[
            Row(
                [
                    Cell(each.unit.name, sub=each.asked_by.name),
                    Cell(
                        what_words(each),
                        url=reverse("help_answer", args=[each.pk])
                        if may_answer
                        and not each.answer
                        and each.until >= today
                        and each.asked_by_id != me
                        else "",
                    ),
                    Cell(day_words(each.until), nowrap=True),
                    _answer_cell(each),
                ]
            )
            for each in rows
        ],
        nothing=_("No unit asks for help."),
        verbs=[Action(_("Ask for help"), reverse("help_ask"))] if may_ask else [],
    )


def _answer_cell(row: HelpRequest) -> Cell:
    if not row.answer or row.answered_by is None or row.answered_at is None:
        return Cell(_("Waits for an answer"))
    return Cell(
        str(HelpAnswer(row.answer).label),
        sub=f"{row.answered_by.name}, {day_words(day_of(row.answered_at))}",
    )


def ask_page(before: int, after: int | None) -> FormPage:
    """Ask; with how many would wait then, when it is known what for."""
    title = _("Ask for help")
    lead = _("Every manager sees it under Today. Write nothing about a child.")
    if after is not None:
        told = (
            ngettext(
                "With that help %(after)s case waits, and not %(before)s.",
                "With that help %(after)s cases wait, and not %(before)s.",
                after,
            )
            if after
            else _("With that help nobody waits. Now %(before)s do.")
        )
        lead = f"{told % {'after': after, 'before': before}} {lead}"
    return FormPage(
        title=title,
        lead=lead,
        breadcrumb=[
            Link(_("Cases"), reverse("case_list")),
            Link(_("Help between units"), reverse("help_requests")),
            Link(title),
        ],
        verb=_("Ask"),
        back_url=reverse("allocation"),
    )


def answer_page(row: HelpRequest) -> FormPage:
    """Answer."""
    title = _("%(unit)s asks for help") % {"unit": row.unit.name}
    return FormPage(
        title=title,
        lead=_(
            "%(what)s until %(day)s. %(name)s asks. Whoever says yes agrees on the rest with her or him."
        )
        % {"what": what_words(row), "day": day_words(row.until), "name": row.asked_by.name},
        breadcrumb=[
            Link(_("Cases"), reverse("case_list")),
            Link(_("Help between units"), reverse("help_requests")),
            Link(title),
        ],
        verb=_("Answer"),
        back_url=reverse("help_requests"),
    )
