"""Giving somebody a role takes two: one asks, another human being confirms, and the membership begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.confidentiality.models import Approval
from kraftsamling.organisations import invitations
from kraftsamling.organisations.models import Membership, StaffIdentity, Unit, User
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current, user_with_email, works_elsewhere

ROLE_GRANT: Final = "role_grant"
SECONDS: Final = frozenset({Role.ORG_ADMIN, Role.DEPT_MANAGER, Role.UNIT_MANAGER})


@dataclass(frozen=True)
class Wish:
    """A role that somebody shall have. `number` is a personal identity number of twelve digits, or empty."""

    name: str
    email: str
    role: str
    unit_id: UUID
    starts_on: date
    ends_on: date | None = None
    title: str = ""
    number: str = ""
    key: str = ""


class AlreadyHasRole(Exception):
    """Raised when the person holds that role in that unit, or somebody has already asked for it."""


@transaction.atomic
def grant(wish: Wish, *, by: Actor, at: datetime) -> Approval:
    """Ask for the role; while there is nobody else to ask it is given at once, and the log says why.

    The same wish posted twice (same `key`) gives the same approval.
    """
    assert by.authority_id is not None
    assert by.membership_id is not None
    # A double tap waits here for the first one, and then finds what that one stored.
    Membership.rows.select_for_update(of=("self",)).get(pk=by.membership_id)
    asked = Approval.rows.of_authority(by.authority_id).filter(kind=ROLE_GRANT)
    if wish.key and (same := asked.filter(payload__key=wish.key).first()):
        return same
    person = _person(wish, by.authority_id, today=day_of(at))
    waiting = asked.filter(
        status="WAITING", expires_at__gt=at, payload__user=str(person.pk),
        payload__role=wish.role, payload__unit=str(wish.unit_id),
    )  # fmt: skip
    if waiting.exists() or _has(person, wish, by.authority_id, today=day_of(at)):
        raise AlreadyHasRole(wish.role)
    alone = approvals.may_act_alone(ROLE_GRANT, by, at=at)
    return approvals.ask(
        ROLE_GRANT,
        by=by,
        at=at,
        payload={
            "user": str(person.pk),
            "unit": str(wish.unit_id),
            "role": str(wish.role),
            "title": wish.title,
            "starts_on": wish.starts_on.isoformat(),
            "ends_on": wish.ends_on.isoformat() if wish.ends_on else "",
            "key": wish.key,
        },
        alone_because=_("There is nobody else here yet who could confirm.") if alone else "",
    )


def _person(wish: Wish, authority_id: UUID, *, today: date) -> User:
    """The account of the address, or a new one that nobody can log in with until a password is chosen.

    Who somebody is, is said by the authority where the person works: not by the next one.
    """
    user = user_with_email(wish.email)
    if user is None:
        user = User.objects.create_user(wish.email, name=wish.name)
    may_say_who = not works_elsewhere(user, authority_id=authority_id, today=today)
    if wish.number and not user.human_index and may_say_who:
        user.human_index = blind_index(wish.number, purpose="human")
        user.save(update_fields=["human_index"])
        StaffIdentity.rows.create(
            authority_id=authority_id, user=user, personal_identity_number=wish.number
        )
    return user


def _has(person: User, wish: Wish, authority_id: UUID, *, today: date) -> bool:
    rows = Membership.rows.of_authority(authority_id).filter(current(today), user=person)
    return rows.filter(role=wish.role, unit_id=wish.unit_id).exists()


def _execute(approval: Approval, by: Actor, at: datetime) -> None:
    wanted = approval.payload
    unit = Unit.rows.of_authority(approval.authority_id).get(pk=wanted["unit"])
    if unit.closed_on and unit.closed_on <= day_of(at):
        raise approvals.NoLongerPossible(_("The unit has been closed. Ask for the role anew."))
    membership = Membership.rows.create(
        authority_id=approval.authority_id,
        user_id=UUID(wanted["user"]),
        unit_id=UUID(wanted["unit"]),
        role=wanted["role"],
        title=wanted["title"],
        starts_on=date.fromisoformat(wanted["starts_on"]),
        ends_on=date.fromisoformat(wanted["ends_on"]) if wanted["ends_on"] else None,
    )
    if not membership.user.has_usable_password():
        invitations.invite(membership, at=at)


def _describe(payload: Mapping[str, Any]) -> str:
    """Names are looked up when the page is drawn, so the approval itself holds none."""
    person = User.objects.filter(pk=payload["user"]).first()
    unit = Unit.rows.filter(pk=payload["unit"]).first()
    return _("%(name)s (%(email)s) becomes %(role)s in %(unit)s from %(day)s.") % {
        "name": person.name if person else "–",
        "email": person.email if person else "–",
        "role": Role(payload["role"]).label,
        "unit": unit.name if unit else "–",
        "day": payload["starts_on"],
    }


def _concerns(payload: Mapping[str, Any]) -> str:
    person = User.objects.filter(pk=payload["user"]).first()
    return person.human if person else ""


approvals.register(
    approvals.Kind(
        ROLE_GRANT,
        seconds=SECONDS,
        execute=_execute,
        describe=_describe,
        may_be_alone=True,
        concerns=_concerns,
    )
)
