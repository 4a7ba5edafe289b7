"""Meetings: called, changed, cancelled; and the calendar file that names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import Case, CasePerson, JointHandling, Meeting, MeetingPerson
from kraftsamling.casework.services.trail import id_once, locked, step
from kraftsamling.casework.statuses import JointState, MeetingKind
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor

LONGEST: Final = timedelta(hours=12)


class NotTogether(Exception):
    """Raised when a joint meeting would be called by a link that is not open any more."""


@transaction.atomic
def call_meeting(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    kind: MeetingKind,
    starts_at: datetime,
    ends_at: datetime,
    room: str,
    people: Sequence[CasePerson],
    family_told_on: date | None = None,
    joint: JointHandling | None = None,
) -> Meeting:
    """Book a meeting. With `joint` the other unit has it too. Raises CaseClosed, NotTogether."""
    case = locked(case)
    assert by.membership_id is not None
    if joint and joint.state != JointState.OPEN:
        raise NotTogether(joint.pk)
    row, is_new = Meeting.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "case": case,
            "joint": joint,
            "kind": kind,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "room": room.strip(),
            "by_membership_id": by.membership_id,
            "family_told_on": family_told_on,
        },
    )
    if is_new:
        _ask(row, people)
        step(case, "meeting", "", kind, by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    by: Actor,
    at: datetime,
    seen_version: int,
    kind: MeetingKind,
    starts_at: datetime,
    ends_at: datetime,
    room: str,
    people: Sequence[CasePerson],
    family_told_on: date | None = None,
) -> None:
    """Another time, room or company. Raises CaseClosed, StaleVersion."""
    case = locked(meeting.case)
    meeting.kind, meeting.starts_at, meeting.ends_at = kind, starts_at, ends_at
    meeting.room, meeting.family_told_on = room.strip(), family_told_on
    save_if_unchanged(
        meeting,
        seen_version=seen_version,
        fields=["kind", "starts_at", "ends_at", "room", "family_told_on"],
    )
    MeetingPerson.rows.filter(meeting=meeting).delete()
    _ask(meeting, people)
    step(case, "meeting", kind, kind, by=by, at=at, about=meeting.pk)


def _ask(meeting: Meeting, people: Sequence[CasePerson]) -> None:
    MeetingPerson.rows.bulk_create(
        [
            MeetingPerson(authority_id=meeting.authority_id, meeting=meeting, who=each)
            for each in people
        ]
    )


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """It is not held. Cancelled twice it is cancelled once."""
    row = Meeting.rows.select_for_update().get(pk=meeting.pk)
    if row.cancelled_at is None:
        row.cancelled_at = at
        row.version += 1
        row.save(update_fields=["cancelled_at", "version"])
        step(meeting.case, "meeting", row.kind, "CANCELLED", by=by, at=at, about=row.pk)
