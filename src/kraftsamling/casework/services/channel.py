"""The child's channel: opened with a code, ended, and what comes through it read by a person."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kraftsamling.casework.channel_tables import key_of
from kraftsamling.casework.models import (
    Case,
    ChildChannel,
    ChildVoice,
    ConcernReport,
    VoiceReading,
)
from kraftsamling.casework.services.reports import Reporter, ReportFacts, open_case_of, report_about
from kraftsamling.casework.services.trail import ReasonMissing, id_once, locked, step
from kraftsamling.casework.statuses import Channel, ChannelEnd, ReporterKind
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.settings_catalogue import value

DAYS_SETTING: Final = "channel.days"
DAYS: Final = 14
LINK_BYTES: Final = 24


class ReadMeanwhile(Exception):
    """Raised when somebody else has read it and said what it is."""


@dataclass(frozen=True)
class OpenedChannel:
    """A new channel, and its link: told once, and stored nowhere."""

    channel: ChildChannel
    link: str


@transaction.atomic
def open_channel(
    *, case: Case, by: Actor, at: datetime, code: str, link: str = ""
) -> OpenedChannel:
    """A new link for the child of a case; one that was open before ends. Raises CaseClosed."""
    case = locked(case)
    for former in ChildChannel.rows.select_for_update().filter(case=case, ended_at=None):
        _end(former, ChannelEnd.REPLACED, by=by, at=at)
    link = link or secrets.token_urlsafe(LINK_BYTES)
    key = key_of(link, code)
    assert by.membership_id is not None
    row = ChildChannel.rows.create(
        authority_id=case.authority_id,
        case=case,
        token=key.token,
        pin=key.pin,
        opened_at=at,
        opened_by=by.membership_id,
        ends_at=at + timedelta(days=int(value(DAYS_SETTING, case.authority_id))),
    )
    step(case, "channel", "", "OPEN", by=by, at=at, about=row.pk)
    return OpenedChannel(row, link)


@transaction.atomic
def end_channel(*, channel: ChildChannel, by: Actor, at: datetime) -> None:
    """The link opens nothing any more. What was written stays, and is answered in another way."""
    row = ChildChannel.rows.select_for_update().get(pk=channel.pk)
    if row.ended_at is None:
        _end(row, ChannelEnd.ENDED, by=by, at=at)


def _end(channel: ChildChannel, because: ChannelEnd, *, by: Actor, at: datetime) -> None:
    channel.ended_at, channel.ended_because = at, because
    channel.save(update_fields=["ended_at", "ended_because"])
    step(channel.case, "channel", "OPEN", because, by=by, at=at, about=channel.pk)


@transaction.atomic
def read_voice(
    *,
    voice: ChildVoice,
    by: Actor,
    at: datetime,
    is_concern: bool,
    because: str,
    withheld: bool = True,
) -> VoiceReading:
    """A person has read it as a possible concern. A concern becomes a report at once, with its clocks.

    Raises ReasonMissing, and ReadMeanwhile when somebody else said something first.
    """
    if not because.strip():
        raise ReasonMissing("reading")
    # Two who read at once: the second waits here, and then sees what the first one said.
    Case.rows.select_for_update(of=("self",)).get(pk=voice.case_id)
    if VoiceReading.rows.filter(voice=voice).exists():
        raise ReadMeanwhile(voice.pk)
    assert by.membership_id is not None
    report = _report_of(voice, by=by, at=at) if is_concern else None
    return VoiceReading.rows.create(
        authority_id=voice.authority_id,
        voice=voice,
        read_at=at,
        read_by=by.membership_id,
        report=report,
        because=because.strip(),
        withheld=withheld,
    )


def _report_of(voice: ChildVoice, *, by: Actor, at: datetime) -> ConcernReport:
    case = voice.case
    facts = ReportFacts(
        received_at=voice.written_at,
        channel=Channel.OWN_LINK,
        reporter=Reporter(ReporterKind.CHILD),
        what=voice.said,
        is_acute=False,
        children=(),
    )
    return report_about(
        case.subject,
        facts,
        case.unit_id,
        by=by,
        at=at,
        key=id_once(voice.pk, "report"),
        running=open_case_of(case.subject),
    )
