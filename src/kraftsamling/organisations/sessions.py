"""How long a session lives: 30 minutes untouched, 10 hours in all, two at a time.

Thresholds stand in docs/rules.md. The moment of the last touch is written at most once a minute, so that
a page does not become a write.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from kraftsamling.common.requests import TimedRequest

IDLE: Final = timedelta(minutes=30)
AT_MOST: Final = timedelta(hours=10)
PARALLEL_SESSIONS: Final = 2
_STARTED, _TOUCHED = "started_at", "touched_at"


class SessionLimits:
    """Ends a login that has been idle, or open, for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: TimedRequest) -> HttpResponse:
        if request.session.session_key and "_auth_user_id" in request.session:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: TimedRequest) -> None:
        now = request.now.timestamp()
        started = request.session.setdefault(_STARTED, now)
        touched = request.session.get(_TOUCHED, now)
        if now - touched > IDLE.total_seconds() or now - started > AT_MOST.total_seconds():
            logout(request)
        elif now - touched > 60 or _TOUCHED not in request.session:
            request.session[_TOUCHED] = now


def end_oldest_sessions(user_id: UUID, *, current: str) -> None:
    """Keep the session that has just begun and the newest others, as many as may run side by side."""
    others = UserSession.objects.filter(user_id=user_id).exclude(session_key=current)
    for ended in list(others.order_by("-created_at", "-pk")[PARALLEL_SESSIONS - 1 :]):
        ended.end()


def end_all_sessions(user_id: UUID) -> None:
    """Log a person out everywhere: the account was closed or the password set anew."""
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()


def forget_session(key: str) -> None:
    """A session that has ended leaves no row in the list of sessions."""
    UserSession.objects.filter(session_key=key).delete()


def renew_key(request: HttpRequest) -> None:
    """A new session id for the same login; the list of sessions follows."""
    former = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)
