"""Plans of action, and the visits that read them."""

from kraftsamling.improvement.models.plans import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    Goal,
    OpenQuestion,
    OutsideValue,
    PlanPhase,
    ShapedWith,
    StatusChange,
)
from kraftsamling.improvement.models.posts import PostForGoal
from kraftsamling.improvement.models.visits import (
    FollowUpVisit,
    SnapshotGoal,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)

__all__ = [
    "ActionPlan",
    "Activity",
    "DevelopmentArea",
    "FollowUpVisit",
    "Goal",
    "OpenQuestion",
    "OutsideValue",
    "PlanPhase",
    "PostForGoal",
    "ShapedWith",
    "SnapshotGoal",
    "StatusChange",
    "VisitNote",
    "VisitParticipant",
    "VisitRequest",
]
