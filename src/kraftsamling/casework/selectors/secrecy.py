"""Reading what guards cases: broken glass, conflicts of interest, protected people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kraftsamling.casework.models import (
    Assignment,
    BrokenGlass,
    Case,
    CasePerson,
    ConflictBlock,
    ProtectedAllowed,
    ProtectedIdentity,
)
from kraftsamling.casework.selectors.workers import WORKERS
from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import swedish_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership, User
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current


def open_glass(actor: Actor, *, now: datetime) -> list[BrokenGlass]:
    """What the actor has opened in an emergency and that has not closed, the first to close first."""
    assert actor.authority_id is not None
    rows = BrokenGlass.rows.of_authority(actor.authority_id).filter(
        membership=actor.membership_id, ends_at__gt=now, opened_at__lte=now
    )
    return list(rows.order_by("ends_at", "pk"))


def glass_to_review(actor: Actor, *, at: Circumstances) -> list[BrokenGlass]:
    """Emergency openings that the actor may look at: those that wait first, then the newest."""
    rows = BrokenGlass.rows.visible_to(actor, "review", at=at).select_related(
        "membership__user", "membership__unit"
    )
    waiting = rows.filter(reviewed_at=None).order_by("opened_at", "pk")
    done = rows.exclude(reviewed_at=None).order_by("-opened_at", "pk")[:50]
    return [*waiting, *done]


def case_behind(glass: BrokenGlass, actor: Actor, *, at: Circumstances) -> Case | None:
    """The case that was opened, if its reviewer may read it."""
    return Case.rows.visible_to(actor, "read", at=at).filter(pk=glass.case_id).first()


def blocks_of(case: Case, actor: Actor, *, at: Circumstances) -> list[ConflictBlock]:
    """Who is set aside from a case, as far as the actor may know it."""
    rows = ConflictBlock.rows.visible_to(actor, "read", at=at).filter(case=case, lifted_at=None)
    return list(rows.order_by("declared_at", "pk"))


def names_of_humans(humans: list[str]) -> dict[str, str]:
    """The name behind a digest, of those who have an account."""
    known = {user.human: user.name for user in User.objects.filter(human_index__in=humans)}
    unknown = [each for each in humans if each not in known and _is_uuid(each)]
    return known | {user.human: user.name for user in User.objects.filter(pk__in=unknown)}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def protected_in(case: Case) -> list[ProtectedIdentity]:
    """The protected people of a case that the door has let in."""
    people = CasePerson.rows.filter(case=case).values("person_id")
    rows = ProtectedIdentity.rows.filter(person__in=people, person__is_protected=True)
    return list(rows.select_related("person").order_by("set_at", "pk"))


def case_about(protected: ProtectedIdentity, actor: Actor, *, at: Circumstances) -> Case | None:
    """The latest case of a protected person that the actor may read."""
    mine = CasePerson.rows.filter(person=protected.person_id).values("case_id")
    rows = Case.rows.visible_to(actor, "read", at=at).filter(pk__in=mine)
    return rows.select_related("subject").order_by("-opened_at", "pk").first()


def listed_for(protected: ProtectedIdentity) -> list[Membership]:
    """Who may see a protected person."""
    rows = ProtectedAllowed.rows.filter(person=protected.person_id)
    found = rows.select_related("membership__user", "membership__unit").order_by("added_at", "pk")
    return [each.membership for each in found]


def workers_near(case: Case, actor: Actor, *, at: Circumstances) -> list[Membership]:
    """Who can be put on a list: those who have the case, and the workers and managers of its unit."""
    assert actor.membership_id is not None
    has_it = Assignment.rows.filter(case=case, ends_on=None).values("membership_id")
    near = Q(unit_id__in={case.unit_id, *actor.unit_ids}, role__in=(*WORKERS, Role.UNIT_MANAGER))
    rows = Membership.rows.of_authority(case.authority_id).filter(
        current(day_of(at.now)), near | Q(pk__in=has_it), user__is_active=True
    )
    found = rows.exclude(pk=actor.membership_id).select_related("user", "unit")
    return sorted(found, key=lambda each: (swedish_key(each.name), str(each.pk)))
