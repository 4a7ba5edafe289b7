"""Everything that changes a plan or a visit. Each act says who (`by`) and when (`at`)."""

from kraftsamling.improvement.rules import OutsideFigure
from kraftsamling.improvement.services.activities import (
    add_activity,
    change_activity,
    report_activity,
)
from kraftsamling.improvement.services.goals import (
    FigureHasNoSource,
    ReasonMissing,
    TwoFigures,
    add_goal,
    add_outside_value,
    change_goal,
    set_goal_state,
    shape_with,
)
from kraftsamling.improvement.services.notes import NotYours, strike_note, unstrike_note, write_note
from kraftsamling.improvement.services.plans import (
    Stretch,
    add_area,
    change_area,
    change_plan,
    create_plan,
    publish_plan,
    set_time_line,
)
from kraftsamling.improvement.services.posts import tie_post
from kraftsamling.improvement.services.questions import (
    AlreadyTaken,
    ask_question,
    take_question,
)
from kraftsamling.improvement.services.removal import Kept, WouldLoseHistory, remove, restore
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
    set_agenda,
    set_present,
)

__all__ = [
    "AlreadyHeld",
    "AlreadyTaken",
    "FigureHasNoSource",
    "Kept",
    "NotAMember",
    "NotYet",
    "NotYours",
    "OutsideFigure",
    "ReasonMissing",
    "Stretch",
    "TwoFigures",
    "WouldLoseHistory",
    "add_activity",
    "add_area",
    "add_goal",
    "add_outside_value",
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
    "remove",
    "report_activity",
    "report_visit",
    "request_something",
    "restore",
    "set_agenda",
    "set_goal_state",
    "set_present",
    "set_time_line",
    "shape_with",
    "strike_note",
    "take_question",
    "tie_post",
    "unstrike_note",
    "write_note",
]
