"""What every request carries once the middleware has seen it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from kraftsamling.common import clock


class TimedRequest(HttpRequest):
    """A request that has read the clock, once."""

    now: datetime
    today: date
    trace_id: UUID
    htmx: bool


class ClockMiddleware:
    """Reads the clock and names the request, before anything else looks at either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: TimedRequest) -> HttpResponse:
        request.now = clock.now()
        request.today = clock.day_of(request.now)
        request.trace_id = uuid4()
        return self.get_response(request)
