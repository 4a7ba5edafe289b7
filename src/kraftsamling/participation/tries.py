"""How often one network may try a code, and how often a tablet may store: guessing leads nowhere.

No address is kept. What is counted under is a digest of the network with a salt that is made anew every hour
and thrown away at night, so that nobody can find out afterwards who has been here.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Final

from django.core.cache import cache

TRIES: Final = 5
ANSWERS: Final = 4
COMMENTS: Final = 3
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


def place_for(address: str, *, now: datetime) -> str:
    """Take one of the network's places of the last minute; empty when all five are taken."""
    return _place(f"survey-try:{network_of(address)}", TRIES, now)


def give_back(place: str) -> None:
    """A right code is no guess: thirty parents on one network shall not wait for one another."""
    cache.delete(place)


def may_store(tablet: str, *, now: datetime) -> bool:
    """Whether a tablet may store one more answer this minute: nobody answers faster than that."""
    return bool(_place(f"survey-tablet:{tablet}", ANSWERS, now))


def may_write(address: str, *, now: datetime, what: str = "comment") -> bool:
    """Whether a network may leave one more text of this sort this minute."""
    return bool(_place(f"{what}:{network_of(address)}", COMMENTS, now))


def _place(who: str, places: int, now: datetime) -> str:
    """Each place is taken with one atomic `add`: two at once never share a place."""
    salt = cache.get_or_set(_salt_of(now), _new_salt, timeout=HOUR)
    digest = hmac.new(str(salt).encode(), who.encode(), sha256).hexdigest()
    keys = (f"survey-place:{digest}:{place}" for place in range(places))
    return next((key for key in keys if cache.add(key, 1, timeout=SECONDS)), "")


def forget(*, now: datetime) -> None:
    """Throw away the salts of the hours that are over: the cache's table keeps what has run out."""
    cache.delete_many([_salt_of(now - timedelta(hours=hours)) for hours in range(1, 49)])


def _salt_of(moment: datetime) -> str:
    return f"survey-salt:{moment:%Y%m%d%H}"


def _new_salt() -> str:
    return secrets.token_hex(32)
