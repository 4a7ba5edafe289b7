"""The figures of giving out cases and of crisis, counted from what was given out and what was decided.

The queue at the end of a month changes also when nothing happens to a case, and a file may tell later of a
case that waited earlier: the night counts the last months anew (`mark_queue`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.indicators import moments
from kraftsamling.casework.models import AllocationLine, Assignment, Case, CrisisStep
from kraftsamling.casework.rules.allocation.problem import Priority
from kraftsamling.casework.selectors.beside import is_beside
from kraftsamling.casework.services.trail import ALLOCATION, CRISIS, QUEUE
from kraftsamling.casework.statuses import AssignmentRole, CrisisState, GivenState
from kraftsamling.common.clock import day_of
from kraftsamling.indicators.registry import Where, indicator
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.indicators.services import mark_changed

MONTHS_AGAIN: Final = 3
MONTHS_OF_FILES: Final = 24
HELD: Final = (CrisisState.ACTIVE, CrisisState.ENDED)


def _given(where: Where, period: Period) -> Any:
    first, after = moments(period)
    return AllocationLine.rows.of_authority(where.authority_id).filter(
        state=GivenState.ACCEPTED, given_at__gte=first, given_at__lt=after
    )


@indicator(
    "casework.waiting_list",
    name=_("Cases that wait for a worker"),
    definition=_(
        "Open cases that nobody was responsible for at the end of the period, or now while it lasts."
    ),
    better="-",
    sources=[QUEUE],
    benchmark=_("0 (ours)"),
    per_unit=False,
    unit=_("cases"),
)
def waiting_list(where: Where, period: Period) -> Amount:
    """By the assignments, so that a period that has ended says the same each time it is counted."""
    day = period.last_day
    held = Assignment.rows.filter(
        case=OuterRef("pk"), role=AssignmentRole.MAIN, starts_on__lte=day
    ).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    rows = (
        Case.rows.of_authority(where.authority_id)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_at__lt=moments(period)[1])
        .exclude(Exists(held))
    )
    count = rows.count()
    return Amount(Fraction(count), count)


def mark_queue(authority_id: UUID, *, at: datetime) -> None:
    """Tonight the queue of the last months is counted anew; where files tell of it, of two years."""
    month = day_of(at).replace(day=1)
    for _each in range(MONTHS_OF_FILES if is_beside(authority_id) else MONTHS_AGAIN):
        mark_changed(QUEUE, authority_id=authority_id, unit_id=None, month=month, at=at)
        month = (month - timedelta(days=1)).replace(day=1)


@indicator(
    "casework.waiting_days",
    name=_("Days waiting for a worker"),
    definition=_(
        "The mean of the days that the cases given out by a proposal in the period had waited for a worker."
    ),
    better="-",
    sources=[ALLOCATION],
    benchmark=_("At most 2 (ours)"),
    per_unit=False,
    unit=_("days"),
)
def waiting_days(where: Where, period: Period) -> Amount | None:
    """In whole days of the calendar, from that it began to wait until it was given out."""
    days = _days_waited(_given(where, period))
    return Amount(Fraction(sum(days), len(days)), len(days)) if days else None


def _days_waited(lines: Any) -> list[int]:
    """One without a moment when it began to wait was counted when the proposal was made."""
    return [
        (day_of(each.given_at) - day_of(each.waited_since)).days
        if each.waited_since
        else each.waited_days
        for each in lines.only("given_at", "waited_since", "waited_days")
    ]


@indicator(
    "casework.crisis_level1_met",
    name=_("Taken the same day, of what goes before everything else"),
    definition=_(
        "Of the cases that go before everything else and were given out by a proposal in the period: those"
        " given out the day they began to wait."
    ),
    better="+",
    sources=[ALLOCATION],
    benchmark=_("100 % (ours)"),
    per_unit=False,
)
def crisis_level1_met(where: Where, period: Period) -> Share:
    """The same day of the calendar, however late it came."""
    found = _days_waited(_given(where, period).filter(priority=Priority.FIRST))
    return Share(sum(each <= 0 for each in found), len(found))


@indicator(
    "casework.crisis_days",
    name=_("Days under the crisis plan"),
    definition=_(
        "Days of the period on which a step of the crisis plan held in some unit. One that holds now is"
        " counted to the day when it is looked at again."
    ),
    better="-",
    sources=[CRISIS],
    benchmark=_("0 (ours)"),
    per_unit=False,
    unit=_("days"),
)
def crisis_days(where: Where, period: Period) -> Amount | None:
    """Each day once, in however many units."""
    rows = CrisisStep.rows.of_authority(where.authority_id).filter(
        state__in=HELD, starts_on__lte=period.last_day
    )
    days = {
        row.starts_on + timedelta(days=count)
        for row in rows
        if row.starts_on
        for count in range(((row.ended_on or row.review_on) - row.starts_on).days)
    }
    inside = sum(period.first_day <= day <= period.last_day for day in days)
    return Amount(Fraction(inside), inside) if inside else None
