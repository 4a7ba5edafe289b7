"""What the two ways of talking have in common: what we asked, what was stated, and why it is refused."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

SKEW: Final = timedelta(seconds=30)  # how far two clocks may differ
QUESTION_VALID_FOR: Final = timedelta(minutes=10)


class Why(StrEnum):
    """Why a login through the employer is refused; the page has a sentence for each."""

    BROKEN = "broken"
    LEVEL = "level"
    UNKNOWN = "unknown"


class Refused(Exception):
    """Raised when an answer is not believed. `what` is for the log, never for the page; no person in it."""

    def __init__(self, why: Why, what: str) -> None:
        super().__init__(what)
        self.why = why


@dataclass(frozen=True)
class Provider:
    """An identity provider, out of the database: nothing is fetched while a transaction is open."""

    id: UUID
    authority_id: UUID
    slug: str
    kind: str
    issuer: str
    client_id: str
    client_secret: str
    login_url: str
    certificate: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What this browser was sent away with. It waits in the session, and is answered once."""

    provider: str
    state: str
    nonce: str
    verifier: str
    asked_at: float
    again: bool
    next: str

    @classmethod
    def new(cls, provider: Provider, *, now: datetime, again: bool, next_path: str) -> Question:
        """With numbers that nobody can guess. An id in XML may not begin with a digit."""
        return cls(
            provider=str(provider.id),
            state=f"k{secrets.token_hex(20)}",
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            asked_at=now.timestamp(),
            again=again,
            next=next_path,
        )

    def as_dict(self) -> dict[str, Any]:
        """For the session."""
        return asdict(self)

    def check(self, provider: Provider, *, now: datetime) -> None:
        """The answer must be from whom we asked, and soon."""
        if self.provider != str(provider.id):
            raise Refused(Why.BROKEN, "an answer to a question to another provider")
        if now.timestamp() - self.asked_at > QUESTION_VALID_FOR.total_seconds():
            raise Refused(Why.BROKEN, "the question is too old")

    def check_moment(self, given_at: float, *, now: datetime) -> None:
        """When the person showed who it is: not in the future, and anew when we asked for that."""
        if given_at > (now + SKEW).timestamp():
            raise Refused(Why.BROKEN, "authenticated in the future")
        if self.again and given_at < self.asked_at - SKEW.total_seconds():
            raise Refused(Why.BROKEN, "not authenticated again")


@dataclass(frozen=True)
class Stated:
    """What a provider has said, after every check."""

    subject: str
    email: str
    given_at: float


def check_level(level: str, provider: Provider) -> None:
    """A level that the authority has not decided to be enough is too low, whatever it is called."""
    if level not in provider.levels:
        raise Refused(Why.LEVEL, f"level {level!r}")
