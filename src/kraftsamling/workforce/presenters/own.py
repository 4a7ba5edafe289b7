"""One's own employment as a page: the next wage step, days at home, and what one knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Fact
from kraftsamling.workforce.models import (
    Employee,
    OwnCeiling,
    RemoteWorkAgreement,
    RemoteWorkDay,
    WageStep,
)
from kraftsamling.workforce.presenters.page import Button, Section, StaffPage, day_words, language
from kraftsamling.workforce.presenters.staff import experience_words
from kraftsamling.workforce.presenters.wages import rule_words, step_words
from kraftsamling.workforce.rules.ladder import Ladder, Step
from kraftsamling.workforce.statuses import RemoteDayState


def own_page(
    employee: Employee | None,
    ladder: Ladder,
    following: Step | None,
    paid: Sequence[WageStep],
    agreement: RemoteWorkAgreement | None,
    days: Sequence[RemoteWorkDay],
    knows: Sequence[Section],
    introduction: Sequence[OwnCeiling],
    *,
    may_ask: bool,
    today: date,
) -> StaffPage:
    """What my employer knows about my employment."""
    if employee is None:
        return StaffPage(
            title=_("My employment"),
            lead="",
            rest=_("The payroll system's file has not told of you yet. Ask HR."),
        )
    return StaffPage(
        title=_("My employment"),
        lead=_next_words(following, today),
        rest=_("Only you, your manager and HR see this page."),
        actions=[
            *(
                [Action(_("Ask for a day at home"), reverse("remote_ask"))]
                if agreement and may_ask
                else []
            ),
            Action(_("Say that you can be asked"), reverse("help_offer"), variant="secondary"),
        ],
        sections=[
            Section(
                _("Employment"),
                "anstallning",
                facts=[
                    Fact(_("Unit"), employee.unit.name),
                    Fact(_("Began"), day_words(employee.starts_on, today)),
                    Fact(_("In the profession"), experience_words(employee, today)),
                    *([Fact(_("Manager"), employee.manager.name)] if employee.manager else []),
                    *(
                        [Fact(_("Supervisor"), employee.supervisor.name)]
                        if employee.supervisor
                        else []
                    ),
                ],
            ),
            Section(
                _("Wage ladder"),
                "lon",
                text=rule_words(ladder),
                facts=[
                    Fact(
                        step_words(Step(each.years, each.due_on, each.kronor)),
                        _("paid from %(day)s") % {"day": day_words(each.paid_from, today)},
                    )
                    for each in paid
                ],
            ),
            _remote(agreement, days, today),
            *(
                [
                    Section(
                        _("Introduction"),
                        "introduktion",
                        facts=[
                            Fact(
                                _("From %(day)s") % {"day": day_words(each.starts_on, today)},
                                _("at most %(points)s points") % {"points": each.points},
                            )
                            for each in introduction
                        ],
                    )
                ]
                if introduction
                else []
            ),
            *knows,
        ],
    )


def _next_words(following: Step | None, today: date) -> str:
    if following is None:
        return ""
    return _("Your next wage step is %(day)s: %(kronor)s more a month.") % {
        "day": day_words(following.due_on, today),
        "kronor": formats.money(following.kronor, language()),
    }


def _remote(
    agreement: RemoteWorkAgreement | None, days: Sequence[RemoteWorkDay], today: date
) -> Section:
    return Section(
        _("Remote work"),
        "distans",
        text=_("You may work from home %(share)s of the time.")
        % {"share": formats.percent(agreement.share, language())}
        if agreement
        else _("You have no agreement about remote work. Ask your manager for one."),
        facts=[
            Fact(
                day_words(each.on, today),
                " ".join((str(RemoteDayState(each.state).label), each.reason)).strip(),
            )
            for each in days
        ],
        buttons=[
            Button(
                _("Take back"),
                reverse("remote_take_back", args=[each.pk]),
                day_words(each.on, today),
            )
            for each in days
            if each.state in (RemoteDayState.ASKED, RemoteDayState.AGREED)
        ],
    )
