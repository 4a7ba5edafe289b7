"""Everything that changes a plan or a visit. Each act says who (`by`) and when (`at`)."""

from kraftsamling.improvement.services.activities import (
    add_activity,
    change_activity,
    report_activity,
)
from kraftsamling.improvement.services.goals import (
    FigureHasNoSource,
    OutsideFigure,
    ReasonMissing,
    add_goal,
    change_goal,
    set_goal_state,
    shape_with,
)
from kraftsamling.improvement.services.plans import (
    add_area,
    change_area,
    change_plan,
    create_plan,
    publish_plan,
    set_phase,
)
from kraftsamling.improvement.services.questions import ask_question, take_question
from kraftsamling.improvement.services.trail import NotAMember
from kraftsamling.improvement.services.visits import (
    AlreadyHeld,
    NotYet,
    add_participant,
    answer_request,
    change_visit,
    hold_visit,
    plan_visit,
    report_visit,
    request_something,
    set_present,
    write_note,
)

__all__ = [
    "AlreadyHeld",
    "FigureHasNoSource",
    "NotAMember",
    "NotYet",
    "OutsideFigure",
    "ReasonMissing",
    "add_activity",
    "add_area",
    "add_goal",
    "add_participant",
    "answer_request",
    "ask_question",
    "change_activity",
    "change_area",
    "change_goal",
    "change_plan",
    "change_visit",
    "create_plan",
    "hold_visit",
    "plan_visit",
    "publish_plan",
    "report_activity",
    "report_visit",
    "request_something",
    "set_goal_state",
    "set_phase",
    "set_present",
    "shape_with",
    "take_question",
    "write_note",
]
