"""What other apps know about posts and staff. They register here, for this app knows nobody above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from kraftsamling.common.parts import Fact, Link
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import Position

GoalsOf = Callable[[Sequence[UUID], Actor, Circumstances], dict[UUID, list[Link]]]
PostLink = Callable[[Position, Actor, Circumstances], Link | None]

DegreesOf = Callable[[Sequence[UUID], Actor, Circumstances], dict[UUID, Fact]]

GOALS_OF_POSTS: Final[list[GoalsOf]] = []
POST_LINKS: Final[list[PostLink]] = []
DEGREES: Final[list[DegreesOf]] = []


def goals_of(posts: Sequence[UUID], actor: Actor, *, at: Circumstances) -> dict[UUID, list[Link]]:
    """By post: the plan goals that it serves."""
    found: dict[UUID, list[Link]] = {}
    for ask in GOALS_OF_POSTS:
        for post_id, links in ask(posts, actor, at).items():
            found.setdefault(post_id, []).extend(links)
    return found


def links_for(post: Position, actor: Actor, *, at: Circumstances) -> list[Link]:
    """The pages that other apps offer this reader about a post."""
    offered = (link(post, actor, at) for link in POST_LINKS)
    return [link for link in offered if link is not None]


def degrees_of(memberships: Sequence[UUID], actor: Actor, *, at: Circumstances) -> dict[UUID, Fact]:
    """By membership: what another app has seen of the degree that the law asks for. Nothing is kept here."""
    found: dict[UUID, Fact] = {}
    for ask in DEGREES:
        found.update(ask(memberships, actor, at))
    return found
