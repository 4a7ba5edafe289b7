"""allauth's pages, declared open: they see accounts and sessions, never a matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.http import urlencode

from kraftsamling.confidentiality.door import open_to_all
from kraftsamling.organisations.login import EMPLOYER, count_new_factor
from kraftsamling.organisations.selectors import employers

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


class LoginPage(account.LoginView):  # type: ignore[misc]
    """allauth's login; the way through an employer stands there only when there is one."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        context["has_employers"] = bool(employers())
        return context


class AddPasskey(webauthn.AddWebAuthnView):  # type: ignore[misc]
    """allauth's page, asking for a passkey that the device itself keeps and guards."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return context


_OWN_LOGIN = ("account_change_password", "account_set_password", "account_reauthenticate", "mfa_")


def _guard_own_login(patterns: list[Any]) -> None:
    """An employer vouches for a person at that employer, and may not change the login the person has
    everywhere: those pages are closed to its sessions. To confirm who one is one goes there again."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _guard_own_login(pattern.url_patterns)
        elif str(pattern.name).startswith(_OWN_LOGIN):
            pattern.callback = _own_login_only(pattern.callback, str(pattern.name))


def _own_login_only(page: Callable[..., HttpResponse], name: str) -> Callable[..., HttpResponse]:
    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        employer = request.session.get(EMPLOYER)
        if not employer or not request.user.is_authenticated:
            return page(request, *args, **kwargs)
        if "reauthenticate" in name:
            again = {"again": "1", "next": request.GET.get("next", "")}
            return redirect(f"{reverse('employer_start', args=[employer])}?{urlencode(again)}")
        return render(request, "organisations/employer_only.html", status=403)

    return guarded


def allauth_pages() -> list[Any]:
    """Login, logout, second factor and sessions; nothing that signs up or changes addresses."""
    patterns = [
        path("logga-in/", LoginPage.as_view(), name="account_login"),
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
    _guard_own_login(patterns)
    _declare(patterns)
    return patterns
