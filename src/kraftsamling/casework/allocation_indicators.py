"""The figures of giving out cases and of crisis, counted from what was given out and what was decided.

What a queue is at the end of a month is no figure here: it would change without anybody doing anything, and
stands on the page of those who wait.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from kraftsamling.casework.indicators import moments
from kraftsamling.casework.models import AllocationLine, CrisisStep
from kraftsamling.casework.rules.allocation.problem import Priority
from kraftsamling.casework.services.trail import ALLOCATION, CRISIS
from kraftsamling.casework.statuses import CrisisState, GivenState
from kraftsamling.indicators.registry import Where, indicator
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period

HELD: Final = (CrisisState.ACTIVE, CrisisState.ENDED)


def _given(where: Where, period: Period) -> Any:
    first, after = moments(period)
    return AllocationLine.rows.of_authority(where.authority_id).filter(
        state=GivenState.ACCEPTED, given_at__gte=first, given_at__lt=after
    )


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
    """As they stood when the proposal was made."""
    days = list(_given(where, period).values_list("waited_days", flat=True))
    return Amount(Fraction(sum(days), len(days)), len(days)) if days else None


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
    """Those that had waited no whole day."""
    days = _given(where, period).filter(priority=Priority.FIRST)
    found = list(days.values_list("waited_days", flat=True))
    return Share(sum(each == 0 for each in found), len(found))


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
