"""A deputy acts in another's role between two days."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.approvals import two_person_roles
from kraftsamling.organisations.models import Deputy, Membership, User


class OwnDeputy(Exception):
    """Raised when a person would stand in for himself or herself, also by another account."""


class NumberNeeded(Exception):
    """Raised when the role may be second in an act that takes two, and nobody has said which human being the
    deputy is."""


class SelfAppointed(Exception):
    """Raised when a person would take another's role alone: roles take two people, so does this."""


class AlreadyDeputy(Exception):
    """Raised when the same person stands in for the same role on some of the same days."""


class OutsideTheRole(Exception):
    """Raised when the days lie outside the days of the role itself."""


@transaction.atomic
def appoint(
    membership: Membership, user: User, *, by: Actor, starts_on: date, ends_on: date
) -> Deputy:
    """From the first day to the end of the last. Two at once for the same role wait for each other."""
    if user.human == by.human:
        raise SelfAppointed
    if user.human == membership.user.human:
        raise OwnDeputy
    if starts_on < membership.starts_on or (membership.ends_on and ends_on > membership.ends_on):
        raise OutsideTheRole
    if membership.role in two_person_roles() and not user.human_index:
        raise NumberNeeded
    Membership.rows.select_for_update(of=("self",)).get(pk=membership.pk)
    same = Deputy.rows.of_authority(membership.authority_id).filter(
        membership=membership, user=user, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    if same.exists():
        raise AlreadyDeputy
    return Deputy.rows.create(
        authority_id=membership.authority_id,
        membership=membership,
        user=user,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@transaction.atomic
def revoke(deputy: Deputy, *, today: date) -> None:
    """From now on; what was done as deputy stays. One that has not begun is taken away."""
    if deputy.starts_on >= today:
        deputy.delete()
        return
    deputy.ends_on = min(deputy.ends_on, today - timedelta(days=1))
    deputy.save(update_fields=["ends_on"])
