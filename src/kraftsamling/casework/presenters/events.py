"""Everything that has happened in a case, and one note with all its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, CaseNote
from kraftsamling.casework.presenters.case import NoteCard
from kraftsamling.casework.presenters.words import day_words, moment_words, path_to
from kraftsamling.casework.statuses import NoteKind
from kraftsamling.common.parts import Action, Link
from kraftsamling.organisations.filling_in import May


@dataclass(frozen=True)
class EventsPage:
    """All notes of a case."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    notes: Sequence[NoteCard]

    @classmethod
    def of(cls, case: Case, notes: Sequence[NoteCard], *, today: date) -> EventsPage:
        count = len(notes)
        return cls(
            title=_("Everything that has happened"),
            lead=ngettext(
                "%(count)s note, the latest first.", "%(count)s notes, the latest first.", count
            )
            % {"count": count},
            breadcrumb=path_to(case, Link(_("Everything that has happened")), today=today),
            notes=notes,
        )


@dataclass(frozen=True)
class Version:
    """One version, as it was signed."""

    heading: str
    text: str
    signed: str
    because: str


@dataclass(frozen=True)
class NoteVersionsPage:
    """A note: nothing that has been written in it disappears."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    actions: Sequence[Action]
    versions: Sequence[Version]

    @classmethod
    def of(
        cls, note: CaseNote, versions: Sequence[CaseNote], *, may: May, today: date
    ) -> NoteVersionsPage:
        newest = versions[0]
        actions = []
        if may("correct", "case_note", newest):
            actions.append(Action(_("Correct the note"), reverse("note_correct", args=[newest.pk])))
        if newest.needs_countersign and may("countersign", "case_note", newest):
            actions.append(
                Action(_("Sign as supervisor"), reverse("note_countersign", args=[newest.pk]))
            )
        title = f"{NoteKind(note.kind).label}, {day_words(note.happened_on)}"
        return cls(
            title=title,
            lead=_("The newest version stands first. The former ones stay."),
            breadcrumb=path_to(note.case, Link(title), today=today),
            actions=actions,
            versions=[
                Version(
                    heading=_("Version %(number)s") % {"number": each.number},
                    text=each.text,
                    signed=moment_words(each.signed_at),
                    because=each.corrected_because,
                )
                for each in versions
            ],
        )
