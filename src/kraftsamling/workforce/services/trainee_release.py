"""How the trainee programme went, told to those it is run together with: only what many are behind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.rules.figures import Hidden, Share
from kraftsamling.indicators.rules.thresholds import OUTSIDE
from kraftsamling.workforce.models import TraineeProgramme, TraineeRelease
from kraftsamling.workforce.selectors.trainees import Outcome
from kraftsamling.workforce.services.trail import id_once


class NotAMember(Exception):
    """Raised when it would be told in a space that the authority is not a member of."""


@transaction.atomic
def tell_outcome(
    *,
    programme: TraineeProgramme,
    outcome: Outcome,
    space_id: UUID,
    by: Actor,
    at: datetime,
    key: UUID,
) -> TraineeRelease:
    """Tell the members of a space how it went, as it is today. One key is one. Raises NotAMember."""
    if space_id not in by.space_ids:
        raise NotAMember(space_id)
    finished, hired = _shown(outcome.hired, outcome.finished)
    due, stayed = _shown(outcome.stayed, outcome.due_to_stay)
    row, _new = TraineeRelease.rows.get_or_create(
        pk=id_once(programme.pk, key),
        defaults={
            "authority_id": programme.authority_id,
            "space_id": space_id,
            "name": programme.name,
            "partners": programme.partners,
            "told_at": at,
            "told_by": by.membership_id,
            "finished": finished,
            "hired": hired,
            "due_to_stay": due,
            "stayed": stayed,
        },
    )
    return row


def _shown(part: int, of_all: int) -> tuple[int | None, int | None]:
    """All and the part, or neither: one alone would tell what the other hides."""
    figure = OUTSIDE.apply(Share(part, of_all))
    return (None, None) if isinstance(figure, Hidden) else (of_all, part)
