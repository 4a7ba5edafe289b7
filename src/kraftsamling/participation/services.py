"""Handing out codes, taking answers, and what happens to them at night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from kraftsamling.common.clock import day_of
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.services import mark_changed
from kraftsamling.participation import survey_tables, words_tables
from kraftsamling.participation.codes import digest_of, new_code
from kraftsamling.participation.indicators import SOURCE
from kraftsamling.participation.models import ActionOnAnswers, HandedOut, SlipBatch, Survey
from kraftsamling.participation.questions import Question, Series
from kraftsamling.participation.statuses import WordsState
from kraftsamling.participation.survey_tables import CheckedCode, CodeState, MovedTo, Receipt
from kraftsamling.participation.tries import forget
from kraftsamling.participation.walk import new_visit

BATCH: Final = 5  # docs/rules.md: answers move in batches of at least five
VALID_MONTHS: Final = 6
HIDDEN_KEPT: Final = timedelta(days=30)
ARRIVALS_KEPT: Final = timedelta(days=35)


SLIP: Final = "code"


def digest_in_use(code: str, use: str = SLIP) -> bytes | None:
    """What is stored of a code; `use` is `use_of` for a shared one."""
    return digest_of(code, key=settings.FIELD_INDEX_KEY, use=use)


def use_of(series: Series, *, kiosk: bool) -> str:
    """A shared code as one series answers with it."""
    return f"{'kiosk' if kiosk else 'group'} {series}"


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
    survey_tables.issue(
        survey.pk,
        unit_id,
        series,
        [digest for code in codes if (digest := digest_in_use(code))],
        valid_until=valid_until(today),
    )
    count_offered(survey.authority_id, unit_id=unit_id, series=series, count=count, today=today)
    return codes


@transaction.atomic
def hand_out_in_letter(survey: Survey, *, unit_id: UUID, series: Series, today: date) -> str:
    """One code for the slip of a letter; it is counted as offered, and not kept.

    The letter is stored in the same transaction, and rows tell which transaction wrote them. So all codes
    that are still good are written anew, in random order: none says which of them is the letter's.
    """
    (code,) = hand_out(survey, unit_id=unit_id, series=series, count=1, today=today)
    survey_tables.mix_codes()
    return code


def count_offered(
    authority_id: UUID, *, unit_id: UUID, series: Series, count: int, today: date
) -> None:
    """So many more have been offered the questions in a unit's quarter."""
    row, _ = HandedOut.rows.get_or_create(
        authority_id=authority_id,
        unit_id=unit_id,
        series=series,
        quarter_starts_on=Period.containing(today, Length.QUARTER).first_day,
    )
    HandedOut.rows.filter(pk=row.pk).update(count=F("count") + count)


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


@dataclass(frozen=True)
class Offer:
    """What a typed code offers: in which series one may answer with it now, and whose questions they are."""

    state: CodeState
    series: tuple[Series, ...] = ()
    authority_id: UUID | None = None
    unit_id: UUID | None = None
    survey_id: UUID | None = None


def offer_of(code: str, *, at: datetime, kiosk: bool = False) -> Offer:
    """What a code is good for. Something that cannot be a code is UNKNOWN, like a guess."""
    found = [] if kiosk else [_checked(code, SLIP, at)]
    if kiosk or found[0].state is CodeState.UNKNOWN:
        found = [_checked(code, use_of(series, kiosk=kiosk), at) for series in Series]
    open_now = [each for each in found if each.state is CodeState.OPEN]
    known = [each for each in found if each.state is not CodeState.UNKNOWN]
    first = (open_now or known or found)[0]
    series = tuple(Series(each.series) for each in open_now)
    return Offer(first.state, series, first.authority_id, first.unit_id, first.survey_id)


def _checked(code: str, use: str, at: datetime) -> CheckedCode:
    digest = digest_in_use(code, use)
    return survey_tables.check(digest, at=at) if digest else CheckedCode(CodeState.UNKNOWN)


@dataclass(frozen=True)
class Submitted:
    """What became of an answer, and to which authority it went."""

    receipt: Receipt
    series: str = ""
    authority_id: UUID | None = None


def submit_answers(
    code: str,
    answers: Mapping[str, int],
    *,
    at: datetime,
    series: Series | None = None,
    survey_id: UUID | None = None,
    visit: str = "",
    kiosk: bool = False,
    words: str = "",
) -> Submitted:
    """Store the answers of one visit, once. Skipped questions are left out of `answers`.

    `words` are what was added (`rules.words.cleaned`); they are stored apart, and nothing leads back.

    `series` is needed for a shared code. `survey_id` is the wording that was shown; without it, the one that
    is asked now.
    """
    use = use_of(series, kiosk=True) if kiosk and series else SLIP
    checked = _checked(code, use, at)
    if checked.state is CodeState.UNKNOWN and series and not kiosk:
        use = use_of(series, kiosk=False)
        checked = _checked(code, use, at)
    digest, survey_id = digest_in_use(code, use), survey_id or checked.survey_id
    if digest is None or checked.state is CodeState.UNKNOWN:
        return Submitted(Receipt.UNKNOWN)
    if survey_id is None:
        return Submitted(Receipt(checked.state), checked.series, checked.authority_id)
    spent = sha256((visit or new_visit()).encode()).digest()
    receipt = survey_tables.submit(
        digest,
        answers,
        survey_id=survey_id,
        visit=spent,
        at=at,
        words=words_tables.sealed(words),
    )
    return Submitted(receipt, checked.series, checked.authority_id)


@transaction.atomic
def move_waiting_answers(authority_id: UUID, *, at: datetime) -> list[MovedTo]:
    """The night's batch: waiting answers become results, shuffled, and their figures are marked.

    Runs inside the authority. Fewer than five answers wait for another night.
    """
    forget(now=at)
    words_tables.forget_hidden(before=day_of(at) - HIDDEN_KEPT)
    words_tables.forget_arrivals(at=at, kept=ARRIVALS_KEPT)
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


class ReasonMissing(Exception):
    """Raised when words would be hidden without a reason."""


class DecidedMeanwhile(Exception):
    """Raised when somebody else has decided, or the night has given the words another place."""


@transaction.atomic
def show_words(words_id: UUID, *, seen: WordsState, by: UUID, today: date) -> None:
    """Let colleagues read them, once ten have answered. Inside the authority. Raises DecidedMeanwhile."""
    _decide(words_id, seen, WordsState.SHOWN, "", by, today)


@transaction.atomic
def hide_words(words_id: UUID, *, seen: WordsState, reason: str, by: UUID, today: date) -> None:
    """Keep them from everybody; after thirty days they are gone. Raises ReasonMissing or DecidedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing(words_id)
    _decide(words_id, seen, WordsState.HIDDEN, reason, by, today)


def _decide(
    words_id: UUID, seen: WordsState, to: WordsState, reason: str, by: UUID, today: date
) -> None:
    if not words_tables.decide(words_id, seen=seen, to=to, reason=reason, by=by, today=today):
        raise DecidedMeanwhile(words_id)
