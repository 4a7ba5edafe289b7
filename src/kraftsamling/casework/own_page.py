"""What a child's browser remembers while its page is open: the key to its channel, sealed, and two moments.

No login and no session. The cookie says when the code was given and when something was last done. What was
written before is shown for five minutes after the last touch; what is sent is taken for an hour, so that
nobody who writes slowly loses a word.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kraftsamling.casework.channel_tables import ChannelKey
from kraftsamling.confidentiality.fields import CiphertextRefused, open_text, seal_text

PLACE: Final = "casework.own_page"
COOKIE: Final = "min_sida"
IDLE: Final = timedelta(minutes=5)
SENDS: Final = timedelta(minutes=60)


@dataclass(frozen=True)
class Visit:
    """A child who has given its code."""

    key: ChannelKey
    entered_at: datetime
    touched_at: datetime

    def shows(self, now: datetime) -> bool:
        """Whether what was written before may be shown."""
        return now - self.touched_at <= IDLE

    def sends(self, now: datetime) -> bool:
        """Whether what is written now is taken."""
        return now - self.touched_at <= SENDS

    def touched(self, now: datetime) -> Visit:
        """The same, used now."""
        return replace(self, touched_at=now)


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit that goes on in this browser."""
    try:
        told = open_text(base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "")), place=PLACE)
        token, pin, entered, touched = json.loads(told)
        return Visit(
            ChannelKey(bytes.fromhex(token), bytes.fromhex(pin)),
            datetime.fromtimestamp(entered, UTC),
            datetime.fromtimestamp(touched, UTC),
        )
    except (CiphertextRefused, binascii.Error, ValueError):
        return None


def remember(response: HttpResponse, visit: Visit) -> None:
    """Keep the visit open. Gone when the browser is closed."""
    told = json.dumps(
        [
            visit.key.token.hex(),
            visit.key.pin.hex(),
            visit.entered_at.timestamp(),
            visit.touched_at.timestamp(),
        ]
    )
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(seal_text(told, place=PLACE)).decode(),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse) -> None:
    """The page is left: nothing of it stays in the browser."""
    response.delete_cookie(COOKIE, samesite="Strict")
