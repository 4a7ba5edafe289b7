"""One case at one look: where we are, what comes next, what the child has said, and what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.casework.models import Case, CaseNote, ChildVoice, Deadline
from kraftsamling.casework.presenters.more import LinkGroup
from kraftsamling.casework.presenters.pictures import Picture, pictures_of
from kraftsamling.casework.presenters.words import (
    act_for,
    act_url,
    clock_name,
    day_words,
    due_words,
    lapses,
    moment_words,
    name_and_age,
    path_to,
    short_name,
    time_left,
    tone_of,
)
from kraftsamling.casework.selectors.case_page import CaseFacts
from kraftsamling.casework.statuses import (
    DecisionState,
    DecisionType,
    InParty,
    NoteKind,
    Phase,
    ReporterKind,
)
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Action, Cell, Column, Link, Row, State, TimeRow
from kraftsamling.common.parts import Phase as Stretch
from kraftsamling.organisations.filling_in import May

SHOWN_VOICES: Final = 2
"""The child's latest words stand open; the earlier ones are one press away."""


@dataclass(frozen=True)
class Voice:
    """What the child said, word for word, and what we did."""

    words: str
    when: str
    answers: Sequence[str]
    answer_url: str
    pictures: Sequence[Picture]


@dataclass(frozen=True)
class NoteCard:
    """A note as it is read: kind and day, text, who signed."""

    heading: str
    text: str
    signed: str
    versions_url: str
    tag: str = ""


@dataclass(frozen=True)
class CasePage:
    """The page of one case."""

    title: str
    breadcrumb: Sequence[Link]
    lead: str
    actions: Sequence[Action]
    stretches: Sequence[Stretch]
    voices: Sequence[Voice]
    earlier_voices: Sequence[Voice]
    earlier_title: str
    voice_url: str
    clocks: Sequence[Row]
    clock_columns: Sequence[Column]
    people: Sequence[TimeRow]
    workers: Sequence[TimeRow]
    reports: Sequence[TimeRow]
    decisions: Sequence[TimeRow]
    notes: Sequence[NoteCard]
    all_notes_url: str
    more: Sequence[LinkGroup]
    twice_url: str
    goes_on_words: str
    why_title: str
    why: Sequence[str]

    @classmethod
    def of(
        cls,
        facts: CaseFacts,
        *,
        may: May,
        why: Sequence[str],
        now: datetime,
        more: Sequence[LinkGroup] = (),
        twice_url: str = "",
        goes_on: Case | None = None,
    ) -> CasePage:
        case, today = facts.case, day_of(now)
        voices = [_voice(each, may) for each in facts.voices]
        return cls(
            title=short_name(case.subject, today),
            breadcrumb=path_to(case, today=today),
            lead=lead_of(case, now),
            actions=_actions(case, may),
            stretches=_stretches(facts),
            voices=voices[:SHOWN_VOICES],
            earlier_voices=voices[SHOWN_VOICES:],
            earlier_title=_("Earlier words of the child"),
            voice_url=reverse("case_voice", args=[case.pk])
            if may("create", "child_voice") and case.is_open and may("update", "case", case)
            else "",
            clocks=[clock_row(each, now) for each in facts.deadlines if each.done_at is None],
            clock_columns=[Column(_("What")), Column(_("Time left")), Column(_("Last day"))],
            people=[
                TimeRow(
                    name_and_age(each.person, today)
                    if not each.person.is_protected or each.part == InParty.SUBJECT
                    else _("Protected person"),
                    detail=str(InParty(each.part).label),
                )
                for each in sorted(facts.people, key=lambda each: each.part != InParty.SUBJECT)
            ],
            workers=_workers(facts),
            reports=[
                TimeRow(
                    str(ReporterKind(each.reporter_kind).label),
                    detail=moment_words(each.received_at),
                    url=reverse("case_report", args=[each.pk])
                    if may("read", "concern_report", each)
                    else "",
                )
                for each in facts.reports
            ],
            decisions=[
                TimeRow(
                    each.what or str(DecisionType(each.type).label),
                    detail=day_words(each.decided_on)
                    if each.decided_on
                    else str(DecisionState(each.state).label),
                    url=reverse("case_decision", args=[each.pk])
                    if may("read", "case_decision", each)
                    else "",
                )
                for each in facts.decisions
            ],
            notes=[note_card(each) for each in facts.notes if may("read", "case_note", each)],
            all_notes_url=reverse("case_notes", args=[case.pk]),
            more=more,
            twice_url=twice_url,
            goes_on_words=_(
                "The child was registered twice. New reports come to case %(number)s. Do what is left here,"
                " and close the case."
            )
            % {"number": goes_on.number}
            if goes_on
            else "",
            why_title=_("Why do I see this?"),
            why=why,
        )


