"""Invitations: a link by mail that lets a person choose a password, for seven days, once.

The link holds no secret of the database: it is signed, and names a digest of the account's password as it
was. When a password has been chosen the digest differs, so the link is spent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from kraftsamling.confidentiality.keys import blind_index
from kraftsamling.organisations.models import Membership, User

VALID_FOR: Final = timedelta(days=7)
_SALT: Final = "kraftsamling.invitation"

# (membership, address of the page, moment): how a letter is written; an app above this one knows.
Sender = Callable[[Membership, str, datetime], None]
_sender: list[Sender] = []


def send_with(sender: Sender) -> None:
    """Called once by the app that has the outbox."""
    _sender[:] = [sender]


def _state(user: User) -> str:
    return blind_index(f"{user.pk}:{user.password}:{user.is_active}", purpose="invitation")


def token_for(user: User) -> str:
    """The part of the link that only we can make."""
    return signing.dumps({"user": str(user.pk), "state": _state(user)}, salt=_SALT)


def invited(token: str) -> User | None:
    """Whom the link invites; None when it is spent, too old or not ours."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
        user = User.objects.filter(pk=UUID(said["user"]), is_active=True).first()
    except (signing.BadSignature, KeyError, ValueError, TypeError):
        return None
    return user if user is not None and said["state"] == _state(user) else None


def invite(membership: Membership, *, at: datetime) -> None:
    """Write the letter. Inside the membership's authority."""
    user = membership.user
    with translation.override(user.language):
        path = reverse("invitation", args=[token_for(user)])
    _sender[0](membership, settings.BASE_URL.rstrip("/") + path, at)
