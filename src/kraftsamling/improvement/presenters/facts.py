"""Everything that the page "since the last visit" is made of, fetched once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kraftsamling.improvement.models import (
    ActionPlan,
    DevelopmentArea,
    FollowUpVisit,
    OpenQuestion,
    PlanPhase,
    VisitRequest,
)
from kraftsamling.improvement.presenters.figures import GoalFigure


@dataclass(frozen=True)
class Facts:
    """Everything that the page is made of, fetched once."""

    plan: ActionPlan
    areas: Sequence[DevelopmentArea]
    phases: Sequence[PlanPhase]
    questions: Sequence[OpenQuestion]
    visits: Sequence[FollowUpVisit]
    last: FollowUpVisit | None
    next: FollowUpVisit | None
    invited: int
    asked: Sequence[VisitRequest]
    figures: dict[object, GoalFigure]
    released_at: datetime | None
    organisation_id: object
    is_owner: bool
