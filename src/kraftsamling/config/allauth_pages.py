"""allauth's pages, declared open: they see accounts and sessions, never a matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.organisations.login import count_new_factor

_WHY = "login pages of allauth: they see the visitor's own account and session only"


def _declare(patterns: list[Any]) -> None:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _declare(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and not hasattr(pattern.callback, "declared"):
            open_to_all(_WHY)(pattern.callback)


def logout(request: HttpRequest) -> HttpResponse:
    """allauth's logout; the browser is told to forget what it has kept of our pages."""
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _connecting(
    page: Callable[[HttpRequest], HttpResponse], factor: str
) -> Callable[[HttpRequest], HttpResponse]:
    """allauth's page for a new factor; afterwards the session counts as opened with two."""

    def connect(request: HttpRequest) -> HttpResponse:
        had_one = is_mfa_enabled(request.user)
        response = page(request)
        if request.method == "POST" and not had_one and is_mfa_enabled(request.user):
            count_new_factor(request, factor)
        return response

    return connect


class AddPasskey(webauthn.AddWebAuthnView):  # type: ignore[misc]
    """allauth's page, asking for a passkey that the device itself keeps and guards."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return context


def allauth_pages() -> list[Any]:
    """Login, logout, second factor and sessions; nothing that signs up or changes addresses."""
    patterns = [
        path("logga-in/", account.login, name="account_login"),
        path("logga-ut/", logout, name="account_logout"),
        path("losenord/", account.password_change, name="account_change_password"),
        # Where allauth sends whoever has no password yet and wants to change it.
        path("losenord/nytt/", account.password_set, name="account_set_password"),
        path("igen/", account.reauthenticate, name="account_reauthenticate"),
        path(
            "faktor/totp/activate/",
            _connecting(totp.activate_totp, "totp"),
            name="mfa_activate_totp",
        ),
        path(
            "faktor/webauthn/add/",
            _connecting(AddPasskey.as_view(), "webauthn"),
            name="mfa_add_webauthn",
        ),
        path("faktor/", include("allauth.mfa.urls")),
        path("sessioner/", include("allauth.usersessions.urls")),
    ]
    _declare(patterns)
    return patterns
