"""Lindsjö's queue of the year: children once waited for a worker, posts are vacant; a forecast each month."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from kraftsamling.casework.models import Assignment
from kraftsamling.casework.statuses import AssignmentRole, CaseKind
from kraftsamling.common.clock import day_of
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import Position
from kraftsamling.workforce.services.forecasts import save_once_a_month
from kraftsamling.workforce.statuses import Job

LONGEST_WAIT: Final = 70
"""Days without a worker for those who came when the year began."""
WAITED_UNTIL: Final = 170
"""Days ago when every case could be given out at once again."""
EVERY: Final = 2
"""Of those who came then, one in so many waited."""
VACANT: Final = (("Utredning 1", 140), ("Utredning 2", 95))
"""Beside the one that the staff has been missing since the autumn: three in all."""
MONTHS_SAID: Final = 8
INVENTED: Final = "@varlden.example"


def build(now: datetime) -> None:
    """Runs inside Lindsjö, as owner, when the year's cases are there."""
    _waited(now)
    _posts(now)
    for month in reversed(range(1, MONTHS_SAID + 1)):
        save_once_a_month(fixed("lindsjo"), at=now - timedelta(days=30 * month))


def _waited(now: datetime) -> None:
    """Half of those who came when the year began had no worker at first; each month the wait was shorter."""
    first_given = Assignment.rows.filter(
        authority_id=fixed("lindsjo"),
        role=AssignmentRole.MAIN,
        case__kind=CaseKind.CHILD,
        membership__user__email__endswith=INVENTED,
    ).select_related("case")
    ago = {
        each: (now - each.case.opened_at).days for each in first_given.order_by("starts_on", "pk")
    }
    came = [each for each, days in ago.items() if days > WAITED_UNTIL]
    if not came:
        return
    span = max(ago.values()) - WAITED_UNTIL
    for assignment in came[::EVERY]:
        wait = round(LONGEST_WAIT * (ago[assignment] - WAITED_UNTIL) / span)
        day = assignment.starts_on + timedelta(days=wait)
        if day < (assignment.ends_on or day_of(now)):
            assignment.starts_on = day
            assignment.save(update_fields=["starts_on"])


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
