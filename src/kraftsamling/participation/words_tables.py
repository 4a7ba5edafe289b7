"""What people add in their own words (fria ord), and how many answers an hour has brought.

Words lie apart from the answers, with nothing that leads from one to the other: survey, series, calendar
quarter and the words, sealed. They move at night with the answers, shuffled with all of their quarter. The
counter of arrivals carries no unit, and is thrown away after five weeks. Neither table is within the web's
reach: all ways lead through database functions (migration 0011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection

from kraftsamling.confidentiality.fields import open_text, seal_text
from kraftsamling.participation.statuses import WordsState

PLACE: Final = "participation.words"
FUNCTIONS: Final = (
    "survey_words_all(date)",
    "survey_words_shown(text, date, integer)",
    "survey_words_decide(uuid, text, text, text, uuid, date)",
    "survey_words_forget(date)",
    "survey_arrivals(timestamptz)",
    "survey_arrivals_forget(timestamptz)",
)


def sealed(words: str) -> bytes | None:
    """As they are stored; None for no words."""
    return seal_text(words, place=PLACE) if words else None


@dataclass(frozen=True)
class Words:
    """What somebody has added. `answered` is how many have answered in the series and quarter."""

    id: UUID
    series: str
    quarter: date
    text: str
    state: WordsState
    reason: str
    answered: int


def to_decide(*, since: date) -> list[Words]:
    """What nobody has read, and what has been decided on in quarters since a day. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_words_all(%s)", [since])
        rows = cursor.fetchall()
    return [
        Words(key, series, quarter, _opened(text), WordsState(state), reason, answered)
        for key, series, quarter, text, state, reason, answered in rows
    ]


def shown(series: str, *, since: date, least: int) -> list[tuple[date, str]]:
    """Quarter and words that may be shown: read, and with so many answers (never below ten) around them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_words_shown(%s, %s, %s)", [series, since, least])
        return [(quarter, _opened(text)) for quarter, text in cursor.fetchall()]


def decide(
    words_id: UUID, *, seen: WordsState, to: WordsState, reason: str, by: UUID, today: date
) -> bool:
    """Show or hide words; False when they are no longer as `seen`. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT survey_words_decide(%s, %s, %s, %s, %s, %s)",
            [words_id, seen, to, reason, by, today],
        )
        row = cursor.fetchone()
    assert row is not None
    return bool(row[0])


def forget_hidden(*, before: date) -> None:
    """Throw away words that were hidden before a day. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_words_forget(%s)", [before])


def arrivals(*, since: datetime) -> Sequence[tuple[datetime, int]]:
    """How many answers each hour has brought that brought any, in order. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM survey_arrivals(%s)", [since])
        return [(hour, count) for hour, count in cursor.fetchall()]


def forget_arrivals(*, at: datetime, kept: timedelta) -> None:
    """Throw away what is older than it is kept. Inside the authority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT survey_arrivals_forget(%s)", [at - kept])


def _opened(text: memoryview | bytes) -> str:
    return open_text(bytes(text), place=PLACE)
