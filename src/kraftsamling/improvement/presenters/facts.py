"""What the pages of a plan and of a visit are made of, fetched once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kraftsamling.improvement.models import (
    ActionPlan,
    DevelopmentArea,
    FollowUpVisit,
    OpenQuestion,
    PlanPhase,
    SnapshotGoal,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.presenters.figures import GoalFigure


@dataclass(frozen=True)
class Facts:
    """A plan since last time. `last` is what it looks back to, `then` how the goals stood there."""

    plan: ActionPlan
    areas: Sequence[DevelopmentArea]
    phases: Sequence[PlanPhase]
    questions: Sequence[OpenQuestion]
    visits: Sequence[FollowUpVisit]
    last: FollowUpVisit | None
    then: Mapping[UUID, SnapshotGoal]
    next: FollowUpVisit | None
    asked: Sequence[VisitRequest]
    figures: dict[object, GoalFigure]
    released_at: datetime | None
    organisation_id: object
    is_owner: bool


@dataclass(frozen=True)
class VisitFacts:
    """A visit. `former` is what was held before it; `before` how the goals stood when this one was held."""

    visit: FollowUpVisit
    areas: Sequence[DevelopmentArea]
    figures: dict[object, GoalFigure]
    questions: Sequence[OpenQuestion]
    people: Sequence[VisitParticipant]
    notes: Mapping[UUID | None, Sequence[VisitNote]]
    requests: Sequence[VisitRequest]
    former: FollowUpVisit | None
    former_requests: Sequence[VisitRequest]
    former_picture: Mapping[UUID, SnapshotGoal]
    before: Mapping[UUID, SnapshotGoal]
    released_at: datetime | None
