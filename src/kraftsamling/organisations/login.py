"""Login, as allauth asks us: no open sign-up, second factors encrypted, and what counts as two factors."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import REAUTHENTICATION_HOLDS
from kraftsamling.confidentiality.fields import open_text, seal_text
from kraftsamling.confidentiality.scope import acting_as_user
from kraftsamling.organisations import attempts
from kraftsamling.organisations.models import User
from kraftsamling.organisations.selectors import ONLY_AUTHORITY, hats_for
from kraftsamling.organisations.sessions import end_oldest_sessions, forget_session

DEMO_FACTOR: Final = "demo_factor"
EMPLOYER: Final = (
    "employer"  # the level of assurance that the authority has decided stands for two factors
)
SECRETS_PLACE: Final = "mfa_authenticator.secret"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an authority's administrator, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The pause is for an address from a network: a stranger elsewhere cannot hold somebody out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{get_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Two brakes: a pause for the network, and an end for the address."""
        email = str(credentials.get("email", ""))
        if attempts.is_closed(email):
            raise login_closed()
        super().pre_authenticate(request, **credentials)
        ensure_attempt_left(email)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A closed account gets the same answer as a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            return None
        attempts.give_back(user.email)
        return user

    def post_login(self, request: HttpRequest, user: User, **hook: Any) -> HttpResponse:
        """At most two sessions at a time: the oldest ends. Failures before this are history."""
        response: HttpResponse = super().post_login(request, user, **hook)
        attempts.forget(user.email)
        end_oldest_sessions(user.pk, current=request.session.session_key or "")
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account is told no more than somebody without one."""
        messages.error(request, _("It is not possible to log in with that."))
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **extra: Any) -> bool:
        """Whoever has just logged in with only a password adds the first factor without giving it again."""
        request = self.request
        if app == "allauth.mfa" and not is_mfa_enabled(request.user):
            given = authenticated_at(request)
            return given is None or clock.now() - given > REAUTHENTICATION_HOLDS
        return bool(super().is_reauthentication_required(app=app, **extra))

    def logout(self, request: HttpRequest) -> None:
        key = request.session.session_key or ""
        super().logout(request)
        forget_session(key)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Idag in the person's own language; a calm page for somebody who has no role anywhere."""
        assert isinstance(request.user, User)
        today = clock.today()
        with acting_as_user(request.user.pk):
            hats = hats_for(request, request.user.pk, today=today)
        if len(hats) == 1 and hats[0].deputy is None:  # nothing to choose between
            hats[0].membership.come_to_work()
        page = "today" if hats else "no_membership"
        return in_language(reverse(page), request.user.language)


def login_closed() -> ValidationError:
    """The same words whether the address has an account or not."""
    return ValidationError(
        _(
            "Too many attempts have failed, so this login is closed. Your manager or system administrator "
            "can send you a new invitation. You then choose a new password and a new second factor."
        ),
        code="login_closed",
    )


def ensure_attempt_left(email: str) -> None:
    """Take one of the address's attempts, for a password or a code."""
    if not attempts.take(email, at=clock.now()):
        raise login_closed()


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
    if _demo_factor(request):
        return True
    return any(
        record.get("method") in ("mfa", EMPLOYER)
        for record in get_authentication_records(request, request.user)
    )


def _demo_factor(request: HttpRequest) -> float | None:
    """When the demo gave its factor. A session of the demo that lives on in production has none."""
    return request.session.get(DEMO_FACTOR) if settings.IS_DEMO else None


def authenticated_at(request: HttpRequest) -> datetime | None:
    """When a factor was last given."""
    moments = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if "at" in record
    ]
    if given := _demo_factor(request):
        moments.append(given)
    return datetime.fromtimestamp(max(moments), tz=UTC) if moments else None


def in_language(path: str, language: str) -> str:
    """The address of a page in a language: English lies under /en/."""
    plain = path.removeprefix("/en") if path.startswith("/en/") else path
    return f"/en{plain}" if language == "en" else plain


def log_in(request: HttpRequest, user: User) -> HttpResponse:
    """Log in somebody who has just chosen a password."""
    answer: HttpResponse = perform_password_login(
        request, {"email": user.email}, Login(user=user, email=user.email)
    )
    return answer


def count_new_factor(request: HttpRequest, factor: str) -> None:
    """Whoever adds a second factor has just used it, so the session has two from now on."""
    record_authentication(request, request.user, method="mfa", type=factor, reauthenticated=True)


def log_in_by_employer(
    request: HttpRequest, user: User, *, authority_id: UUID, slug: str, given_at: float
) -> None:
    """A session of its own, that opens the employer's roles only; nothing of an earlier one lives on."""
    logout(request)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session[ONLY_AUTHORITY] = str(authority_id)
    request.session[EMPLOYER] = slug
    record_authentication(request, user, method=EMPLOYER, reauthenticated=False)
    records = request.session[AUTHENTICATION_METHODS_SESSION_KEY]
    records[-1]["at"] = min(records[-1]["at"], given_at)
    request.session.modified = True
    end_oldest_sessions(user.pk, current=request.session.session_key or "")
