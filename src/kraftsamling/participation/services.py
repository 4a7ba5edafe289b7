"""Handing out codes, taking answers, and what happens to them at night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.services import mark_changed
from kraftsamling.participation import survey_tables
from kraftsamling.participation.codes import digest_of, new_code
from kraftsamling.participation.indicators import SOURCE
from kraftsamling.participation.models import HandedOut, Survey
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import CheckedCode, CodeState, MovedTo, Receipt

BATCH: Final = 5  # docs/rules.md: answers move in batches of at least five
VALID_MONTHS: Final = 6


def _digest(code: str) -> bytes | None:
    return digest_of(code, key=settings.FIELD_INDEX_KEY)


@transaction.atomic
def hand_out(
    survey: Survey, *, unit_id: UUID, series: Series, count: int, today: date
) -> list[str]:
    """Make `count` codes for a unit's letters and count them as handed out. The codes are not kept.

    Runs inside the authority. Raises nothing for a count of 0: no slips, no rows.
    """
    codes = [new_code() for _ in range(count)]
    if not codes:
        return []
    quarter = Period.containing(today, Length.QUARTER)
    survey_tables.issue(
        survey.pk,
        unit_id,
        series,
        [digest for code in codes if (digest := _digest(code))],
        valid_until=Period.containing(today, Length.MONTH).shifted(VALID_MONTHS).last_day,
    )
    row, _ = HandedOut.rows.get_or_create(
        authority_id=survey.authority_id,
        unit_id=unit_id,
        series=series,
        quarter_starts_on=quarter.first_day,
    )
    HandedOut.rows.filter(pk=row.pk).update(count=F("count") + count)
    return codes


def check_code(code: str, *, today: date) -> CheckedCode:
    """What a typed code is good for. Something that cannot be a code is UNKNOWN, like a guess."""
    digest = _digest(code)
    return survey_tables.check(digest, today=today) if digest else CheckedCode(CodeState.UNKNOWN)


def submit_answers(code: str, answers: Mapping[str, int], *, today: date) -> Receipt:
    """Store the answers of one slip, once. Skipped questions are left out of `answers`."""
    digest = _digest(code)
    return survey_tables.submit(digest, answers, today=today) if digest else Receipt.UNKNOWN


@transaction.atomic
def move_waiting_answers(authority_id: UUID, *, at: datetime) -> list[MovedTo]:
    """The night's batch: waiting answers become results, shuffled, and their figures are marked.

    Runs inside the authority. Fewer than five answers wait for another night.
    """
    moved = survey_tables.move(least=BATCH)
    for each in moved:
        mark_changed(
            f"{SOURCE}.{each.series}",
            authority_id=authority_id,
            unit_id=each.unit_id,
            month=each.month,
            at=at,
        )
    return moved
