"""The figures of casework, counted from what daily work leaves behind.

Each counts what was *done* in a period, so that a figure changes only when somebody has done something;
what is still open stands on the worklists. Whole authority only: a case moves between units, and its figures
would move with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.models import (
    Deadline,
    Investigation,
    PreliminaryAssessment,
    ProtectionAssessment,
    SafetyScore,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.rules.safety_mapping import Score, change_of, rows_of_dots
from kraftsamling.casework.services.trail import INVESTIGATIONS, REPORTS
from kraftsamling.casework.statuses import PreliminaryOutcome
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.indicators.registry import Where, indicator
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period

A_DAY: Final = timedelta(hours=24)
SOON: Final = timedelta(days=30)
FEWEST: Final = 10


def moments(period: Period) -> tuple[datetime, datetime]:
    """From the first moment of a period until the first one after it, in Sweden."""

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(0), tzinfo=STOCKHOLM)

    return midnight(period.first_day), midnight(period.last_day + timedelta(days=1))


def _share(verdicts: Iterable[bool]) -> Share:
    found = list(verdicts)
    return Share(sum(found), len(found))


@indicator(
    "casework.prot_24h",
    name=_("Protection assessed within 24 hours"),
    definition=_(
        "Of the reports whose first protection assessment was made in the period: those where it was made"
        " within 24 hours of the report."
    ),
    better="+",
    sources=[REPORTS],
    benchmark=_("100 % (at once, by the law)"),
    per_unit=False,
)
def prot_24h(where: Where, period: Period) -> Share:
    """The first assessment of each report."""
    first, after = moments(period)
    rows = (
        ProtectionAssessment.rows.of_authority(where.authority_id)
        .filter(report__isnull=False)
        .order_by("report_id", "decided_at", "pk")
        .distinct("report_id")
        .values_list("decided_at", "report__received_at")
    )
    return _share(
        decided - received <= A_DAY for decided, received in rows if first <= decided < after
    )


def _preliminary(where: Where, period: Period) -> Any:
    return PreliminaryAssessment.rows.of_authority(where.authority_id).filter(
        decided_on__gte=period.first_day, decided_on__lte=period.last_day
    )


@indicator(
    "casework.prelim_14d",
    name=_("Preliminary assessments within 14 days"),
    definition=_(
        "Of the preliminary assessments decided in the period: those decided within fourteen days of the"
        " report."
    ),
    better="+",
    sources=[REPORTS],
    benchmark=_("100 % (the law)"),
    per_unit=False,
)
def prelim_14d(where: Where, period: Period) -> Share:
    """By the deadline that was set when the report came."""
    rows = _preliminary(where, period).filter(report__isnull=False)
    due = dict(
        Deadline.rows.of_authority(where.authority_id)
        .filter(code=clocks.PRELIMINARY, about__in=rows.values("report_id"))
        .values_list("about", "first_due_at")
    )
    decided = rows.values_list("report_id", "decided_on")
    return _share(day <= day_of(due[report]) for report, day in decided if report in due)


@indicator(
    "casework.inv_share",
    name=_("Reports that lead to an investigation"),
    definition=_("Of the preliminary assessments decided in the period: those that opened one."),
    better="0",
    sources=[REPORTS],
    benchmark=_("38 % in Sweden in 2018 (National Board of Health and Welfare)"),
    per_unit=False,
)
def inv_share(where: Where, period: Period) -> Share:
    """Where one was open already nothing was decided."""
    rows = _preliminary(where, period).exclude(outcome=PreliminaryOutcome.ALREADY_OPEN)
    return _share(
        each == PreliminaryOutcome.OPEN for each in rows.values_list("outcome", flat=True)
    )


@indicator(
    "casework.feedback_reporter",
    name=_("Reporters answered in time"),
    definition=_(
        "Of the reporters by duty who were answered in the period: those answered before the last day."
    ),
    better="+",
    sources=[REPORTS],
    benchmark=_("100 %"),
    per_unit=False,
)
def feedback_reporter(where: Where, period: Period) -> Share:
    """By the clock of the answer."""
    return done_in_time(where, period, clocks.FEEDBACK)


@indicator(
    "casework.inv_4m",
    name=_("Investigations done within four months"),
    definition=_(
        "Of the investigations closed in the period: those closed within four months. An extension is not"
        " counted as in time."
    ),
    better="+",
    sources=[INVESTIGATIONS],
    benchmark=_("100 % (the law)"),
    per_unit=False,
)
def inv_4m(where: Where, period: Period) -> Share:
    """By the day that the law gave, not by an extended one."""
    return done_in_time(where, period, clocks.INVESTIGATION)


def done_in_time(where: Where, period: Period, code: str) -> Share:
    """Of the clocks of one kind that stopped in the period: those that stopped by their first last day."""
    first, after = moments(period)
    rows = Deadline.rows.of_authority(where.authority_id).filter(
        code=code, done_at__gte=first, done_at__lt=after
    )
    return Share(rows.filter(done_at__lte=F("first_due_at")).count(), rows.count())


@indicator(
    "casework.prelim_mean_days",
    name=_("Days until a preliminary assessment is decided"),
    definition=_("The mean over the preliminary assessments decided in the period."),
    better="-",
    sources=[REPORTS],
    benchmark=_("at most 14"),
    per_unit=False,
    unit=_("days"),
)
def prelim_mean_days(where: Where, period: Period) -> Amount | None:
    """From the report's day to the decision's."""
    rows = _preliminary(where, period).filter(report__isnull=False)
    return mean(
        (decided - day_of(received)).days
        for decided, received in rows.values_list("decided_on", "report__received_at")
        if decided is not None
    )


@indicator(
    "casework.inv_mean_days",
    name=_("Days of an investigation"),
    definition=_("The mean over the investigations closed in the period."),
    better="-",
    sources=[INVESTIGATIONS],
    benchmark=_("at most 120"),
    per_unit=False,
    unit=_("days"),
)
def inv_mean_days(where: Where, period: Period) -> Amount | None:
    """From the day it was opened to the day it was closed."""
    rows = Investigation.rows.of_authority(where.authority_id).filter(
        closed_on__gte=period.first_day, closed_on__lte=period.last_day
    )
    return mean(
        (closed - opened).days
        for opened, closed in rows.values_list("opened_on", "closed_on")
        if closed is not None
    )


def _closed(where: Where, period: Period) -> Any:
    return Investigation.rows.of_authority(where.authority_id).filter(
        closed_on__gte=period.first_day, closed_on__lte=period.last_day
    )


@indicator(
    "casework.mapping_share",
    name=_("Investigations with a mapping within 30 days"),
    definition=_(
        "Of the investigations closed in the period: those where a Signs of Safety mapping was begun within"
        " 30 days."
    ),
    better="+",
    sources=[INVESTIGATIONS],
    per_unit=False,
)
def mapping_share(where: Where, period: Period) -> Share:
    """Whether there is one, and never what it says."""
    rows = _closed(where, period).values_list("opened_on", "case__mapping__begun_on")
    return _share(begun is not None and begun <= opened + SOON for opened, begun in rows)


@indicator(
    "casework.scale_change",
    name=_("Change on the safety scale"),
    definition=_(
        "Of those who placed at least two marks in a case whose investigation was closed in the period: the"
        " mean of how far each has moved from the first mark to the last. Shown from ten persons."
    ),
    better="+",
    sources=[INVESTIGATIONS],
    per_unit=False,
    unit=_("steps"),
)
def scale_change(where: Where, period: Period) -> Amount | None:
    """Each person is compared with that person alone."""
    closed = dict(_closed(where, period).values_list("case_id", "closed_on"))
    rows = (
        SafetyScore.rows.of_authority(where.authority_id)
        .filter(mapping__case__in=closed)
        .order_by("written_at", "pk")
        .values_list("mapping__case_id", "danger_id", "who", "who_name", "on", "value")
    )
    own = rows_of_dots(
        ((case, danger, who, name), Score(on, value))
        for case, danger, who, name, on, value in rows
        if on <= closed[case]
    )
    moved = [change for each in own.values() if (change := change_of(each)) is not None]
    return mean(moved) if len(moved) >= FEWEST else None


def mean(days: Iterable[int]) -> Amount | None:
    """The mean of so many days; nothing of none."""
    found = list(days)
    return Amount(Fraction(sum(found), len(found)), len(found)) if found else None
