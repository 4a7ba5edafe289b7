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
from kraftsamling.organisations.roles import Role, may_give
from kraftsamling.organisations.selectors import (
    current,
    is_known_here,
    user_with_email,
    works_elsewhere,
)

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


class NumberNeeded(Exception):
    """Raised when the role may be second in an act that takes two, and nobody has said which human being the
    person is."""


class NotOursToGive(Exception):
    """Raised when whoever asks has a role that cannot give this one."""


class AlreadyHasRole(Exception):
    """Raised when the person holds that role in that unit, or somebody has already asked for it."""


@transaction.atomic
def grant(wish: Wish, *, by: Actor, at: datetime) -> Approval:
    """Ask for the role; while there is nobody else to ask it is given at once, and the log says why.

    The same wish posted twice (same `key`) gives the same approval.
    """
    assert by.authority_id is not None
    assert by.membership_id is not None
    if not may_give(by.role, wish.role):
        raise NotOursToGive(wish.role)
    # A double tap waits here for the first one, and then finds what that one stored.
    Membership.rows.select_for_update(of=("self",)).get(pk=by.membership_id)
    asked = Approval.rows.of_authority(by.authority_id).filter(kind=ROLE_GRANT)
    if wish.key and (same := asked.filter(payload__key=wish.key).first()):
        return same
    person, is_new = _person(wish, by.authority_id, today=day_of(at))
    if wish.role in approvals.two_person_roles() and not person.human_index:
        raise NumberNeeded(wish.role)
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
            "new": is_new,
            "unit": str(wish.unit_id),
            "role": str(wish.role),
            "title": wish.title,
            "starts_on": wish.starts_on.isoformat(),
            "ends_on": wish.ends_on.isoformat() if wish.ends_on else "",
            "key": wish.key,
        },
        alone_because=_("There is nobody else here yet who could confirm.") if alone else "",
    )


def _person(wish: Wish, authority_id: UUID, *, today: date) -> tuple[User, bool]:
    """The account of the address, or a new one that nobody can log in with until a password is chosen; and
    whether it is new.

    Who somebody is, is said by the authority where the person works: not by the next one.
    """
    user, is_new = user_with_email(wish.email), False
    if user is None:
        user, is_new = User.objects.create_user(wish.email, name=wish.name), True
    may_say_who = not works_elsewhere(user, authority_id=authority_id, today=today)
    if wish.number and not user.human_index and may_say_who:
        identify(user, wish.number, authority_id=authority_id)
    return user, is_new


def identify(user: User, number: str, *, authority_id: UUID) -> None:
    """Note which human being an account is: encrypted, and as a keyed digest that finds other accounts.

    What the person has asked for until now was asked by the account alone, so it learns who that is:
    otherwise the same person would be somebody else when it is confirmed.
    """
    former, user.human_index = user.human, blind_index(number, purpose="human")
    Approval.rows.of_authority(authority_id).filter(
        status="WAITING", requested_by_human=former
    ).update(requested_by_human=user.human)
    user.save(update_fields=["human_index"])
    StaffIdentity.rows.create(authority_id=authority_id, user=user, personal_identity_number=number)


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
        has_come=wanted.get("new", False)
        or is_known_here(UUID(wanted["user"]), approval.authority_id),
        starts_on=date.fromisoformat(wanted["starts_on"]),
        ends_on=date.fromisoformat(wanted["ends_on"]) if wanted["ends_on"] else None,
    )
    if not membership.user.has_usable_password():
        invitations.invite(membership, at=at)


def _describe(payload: Mapping[str, Any]) -> str:
    """Names are looked up when the page is drawn, so the approval itself holds none. An account from
    elsewhere is only its address."""
    person = User.objects.filter(pk=payload["user"]).first()
    unit = Unit.rows.filter(pk=payload["unit"]).first()
    email = person.email if person else "–"
    is_ours = (
        person is not None
        and unit is not None
        and (payload.get("new", False) or is_known_here(person.pk, unit.authority_id))
    )
    return _("%(who)s becomes %(role)s in %(unit)s from %(day)s.") % {
        "who": f"{person.name} ({email})" if is_ours and person else email,
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
