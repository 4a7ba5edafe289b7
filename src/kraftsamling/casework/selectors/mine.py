"""What one person has written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.casework.case_conditions import own_assignments
from kraftsamling.casework.models import Case, CaseNote, Draft, Investigation, InvestigationText
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.selectors import names_of_memberships

LOOK_BACK: Final = timedelta(days=30)


def written_by(actor: Actor, *, today: date) -> list[CaseNote]:
    """Every version that the actor has signed the last thirty days, the latest first."""
    assert actor.authority_id is not None
    assert actor.membership_id is not None
    since = datetime.combine(today - LOOK_BACK, time(0), tzinfo=STOCKHOLM)
    rows = CaseNote.rows.of_authority(actor.authority_id).filter(
        signed_by=actor.membership_id, signed_at__gte=since
    )
    return list(rows.select_related("case__subject").order_by("-signed_at", "pk")[:200])


def cases_of(actor: Actor, *, at: Circumstances) -> list[Case]:
    """The open cases that the actor has an assignment in, the oldest first."""
    mine = own_assignments(actor, at).values("case_id")
    rows = Case.rows.visible_to(actor, "list", at=at).filter(pk__in=mine, closed_on=None)
    return list(rows.select_related("subject").order_by("opened_at", "pk")[:200])


def name_of(note: CaseNote) -> str:
    """Who signed a version."""
    return names_of_memberships([note.signed_by]).get(note.signed_by, "")


def places_of(drafts: Sequence[Draft]) -> dict[UUID, tuple[str, list[UUID]]]:
    """Where each draft is gone on with: the name of a page and its ids."""
    places: dict[UUID, tuple[str, list[UUID]]] = {}
    for draft in drafts:
        if draft.form == "note":
            places[draft.pk] = ("case_note_new", [draft.about])
        elif draft.form == "correct":
            note = CaseNote.rows.filter(thread=draft.about).order_by("-number").first()
            if note:
                places[draft.pk] = ("note_correct", [note.pk])
        elif draft.form == "statement":
            places[draft.pk] = ("statement_new", [draft.about])
        elif draft.form.startswith("text:"):
            case_id = _case_of_text(draft.about)
            if case_id:
                places[draft.pk] = ("case_text", [case_id, UUID(draft.form.removeprefix("text:"))])
    return places


def _case_of_text(about: UUID) -> UUID | None:
    """A text that stands already, or the investigation that it will stand in."""
    text = InvestigationText.rows.filter(pk=about).select_related("investigation").first()
    if text:
        return text.investigation.case_id
    return Investigation.rows.filter(pk=about).values_list("case_id", flat=True).first()


def drafts_of(actor: Actor, *, at: Circumstances) -> list[Draft]:
    """What the actor has begun, the latest first."""
    rows = Draft.rows.visible_to(actor, "read_own", at=at)
    return list(rows.order_by("-saved_at", "pk")[:50])