def lead_of(case: Case, now: datetime) -> str:
    """Phase, time left and worker in one line."""
    phase = Phase(case.phase).label
    if not case.is_open and case.closed_on:
        return _("The case was closed %(day)s.") % {"day": day_words(case.closed_on)}
    left = time_left(case.next_due_at, now, lapses=lapses(case.next_due_code))
    who = case.responsible.name if case.responsible else _("nobody yet")
    if left == "–":
        return _("%(phase)s. No deadline is running. Worker: %(who)s.") % {
            "phase": phase,
            "who": who,
        }
    return _("%(phase)s. %(left)s. Worker: %(who)s.") % {
        "phase": phase,
        "left": left,
        "who": who,
    }


def _actions(case: Case, may: May) -> list[Action]:
    """The next step first and filled; what one often does beside it."""
    if not case.is_open:
        if may("reopen", "case", case):
            return [Action(_("Open the case again"), reverse("case_reopen", args=[case.pk]))]
        return []
    if not may("update", "case", case):
        return []
    actions = []
    if case.next_due_code:
        act = act_for(case.next_due_code)
        actions.append(Action(str(act.verb), act_url(case.next_due_code, case.pk)))
    if may("create", "case_note"):
        actions.append(
            Action(
                _("Write a note"),
                reverse("case_note_new", args=[case.pk]),
                "secondary" if actions else "primary",
            )
        )
    if may("assign", "assignment"):
        actions.append(
            Action(_("Give it to a worker"), reverse("case_assign", args=[case.pk]), "secondary")
        )
        if case.responsible_id is None:
            actions.append(
                Action(
                    _("Before it is given out"),
                    reverse("case_priority", args=[case.pk]),
                    "tertiary",
                )
            )
    return actions


def _stretches(facts: CaseFacts) -> list[Stretch]:
    """Report → protection → preliminary assessment → investigation → decision, with their days."""
    report = facts.reports[-1] if facts.reports else None
    protection = facts.protection[-1] if facts.protection else None
    preliminary = next((each for each in facts.preliminary if each.decided_on), None)
    investigation = facts.investigation
    decided = next((each for each in facts.decisions if each.decided_on), None)
    rows: list[tuple[str, str]] = [
        (_("Concern report"), moment_words(report.received_at) if report else ""),
        (_("Protection assessed"), moment_words(protection.decided_at) if protection else ""),
        (
            _("Preliminary assessment"),
            day_words(preliminary.decided_on) if preliminary and preliminary.decided_on else "",
        ),
        (_("Investigation"), day_words(investigation.opened_on) if investigation else ""),
        (_("Decision"), day_words(decided.decided_on) if decided and decided.decided_on else ""),
    ]
    now_at = next((place for place, (_name, done) in enumerate(rows) if not done), len(rows))
    states: list[State] = [
        "done" if place < now_at else "now" if place == now_at else "next"
        for place in range(len(rows))
    ]
    return [
        Stretch(name, done or ("" if state == "now" else _("Not yet")), "", state=state)
        for (name, done), state in zip(rows, states, strict=True)
    ]


def _voice(voice: ChildVoice, may: May) -> Voice:
    answers = list(voice.answers.all())
    return Voice(
        words=voice.said,
        when=day_words(voice.said_on) + (f" · {voice.how}" if voice.how else ""),
        answers=[each.what_we_did for each in answers if each.what_we_did],
        answer_url=reverse("case_voice_answer", args=[voice.pk])
        if not any(each.what_we_did for each in answers) and may("answer", "child_voice", voice)
        else "",
        pictures=pictures_of(voice),
    )


def clock_row(deadline: Deadline, now: datetime) -> Row:
    """A clock as a row: what, time left, last day."""
    return Row(
        [
            Cell(
                clock_name(deadline),
                sub=_("extended: %(because)s") % {"because": deadline.extended_because}
                if deadline.extended_because
                else "",
            ),
            Cell(
                time_left(deadline.due_at, now, lapses=lapses(deadline.code)),
                tone=tone_of(deadline.due_at, now),  # type: ignore[arg-type]
            ),
            Cell(due_words(deadline.due_at)),
        ]
    )


def _workers(facts: CaseFacts) -> list[TimeRow]:
    return [
        TimeRow(
            each.membership.name,
            detail=str(each.get_role_display())
            + (_(", until %(day)s") % {"day": day_words(each.ends_on)} if each.ends_on else ""),
        )
        for each in facts.assignments
    ]


def note_card(note: CaseNote, *, linked: bool = True) -> NoteCard:
    """A note as it stands on a page, with a link to its versions."""
    return NoteCard(
        heading=f"{NoteKind(note.kind).label}, {day_words(note.happened_on)}",
        text=note.text,
        signed=_("Signed %(moment)s") % {"moment": moment_words(note.signed_at)},
        versions_url=reverse("case_note", args=[note.pk]) if linked else "",
        tag=_("Waits for the supervisor's signature")
        if note.needs_countersign
        else (_("Corrected") if note.number > 1 else ""),
    )
