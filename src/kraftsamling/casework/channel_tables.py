"""A child's ways to its channel (migrations 0031 and 0077). No table is open to it, and it has no account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import scrypt, sha256
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from kraftsamling.casework.statuses import Topic
from kraftsamling.documents.attachments import Drawn

FUNCTIONS: Final = (
    "child_channel_enter(bytea, bytea, timestamptz)",
    "child_channel_about(bytea, bytea, timestamptz)",
    "child_channel_words(bytea, bytea, timestamptz)",
    "child_channel_write(bytea, bytea, timestamptz, uuid, text, text, text)",
    "child_channel_draw(bytea, bytea, timestamptz, uuid, integer, integer, bytea)",
    "child_channel_picture(bytea, bytea, timestamptz, uuid, integer)",
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
    """What became of what a child wrote. AGAIN has been stored before; FULL: fifty, or twenty pictures,
    since yesterday."""

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
    """What the child wrote before and how many pictures it sent with it, whether it has been read, what
    was answered and done, and from whom it is kept: "ALL" custodians, "SOME" of them, or nobody ("")."""

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
    pictures: int


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


@transaction.atomic
def write(
    key: ChannelKey,
    pk: UUID,
    *,
    topic: Topic,
    chosen: str,
    said: str,
    now: datetime,
    pictures: Sequence[Drawn] = (),
) -> Received:
    """Keep what the child wrote, to the letter, and its pictures: all of it or nothing."""
    found = _asked(
        "SELECT child_channel_write(%s, %s, %s, %s, %s, %s, %s)",
        [key.token, key.pin, now, pk, topic.value, chosen, said],
    )
    received = Received(found[0][0])
    if received is Received.STORED:
        for each in pictures:
            values = [key.token, key.pin, now, pk, each.width, each.height, each.data]
            drawn = _asked("SELECT child_channel_draw(%s, %s, %s, %s, %s, %s, %s)", values)
            if drawn[0][0] != Received.STORED:
                transaction.set_rollback(True)
                return Received(drawn[0][0])
    return received


def picture(key: ChannelKey, pk: UUID, number: int, *, now: datetime) -> bytes | None:
    """A picture that the child has sent; None when there is no such one in this channel."""
    values = [key.token, key.pin, now, pk, number]
    found = _asked("SELECT * FROM child_channel_picture(%s, %s, %s, %s, %s)", values)
    return bytes(found[0][0]) if found else None
