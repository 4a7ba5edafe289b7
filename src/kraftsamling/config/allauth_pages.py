"""allauth's pages, declared open: they see accounts and sessions, never a matter."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
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


def connect_app(request: HttpRequest) -> HttpResponse:
    """allauth's page; afterwards the session counts as opened with two factors."""
    had_one = is_mfa_enabled(request.user)
    response: HttpResponse = totp.activate_totp(request)
    if request.method == "POST" and not had_one and is_mfa_enabled(request.user):
        count_new_factor(request)
    return response


def allauth_pages() -> list[Any]:
    """Login, logout, second factor and sessions; nothing that signs up or changes addresses."""
    patterns = [
        path("logga-in/", account.login, name="account_login"),
        path("logga-ut/", logout, name="account_logout"),
        path("losenord/", account.password_change, name="account_change_password"),
        # Where allauth sends whoever has no password yet and wants to change it.
        path("losenord/nytt/", account.password_set, name="account_set_password"),
        path("igen/", account.reauthenticate, name="account_reauthenticate"),
        path("faktor/totp/activate/", connect_app, name="mfa_activate_totp"),
        path("faktor/", include("allauth.mfa.urls")),
        path("sessioner/", include("allauth.usersessions.urls")),
    ]
    _declare(patterns)
    return patterns
