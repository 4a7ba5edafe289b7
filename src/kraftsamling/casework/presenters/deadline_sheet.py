"""Today's and seven days' deadlines on paper, so that an outage makes nobody miss one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kraftsamling.casework.models import Deadline
from kraftsamling.casework.presenters.words import (
    act_for,
    clock_name,
    language,
    lapses,
    moment_words,
    short_name,
    time_left,
)
from kraftsamling.casework.rules.deadline_sheet import (
    TEMPLATE,
    DeadlineSheet,
    Due,
    SheetRow,
    SheetWords,
    units_of,
)
from kraftsamling.common.clock import day_of
from kraftsamling.documents.pdf import render_pdf


def deadline_sheet_pdf(
    deadlines: Sequence[Deadline], *, units: Sequence[str], whose: str, now: datetime
) -> bytes:
    """The paper, unit by unit; also for a unit with nothing to do."""
    sheet = DeadlineSheet(
        language=language(),
        title=_("Deadlines today and the next seven days"),
        kicker=_("%(whose)s, printed %(moment)s") % {"whose": whose, "moment": moment_words(now)},
        units=units_of([_due(each, now) for each in deadlines], names=units, now=now),
        words=_words(),
    )
    return render_pdf(TEMPLATE, sheet.data())


def _due(deadline: Deadline, now: datetime) -> Due:
    case = deadline.case
    return Due(
        case.unit.name,
        deadline.due_at,
        SheetRow(
            when=time_left(deadline.due_at, now, lapses=lapses(deadline.code)),
            child=None if case.is_protected else short_name(case.subject, day_of(now)),
            what=clock_name(deadline),
            rule=str(act_for(deadline.code).rule),
            worker=case.responsible.name if case.responsible else _("Nobody yet"),
            case_number=case.number,
            lapse=lapses(deadline.code),
        ),
    )


def _words() -> SheetWords:
    return SheetWords(
        today=_("Due today"),
        week=_("The next seven days"),
        none_today=_("Nothing is due today."),
        none_week=_("Nothing more within seven days."),
        no_units=_("There is no unit here."),
        when=_("When"),
        child=_("Child or adult"),
        what=_("What"),
        worker=_("Worker"),
        case=_("Case"),
        lapse=_("The decision lapses"),
        protected=_("Protected person"),
        secrecy=_("Contains secrets"),
    )
