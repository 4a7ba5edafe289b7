"""Reading what those who answer may be told, and what the pages of the staff need."""

from __future__ import annotations

from uuid import UUID

from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.models import Authority
from kraftsamling.participation.models import ActionOnAnswers


def authority_named(authority_id: UUID | None) -> str:
    """The public name of the authority that a slip comes from."""
    if authority_id is None:
        return ""
    found = Authority.objects.filter(pk=authority_id).values_list("short_name", flat=True)
    return found.first() or ""


def latest_actions(authority_id: UUID, series: str) -> list[ActionOnAnswers]:
    """The newest text for each question that has one, by question. Runs inside the authority."""
    rows = ActionOnAnswers.rows.of_authority(authority_id).filter(series=series)
    return list(rows.order_by("question", "-written_at").distinct("question"))


def told_to_those_who_answered(authority_id: UUID, series: str) -> list[ActionOnAnswers]:
    """What earlier answers have led to. The texts are written for those who answer (see the form)."""
    with acting_for(authority_id):
        return latest_actions(authority_id, series)
