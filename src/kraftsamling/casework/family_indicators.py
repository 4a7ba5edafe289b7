"""The figures of work with families: children in adults' cases, early detection, help, and open help.

Like the other figures of casework each counts what was done in a period.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.indicators import done_in_time, mean, moments
from kraftsamling.casework.models import (
    AdultCase,
    Intervention,
    Investigation,
    JointHandling,
    PreventiveCount,
    ReportedChild,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.rules.early_detection import days_between
from kraftsamling.casework.services.trail import (
    FAMILY_WORK,
    INTERVENTIONS,
    INVESTIGATIONS,
    PREVENTIVE,
    SIPS,
)
from kraftsamling.casework.statuses import CaseKind, Counted, Household
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.indicators.registry import Where, indicator
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period


@indicator(
    "casework.child_question",
    name=_("Children asked about in adults' cases"),
    definition=_(
        "Of the adults' cases in which the question of children was answered in the period: those where it"
        " was answered within fourteen days."
    ),
    better="+",
    sources=[FAMILY_WORK],
    benchmark=_("100 %"),
    per_unit=False,
)
def child_question(where: Where, period: Period) -> Share:
    """By the clock that starts when the case is opened."""
    return done_in_time(where, period, clocks.CHILD_QUESTION)


@indicator(
    "casework.joint_adult",
    name=_("Adults' cases with children that are handled jointly"),
    definition=_(
        "Of the adults' cases in which children became known in the period: those where the adult unit and"
        " the child unit have worked together."
    ),
    better="+",
    sources=[FAMILY_WORK],
    benchmark=_("Tyresö's way of working; no figure is known"),
    per_unit=False,
)
def joint_adult(where: Where, period: Period) -> Share:
    """By the day on which the question of children was answered with a yes."""
    rows = AdultCase.rows.of_authority(where.authority_id).filter(
        children=Household.YES, asked_on__gte=period.first_day, asked_on__lte=period.last_day
    )
    joined = JointHandling.rows.filter(adult_case=OuterRef("case_id"), opened_at__isnull=False)
    return Share(rows.filter(Exists(joined)).count(), rows.count())


@indicator(
    "casework.early_detection",
    name=_("Children noticed through the adult unit"),
    definition=_(
        "Of the investigations opened in the period: those of children whom the adult unit had reported."
    ),
    better="0",
    sources=[INVESTIGATIONS, FAMILY_WORK],
    benchmark=_("more at first, then level"),
    per_unit=False,
)
def early_detection(where: Where, period: Period) -> Share:
    """Reported the same day or before."""
    rows = Investigation.rows.of_authority(where.authority_id).filter(
        opened_on__gte=period.first_day, opened_on__lte=period.last_day
    )
    noticed = ReportedChild.rows.filter(report__case=OuterRef("case_id")).annotate(
        day=TruncDate("at", tzinfo=STOCKHOLM)
    )
    early = rows.filter(Exists(noticed.filter(day__lte=OuterRef("opened_on"))))
    return Share(early.count(), rows.count())


@indicator(
    "casework.noticed_child_days",
    name=_("Days until a child of an adult's case is known to the child unit"),
    definition=_(
        "From the day the adult's case was opened to the day a child was reported or joint handling began,"
        " by the day it happened."
    ),
    better="-",
    sources=[FAMILY_WORK],
    per_unit=False,
    unit=_("days"),
)
def noticed_child_days(where: Where, period: Period) -> Amount | None:
    """Each report, and each joint handling that began in an adult's case."""
    first, after = moments(period)
    reported = ReportedChild.rows.of_authority(where.authority_id).filter(
        at__gte=first, at__lt=after
    )
    joined = _opened(where, period, CaseKind.ADULT)
    pairs = [
        *reported.values_list("case__opened_at", "at"),
        *joined.values_list("adult_case__opened_at", "opened_at"),
    ]
    return mean(days_between(day_of(opened), day_of(known)) for opened, known in pairs)


