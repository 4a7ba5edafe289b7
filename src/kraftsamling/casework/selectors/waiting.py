"""Who may follow a case that waits, and the plans whose day has come."""

from __future__ import annotations

from datetime import date
from typing import Final

from kraftsamling.casework.models import Case, WaitingPlan
from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current

FOLLOWERS: Final = (
    Role.CASEWORKER, Role.RECEPTION, Role.ADULT_WORKER, Role.TEAM_LEAD, Role.UNIT_MANAGER,
)  # fmt: skip
"""Workers and managers: never a method supporter, who is to help all of them."""


def followers(actor: Actor, *, today: date) -> list[Membership]:
    """Those of the actor's units who may answer for a case that waits, in Swedish order."""
    assert actor.authority_id is not None
    rows = Membership.rows.of_authority(actor.authority_id).filter(
        current(today), role__in=FOLLOWERS, unit_id__in=actor.unit_ids, user__is_active=True
    )
    found = rows.select_related("user", "unit")
    return sorted(found, key=lambda each: (swedish_key(each.name), str(each.pk)))


def plan_of(case: Case) -> WaitingPlan | None:
    """The plan that holds."""
    rows = WaitingPlan.rows.filter(case=case).select_related("follower__user")
    return rows.order_by("-at").first()


def plans_due(actor: Actor, *, at: Circumstances, today: date) -> list[WaitingPlan]:
    """Of the cases that the actor may list and that still wait: plans whose latest day, or day to assess
    protection again, has come. The latest plan of a case counts."""
    waiting = Case.rows.visible_to(actor, "list", at=at).filter(
        closed_on=None, responsible=None, unit_id__in=actor.unit_ids
    )
    rows = WaitingPlan.rows.filter(case__in=waiting.values("pk")).order_by("case", "-at")
    latest = rows.distinct("case").select_related("case__subject")
    due = [each for each in latest if _day(each) <= today]
    return sorted(due, key=lambda each: (_day(each), str(each.pk)))


def _day(plan: WaitingPlan) -> date:
    return min(plan.latest_on, plan.protection_on or plan.latest_on)
