"""Tying a post to the goals that it serves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.improvement.models import PostForGoal
from kraftsamling.workforce.models import Position


@transaction.atomic
def tie_post(*, post: Position, goals: Collection[UUID], by: Actor, at: datetime) -> None:
    """The post serves these goals and no others; what it served before stays as history."""
    Position.rows.select_for_update().get(pk=post.pk)
    tied = PostForGoal.rows.filter(position=post, removed_at=None)
    tied.exclude(goal_id__in=goals).update(removed_at=at)
    known = set(tied.values_list("goal_id", flat=True))
    for goal_id in sorted(set(goals) - known):
        PostForGoal.rows.create(authority_id=post.authority_id, goal_id=goal_id, position=post)
