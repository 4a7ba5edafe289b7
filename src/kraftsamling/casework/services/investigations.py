"""The investigation: opened, written under headings, extended, closed; children and custodians heard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    ChildVoice,
    Hearing,
    Investigation,
    InvestigationHeading,
    InvestigationText,
    VoiceAnswer,
    VoicePicture,
)
from kraftsamling.casework.rules import clocks
from kraftsamling.casework.selectors.investigations import headings_to_fill
from kraftsamling.casework.services import deadlines
from kraftsamling.casework.services.cases import change_phase, close_now
from kraftsamling.casework.services.qualifications import ensure_may_decide
from kraftsamling.casework.services.trail import (
    INVESTIGATIONS,
    ReasonMissing,
    changed,
    id_once,
    locked,
    step,
)
from kraftsamling.casework.statuses import Heard, InParty, InvestigationOutcome, Phase, Topic
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import StaleVersion, save_if_unchanged
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.documents.attachments import Drawn


class ChildNotHeard(Exception):
    """Raised when an investigation would close and nobody has written what the child said, or why not."""


class TextsMissing(Exception):
    """Raised when required headings are empty; `headings` says which."""

    def __init__(self, headings: list[str]) -> None:
        super().__init__(", ".join(headings))
        self.headings = headings


def open_investigation(*, case: Case, by: Actor, at: datetime) -> Investigation:
    """Begin, today. Its four months are counted from here. An open one is used, not doubled."""
    existing = Investigation.rows.filter(case=case, closed_on=None).first()
    if existing:
        return existing
    row = Investigation.rows.create(authority_id=case.authority_id, case=case, opened_on=day_of(at))
    change_phase(case, Phase.INVESTIGATION, by=by, at=at)
    deadlines.start_clock(
        case, clocks.INVESTIGATION, about=row.pk, start=deadlines.noon_of(row.opened_on)
    )
    deadlines.refresh_next(case)
    changed(INVESTIGATIONS, case, of=at, at=at)
    return row


@transaction.atomic
def write_text(
    *,
    investigation: Investigation,
    heading: InvestigationHeading,
    by: Actor,
    at: datetime,
    seen_version: int,
    text: str,
) -> InvestigationText:
    """Write under one heading. `seen_version` is 0 while nothing stood there. Raises StaleVersion."""
    locked(investigation.case)
    row, is_new = InvestigationText.rows.get_or_create(
        authority_id=investigation.authority_id,
        investigation=investigation,
        heading=heading,
        defaults={"text": text.strip(), "written_at": at, "written_by": by.membership_id},
    )
    if is_new:
        return row
    if not seen_version:
        raise StaleVersion(row)
    row.text, row.written_at, row.written_by = text.strip(), at, by.membership_id
    save_if_unchanged(row, seen_version=seen_version, fields=["text", "written_at", "written_by"])
    return row


@transaction.atomic
def extend_investigation(
    *,
    investigation: Investigation,
    by: Actor,
    at: datetime,
    seen_version: int,
    to: date,
    reason: str,
) -> None:
    """More time, to a named day, for special reasons (särskilda skäl).

    Raises ReasonMissing, NotALaterDay, CannotBeExtended, StaleVersion.
    """
    if not reason.strip():
        raise ReasonMissing("extension")
    case = locked(investigation.case)
    investigation.extended_to, investigation.extension_reason = to, reason.strip()
    save_if_unchanged(
        investigation, seen_version=seen_version, fields=["extended_to", "extension_reason"]
    )
    deadlines.extend_clock(
        case, clocks.INVESTIGATION, about=investigation.pk, to=to, because=reason
    )
    deadlines.refresh_next(case)
    step(case, "extension", "", to.isoformat(), by=by, at=at, about=investigation.pk)
    changed(INVESTIGATIONS, case, of=at, at=at)


@transaction.atomic
def close_investigation(
    *,
    investigation: Investigation,
    by: Actor,
    at: datetime,
    seen_version: int,
    outcome: InvestigationOutcome,
) -> None:
    """End it. Without help the case closes, or is followed up for at most two months.

    Raises NotQualified, ChildNotHeard, TextsMissing, StaleVersion.
    """
    case = locked(investigation.case)
    ensure_may_decide(by)
    if not _child_is_heard(investigation):
        raise ChildNotHeard(investigation.pk)
    if missing := missing_headings(investigation):
        raise TextsMissing(missing)
    investigation.outcome, investigation.closed_on = outcome, day_of(at)
    save_if_unchanged(investigation, seen_version=seen_version, fields=["outcome", "closed_on"])
    deadlines.stop_clock(case, clocks.INVESTIGATION, about=investigation.pk, at=at)
    step(case, "investigation", "", outcome, by=by, at=at, about=investigation.pk)
    if outcome == InvestigationOutcome.INTERVENTION:
        change_phase(case, Phase.INTERVENTION, by=by, at=at)
    elif outcome == InvestigationOutcome.FOLLOW_UP:
        change_phase(case, Phase.FOLLOW_UP, by=by, at=at)
        deadlines.start_clock(case, clocks.FOLLOW_UP, about=investigation.pk, start=at)
    else:
        close_now(case, by=by, at=at, because=outcome)
    deadlines.refresh_next(case)
    changed(INVESTIGATIONS, case, of=at, at=at)


def missing_headings(investigation: Investigation) -> list[str]:
    """Required headings under which nothing is written, in order."""
    written = InvestigationText.rows.filter(investigation=investigation).exclude(text="")
    every = list(
        InvestigationHeading.rows.of_authority(investigation.authority_id).order_by(
            "position", "pk"
        )
    )
    empty = headings_to_fill(every, set(written.values_list("heading_id", flat=True)))
    return [each.words for each in every if each.is_required and each.pk in empty]


def _child_is_heard(investigation: Investigation) -> bool:
    """The child has been heard since it was opened, or it is written why not."""
    since = {"on__gte": investigation.opened_on}
    heard = Hearing.rows.filter(case=investigation.case, who__part=InParty.SUBJECT, **since)
    said = ChildVoice.rows.filter(case=investigation.case, said_on__gte=investigation.opened_on)
    return heard.exists() or said.exists()


@transaction.atomic
def hear(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    who: CasePerson,
    on: date,
    how: Heard,
    words: str,
) -> Hearing:
    """Somebody has been heard, or not and why. Raises ReasonMissing for no words."""
    case = locked(case)
    if not words.strip():
        raise ReasonMissing("hearing")
    assert by.membership_id is not None
    row, _new = Hearing.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "who": who,
            "on": on,
            "how": how,
            "words": words.strip(),
            "written_by": by.membership_id,
            "written_at": at,
        },
    )
    return row


@transaction.atomic
def keep_childs_words(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    said_on: date,
    words: str,
    how: str = "",
    withheld: bool = False,
    topic: Topic = Topic.NONE,
    chosen: str = "",
    pictures: Sequence[Drawn] = (),
) -> ChildVoice:
    """Keep what the child said exactly as it was said: not trimmed, not edited; and what it drew, which
    `chosen` then tells whoever reads without pictures. Raises ReasonMissing for neither."""
    case = locked(case)
    if not words.strip() and not pictures:
        raise ReasonMissing("voice")
    row, is_new = ChildVoice.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "said_on": said_on,
            "words": words,
            "how": how.strip(),
            "withheld": withheld,
            "topic": topic,
            "chosen": chosen,
            "written_by": by.membership_id,
            "written_at": at,
        },
    )
    if is_new:
        VoicePicture.rows.bulk_create(
            VoicePicture(
                authority_id=case.authority_id,
                voice=row,
                number=number,
                width=each.width,
                height=each.height,
                data=each.data,
            )
            for number, each in enumerate(pictures, 1)
        )
    return row


@transaction.atomic
def answer_voice(
    *,
    voice: ChildVoice,
    by: Actor,
    at: datetime,
    key: UUID,
    what_we_did: str,
    told_child_on: date | None,
    reply: str = "",
) -> VoiceAnswer:
    """What we did about it, and when the child was told; `reply` is an answer to the child itself.

    One of the two may come first, and the other in an answer of its own. Raises ReasonMissing for neither.
    """
    if not what_we_did.strip() and not reply.strip():
        raise ReasonMissing("voice answer")
    assert by.membership_id is not None
    row, _new = VoiceAnswer.rows.get_or_create(
        pk=id_once(voice.pk, key),
        defaults={
            "authority_id": voice.authority_id,
            "voice": voice,
            "what_we_did": what_we_did.strip(),
            "reply": reply.strip(),
            "told_child_on": told_child_on,
            "written_by": by.membership_id,
            "written_at": at,
        },
    )
    return row
