"""Who asks about work, and what the public page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.workforce.models import JobInterest, Position
from kraftsamling.workforce.own_settings import ANSWER, REMOTE, SPAN
from kraftsamling.workforce.rules.ladder import Ladder
from kraftsamling.workforce.selectors.span import spans
from kraftsamling.workforce.selectors.wages import ladder_on


def interest_for(actor: Actor, *, at: Circumstances, since: datetime) -> list[JobInterest]:
    """Those who wait for an answer, the oldest first, then those of the last year."""
    rows = JobInterest.rows.visible_to(actor, "read", at=at).filter(came_at__gte=since)
    return sorted(rows, key=lambda row: (row.answered_at is not None, row.came_at))


def unanswered(actor: Actor, *, at: Circumstances) -> list[JobInterest]:
    """Those who wait for an answer, however long ago they asked."""
    rows = JobInterest.rows.visible_to(actor, "read", at=at).filter(answered_at=None)
    return list(rows.order_by("came_at", "pk"))


@dataclass(frozen=True)
class Employer:
    """What somebody who thinks of working here wants to know, as it is now."""

    posts: list[Position]
    ladder: Ladder
    remote_share: int
    ceiling: int
    most: int | None
    least: int | None
    answer_days: int


def employer(actor: Actor, authority_id: UUID, *, at: Circumstances, today: date) -> Employer:
    """Everything on the public page of vacant posts. No name of anybody leaves this."""
    with acting_for(authority_id):
        rows = Position.rows.visible_to(actor, "read_public", at=at).filter(
            authority_id=authority_id, withdrawn_on=None
        )
        found = [span.staff for span in spans(today=today) if span.staff]
        return Employer(
            posts=list(rows.select_related("unit").order_by("title", "number")),
            ladder=ladder_on(today),
            remote_share=value(REMOTE, authority_id),
            ceiling=value(SPAN, authority_id),
            most=max(found, default=None),
            least=min(found, default=None),
            answer_days=value(ANSWER, authority_id),
        )
