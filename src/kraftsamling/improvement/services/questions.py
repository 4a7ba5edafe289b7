"""Questions without an owner: hard, joint, and kept until somebody takes them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import ActionPlan, Goal, OpenQuestion
from kraftsamling.improvement.services.activities import add_activity
from kraftsamling.improvement.services.trail import NotAMember, id_once, step


class AlreadyTaken(Exception):
    """Raised when another organisation has taken the question."""


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
def take_question(
    *,
    question: OpenQuestion,
    by: Actor,
    at: datetime,
    due_on: date,
    what: str,
    goal: Goal | None = None,
) -> OpenQuestion:
    """The actor's organisation takes the question, and says what it will do and until when.

    Below a goal it becomes an activity. Taking it twice is once. Raises AlreadyTaken when somebody else has
    it, NotAMember for a goal of another plan.
    """
    assert by.authority_id is not None
    if goal is not None and goal.area.plan_id != question.plan_id:
        raise NotAMember(goal.pk)
    taken = OpenQuestion.rows.filter(pk=question.pk, taken_by=None).update(
        taken_by_id=by.authority_id, taken_on=day_of(at), due_on=due_on
    )
    question.refresh_from_db()
    if not taken:
        if question.taken_by_id != by.authority_id:
            raise AlreadyTaken(question.pk)
        return question
    if goal is not None:
        question.activity = add_activity(
            goal=goal,
            by=by,
            at=at,
            key=question.pk,
            owner_id=by.authority_id,
            what=what,
            due_on=due_on,
        )
        question.save(update_fields=["activity"])
    step(question, "question", "OPEN", "TAKEN", by=by, at=at)
    return question
