"""A child's channel on the staff's side: its links, and what has come through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, ChildChannel, ChildVoice
from kraftsamling.casework.presenters.pictures import Picture, pictures_of
from kraftsamling.casework.presenters.words import day_words, moment_words, path_to
from kraftsamling.casework.statuses import ChannelEnd
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Link, TimeRow
from kraftsamling.organisations.filling_in import May


@dataclass(frozen=True)
class ChannelVoice:
    """What the child wrote, whether it is read, and where one reads and answers it."""

    said: str
    when: str
    state: str
    answers: Sequence[str]
    url: str
    label: str
    pictures: Sequence[Picture]


@dataclass(frozen=True)
class ChannelPage:
    """The channel of one case. `link` is there once: in the answer to making it."""

    title: str
    breadcrumb: Sequence[Link]
    lead: str
    link: str
    voices: Sequence[ChannelVoice]
    former: Sequence[TimeRow]
    end_url: str
    may_open: bool

    @classmethod
    def of(
        cls,
        case: Case,
        channel: ChildChannel | None,
        channels: Sequence[ChildChannel],
        voices: Sequence[ChildVoice],
        *,
        may: May,
        now: datetime,
        link: str = "",
    ) -> ChannelPage:
        return cls(
            title=_("The child's channel"),
            breadcrumb=path_to(case, Link(_("The child's channel")), today=day_of(now)),
            lead=_("The link is open until %(moment)s.") % {"moment": moment_words(channel.ends_at)}
            if channel
            else _("No link is open. Make one together with the child, and choose the code."),
            link=link,
            voices=[_voice(each, may) for each in voices],
            former=[
                TimeRow(moment_words(each.opened_at), detail=_end_words(each, now))
                for each in channels
            ],
            end_url=reverse("channel_end", args=[channel.pk])
            if channel and may("end", "child_channel", channel)
            else "",
            may_open=case.is_open and may("create", "child_channel"),
        )


def _end_words(channel: ChildChannel, now: datetime) -> str:
    if channel.ended_at:
        return f"{ChannelEnd(channel.ended_because).label}, {day_words(day_of(channel.ended_at))}"
    if channel.ends_at <= now:
        return _("Its time ran out %(day)s") % {"day": day_words(day_of(channel.ends_at))}
    return _("Open until %(day)s") % {"day": day_words(day_of(channel.ends_at))}


def _voice(voice: ChildVoice, may: May) -> ChannelVoice:
    reading = getattr(voice, "reading", None)
    answers = [each.reply or each.what_we_did for each in voice.answers.all()]
    url, label = "", ""
    if reading is None and may("assess", "child_voice", voice):
        url, label = reverse("voice_read", args=[voice.pk]), _("Read it as a possible concern")
    elif reading is not None and may("answer", "child_voice", voice):
        url, label = reverse("case_voice_answer", args=[voice.pk]), _("Answer the child")
    return ChannelVoice(
        said=voice.said,
        when=moment_words(voice.written_at),
        state=reading_words(voice),
        answers=answers,
        url=url,
        label=label,
        pictures=pictures_of(voice),
    )


def reading_words(voice: ChildVoice) -> str:
    """Whether it is read, and as what."""
    reading = getattr(voice, "reading", None)
    if reading is None:
        return _("Not read yet.")
    return (
        _("Read %(moment)s. It became a concern report: %(because)s")
        if reading.report_id
        else _("Read %(moment)s. No concern: %(because)s")
    ) % {"moment": moment_words(reading.read_at), "because": reading.because}
