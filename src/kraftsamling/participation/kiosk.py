"""The unit's tablet: what it remembers, sealed, and nothing of those who answer.

Two cookies, and no login. `kiosk` says that the staff have opened this tablet, with the shared code inside;
nobody who holds the tablet can read it. `kiosk_besok` names the walk that is going on: it is made anew
whenever the start page is shown, and a page that carries an older one opens no more. So the back button shows
nothing of the person before.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kraftsamling.confidentiality.fields import CiphertextRefused, open_text, seal_text
from kraftsamling.participation.walk import new_visit

PLACE: Final = "participation.kiosk"
TABLET: Final = "kiosk"
VISIT: Final = "kiosk_besok"
HOURS: Final = 24


@dataclass(frozen=True)
class Tablet:
    """A tablet that has been opened. `name` is random: answers are counted per tablet and minute by it."""

    code: str
    unit_id: UUID
    name: str


def tablet_of(request: HttpRequest, unit_id: UUID) -> Tablet | None:
    """The opened tablet that asks, if it was opened for this unit."""
    try:
        told = open_text(base64.urlsafe_b64decode(request.COOKIES.get(TABLET, "")), place=PLACE)
        code, unit, name = json.loads(told)
        tablet = Tablet(code, UUID(unit), name)
    except (CiphertextRefused, binascii.Error, ValueError):
        return None
    return tablet if tablet.unit_id == unit_id else None


def remember(response: HttpResponse, code: str, unit_id: UUID) -> None:
    """Open this tablet."""
    told = json.dumps([code, str(unit_id), new_visit()])
    _set(response, TABLET, base64.urlsafe_b64encode(seal_text(told, place=PLACE)).decode())


def next_visit(response: HttpResponse, visit: str) -> None:
    """From here on only pages of this visit open."""
    _set(response, VISIT, visit)


def visit_of(request: HttpRequest) -> str:
    """The visit that is going on; empty before the first."""
    return request.COOKIES.get(VISIT, "")


def _set(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=HOURS * 3600,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
