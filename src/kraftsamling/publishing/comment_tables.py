"""A visitor's two ways to the comments (migration 0003): send one, and read those that are published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import connection

from kraftsamling.confidentiality.fields import seal_text

FUNCTIONS: Final = (
    "comment_send(uuid, uuid, uuid, text, text, text, bytea, timestamptz)",
    "comments_published(uuid, uuid, timestamptz)",
)


class Received(StrEnum):
    """What became of a comment. AGAIN has been stored before; FULL: too many wait already."""

    STORED = "STORED"
    AGAIN = "AGAIN"
    FULL = "FULL"
    INVALID = "INVALID"


@dataclass(frozen=True)
class PublishedComment:
    """What everybody may see of a comment."""

    id: UUID
    name: str
    text: str
    published_at: datetime


def send(
    pk: UUID,
    *,
    authority_id: UUID,
    post_id: UUID,
    name: str,
    text: str,
    language: str,
    email: str,
    at: datetime,
) -> Received:
    """Leave a comment to be read. The address is sealed before it leaves this process."""
    sealed = seal_text(email, place=f"publishing_commentemail.address:{pk}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT comment_send(%s, %s, %s, %s, %s, %s, %s, %s)",
            [pk, authority_id, post_id, name, text, language, sealed, at],
        )
        row = cursor.fetchone()
    assert row is not None
    return Received(row[0])


def published(authority_id: UUID, post_id: UUID, *, at: datetime) -> list[PublishedComment]:
    """The comments that stand under a report at a site, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM comments_published(%s, %s, %s)", [authority_id, post_id, at])
        return [PublishedComment(*row) for row in cursor.fetchall()]
