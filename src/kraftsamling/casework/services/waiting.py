"""How soon a case is to be taken, and what holds while it waits for a worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from kraftsamling.casework.models import Case, WaitingPlan
from kraftsamling.casework.selectors.waiting import FOLLOWERS
from kraftsamling.casework.services.trail import locked, step
from kraftsamling.casework.statuses import Complexity, Risk, Urgency
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership


class NotAFollower(Exception):
    """Raised for somebody who cannot answer for a case that waits: a method supporter, a trainee."""


class PlanIncomplete(Exception):
    """Raised for a plan that lacks one of its four parts."""


@transaction.atomic
def set_priority(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    seen_version: int,
    urgency: str,
    complexity: str,
    competence: str,
    spoken: str,
) -> None:
    """What the next proposal goes by. Raises CaseClosed, StaleVersion."""
    row = locked(case)
    before = row.urgency
    row.urgency, row.complexity = Urgency(urgency), Complexity(complexity)
    row.competence, row.spoken = competence, spoken
    save_if_unchanged(
        row,
        seen_version=seen_version,
        fields=["urgency", "complexity", "competence", "spoken"],
    )
    if before != row.urgency:
        step(row, "urgency", before, row.urgency, by=by, at=at)


@transaction.atomic
def plan_waiting(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    risk: str,
    meanwhile: Sequence[str],
    follower: Membership,
    latest_on: date,
    protection_on: date | None = None,
) -> WaitingPlan:
    """What holds until the case has a worker. A new plan takes the place of the former, which stays.

    Raises CaseClosed, NotAFollower, PlanIncomplete.
    """
    row = locked(case)
    if risk not in Risk.values or not meanwhile:
        raise PlanIncomplete
    if follower.role not in FOLLOWERS:
        raise NotAFollower(follower.pk)
    assert by.membership_id is not None
    return WaitingPlan.rows.create(
        authority_id=row.authority_id,
        case=row,
        risk=risk,
        meanwhile=list(meanwhile),
        protection_on=protection_on,
        follower=follower,
        latest_on=latest_on,
        at=at,
        by_membership=by.membership_id,
    )
