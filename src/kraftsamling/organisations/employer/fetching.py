"""Fetching from an identity provider: its own host only, no redirects, soon or not at all, and not much."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from kraftsamling.organisations.employer.talk import Refused, Why

SECONDS: Final = 5
MOST_BYTES: Final = 300_000
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def is_safe(url: str) -> bool:
    """https; in the demo also http to this machine itself."""
    parts = urlsplit(url)
    if not parts.hostname or parts.username or parts.fragment:
        return False
    return parts.scheme == "https" or (
        settings.IS_DEMO and parts.scheme == "http" and parts.hostname in _LOOPBACK
    )


def same_host(url: str, issuer: str) -> bool:
    """Whether an address lies with the issuer itself, port and scheme included."""
    one, other = urlsplit(url), urlsplit(issuer)
    return is_safe(url) and (one.scheme, one.netloc) == (other.scheme, other.netloc)


def fetch(
    url: str, *, issuer: str, form: dict[str, str] | None = None, basic: str = ""
) -> dict[str, Any]:
    """A JSON object from the issuer's host. A redirect, a delay, too much or anything else is refused."""
    if not same_host(url, issuer):
        raise Refused(Why.BROKEN, "an address that is not the issuer's")
    body = urlencode(form).encode() if form is not None else None
    request = Request(url, data=body, headers={"Accept": "application/json"})  # noqa: S310 - is_safe
    if basic:
        request.add_header("Authorization", f"Basic {basic}")
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            text = answer.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise Refused(Why.BROKEN, "too long an answer")
        said = json.loads(text)
    except (URLError, OSError, ValueError) as error:
        raise Refused(Why.BROKEN, f"no usable answer: {type(error).__name__}") from error
    if not isinstance(said, dict):
        raise Refused(Why.BROKEN, "an answer that is no object")
    return said
