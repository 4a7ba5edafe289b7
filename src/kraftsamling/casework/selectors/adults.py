"""Reading adults' cases, the children in their households, and the work of two units around one family."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from kraftsamling.casework.models import (
    AdultCase,
    Case,
    CasePerson,
    JointHandling,
    Person,
    ReportedChild,
)
from kraftsamling.casework.statuses import CaseKind, InParty, JointState
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current

BECAUSE_OF_THE_LINK = "LINK"
"""The basis that the access log keeps when the summary of the other unit's case is shown."""


def adult_of(case: Case) -> AdultCase:
    """What the adult unit keeps of the case. Http404 for a child's."""
    row = AdultCase.rows.filter(case=case).select_related("case__subject").first()
    if row is None:
        raise Http404
    return row


def household_children(case: Case) -> list[CasePerson]:
    """The children of an adult's household who are known by name."""
    rows = CasePerson.rows.filter(case=case, part=InParty.CHILD, left_on=None)
    return list(rows.select_related("person").order_by("person__birth_on", "pk"))


def parents_of(case: Case) -> list[CasePerson]:
    """The adults of a child's family."""
    rows = CasePerson.rows.filter(
        case=case, part__in=(InParty.CUSTODIAN, InParty.PARENT), left_on=None
    )
    return list(rows.select_related("person").order_by("part", "pk"))


def reported_from(case: Case) -> list[ReportedChild]:
    """The children whom the adult unit has reported from this case, the latest first."""
    rows = ReportedChild.rows.filter(case=case).select_related("child")
    return list(rows.order_by("-at", "pk"))


def joint_of(case: Case) -> Q:
    """The joint handlings that a case has a side in."""
    return Q(adult_case=case) | Q(child_case=case)


def joint_in(actor: Actor, case: Case, *, at: Circumstances) -> list[JointHandling]:
    """Those of a case that the actor may see, the open ones first."""
    rows = JointHandling.rows.visible_to(actor, "read", at=at).filter(joint_of(case))
    found = rows.select_related(
        "about", "adult_case__responsible__user", "adult_case__subject", "adult_case__unit",
        "child_case__responsible__user", "child_case__subject", "child_case__unit",
    )  # fmt: skip
    order = [JointState.OPEN, JointState.AGREED, JointState.OFFERED]
    return sorted(
        found,
        key=lambda each: (
            order.index(JointState(each.state)) if each.state in order else len(order),
            each.offered_on,
        ),
    )


def joint_for(actor: Actor, pk: UUID, action: str, *, at: Circumstances) -> JointHandling:
    """One that the actor may do `action` to. Http404 otherwise."""
    rows = JointHandling.rows.visible_to(actor, action, at=at)
    found = rows.select_related("adult_case__subject", "child_case__subject", "about")
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def own_side(actor: Actor, joint: JointHandling, *, at: Circumstances) -> Case:
    """The case of a joint handling that the actor reads as a whole. Http404 when there is none."""
    sides = [each for each in (joint.adult_case_id, joint.child_case_id) if each]
    case = Case.rows.visible_to(actor, "read", at=at).filter(pk__in=sides).first()
    if case is None:
        raise Http404
    return case


def summaries(
    actor: Actor, case: Case, links: list[JointHandling], *, at: Circumstances
) -> dict[UUID, Case]:
    """The cases of the other unit whose summary a link opens to this actor, by id."""
    others = {
        side
        for each in links
        for side in (each.adult_case_id, each.child_case_id)
        if side and side != case.pk
    }
    given = replace(at, basis=at.basis or BECAUSE_OF_THE_LINK)
    rows = Case.rows.visible_to(actor, "read_summary", at=given).filter(pk__in=others)
    found = rows.select_related("subject", "unit", "responsible__user", "adult")
    return {each.pk: each for each in found}


def reception_unit(case: Case, *, today: date) -> UUID:
    """Where reports are received: the reception's unit, else the top of the authority."""
    return _unit_of(Role.RECEPTION, case.authority_id, today)


def adult_unit(authority_id: UUID, *, today: date) -> UUID:
    """Where adults' cases lie: the adult workers' unit, else the top of the authority."""
    return _unit_of(Role.ADULT_WORKER, authority_id, today)


def _unit_of(role: Role, authority_id: UUID, today: date) -> UUID:
    at_work = Membership.rows.of_authority(authority_id).filter(
        current(today), role=role, user__is_active=True
    )
    found = at_work.order_by("starts_on", "pk").values_list("unit_id", flat=True).first()
    top = Unit.rows.of_authority(authority_id).filter(parent=None)
    return found or top.values_list("pk", flat=True)[0]


def open_child_case(child: Person) -> Case | None:
    """The child's open case, if there is one. Services only: it asks nobody's rights."""
    return Case.rows.filter(subject=child, kind=CaseKind.CHILD, closed_on=None).first()


def unasked(actor: Actor, *, at: Circumstances) -> list[AdultCase]:
    """The actor's own adult cases where nobody has asked for children yet."""
    rows = AdultCase.rows.visible_to(actor, "read", at=at).filter(
        children="NOT_ASKED", case__responsible_id=actor.membership_id, case__closed_on=None
    )
    return list(rows.select_related("case__subject").order_by("case__opened_at", "pk"))
