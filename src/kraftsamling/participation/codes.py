"""Codes: easy to type, impossible to guess. A slip's is known to nobody once it is printed.

A code is 12 letters and digits without those that look alike (0/O, 1/I/L …): 59 bits. Guessing is
limited to a few tries a minute per network, so that a thousand valid codes stay out of reach.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH: Final = 12
GROUP: Final = 4


def new_code() -> str:
    """A new code, in groups of four: `7KQP-2MXC-9RTA`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def plain_of(code: str) -> str | None:
    """A typed code without its dashes; None when it cannot be one. Small letters and spaces are fine."""
    plain = "".join(ch for ch in code.upper() if ch.isalnum())
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def digest_of(code: str, *, key: bytes, use: str = "code") -> bytes | None:
    """What is stored of a code. None when it cannot be a code.

    `use` keeps kinds apart: a tablet's code opens nothing on a phone, and a shared code has a digest for each
    series that it asks.
    """
    plain = plain_of(code)
    if plain is None:
        return None
    return hmac.new(key, f"survey {use}\0{plain}".encode(), sha256).digest()
