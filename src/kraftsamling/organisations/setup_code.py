"""The code that opens the very first page of an empty installation.

Whoever can run commands on the machine may make one. It is signed, holds for a day, and is worth nothing
as soon as there is an authority.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core import signing
from django.utils.crypto import get_random_string

VALID_FOR: Final = timedelta(days=1)
_SALT: Final = "kraftsamling.setup"


def new_code() -> str:
    """A code for one day."""
    return signing.dumps(get_random_string(8), salt=_SALT)


def is_right(code: str) -> bool:
    """Whether we made the code, less than a day ago."""
    try:
        signing.loads(code.strip(), salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return False
    return True
