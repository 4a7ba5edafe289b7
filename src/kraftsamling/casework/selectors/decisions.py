"""Reading decisions, meetings and what belongs to them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from kraftsamling.casework.models import (
    Case,
    CommitteeMeeting,
    Deadline,
    Decision,
    ImmediateCustody,
    Investigation,
    PartyCommunication,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role


def decision_for(actor: Actor, decision_id: UUID, action: str, *, at: Circumstances) -> Decision:
    """One decision that the actor may do `action` to. Http404 when it is not there for this actor."""
    rows = Decision.rows.visible_to(actor, action, at=at).select_related("case__subject")
    row = rows.filter(pk=decision_id).first()
    if row is None:
        raise Http404
    return row


def communication_for(actor: Actor, pk: UUID, *, at: Circumstances) -> PartyCommunication:
    """What was sent in an investigation that the actor writes in. Http404 for any other id."""
    mine = Investigation.rows.visible_to(actor, "update", at=at).values("case_id")
    rows = PartyCommunication.rows.filter(case_id__in=mine).select_related("case__subject")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def coming_meetings(authority_id: UUID, *, today: date) -> list[CommitteeMeeting]:
    """Meetings that something can be put before."""
    rows = CommitteeMeeting.rows.of_authority(authority_id).filter(on__gte=today, is_closed=False)
    return list(rows.order_by("on"))


def custody_of(case: Case) -> ImmediateCustody | None:
    """The custody that has not ended."""
    rows = ImmediateCustody.rows.filter(case=case, ended_on=None).select_related("case__subject")
    return rows.order_by("-decided_on").first()


def name_of_decider(decision: Decision) -> str:
    """The official who made it; for a committee's decision whoever wrote it down."""
    if decision.decided_by is None:
        return ""
    row = Membership.rows.filter(pk=decision.decided_by).select_related("user").first()
    return f"{row.name}, {Role(row.role).label.lower()}" if row else ""


def appeal_until(decision: Decision) -> datetime | None:
    """The last moment to appeal, once the party has got the decision."""
    rows = Deadline.rows.filter(about=decision.pk, code=clocks.APPEAL)
    return rows.values_list("due_at", flat=True).order_by("-starts_at").first()
