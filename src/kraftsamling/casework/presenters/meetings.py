"""Meetings in words, as rows, and as a calendar file without any name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, Meeting
from kraftsamling.casework.presenters.words import (
    day_words,
    full_name,
    language,
    moment_words,
    path_to,
    short_name,
)
from kraftsamling.casework.statuses import MeetingKind
from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.common.parts import Action, Fact, Link, TimeRow
from kraftsamling.organisations.filling_in import May


def meeting_row(meeting: Meeting) -> TimeRow:
    """A line of a list: kind and day, and where."""
    return TimeRow(
        str(MeetingKind(meeting.kind).label),
        detail=f"{moment_words(meeting.starts_at)} · {meeting.room}",
        url=reverse("meeting", args=[meeting.pk]),
    )


def hour_row(meeting: Meeting, now: datetime) -> TimeRow:
    """A line of today's meetings: "10.00 Med barnet, W.B." and the room. Initials, never a name."""
    local = meeting.starts_at.astimezone(STOCKHOLM)
    return TimeRow(
        f"{MeetingKind(meeting.kind).label}, {short_name(meeting.case.subject, day_of(now))}",
        time=formats.tight_clock(local, language()),
        iso=local.isoformat(),
        url=reverse("meeting", args=[meeting.pk]),
        detail=meeting.room,
    )


@dataclass(frozen=True)
class MeetingPage:
    """One meeting: when, where, who, and whether the family has been told."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    facts: Sequence[Fact]
    actions: Sequence[Action]
    ics_url: str
    cancel_url: str

    @classmethod
    def of(
        cls, meeting: Meeting, people: Sequence[str], *, own: Case, may: May, now: datetime
    ) -> MeetingPage:
        clock = formats.clock(meeting.ends_at.astimezone(STOCKHOLM), language())
        told = meeting.family_told_on
        writes = meeting.cancelled_at is None and may("update", "meeting", meeting)
        return cls(
            title=str(MeetingKind(meeting.kind).label),
            lead=_("The meeting was cancelled.")
            if meeting.cancelled_at
            else _("%(moment)s to %(until)s, %(room)s.")
            % {
                "moment": moment_words(meeting.starts_at),
                "until": clock,
                "room": meeting.room,
            },
            breadcrumb=path_to(own, Link(_("Meeting")), today=day_of(now)),
            facts=[
                Fact(_("Called by"), meeting.by_membership.name),
                Fact(_("From the family"), ", ".join(people) or _("Nobody yet")),
                Fact(
                    _("The family was told"),
                    day_words(told) if told else _("Not yet"),
                ),
                *(
                    [Fact(_("Together with"), _("The adult unit and the child unit"))]
                    if meeting.joint_id
                    else []
                ),
            ],
            actions=[Action(_("Change the meeting"), reverse("meeting_change", args=[meeting.pk]))]
            if writes
            else [],
            ics_url=reverse("meeting_ics", args=[meeting.pk]) if not meeting.cancelled_at else "",
            cancel_url=reverse("meeting_cancel", args=[meeting.pk]) if writes else "",
        )


def names_at(meeting: Meeting) -> list[str]:
    """Who of the case is to be there. Somebody protected has no name here."""
    rows = meeting.people.select_related("who__person").order_by("who__part", "pk")
    return [
        _("Protected person") if each.who.person.is_protected else full_name(each.who.person)
        for each in rows
    ]


@dataclass(frozen=True)
class MeetingsPage:
    """The meetings of a case: those to come, and those that were."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    coming: Sequence[TimeRow]
    past: Sequence[TimeRow]
    new_url: str

    @classmethod
    def of(cls, case: Case, found: Sequence[Meeting], *, may: May, now: datetime) -> MeetingsPage:
        held = [each for each in found if each.cancelled_at is None]
        coming = [each for each in held if each.ends_at >= now]
        return cls(
            title=_("Meetings"),
            lead=_("The next meeting is %(moment)s.")
            % {"moment": moment_words(coming[0].starts_at)}
            if coming
            else _("No meeting is booked."),
            breadcrumb=path_to(case, Link(_("Meetings")), today=day_of(now)),
            coming=[meeting_row(each) for each in coming],
            past=[meeting_row(each) for each in reversed(held) if each.ends_at < now],
            new_url=reverse("meeting_new", args=[case.pk])
            if case.is_open and may("create", "meeting") and may("update", "case", case)
            else "",
        )
