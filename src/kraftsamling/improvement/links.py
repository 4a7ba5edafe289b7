"""What other apps may do with a visit. They register here, for this app knows nobody above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kraftsamling.common.parts import Action
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.improvement.models import FollowUpVisit

VisitLink = Callable[[FollowUpVisit, Actor, Circumstances], Action | None]
VISIT_LINKS: Final[list[VisitLink]] = []


def actions_for(visit: FollowUpVisit, actor: Actor, *, at: Circumstances) -> list[Action]:
    """The buttons that other apps offer this reader on a visit's page."""
    offered = (link(visit, actor, at) for link in VISIT_LINKS)
    return [action for action in offered if action is not None]
