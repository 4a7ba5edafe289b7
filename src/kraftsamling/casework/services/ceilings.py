"""A ceiling is raised for a while from where cases are given out, so that one more of them gets a worker."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kraftsamling.casework.models import AllocationRun
from kraftsamling.casework.rules.allocation.changing import Change, raised, with_helper
from kraftsamling.casework.rules.allocation.proposing import Proposal, propose
from kraftsamling.casework.selectors.allocation import Situation, situation
from kraftsamling.casework.selectors.proposals import latest_run, lines_of
from kraftsamling.casework.services import allocation
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.services import ceilings


def consequences(
    found: Situation, worker: str, more: int, *, by: Actor, at: Circumstances
) -> tuple[Proposal, Change]:
    """What is proposed, and what so many points more for this worker would change in it."""
    before = _proposed(found, by, at)
    return before, raised(found.problem, before, worker, more, seconds=allocation.SECONDS)


def _proposed(found: Situation, by: Actor, at: Circumstances) -> Proposal:
    """The proposal that the manager has seen, as long as it stands."""
    assert by.unit_id is not None
    run = latest_run(by.unit_id)
    if run is not None and run.ready_at is not None:
        lines = list(lines_of(run, by, "read", at=at))
        if not allocation.standing(found, lines):
            return allocation.as_it_stands(found, run, lines)
    return propose(found.problem, seconds=allocation.SECONDS)


def waiting_with_help(points: int, what: str, *, by: Actor, at: Circumstances) -> tuple[int, int]:
    """How many wait now, and how many with so many points of help by somebody who knows `what`."""
    found = situation(by, at=at)
    before = _proposed(found, by, at)
    after = propose(with_helper(found.problem, points, what), seconds=allocation.SECONDS)
    return len(before.waiting), len(after.waiting)


@transaction.atomic
def raise_ceiling(
    *, employee: Employee, by: Actor, at: Circumstances, more: int, until: date, because: str
) -> AllocationRun:
    """Raise it, and propose anew. Raises OutOfReach, NotForAWhile."""
    ceilings.raise_ceiling(
        employee=employee, by=by, at=at.now, more=more, until=until, because=because
    )
    return allocation.ask(by=by, at=at, because=["CEILING_RAISED"])


def situation_with(employee: Employee, *, by: Actor, at: Circumstances) -> Situation | None:
    """The situation, when this person is one of those who can be given cases in it."""
    found = situation(by, at=at)
    load = found.loads.get(str(employee.membership_id))
    if str(employee.membership_id) not in found.members or load is None:
        return None
    return None if load.capacity.is_trainee else found
