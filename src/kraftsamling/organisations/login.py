"""Login, as allauth asks us: no open sign-up, second factors encrypted, and what counts as two factors."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from kraftsamling.confidentiality.fields import open_text, seal_text

DEMO_FACTOR: Final = "demo_factor"
SECRETS_PLACE: Final = "mfa_authenticator.secret"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an authority's administrator, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted, with the key outside the database."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal_text(text, place=SECRETS_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(base64.b64decode(encrypted_text), place=SECRETS_PLACE)


def display_name(user: Any) -> str:
    """What allauth calls a person."""
    return str(user.name)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with two factors; a demo persona has a demo factor."""
    if request.session.get(DEMO_FACTOR):
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request))


def authenticated_at(request: HttpRequest) -> datetime | None:
    """When a factor was last given."""
    moments = [record["at"] for record in get_authentication_records(request) if "at" in record]
    if given := request.session.get(DEMO_FACTOR):
        moments.append(given)
    return datetime.fromtimestamp(max(moments), tz=UTC) if moments else None
