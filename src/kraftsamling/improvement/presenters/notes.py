"""Notes at a visit: everybody's, with who wrote them, and the page to write one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import DevelopmentArea, FollowUpVisit, VisitNote
from kraftsamling.improvement.presenters.lists import Removal
from kraftsamling.improvement.presenters.words import (
    event_name,
    isolated,
    language,
    path,
    visit_page,
)


@dataclass(frozen=True)
class Note:
    """What one person has written. Only the writer may go on with it, or take it away."""

    text: str
    who: str
    change_url: str = ""
    removal: Removal | None = None


def note_of(note: VisitNote, *, actor: Actor) -> Note:
    """A note as this reader sees it."""
    if actor.membership_id is None or note.written_by != actor.membership_id:
        return Note(note.text, isolated(note.writer_words))
    return Note(
        note.text,
        isolated(note.writer_words),
        change_url=f"{writing_page(note.visit_id, note.area_id)}?anteckning={note.thread}",
        removal=Removal(
            _("Remove"),
            reverse("visit_note_remove", args=[note.visit_id, note.thread]),
            sr=note.text[:60],
        ),
    )


def writing_page(visit_id: object, area_id: object) -> str:
    """Where one writes about an area, or about none of them."""
    if area_id is None:
        return reverse("visit_note_general", args=[visit_id])
    return reverse("visit_note", args=[visit_id, area_id])


def saved_words(moment: datetime) -> str:
    """ "Sparat kl. 10.42"."""
    return _("Saved at %(time)s") % {
        "time": formats.clock(moment.astimezone(STOCKHOLM), language())
    }


@dataclass(frozen=True)
class NotePage:
    """One's own note, beside what the others have written about the same area."""

    title: str
    breadcrumb: Sequence[Link]
    learnt: str
    others: Sequence[Note]
    url: str
    done: Link

    @classmethod
    def of(
        cls,
        visit: FollowUpVisit,
        area: DevelopmentArea | None,
        notes: Sequence[VisitNote],
        *,
        mine: VisitNote | None,
        actor: Actor,
    ) -> NotePage:
        title = isolated(area.name) if area else _("Anything else")
        back = Link(event_name(visit), visit_page(visit))
        return cls(
            title=title,
            breadcrumb=path(visit.plan, back, Link(title)),
            learnt=area.learnt if area else "",
            others=[note_of(each, actor=actor) for each in notes if each != mine],
            url=writing_page(visit.pk, area.pk if area else None),
            done=back,
        )
