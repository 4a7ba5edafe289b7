"""Which goals an authority's posts serve, and how many of a goal's posts are filled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.improvement.models import Goal, PostForGoal
from kraftsamling.workforce.rules.posts import Tally, state_of


def own_goals(actor: Actor, *, at: Circumstances) -> list[Goal]:
    """The goals of the authority's own plans, by plan and area."""
    rows = Goal.rows.visible_to(actor, "read", at=at).filter(
        area__plan__owner_id=actor.authority_id, area__removed_at=None
    )
    return list(rows.order_by("area__plan__name", "area__position", "position", "pk"))


def ties_of_posts(posts: Sequence[UUID]) -> list[PostForGoal]:
    """Which goals these posts serve. Runs inside the authority, whose rows they are."""
    rows = PostForGoal.rows.filter(position__in=posts, removed_at=None, goal__removed_at=None)
    return list(rows.select_related("goal__area__plan").order_by("goal__area__position", "pk"))


def posts_listed() -> ArraySubquery:
    """The posts of the authority that asks for a goal, as one column of the goal."""
    ties = PostForGoal.rows.filter(
        goal=OuterRef("pk"), removed_at=None, position__withdrawn_on=None
    ).order_by("pk")
    return ArraySubquery(
        ties.values(
            row=JSONObject(
                held=Q(position__holder__isnull=False),
                filled_on="position__filled_on",
                coming_on="position__coming_on",
            )
        )
    )


def post_tally(goal: Goal, *, today: date) -> Tally | None:
    """How many of a goal's posts are filled, coming and vacant; None where it has none."""
    listed = getattr(goal, "posts_listed", ())
    if not listed:
        return None
    return Tally.of(
        state_of(
            is_held=post["held"],
            filled_on=_day(post["filled_on"]),
            coming_on=_day(post["coming_on"]),
            today=today,
        )
        for post in listed
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
