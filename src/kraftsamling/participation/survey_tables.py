"""Python's side of the survey's database functions (migrations 0004–0012): all ways to its tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from kraftsamling.common.clock import day_of
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.rules.periods import Length, Period

FUNCTIONS: Final = (
    "survey_check(bytea, date, timestamptz)",
    "survey_submit(bytea, jsonb, date, timestamptz, uuid, bytea, bytea)",
    "survey_issue(uuid, uuid, text, bytea[], date, integer, timestamptz)",
    "survey_close(bytea[], timestamptz)",
    "survey_mix_codes()",
    "survey_move(integer)",
    "survey_import(uuid, jsonb, timestamptz)",
    "survey_counts(text, uuid, text, date, integer)",
    "survey_counts_all(text, integer, integer)",
)


class CodeState(StrEnum):
    """What a code can be used for now. FULL is a shared code that has taken all its answers."""

    OPEN = "OPEN"
    USED = "USED"
    FULL = "FULL"
    EXPIRED = "EXPIRED"
    CLOSED = "CLOSED"
    UNKNOWN = "UNKNOWN"


class Receipt(StrEnum):
    """What became of an answer; all but STORED leave nothing behind. USED has been stored before."""

    STORED = "STORED"
    USED = "USED"
    FULL = "FULL"
    EXPIRED = "EXPIRED"
    CLOSED = "CLOSED"
    UNKNOWN = "UNKNOWN"
    CHANGED = "CHANGED"
    INVALID = "INVALID"


@dataclass(frozen=True)
class CheckedCode:
    """A code as a visitor who has it may know it; `survey_id` is the wording that is asked now."""

    state: CodeState
    series: str = ""
    authority_id: UUID | None = None
    unit_id: UUID | None = None
    survey_id: UUID | None = None


@dataclass(frozen=True)
class Counts:
    """How many were positive, of how many who took a stand; those who did not know stand apart.

    `everybody` counts the answers of the period, also those that skipped the question.
    """

    positive: int
    answered: int
    dont_know: int
    everybody: int


@dataclass(frozen=True)
class MovedTo:
    """Where new answers have come: what must be counted again."""

    unit_id: UUID
    series: str
    month: date


def check(digest: bytes, *, at: datetime) -> CheckedCode:
    """What the code is good for; UNKNOWN when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_check(%s, %s, %s)", [digest, day_of(at), at])
        row = cursor.fetchone()
    return CheckedCode(CodeState(row[0]), *row[1:]) if row else CheckedCode(CodeState.UNKNOWN)


def submit(
    digest: bytes,
    answers: Mapping[str, int],
    *,
    survey_id: UUID,
    visit: bytes,
    at: datetime,
    words: bytes | None = None,
) -> Receipt:
    """Store one answer, and apart from it what was added, sealed.

    A second tap finds the code, or the visit, used.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survey_submit(%s, %s::jsonb, %s, %s, %s, %s, %s)",
            [digest, json.dumps(dict(answers)), day_of(at), at, survey_id, visit, words],
        )
        row = cursor.fetchone()
    assert row is not None
    return Receipt(row[0])


def issue(
    survey_id: UUID,
    unit_id: UUID,
    series: str,
    digests: Sequence[bytes],
    *,
    valid_until: date,
    seats: int = 1,
    closes_at: datetime | None = None,
) -> int:
    """Make codes usable; the number made. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survey_issue(%s, %s, %s, %s, %s, %s, %s)",
            [survey_id, unit_id, series, list(digests), valid_until, seats, closes_at],
        )
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def mix_codes() -> None:
    """Write all unused codes of slips anew, in random order. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_mix_codes()")


def close(digests: Sequence[bytes], *, at: datetime) -> None:
    """Let shared codes take no more answers. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_close(%s, %s)", [list(digests), at])


def move(*, least: int) -> list[MovedTo]:
    """Move all waiting answers of the authority when they are at least `least` (never below five)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_move(%s)", [least])
        return [MovedTo(*row) for row in cursor.fetchall()]


def take_in(
    import_id: UUID, answers: Sequence[Mapping[str, Any]], *, at: datetime
) -> list[MovedTo]:
    """Put the answers of a confirmed import among the others, shuffled. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM survey_import(%s, %s::jsonb, %s)",
            [import_id, json.dumps(list(answers)), at],
        )
        return [MovedTo(*row) for row in cursor.fetchall()]


def counts(
    series: str, question: str, period: Period, *, unit_id: UUID | None = None
) -> Counts | None:
    """The answers of a period, or None when fewer than five took a stand. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM survey_counts(%s, %s, %s, %s, %s)",
            [series, unit_id, question, period.first_day, int(period.length)],
        )
        row = cursor.fetchone()
    return Counts(*row) if row else None


class CountedPeriod(NamedTuple):
    """One row of `counts_all`: a question in a period, in one unit or (None) the whole authority."""

    question: str
    unit_id: UUID | None
    period: Period
    share: Share
    everybody: int


def counts_all(series: str, *, first: date, last: date) -> Iterator[CountedPeriod]:
    """All that `counts` would tell about the years of two days, in one question. Inside the authority.

    What is not there is what `counts` says None about.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM survey_counts_all(%s, %s, %s)", [series, first.year, last.year]
        )
        rows = cursor.fetchall()
    for question, unit_id, months, first_day, positive, answered, everybody in rows:
        share = Share(positive, answered)
        yield CountedPeriod(question, unit_id, _period(first_day, months), share, everybody)


@cache
def _period(first_day: date, months: int) -> Period:
    return Period.containing(first_day, Length(months))
