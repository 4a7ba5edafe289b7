"""A screen that is shown to a family: until the code is given, the session opens one page and nothing else.

The lock lies in the session, on the server. Another tab, an address that is typed, and the back button all
meet it. Five wrong codes log the worker out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hashlib import scrypt
from hmac import compare_digest
from typing import Final
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

LOCK: Final = "family_lock"
TRIES: Final = 5
OPEN: Final = frozenset({"mapping_family", "mapping_picture", "mapping_unlock"})


class FamilyLock:
    """Middleware: leads every address but the family's own page back to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        case_id = locked_to(request)
        if case_id is None or _leads_to(request.path_info, case_id):
            return self.get_response(request)
        return redirect("mapping_family", case_id)


def _leads_to(path: str, case_id: UUID) -> bool:
    try:
        found = resolve(path)
    except Resolver404:
        return False
    return found.url_name in OPEN and found.kwargs.get("case_id") == case_id


def locked_to(request: HttpRequest) -> UUID | None:
    """The case whose family has the screen; None when it is not locked."""
    lock = request.session.get(LOCK)
    return UUID(lock["case"]) if lock else None


def lock(request: HttpRequest, case_id: UUID, pin: str) -> None:
    """From here on the session shows one page."""
    salt = secrets.token_hex(16)
    request.session[LOCK] = {
        "case": str(case_id),
        "salt": salt,
        "pin": _digest(pin, salt),
        "wrong": 0,
    }


def unlock(request: HttpRequest, pin: str) -> bool:
    """Whether the code was right. The fifth wrong one logs the session out."""
    kept = request.session.get(LOCK)
    if kept is None or compare_digest(kept["pin"], _digest(pin, kept["salt"])):
        request.session.pop(LOCK, None)
        return True
    kept["wrong"] += 1
    request.session.modified = True
    if kept["wrong"] >= TRIES:
        logout(request)
    return False


def _digest(pin: str, salt: str) -> str:
    return scrypt(pin.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=32).hex()
