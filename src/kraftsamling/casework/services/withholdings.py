"""Keeping something from a custodian, with why, and giving it free again (OSL 12 kap. 3 §)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import (
    Case,
    CaseNote,
    CasePerson,
    ChildVoice,
    Hearing,
    MappingStatement,
    Withholding,
)
from kraftsamling.casework.services.trail import ReasonMissing, id_once, step
from kraftsamling.casework.statuses import WithheldKind, WithholdGround
from kraftsamling.confidentiality.actor import Actor

SHORTEST_REASON: Final = 20  # as a harm test: docs/access-and-secrecy.md


class NotInTheCase(Exception):
    """Raised for an id that is none of the case's own."""


class WithheldAlready(Exception):
    """Raised when the same thing is kept from the same custodian already."""


def words_of(case: Case, kind: WithheldKind, row_id: UUID) -> str:
    """What the thing says, in its newest version. Raises NotInTheCase."""
    if kind == WithheldKind.NOTE:
        notes = CaseNote.rows.filter(case=case, thread=row_id).order_by("-number")
        found = notes.values_list("text", flat=True).first()
    elif kind == WithheldKind.VOICE:
        voice = ChildVoice.rows.filter(case=case, pk=row_id).first()
        found = voice.said if voice else None
    elif kind == WithheldKind.HEARING:
        hearings = Hearing.rows.filter(case=case, pk=row_id)
        found = hearings.values_list("words", flat=True).first()
    else:
        statements = MappingStatement.rows.filter(mapping__case=case, pk=row_id)
        found = statements.values_list("words", flat=True).first()
    if found is None:
        raise NotInTheCase(row_id)
    return found


@transaction.atomic
def withhold(
    *,
    case: Case,
    kind: WithheldKind,
    row_id: UUID,
    by: Actor,
    at: datetime,
    key: UUID,
    ground: WithholdGround,
    reason: str,
    review_on: date,
    from_whom: CasePerson | None = None,
    childs_view: str = "",
) -> Withholding:
    """Keep one thing from one custodian, or from all of them. It holds at once, also in a closed case.

    Raises ReasonMissing, NotInTheCase, WithheldAlready.
    """
    case = Case.rows.select_for_update(of=("self",)).get(pk=case.pk)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing("withhold")
    words_of(case, kind, row_id)
    pk = id_once(case.pk, key)
    if made := Withholding.rows.filter(pk=pk).first():
        return made
    if Withholding.rows.filter(row_id=row_id, from_whom=from_whom, lifted_at=None).exists():
        raise WithheldAlready(row_id)
    assert by.membership_id is not None
    row = Withholding.rows.create(
        pk=pk,
        authority_id=case.authority_id,
        case=case,
        kind=kind,
        row_id=row_id,
        from_whom=from_whom,
        ground=ground,
        reason=reason.strip(),
        childs_view=childs_view.strip(),
        review_on=review_on,
        decided_at=at,
        decided_by=by.membership_id,
    )
    step(case, "withholding", "", "WITHHELD", by=by, at=at, about=row.pk)
    return row


@transaction.atomic
def lift(
    *, withholding: Withholding, by: Actor, at: datetime, seen_version: int, because: str
) -> None:
    """The custodian may see it from now on. Raises ReasonMissing. Lifted twice it is lifted once."""
    if not because.strip():
        raise ReasonMissing("lift")
    row = Withholding.rows.select_for_update(of=("self",)).get(pk=withholding.pk)
    if row.lifted_at is not None:
        return
    row.lifted_at, row.lifted_by, row.lifted_because = at, by.membership_id, because.strip()
    row.version += 1
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_because", "version"])
    step(withholding.case, "withholding", "WITHHELD", "LIFTED", by=by, at=at, about=row.pk)
