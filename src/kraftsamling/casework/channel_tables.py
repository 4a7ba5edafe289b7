"""A child's four ways to its channel (migration 0031). No table is open to it, and it has no account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import scrypt, sha256
from typing import Any, Final
from uuid import UUID

from django.db import connection

from kraftsamling.casework.statuses import Topic

FUNCTIONS: Final = (
    "child_channel_enter(bytea, bytea, timestamptz)",
    "child_channel_about(bytea, bytea, timestamptz)",
    "child_channel_words(bytea, bytea, timestamptz)",
    "child_channel_write(bytea, bytea, timestamptz, uuid, text, text, text)",
)


@dataclass(frozen=True)
class ChannelKey:
    """What opens a channel: the digests of its link and of the code that was chosen with the child."""

    token: bytes
    pin: bytes


def key_of(link: str, code: str) -> ChannelKey:
    """The key for a link and a code. The link is the salt: without it the code cannot be guessed."""
    salted = scrypt(code.encode(), salt=link.encode(), n=2**14, r=8, p=1, dklen=32)
    return ChannelKey(sha256(link.encode()).digest(), salted)


class Received(StrEnum):
    """What became of what a child wrote. AGAIN has been stored before; FULL: fifty since yesterday."""

    STORED = "STORED"
    AGAIN = "AGAIN"
    FULL = "FULL"
    INVALID = "INVALID"
    SHUT = "SHUT"


@dataclass(frozen=True)
class AboutChannel:
    """Who reads what is written, by first name ("" while nobody has the case), and when the link ends."""

    worker: str
    ends_at: datetime


@dataclass(frozen=True)
class WrittenWords:
    """What the child wrote before, whether it has been read, what was answered and done, and from
    whom it is kept: "ALL" custodians, "SOME" of them, or nobody ("")."""

    id: UUID
    topic: str
    chosen: str
    words: str
    written_at: datetime
    read_at: datetime | None
    reply: str | None
    what_we_did: str | None
    answered_at: datetime | None
    kept_from: str


def _asked(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def enter(key: ChannelKey, *, now: datetime) -> bool:
    """Whether this link and code open a channel. The fifth wrong code ends it."""
    found = _asked("SELECT child_channel_enter(%s, %s, %s)", [key.token, key.pin, now])
    return bool(found[0][0])


def about(key: ChannelKey, *, now: datetime) -> AboutChannel | None:
    """Who reads; None when the channel is not open."""
    found = _asked("SELECT * FROM child_channel_about(%s, %s, %s)", [key.token, key.pin, now])
    return AboutChannel(*found[0]) if found else None


def words(key: ChannelKey, *, now: datetime) -> list[WrittenWords]:
    """What the child has written, the latest first: one line for each answer."""
    found = _asked("SELECT * FROM child_channel_words(%s, %s, %s)", [key.token, key.pin, now])
    return [WrittenWords(*row) for row in found]


def write(
    key: ChannelKey, pk: UUID, *, topic: Topic, chosen: str, said: str, now: datetime
) -> Received:
    """Keep what the child wrote, to the letter."""
    found = _asked(
        "SELECT child_channel_write(%s, %s, %s, %s, %s, %s, %s)",
        [key.token, key.pin, now, pk, topic.value, chosen, said],
    )
    return Received(found[0][0])
