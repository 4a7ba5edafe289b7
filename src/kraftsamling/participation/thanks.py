"""The way from a stored answer to the page that says thanks.

Storing answers with a redirect, so that reloading the page sends nothing again and the act itself stays
light. What the page must know rides in the address, encrypted: an address lands in logs, and a log must not
tell which series somebody has answered. It holds for ten minutes and says nothing of the code.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.confidentiality.fields import CiphertextRefused, open_text, seal_text
from kraftsamling.participation.questions import Series

PLACE: Final = "participation.thanks"
HOLDS: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Thanks:
    """Whom the answer was to, in which series, whether stored before, and in what language to thank."""

    authority_id: UUID
    series: Series
    stored_before: bool
    language: str = "sv"


def ticket(thanks: Thanks, *, now: datetime) -> str:
    """What the address carries."""
    told = [
        *(str(thanks.authority_id), thanks.series, thanks.stored_before, thanks.language),
        now.timestamp(),
    ]
    return base64.urlsafe_b64encode(seal_text(json.dumps(told), place=PLACE)).decode()


def read(text: str, *, now: datetime) -> Thanks | None:
    """What an address told; None when it is old, or not ours."""
    try:
        told = open_text(base64.urlsafe_b64decode(text.encode()), place=PLACE)
    except (CiphertextRefused, binascii.Error, ValueError):
        return None
    authority_id, series, stored_before, language, made = json.loads(told)
    if now.timestamp() - made > HOLDS.total_seconds():
        return None
    return Thanks(UUID(authority_id), Series(series), stored_before, language)
