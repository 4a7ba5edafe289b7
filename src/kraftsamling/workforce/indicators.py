"""The figures of staff, counted from posts, employments, wage steps, days at home, trainees and interest.

Whole authority only: staff move between units, and units are few enough to point at somebody.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from statistics import median
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.indicators.registry import Where, indicator
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.workforce.models import (
    Employee,
    JobInterest,
    Position,
    RemoteWorkAgreement,
    RemoteWorkDay,
    Trainee,
    WageStep,
)
from kraftsamling.workforce.rules.introduction import months_after
from kraftsamling.workforce.rules.ladder import is_on_time, steps_between
from kraftsamling.workforce.rules.remote import allowed_days
from kraftsamling.workforce.selectors.trainees import STAY_MONTHS, has_stayed
from kraftsamling.workforce.selectors.wages import CLIMBS, ladder_on
from kraftsamling.workforce.services.trail import INTEREST, POSTS, REMOTE, STAFF, TRAINEES, WAGES
from kraftsamling.workforce.statuses import EmploymentForm, RemoteDayState, TraineeStage


def _here(where: Where, day: date) -> Any:
    """Those who were employed on a day."""
    return Employee.rows.of_authority(where.authority_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day
    )


@indicator(
    "workforce.vacancy_rate",
    name=_("Vacant posts"),
    definition=_(
        "Of the posts that were approved on the last day of the period: those that nobody held then."
    ),
    better="-",
    sources=[POSTS],
    benchmark=_("0 of Jönköping's 15 new posts"),
    per_unit=False,
)
def vacancy_rate(where: Where, period: Period) -> Share:
    """By the day it became vacant last and the day it was filled."""
    day = period.last_day
    posts = Position.rows.of_authority(where.authority_id).filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day), approved_on__lte=day
    )
    vacant = posts.filter(Q(filled_on__isnull=True) | Q(filled_on__gt=day), vacant_since__lte=day)
    return Share(vacant.count(), posts.count())


@indicator(
    "workforce.time_to_fill",
    name=_("Days to fill a post"),
    definition=_(
        "The median number of days from the day a post was vacant, of the posts filled in the period."
    ),
    better="-",
    sources=[POSTS],
    per_unit=False,
    unit=_("days"),
)
def time_to_fill(where: Where, period: Period) -> Amount | None:
    """Posts that were filled in the period."""
    rows = Position.rows.of_authority(where.authority_id).filter(
        filled_on__gte=period.first_day,
        filled_on__lte=period.last_day,
        vacant_since__isnull=False,
    )
    days = [
        (row.filled_on - row.vacant_since).days
        for row in rows
        if row.filled_on and row.vacant_since
    ]
    return Amount(Fraction(median(days)), len(days)) if days else None


@indicator(
    "workforce.staff_turnover",
    name=_("Staff turnover"),
    definition=_(
        "Of those permanently employed on the first day of the period: those who left before it was over."
    ),
    better="-",
    sources=[STAFF],
    per_unit=False,
)
def staff_turnover(where: Where, period: Period) -> Share:
    """Permanent staff only: trainees and consultants come and go by agreement."""
    permanent = _here(where, period.first_day).filter(form=EmploymentForm.PERMANENT)
    return Share(permanent.filter(ends_on__lt=period.last_day).count(), permanent.count())


@indicator(
    "workforce.manager_span",
    name=_("Staff per manager, the most"),
    definition=_("How many report to the manager who has the most, on the last day of the period."),
    better="-",
    sources=[STAFF],
    benchmark=_("Up to 40 was called too many in Jönköping"),
    per_unit=False,
    unit=_("people"),
)
def manager_span(where: Where, period: Period) -> Amount | None:
    """Everybody counts as one, whatever the share of full time."""
    counts: dict[Any, int] = {}
    for manager_id in (
        _here(where, period.last_day).exclude(manager=None).values_list("manager_id", flat=True)
    ):
        counts[manager_id] = counts.get(manager_id, 0) + 1
    return Amount(Fraction(max(counts.values())), sum(counts.values())) if counts else None


@indicator(
    "workforce.wage_step_on_time",
    name=_("Wage steps paid in time"),
    definition=_(
        "Of the steps of the wage ladder that were reached in the period: those paid from their month."
    ),
    better="+",
    sources=[WAGES, STAFF],
    benchmark=_("100 %"),
    per_unit=False,
)
def wage_step_on_time(where: Where, period: Period) -> Share:
    """By the ladder that held on the last day of the period."""
    ladder = ladder_on(period.last_day)
    paid = {
        (row.employee_id, row.years): is_on_time(row.due_on, row.paid_from)
        for row in WageStep.rows.of_authority(where.authority_id).filter(undone_at=None)
    }
    staff = (
        _here(where, period.last_day)
        .filter(form=EmploymentForm.PERMANENT, job__in=CLIMBS)
        .values_list("pk", "starts_on")
    )
    verdicts = [
        paid.get((pk, step.years), False)
        for pk, began in staff
        for step in steps_between(ladder, began, period.first_day, period.last_day)
    ]
    return Share(sum(verdicts), len(verdicts))


@indicator(
    "workforce.remote_use",
    name=_("Remote work used"),
    definition=_(
        "Of the days at home that the agreements gave in the period: those that were used."
    ),
    better="0",
    sources=[REMOTE],
    benchmark=_("20 % of the time may be worked at home in Jönköping"),
    per_unit=False,
)
def remote_use(where: Where, period: Period) -> Share:
    """Whole days by each agreement's share of the weekdays when it held."""
    agreements = RemoteWorkAgreement.rows.of_authority(where.authority_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=period.first_day),
        starts_on__lte=period.last_day,
    )
    allowed = sum(
        allowed_days(
            each.share,
            max(each.starts_on, period.first_day),
            min(each.ends_on or period.last_day, period.last_day),
        )
        for each in agreements
    )
    used = (
        RemoteWorkDay.rows.of_authority(where.authority_id)
        .filter(state=RemoteDayState.AGREED, on__gte=period.first_day, on__lte=period.last_day)
        .count()
    )
    return Share(min(used, allowed), allowed)


