"""Lindsjö's queue: cases wait again after some who left, three posts are vacant; a forecast each month."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from kraftsamling.casework.models import Assignment
from kraftsamling.casework.statuses import AssignmentRole, CaseKind
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import Position
from kraftsamling.workforce.services.forecasts import save_once_a_month
from kraftsamling.workforce.statuses import Job

WAITING_AGAIN: Final = 24
EVERY: Final = timedelta(days=5)
LEFT_AGO: Final = timedelta(days=150)
VACANT: Final = (("Utredning 1", 140), ("Utredning 2", 95), ("Utredning 2", 60))
MONTHS_SAID: Final = 8
INVENTED: Final = "@varlden.example"


def build(now: datetime) -> None:
    """Runs inside Lindsjö, as owner, when the year's cases are there."""
    _wait_again(now)
    _posts(now)
    for month in reversed(range(1, MONTHS_SAID + 1)):
        save_once_a_month(fixed("lindsjo"), at=now - timedelta(days=30 * month))


def _wait_again(now: datetime) -> None:
    """One case after another goes back to the queue, and nobody has had room for it since."""
    held = Assignment.rows.filter(
        authority_id=fixed("lindsjo"),
        role=AssignmentRole.MAIN,
        ends_on=None,
        case__closed_on=None,
        case__kind=CaseKind.CHILD,
        case__is_protected=False,
        membership__user__email__endswith=INVENTED,
    ).select_related("case")
    day = day_of(now) - LEFT_AGO
    for assignment in held.order_by("starts_on", "pk")[:WAITING_AGAIN]:
        day = max(day + EVERY, assignment.starts_on)
        if day >= day_of(now):
            return
        assignment.ends_on = day
        assignment.save(update_fields=["ends_on"])
        case = assignment.case
        case.responsible = None
        case.waiting_since = datetime(day.year, day.month, day.day, 9, tzinfo=STOCKHOLM)
        case.save(update_fields=["responsible", "waiting_since"])


def _posts(now: datetime) -> None:
    for number, (unit, days) in enumerate(VACANT, 1):
        since = day_of(now) - timedelta(days=days)
        Position.rows.create(
            id=fixed(f"vacant post {number}"),
            authority_id=fixed("lindsjo"),
            number=f"V-{number}",
            title="Socialsekreterare, utredning",
            unit=Unit.rows.get(pk=fixed(f"lindsjo/{unit}")),
            job=Job.SOCIAL_SECRETARY,
            approved_on=since - timedelta(days=700),
            vacant_since=since,
            is_advertised=True,
        )
