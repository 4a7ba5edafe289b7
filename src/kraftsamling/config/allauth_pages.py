"""allauth's pages, declared open: they see accounts and sessions, never a matter."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from kraftsamling.confidentiality.door import open_to_all

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


def allauth_pages() -> list[Any]:
    """Login, logout, second factor and sessions; nothing that signs up or changes addresses."""
    patterns = [
        path("logga-in/", account.login, name="account_login"),
        path("logga-ut/", logout, name="account_logout"),
        path("losenord/", account.password_change, name="account_change_password"),
        path("igen/", account.reauthenticate, name="account_reauthenticate"),
        path("faktor/", include("allauth.mfa.urls")),
        path("sessioner/", include("allauth.usersessions.urls")),
    ]
    _declare(patterns)
    return patterns
