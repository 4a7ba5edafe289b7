"""Python's side of the database functions in migrations 0002, 0004 and 0005: the only ways to the survey's tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db import connection

from kraftsamling.indicators.rules.periods import Period

FUNCTIONS: Final = (
    "survey_check(bytea, date)",
    "survey_submit(bytea, jsonb, date)",
    "survey_issue(uuid, uuid, text, bytea[], date)",
    "survey_move(integer)",
    "survey_counts(text, uuid, text, date, integer)",
)


class CodeState(StrEnum):
    """What a code can be used for today."""

    OPEN = "OPEN"
    USED = "USED"
    EXPIRED = "EXPIRED"
    CLOSED = "CLOSED"
    UNKNOWN = "UNKNOWN"


class Receipt(StrEnum):
    """What became of an answer; all but STORED leave nothing behind."""

    STORED = "STORED"
    USED = "USED"
    EXPIRED = "EXPIRED"
    CLOSED = "CLOSED"
    UNKNOWN = "UNKNOWN"
    INVALID = "INVALID"


@dataclass(frozen=True)
class CheckedCode:
    """A code as a visitor with the slip may know it."""

    state: CodeState
    series: str = ""
    authority_id: UUID | None = None


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


def check(digest: bytes, *, today: date) -> CheckedCode:
    """What the code is good for; UNKNOWN when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_check(%s, %s)", [digest, today])
        row = cursor.fetchone()
    return CheckedCode(CodeState(row[0]), row[1], row[2]) if row else CheckedCode(CodeState.UNKNOWN)


@dataclass(frozen=True)
class Submitted:
    """What became of an answer, and which authority's letter the code came in."""

    receipt: Receipt
    series: str = ""
    authority_id: UUID | None = None


def submit(digest: bytes, answers: Mapping[str, int], *, today: date) -> Submitted:
    """Store one answer for one code. A second tap finds the code used."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survey_submit(%s, %s::jsonb, %s), series, authority_id"
            " FROM (SELECT 1) AS one LEFT JOIN survey_check(%s, %s) ON true",
            [digest, json.dumps(dict(answers)), today, digest, today],
        )
        row = cursor.fetchone()
    assert row is not None
    return Submitted(Receipt(row[0]), row[1] or "", row[2])


def issue(
    survey_id: UUID, unit_id: UUID, series: str, digests: Sequence[bytes], *, valid_until: date
) -> int:
    """Make codes usable; the number made. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survey_issue(%s, %s, %s, %s, %s)",
            [survey_id, unit_id, series, list(digests), valid_until],
        )
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def move(*, least: int) -> list[MovedTo]:
    """Move all waiting answers of the authority when they are at least `least` (never below five)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_move(%s)", [least])
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
