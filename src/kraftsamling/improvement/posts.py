"""What the page of a post says about goals: `workforce` knows no plans, so this is registered there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.improvement import post_ties
from kraftsamling.improvement.presenters.words import isolated, plan_page
from kraftsamling.workforce.links import GOALS_OF_POSTS, POST_LINKS
from kraftsamling.workforce.models import Position


def goals_of_posts(
    posts: Sequence[UUID], actor: Actor, at: Circumstances
) -> dict[UUID, list[Link]]:
    """By post: the goals that it serves, each with its plan's address."""
    found: dict[UUID, list[Link]] = {}
    for tie in post_ties.ties_of_posts(posts):
        link = Link(isolated(tie.goal.sentence), plan_page(tie.goal.area.plan))
        found.setdefault(tie.position_id, []).append(link)
    return found


def choose_goals(post: Position, actor: Actor, at: Circumstances) -> Link | None:
    """Where one says which goals a post serves."""
    if not decide(actor, "update", "position", post, at=at).allowed:
        return None
    return Link(_("Choose goals that it serves"), reverse("position_goals", args=[post.pk]))


def register_all() -> None:
    """Called once at start."""
    GOALS_OF_POSTS.append(goals_of_posts)
    POST_LINKS.append(choose_goals)
