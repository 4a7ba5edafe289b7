"""How long a session lives: 30 minutes untouched, 10 hours in all, two at a time.

Thresholds stand in docs/rules.md. The moment of the last touch is written at most once a minute, so that
a page does not become a write.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

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
