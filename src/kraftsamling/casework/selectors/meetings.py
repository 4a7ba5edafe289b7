"""Reading meetings and co-ordinated plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from kraftsamling.casework.models import Case, CasePerson, CoordinatedPlan, JointHandling, Meeting
from kraftsamling.casework.selectors.adults import joint_of
from kraftsamling.casework.statuses import InParty, JointState
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

_WITH = ("case__subject", "by_membership__user", "joint")


def meetings_in(actor: Actor, case: Case, *, at: Circumstances) -> list[Meeting]:
    """The meetings of a case that the actor may see, also those that the other unit has called."""
    links = JointHandling.rows.filter(joint_of(case), state=JointState.OPEN).values("pk")
    rows = Meeting.rows.visible_to(actor, "read", at=at)
    found = rows.filter(Q(case=case) | Q(joint__in=links)).select_related(*_WITH)
    return list(found.order_by("starts_at", "pk"))


def meetings_of_links(links: Sequence[JointHandling], *, now: datetime) -> list[Meeting]:
    """What the two units have booked together and has not been yet. The links are let in already."""
    rows = Meeting.rows.filter(
        joint__in=[each.pk for each in links if each.state == JointState.OPEN],
        cancelled_at=None,
        ends_at__gte=now,
    )
    return list(rows.order_by("starts_at", "pk"))


def meetings_today(actor: Actor, *, at: Circumstances) -> list[Meeting]:
    """What the actor has called, or has with the own cases, today."""
    first = datetime.combine(day_of(at.now), time(0), tzinfo=STOCKHOLM)
    rows = Meeting.rows.visible_to(actor, "list", at=at).filter(
        starts_at__gte=first, starts_at__lt=first + timedelta(days=1), cancelled_at=None
    )
    mine = Q(by_membership_id=actor.membership_id) | Q(case__responsible_id=actor.membership_id)
    tied = Q(joint__adult_case__responsible_id=actor.membership_id) | Q(
        joint__child_case__responsible_id=actor.membership_id
    )
    found = rows.filter(mine | tied).select_related(*_WITH)
    return list(found.order_by("starts_at", "pk"))


def people_to_meet(case: Case) -> list[CasePerson]:
    """Who of the case can be asked to a meeting: the subject first."""
    rows = CasePerson.rows.filter(case=case, left_on=None).select_related("person")
    return sorted(rows, key=lambda each: (each.part != InParty.SUBJECT, each.part, str(each.pk)))


def plan_for(actor: Actor, pk: UUID, action: str, *, at: Circumstances) -> CoordinatedPlan:
    """One co-ordinated plan that the actor may do `action` to. Http404 otherwise."""
    rows = CoordinatedPlan.rows.visible_to(actor, action, at=at).select_related("case__subject")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def plans_of(case: Case) -> list[CoordinatedPlan]:
    """The co-ordinated plans of a case, the latest need first."""
    rows = CoordinatedPlan.rows.filter(case=case).select_related("consent")
    return list(rows.order_by("-need_found_on", "pk"))
