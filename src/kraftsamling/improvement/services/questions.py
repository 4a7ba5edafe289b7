"""Questions without an owner: hard joint questions that stay until somebody takes them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import ActionPlan, OpenQuestion
from kraftsamling.improvement.services.trail import id_once, step


@transaction.atomic
def ask_question(
    *, plan: ActionPlan, by: Actor, at: datetime, key: UUID, question: str
) -> OpenQuestion:
    """Write down a question that nobody owns yet."""
    made, _new = OpenQuestion.rows.get_or_create(
        pk=id_once(plan.pk, key),
        defaults={
            "space_id": plan.space_id,
            "plan": plan,
            "question": question,
            "asked_on": day_of(at),
        },
    )
    return made


@transaction.atomic
def take_question(*, question: OpenQuestion, by: Actor, at: datetime) -> bool:
    """The actor's organisation takes the question. False when somebody already has it."""
    assert by.authority_id is not None
    taken = OpenQuestion.rows.filter(pk=question.pk, taken_by=None).update(
        taken_by_id=by.authority_id, taken_on=day_of(at)
    )
    question.refresh_from_db()
    if taken:
        step(question, "question", "OPEN", "TAKEN", by=by, at=at)
    return bool(taken)
