"""Keys for encrypted fields. They live outside the database and its backups.

`FIELD_KEYS` in settings is an ordered mapping of key id (0–255) to 32 bytes; the first one encrypts, all
of them decrypt. `FIELD_INDEX_KEY` makes the blind index: an unkeyed hash of a personal identity number
falls in seconds.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from django.conf import settings


def field_key(key_id: int | None = None) -> tuple[int, bytes]:
    """The current key, or the key with the given id. Raises KeyError when a key has been lost."""
    keys: dict[int, bytes] = settings.FIELD_KEYS
    if key_id is None:
        key_id = next(iter(keys))
    return key_id, keys[key_id]


def blind_index(value: str, *, purpose: str) -> str:
    """A keyed digest that finds equal values without showing them; differs between purposes."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.FIELD_INDEX_KEY, message, sha256).hexdigest()
