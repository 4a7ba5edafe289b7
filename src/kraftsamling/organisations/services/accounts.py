"""The end of a role, a closed account, a new invitation."""

from __future__ import annotations

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations import attempts, invitations
from kraftsamling.organisations.models import Membership, User
from kraftsamling.organisations.roles import Role
from kraftsamling.organisations.selectors import current, stands_above, works_elsewhere
from kraftsamling.organisations.services.role_grants import identify
from kraftsamling.organisations.sessions import end_all_sessions


class LastAdministrator(Exception):
    """Raised when the authority would be left without anybody who can give roles."""


class Untouchable(Exception):
    """Raised when the account is not this person's, or not this authority's alone, to touch."""


class WorksElsewhere(Untouchable):
    """Raised when a person also works for another authority: this one may end roles, not the account."""


class StandsAbove(Untouchable):
    """Raised when a person has a role, here, that whoever asks could not give."""


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


def _ensure_may_touch(membership: Membership, *, by: Actor, today: date) -> None:
    """The account is the person's in every role: all of them must be ours, and ours to give."""
    if works_elsewhere(membership.user, authority_id=membership.authority_id, today=today):
        raise WorksElsewhere
    if stands_above(membership.user, by, today=today):
        raise StandsAbove


@transaction.atomic
def end_membership(membership: Membership, *, last_day: date) -> None:
    """The role holds to the end of its last day."""
    if last_day < membership.starts_on:
        raise BeforeItBegan
    _ensure_another_administrator(membership, after=last_day)
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def close_account(membership: Membership, *, by: Actor, today: date) -> None:
    """The person cannot log in any more, and every login that is open ends now."""
    _ensure_may_touch(membership, by=by, today=today)
    _ensure_another_administrator(membership, after=today)
    membership.user.is_active = False
    membership.user.save(update_fields=["is_active"])
    end_all_sessions(membership.user_id)


@transaction.atomic
def open_account(membership: Membership, *, by: Actor, today: date) -> None:
    """The person may log in again. Never by one authority what another has closed."""
    _ensure_may_touch(membership, by=by, today=today)
    membership.user.is_active = True
    membership.user.save(update_fields=["is_active"])


@transaction.atomic
def invite_again(membership: Membership, *, by: Actor, at: datetime) -> None:
    """A new link for who has lost the password or the phone, or is shut out after too many attempts: password
    and factor stop working, and so do earlier links."""
    _ensure_may_touch(membership, by=by, today=day_of(at))
    attempts.forget(membership.user.email)
    membership.user.set_unusable_password()
    membership.user.save(update_fields=["password"])
    Authenticator.objects.filter(user=membership.user).delete()
    end_all_sessions(membership.user_id)
    invitations.invite(membership, at=at)


def why_untouchable(membership: Membership, *, by: Actor, today: date) -> Untouchable | None:
    """What stands in the way of closing, opening or inviting anew; for the page that offers it."""
    try:
        _ensure_may_touch(membership, by=by, today=today)
    except Untouchable as why:
        return why
    return None


@transaction.atomic
def say_who(membership: Membership, number: str, *, by: Actor, today: date) -> None:
    """Which human being an account without a number is. It is said once."""
    _ensure_may_touch(membership, by=by, today=today)
    identify(membership.user, number, authority_id=membership.authority_id)


@transaction.atomic
def accept(user: User, *, password: str) -> None:
    """The invited person has chosen a password."""
    user.set_password(password)
    user.save(update_fields=["password"])