@indicator(
    "casework.noticed_adult_days",
    name=_("Days until a parent's harmful use leads to the adult unit"),
    definition=_(
        "From the day it was noticed in a child's case to the day joint handling began, by the day it began."
    ),
    better="-",
    sources=[FAMILY_WORK],
    per_unit=False,
    unit=_("days"),
)
def noticed_adult_days(where: Where, period: Period) -> Amount | None:
    """Joint handlings that were offered in a child's case."""
    rows = _opened(where, period, CaseKind.CHILD).values_list("noticed_on", "opened_at")
    return mean(days_between(noticed, day_of(opened)) for noticed, opened in rows)


def _opened(where: Where, period: Period, began_with: CaseKind) -> Any:
    first, after = moments(period)
    return JointHandling.rows.of_authority(where.authority_id).filter(
        began_with=began_with, opened_at__gte=first, opened_at__lt=after
    )


@indicator(
    "casework.sip_when_needed",
    name=_("Co-ordinated plans made within ten days"),
    definition=_(
        "Of the co-ordinated plans made in the period: those made within ten days of need and consent."
    ),
    better="+",
    sources=[SIPS],
    benchmark=_("10 days in one county"),
    per_unit=False,
)
def sip_when_needed(where: Where, period: Period) -> Share:
    """By the clock that starts with need and consent."""
    return done_in_time(where, period, clocks.SIP)


@indicator(
    "casework.early_help",
    name=_("Help that is early or preventive"),
    definition=_(
        "Of the help in cases that began in the period: that of a kind which is early or preventive."
    ),
    better="+",
    sources=[INTERVENTIONS],
    per_unit=False,
)
def early_help(where: Where, period: Period) -> Share:
    """By the day the help began."""
    rows = Intervention.rows.of_authority(where.authority_id).filter(
        started_on__gte=period.first_day, started_on__lte=period.last_day
    )
    early = rows.filter(Q(kind__is_early=True) | Q(kind__is_preventive=True))
    return Share(early.count(), rows.count())


@indicator(
    "casework.open_help",
    name=_("Help given without an assessment of needs"),
    definition=_("Times that help open to all was given, and visits of home-visit programmes."),
    better="+",
    sources=[PREVENTIVE],
    per_unit=False,
    unit=_("times"),
)
def open_help(where: Where, period: Period) -> Amount | None:
    """Counted, not tied to anybody."""
    number = _counted(where, period, Counted.OCCASIONS) + _counted(where, period, Counted.VISITS)
    return Amount(Fraction(number), number) if number else None


@indicator(
    "casework.home_visit_cover",
    name=_("First-time families reached by home visits"),
    definition=_("Of the first-time families offered in the period: those that had a first visit."),
    better="+",
    sources=[PREVENTIVE],
    benchmark=_("all offered in Rinkeby"),
    per_unit=False,
)
def home_visit_cover(where: Where, period: Period) -> Share:
    """Families are counted, not known."""
    return _part(where, period, Counted.BEGUN, of=Counted.OFFERED)


@indicator(
    "casework.home_visit_full",
    name=_("All six home visits made"),
    definition=_(
        "Of the families whose child became 15 months in the period: those that had all six visits."
    ),
    better="+",
    sources=[PREVENTIVE],
    benchmark=_("six in Rinkeby"),
    per_unit=False,
)
def home_visit_full(where: Where, period: Period) -> Share:
    """Families are counted, not known."""
    return _part(where, period, Counted.ALL_VISITS, of=Counted.AT_15_MONTHS)


@indicator(
    "casework.home_visit_joint",
    name=_("Home visits with both professions"),
    definition=_("Of the visits in the period: those made by nurse and parent adviser together."),
    better="+",
    sources=[PREVENTIVE],
    benchmark=_("100 %"),
    per_unit=False,
)
def home_visit_joint(where: Where, period: Period) -> Share:
    """Visits are counted, not tied to a family."""
    return _part(where, period, Counted.JOINT_VISITS, of=Counted.VISITS)


def _counted(where: Where, period: Period, what: Counted) -> int:
    rows = PreventiveCount.rows.of_authority(where.authority_id).filter(
        counted=what, month__gte=period.first_day, month__lte=period.last_day
    )
    return rows.aggregate(Sum("number"))["number__sum"] or 0


def _part(where: Where, period: Period, what: Counted, *, of: Counted) -> Share:
    """A part never larger than its whole: what was offered last month may be begun in this one."""
    whole = _counted(where, period, of)
    return Share(min(_counted(where, period, what), whole), whole)