@indicator(
    "workforce.job_interest",
    name=_("People who asked about work"),
    definition=_("How many phoned or wrote and asked about work in the period."),
    better="+",
    sources=[INTEREST],
    benchmark=_("In Tyresö people phone and ask for jobs again"),
    per_unit=False,
    unit=_("people"),
)
def job_interest(where: Where, period: Period) -> Amount:
    """Calls and forms as one count."""
    first = datetime.combine(period.first_day, time(0), tzinfo=STOCKHOLM)
    after = datetime.combine(period.last_day + timedelta(days=1), time(0), tzinfo=STOCKHOLM)
    count = (
        JobInterest.rows.of_authority(where.authority_id)
        .filter(came_at__gte=first, came_at__lt=after)
        .count()
    )
    return Amount(Fraction(count), count)


@indicator(
    "workforce.trainee_hired",
    name=_("Trainees employed"),
    definition=_("Of the trainees who finished in the period: those who were employed."),
    better="+",
    sources=[TRAINEES],
    benchmark=_("About two of three stay (Huddinge's programme)"),
    per_unit=False,
)
def trainee_hired(where: Where, period: Period) -> Share:
    """By the day when the programme ended."""
    rows = Trainee.rows.of_authority(where.authority_id).filter(
        finished_on__gte=period.first_day, finished_on__lte=period.last_day
    )
    return Share(rows.filter(stage=TraineeStage.HIRED).count(), rows.count())


@indicator(
    "workforce.trainee_stay_24",
    name=_("Trainees still here after 24 months"),
    definition=_(
        "Of the trainees whose 24 months as employed were full in the period: those who were still here."
    ),
    better="+",
    sources=[TRAINEES, STAFF],
    per_unit=False,
)
def trainee_stay_24(where: Where, period: Period) -> Share:
    """By the day of employment."""
    rows = (
        Trainee.rows.of_authority(where.authority_id)
        .filter(hired_on__isnull=False, stage=TraineeStage.HIRED)
        .select_related("employee")
    )
    due = [
        each
        for each in rows
        if each.hired_on
        and period.first_day <= months_after(each.hired_on, STAY_MONTHS) <= period.last_day
    ]
    return Share(sum(has_stayed(each) for each in due), len(due))
