"""How often one network may try a code: so seldom that guessing leads nowhere.

No address is kept. What is counted under is a digest of the network with a salt that is made anew every hour
and thrown away with the hour, so that nobody can find out afterwards who has been here.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Final

from django.core.cache import cache

TRIES: Final = 5
SECONDS: Final = 60
HOUR: Final = 3600


def network_of(address: str) -> str:
    """The address as one visitor's network: a home or a phone has a whole /64 of IPv6 to itself."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return ip.exploded[:19]
    return str(ip)


def may_try(address: str, *, now: datetime) -> bool:
    """Take one of the network's places of the last minute; False when all five are taken.

    Each place is taken with one atomic `add`: two tries at once never share a place.
    """
    salt = cache.get_or_set(f"survey-salt:{now:%Y%m%d%H}", _new_salt, timeout=HOUR)
    digest = hmac.new(str(salt).encode(), network_of(address).encode(), sha256).hexdigest()
    return any(
        cache.add(f"survey-try:{digest}:{place}", 1, timeout=SECONDS) for place in range(TRIES)
    )


def _new_salt() -> str:
    return secrets.token_hex(32)
