"""The calm pages for when something is not there, not allowed or broken.

They are drawn without the request: a body that is the same for everybody tells nobody what is there.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The address or form could not be read, or was larger than any form takes."""
    if isinstance(exception, RequestDataTooBig):
        return _page("413.html", 413)
    return _page("400.html", 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The row is in plain sight, the act is not for this role."""
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Not there, or not for you: the same page, whatever was asked for."""
    return _page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something went wrong with us."""
    return _page("500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the login, or did not come from here."""
    return _page("csrf_403.html", 403)
