"""The minutes of a visit on paper: who was there, what was said and by whom, what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import TimeRow
from kraftsamling.documents.pdf import render_pdf
from kraftsamling.improvement.models import VisitNote, VisitRequest
from kraftsamling.improvement.presenters.agenda import agenda_rows
from kraftsamling.improvement.presenters.aside import answer_words
from kraftsamling.improvement.presenters.facts import VisitFacts
from kraftsamling.improvement.presenters.visits import before_after, lead_of, person_words
from kraftsamling.improvement.presenters.words import (
    day,
    event_name,
    isolated,
    language,
    request_tag,
)
from kraftsamling.improvement.statuses import VisitState

TEMPLATE: Final = Path(__file__).parents[1] / "typst" / "minutes.typ"


@dataclass(frozen=True)
class Minutes:
    """Ready strings for the paper."""

    language: str
    title: str
    kicker: str
    lead: str
    people: Sequence[str]
    agenda: Sequence[str]
    notes: Sequence[dict[str, Any]]
    requests: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: dict[str, str]

    @classmethod
    def of(cls, facts: VisitFacts, *, today: date) -> Minutes:
        visit = facts.visit
        held = visit.state != VisitState.PLANNED
        return cls(
            language=language(),
            title=f"{event_name(visit)}, {day(visit.on)}",
            kicker=isolated(visit.plan.name),
            lead=lead_of(visit, today),
            people=[_person(each) for each in facts.people],
            agenda=[" ".join(filter(None, (row.time, row.label))) for row in _agenda(facts)],
            notes=_notes(facts),
            requests=[_request(each) for each in facts.requests],
            columns=[_("Goal"), _("At the visit"), _("Now")],
            rows=[
                ["\n".join(filter(None, (cell.text, cell.sub))) for cell in row.cells]
                for row in (before_after(facts) if held else [])
            ],
            words={
                "people": _("Participants"),
                "agenda": _("Agenda"),
                "requests": _("What was asked for"),
                "then_and_now": _("Then and now"),
            },
        )

    def pdf(self) -> bytes:
        """As many pages as it takes."""
        return render_pdf(TEMPLATE, asdict(self))


def _agenda(facts: VisitFacts) -> Sequence[TimeRow]:
    """The one that was written, or the proposed one while it still can be."""
    is_ahead = facts.visit.state == VisitState.PLANNED
    return agenda_rows(facts) if facts.visit.agenda or is_ahead else []


def _person(person: Any) -> str:
    words = person_words(person)
    return _("%(who)s (was there)") % {"who": words} if person.present else words


def _notes(facts: VisitFacts) -> Sequence[dict[str, Any]]:
    parts = [(isolated(area.name), facts.notes.get(area.pk, [])) for area in facts.areas]
    parts.append((_("Anything else"), facts.notes.get(None, [])))
    return [
        {"heading": heading, "notes": [_note(each) for each in notes]}
        for heading, notes in parts
        if notes
    ]


def _note(note: VisitNote) -> dict[str, Any]:
    return {
        "lines": [isolated(line) for line in note.text.splitlines() if line.strip()],
        "who": isolated(note.writer_words),
    }


def _request(request: VisitRequest) -> str:
    until = (
        _(", until %(day)s") % {"day": formats.tight_date(request.due_on)} if request.due_on else ""
    )
    state = answer_words(request) or request_tag(request).label
    return f"{isolated(request.what)} ({request.owner.short_name}{until}). {state}"
