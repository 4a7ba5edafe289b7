"""The page of who is qualified for children's cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.presenters.settings import below
from kraftsamling.casework.presenters.words import day_words
from kraftsamling.casework.selectors.qualifications import Seen
from kraftsamling.casework.statuses import QualificationGround
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Row
from kraftsamling.organisations.presenters.pages import FormPage, ListPage
from kraftsamling.organisations.presenters.people import settings_crumbs


def qualification_page(workers: Sequence[Seen]) -> ListPage:
    """Every worker who handles children's cases, those nobody has asked first told of in the sentence."""
    title = _("Qualified for children's cases")
    unasked = sum(each.latest is None for each in workers)
    return ListPage(
        title=title,
        lead=ngettext(
            "Of %(count)s worker nobody has noted a degree.",
            "Of %(count)s workers nobody has noted a degree.",
            unasked,
        )
        % {"count": unasked}
        if unasked
        else _("The degree of every worker is noted."),
        breadcrumb=settings_crumbs(title),
        columns=[Column(_("Worker")), Column(_("What has been seen")), Column(_("Noted"))],
        rows=[_row(each) for each in workers],
        note=_(
            "Who assesses, investigates and decides about children has a degree in social work or another"
            " relevant degree (25 kap. 1 § of the Social Services Act). Whoever lacks it works together with"
            " somebody who has it, and never answers for a case."
        ),
        nothing=_("Nobody in your units handles children's cases."),
    )


def _row(seen: Seen) -> Row:
    latest = seen.latest
    return Row(
        [
            Cell(
                seen.membership.name,
                url=reverse("qualification_note", args=[seen.membership.pk]),
                sub=seen.membership.unit.name,
            ),
            Cell(
                str(QualificationGround(latest.ground).label) if latest else _("Not noted yet"),
                sub=latest.words if latest else "",
            ),
            Cell(day_words(day_of(latest.noted_at)) if latest else "–"),
        ]
    )


def qualification_form(seen: Seen) -> FormPage:
    """One worker."""
    title = _("The degree of %(name)s") % {"name": seen.membership.name}
    return FormPage(
        title=title,
        lead=_("Look at the degree itself. What was noted before stays."),
        breadcrumb=below("qualifications", _("Qualified for children's cases"), title),
        verb=_("Note what you have seen"),
        back_url=reverse("qualifications"),
    )


def refused_words() -> str:
    """What is said to who would give a case to, or decide as, somebody without the degree."""
    return _(
        "A child's case is answered for and decided by somebody with the degree that the law asks for."
        " It is not noted for this worker: see Settings, Qualified for children's cases."
    )
