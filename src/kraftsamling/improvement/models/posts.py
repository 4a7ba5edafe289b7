"""Which posts an authority has for a goal of a plan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.improvement.models.plans import Goal, Removable
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.models import Position


@recorded()
class PostForGoal(AuthorityRow, Removable):
    """A post that serves a goal (tjänst för ett mål). The goal is shared; the posts are the authority's own,
    and nobody else in the space sees them."""

    classification = Classification(
        DataClass.K2,
        Wall.OWN_AUTHORITY,
        kept="as long as the post",
        identifying="no person: a post",
    )

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="posts")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "posts for goals"
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "position"],
                condition=Q(removed_at__isnull=True),
                name="post_for_goal_once",
            )
        ]
