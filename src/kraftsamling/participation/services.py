"""Handing out codes, taking answers, and what happens to them at night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from kraftsamling.common.clock import day_of
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.services import mark_changed
from kraftsamling.participation import survey_tables
from kraftsamling.participation.codes import digest_of, new_code
from kraftsamling.participation.indicators import SOURCE
from kraftsamling.participation.models import ActionOnAnswers, HandedOut, SlipBatch, Survey
from kraftsamling.participation.questions import Question, Series
from kraftsamling.participation.survey_tables import (
    CheckedCode,
    CodeState,
    MovedTo,
    Receipt,
    Submitted,
)

BATCH: Final = 5  # docs/rules.md: answers move in batches of at least five
VALID_MONTHS: Final = 6


def _digest(code: str) -> bytes | None:
    return digest_of(code, key=settings.FIELD_INDEX_KEY)


def valid_until(today: date) -> date:
    """The last day of a code that is handed out today."""
    return Period.containing(today, Length.MONTH).shifted(VALID_MONTHS).last_day


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
        valid_until=valid_until(today),
    )
    row, _ = HandedOut.rows.get_or_create(
        authority_id=survey.authority_id,
        unit_id=unit_id,
        series=series,
        quarter_starts_on=quarter.first_day,
    )
    HandedOut.rows.filter(pk=row.pk).update(count=F("count") + count)
    return codes


class AlreadyPrinted(Exception):
    """Raised when the same button was pressed again; `batch` is the first printing."""

    def __init__(self, batch: SlipBatch) -> None:
        super().__init__("These slips have been printed")
        self.batch = batch


@transaction.atomic
def print_slips(
    survey: Survey,
    *,
    key: UUID,
    unit_id: UUID,
    series: Series,
    count: int,
    by: UUID,
    at: datetime,
) -> list[str]:
    """Make codes for one printing. Raises AlreadyPrinted: the codes of the first are known to nobody."""
    batch, made = SlipBatch.rows.get_or_create(
        authority_id=survey.authority_id,
        key=key,
        defaults={
            "unit_id": unit_id,
            "series": series,
            "count": count,
            "made_at": at,
            "made_by": by,
        },
    )
    if not made:
        raise AlreadyPrinted(batch)
    return hand_out(survey, unit_id=unit_id, series=series, count=count, today=day_of(at))


class WrittenMeanwhile(Exception):
    """Raised when somebody else has written since the form was opened; `row` is how it stands now."""

    def __init__(self, row: ActionOnAnswers) -> None:
        super().__init__("Somebody else has written")
        self.row = row


@transaction.atomic
def write_action(
    authority_id: UUID,
    *,
    series: Series,
    question: Question,
    text: str,
    seen: str,
    by: UUID,
    at: datetime,
) -> ActionOnAnswers:
    """Write what is done about the answers to a question; the change log keeps every version.

    `seen` is the version that the form showed (`version_of`). Raises WrittenMeanwhile for an older one, and
    writes nothing when the text is the same as before.
    """
    rows = ActionOnAnswers.rows.of_authority(authority_id).select_for_update()
    row = rows.filter(series=series, question=question.number).order_by("-written_at").first()
    if row is None:
        return ActionOnAnswers.rows.create(
            authority_id=authority_id,
            series=series,
            question=question.number,
            text=text,
            written_at=at,
            written_by=by,
        )
    if row.text == text:
        return row
    if version_of(row) != seen:
        raise WrittenMeanwhile(row)
    row.text, row.written_at, row.written_by = text, at, by
    row.save(update_fields=["text", "written_at", "written_by"])
    return row


def version_of(row: ActionOnAnswers | None) -> str:
    """Which version of a text a form was opened with."""
    return row.written_at.astimezone(UTC).isoformat() if row else ""


def check_code(code: str, *, today: date) -> CheckedCode:
    """What a typed code is good for. Something that cannot be a code is UNKNOWN, like a guess."""
    digest = _digest(code)
    return survey_tables.check(digest, today=today) if digest else CheckedCode(CodeState.UNKNOWN)


def submit_answers(code: str, answers: Mapping[str, int], *, today: date) -> Submitted:
    """Store the answers of one slip, once. Skipped questions are left out of `answers`."""
    digest = _digest(code)
    return (
        survey_tables.submit(digest, answers, today=today) if digest else Submitted(Receipt.UNKNOWN)
    )


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
