"""Remote work as a page: what waits for the manager, and what has been used of what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Link, Row, WorkRow
from kraftsamling.workforce.models import Employee, RemoteWorkAgreement, RemoteWorkDay
from kraftsamling.workforce.presenters.page import (
    Opens,
    Section,
    StaffPage,
    day_words,
    home,
    language,
    staff_tabs,
)
from kraftsamling.workforce.rules.remote import allowed_days


def remote_page(
    staff: Sequence[Employee],
    agreements: Mapping[UUID, RemoteWorkAgreement],
    asked: Sequence[RemoteWorkDay],
    used: Mapping[UUID, int],
    *,
    first: date,
    may_decide: bool,
    opens: Opens,
    today: date,
) -> StaffPage:
    """Used against agreed since the quarter began."""
    agreed = [each for each in staff if each.pk in agreements]
    allowed = sum(allowed_days(agreements[each.pk].share, first, today) for each in agreed)
    taken = sum(used.get(each.pk, 0) for each in agreed)
    return StaffPage(
        title=_("Remote work"),
        lead=ngettext(
            "%(count)s person has an agreement about remote work.",
            "%(count)s people have an agreement about remote work.",
            len(agreed),
        )
        % {"count": formats.in_words(len(agreed), language(), common_gender=True).capitalize()}
        if agreed
        else _("Nobody has an agreement about remote work yet."),
        rest=_("%(used)s of %(allowed)s agreed days are used this quarter.")
        % {"used": taken, "allowed": allowed}
        if allowed
        else "",
        note=_(
            "A day at home only says that meetings are booked by screen or phone. It never changes which"
            " case goes first."
        ),
        breadcrumb=[home(), Link(_("Remote work"))],
        tabs=staff_tabs("remote", opens),
        sections=[
            Section(
                _("Days that wait for an answer"),
                "vantar",
                items=[
                    WorkRow(
                        due=day_words(each.on, today),
                        due_detail="",
                        title=each.employee.name,
                        action_label=_("Answer") if may_decide else "",
                        action_url=reverse("remote_day", args=[each.pk]) if may_decide else "",
                    )
                    for each in asked
                ],
                nothing=_("No day waits for an answer."),
            ),
            Section(
                _("Agreed and used this quarter"),
                "avtal",
                columns=[
                    Column(_("Name")),
                    Column(_("Agreed"), number=True),
                    Column(_("Days used"), number=True),
                    Column(_("Days agreed"), number=True),
                ],
                rows=[
                    Row(
                        [
                            Cell(each.name, url=reverse("remote_agreement", args=[each.pk])),
                            Cell(_share(agreements.get(each.pk))),
                            Cell(str(used.get(each.pk, 0))),
                            Cell(_days(agreements.get(each.pk), first, today)),
                        ]
                    )
                    for each in staff
                ],
                nothing=_("Nobody is employed yet. Read in the payroll system's file."),
            ),
        ],
    )


def _share(agreement: RemoteWorkAgreement | None) -> str:
    return formats.percent_sign(agreement.share, language()) if agreement else "–"


def _days(agreement: RemoteWorkAgreement | None, first: date, today: date) -> str:
    return str(allowed_days(agreement.share, first, today)) if agreement else "–"
