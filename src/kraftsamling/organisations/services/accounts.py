"""The end of a role, a closed account, a new invitation."""

from __future__ import annotations

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from kraftsamling.organisations import invitations
from kraftsamling.organisations.models import Membership, User
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current, works_elsewhere
from kraftsamling.organisations.sessions import end_all_sessions


class LastAdministrator(Exception):
    """Raised when the authority would be left without anybody who can give roles."""


class WorksElsewhere(Exception):
    """Raised when a person also works for another authority: this one may end roles, not the account."""


class BeforeItBegan(Exception):
    """Raised for a last day before the first."""


def _ensure_another_administrator(membership: Membership, *, after: date) -> None:
    if membership.role != Role.ORG_ADMIN:
        return
    others = Membership.rows.of_authority(membership.authority_id).filter(
        current(after), role=Role.ORG_ADMIN, user__is_active=True
    )
    if not others.exclude(user=membership.user).exists():
        raise LastAdministrator


@transaction.atomic
def end_membership(membership: Membership, *, last_day: date) -> None:
    """The role holds to the end of its last day."""
    if last_day < membership.starts_on:
        raise BeforeItBegan
    _ensure_another_administrator(membership, after=last_day)
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def close_account(membership: Membership, *, today: date) -> None:
    """The person cannot log in any more, and every login that is open ends now."""
    if works_elsewhere(membership.user, authority_id=membership.authority_id, today=today):
        raise WorksElsewhere
    _ensure_another_administrator(membership, after=today)
    membership.user.is_active = False
    membership.user.save(update_fields=["is_active"])
    end_all_sessions(membership.user_id)


@transaction.atomic
def open_account(membership: Membership, *, today: date) -> None:
    """The person may log in again. Never by one authority what another has closed."""
    if works_elsewhere(membership.user, authority_id=membership.authority_id, today=today):
        raise WorksElsewhere
    membership.user.is_active = True
    membership.user.save(update_fields=["is_active"])


@transaction.atomic
def invite_again(membership: Membership, *, at: datetime) -> None:
    """A new link for who has lost the password or the phone: both stop working, and so do earlier links."""
    membership.user.set_unusable_password()
    membership.user.save(update_fields=["password"])
    Authenticator.objects.filter(user=membership.user).delete()
    end_all_sessions(membership.user_id)
    invitations.invite(membership, at=at)


@transaction.atomic
def accept(user: User, *, password: str) -> None:
    """The invited person has chosen a password."""
    user.set_password(password)
    user.save(update_fields=["password"])
