"""Everything that has happened in a case, and one note with all its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.casework.models import Case, CaseNote
from kraftsamling.casework.presenters.case import NoteCard, note_card
from kraftsamling.casework.presenters.words import day_words, language, moment_words, path_to
from kraftsamling.casework.selectors.notes import NotePage
from kraftsamling.casework.statuses import NoteKind
from kraftsamling.common import formats
from kraftsamling.common.parts import Action, Link
from kraftsamling.organisations.filling_in import May


@dataclass(frozen=True)
class EventsPage:
    """Some notes of a case, with the way to those before them and to all of them at once."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    notes: Sequence[NoteCard]
    next_url: str
    all_url: str

    @classmethod
    def of(cls, case: Case, found: NotePage, *, today: date) -> EventsPage:
        count, here = found.count, reverse("case_notes", args=[case.pk])
        more = found.following
        return cls(
            title=_("Everything that has happened"),
            lead=ngettext(
                "%(count)s note, the latest first.", "%(count)s notes, the latest first.", count
            )
            % {"count": formats.number(count, language())},
            breadcrumb=path_to(case, Link(_("Everything that has happened")), today=today),
            notes=[note_card(each) for each in found.notes],
            next_url=f"{here}?{urlencode({'efter': str(more)})}" if more else "",
            all_url=f"{here}?antal=alla" if more else "",
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
