"""Ekhamra's plan, begun from "Grunden". Nobody visits: its own board looks at it instead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.demo.world.days import first_of_month, on_a_working_day
from kraftsamling.demo.world.places import EKHAMRA_SPACE, fixed
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    OpenQuestion,
    OutsideValue,
    PlanPhase,
    ShapedWith,
    SnapshotGoal,
    VisitParticipant,
)
from kraftsamling.improvement.statuses import (
    ActivityState,
    GoalState,
    Hindrance,
    Phase,
    VisitKind,
    VisitState,
)

Space = dict[str, UUID]
BOARD_DAYS_AGO: Final = 47
NEXT_BOARD_IN_DAYS: Final = 37
DONE, ONGOING, NOT_BEGUN = ActivityState.DONE, ActivityState.ONGOING, ActivityState.NOT_BEGUN
# Area, goal, its values from outside (newest first, days ago), its activities (owner, what, state, due in days).
AREAS: Final = (
    (
        "Varje ärende har en handläggare",
        "Inget barn väntar utan handläggare.",
        (("3 barn väntar", 12), ("7 barn väntar", 60), ("11 barn väntar", 150)),
        (
            ("ekhamra", "Fördelning varje måndag", DONE, -30),
            ("ekhamra", "Två tjänster annonseras", ONGOING, 25),
        ),
    ),
    (
        "Skydd bedöms för varje barn",
        "Skydd bedöms inom ett dygn.",
        (("19 av 20 i tid", 12), ("16 av 20 i tid", 60)),
        (
            ("ekhamra", "Jourens nummer på alla vårdcentraler", ONGOING, -8),
            ("region", "Vårdcentralerna lär sig anmäla", NOT_BEGUN, 55),
        ),
    ),
    (
        "Chefer och metodstöd på plats",
        "Varje tjänst som chef och metodstödjare är tillsatt.",
        (("3 av 3 tjänster", 20),),
        (("ekhamra", "Anställ en metodstödjare", DONE, -70),),
    ),
    (
        "Vuxna och barn kring samma familj",
        "Det gemensamma arbetssättet håller, också i kris.",
        (),
        (
            ("ekhamra", "Gemensamt första möte i varje ny familj", ONGOING, 40),
            ("lanet", "Kurs för båda enheterna", NOT_BEGUN, 80),
        ),
    ),
)


def plan_id() -> UUID:
    """The id of Ekhamra's plan, the same in every demo."""
    return fixed("plan grunden")


def build(today: date, now: datetime) -> None:
    """The plan, a board meeting that froze it, and the next one."""
    space = {"space_id": fixed(EKHAMRA_SPACE)}
    plan = ActionPlan.rows.create(
        id=plan_id(),
        owner_id=fixed("ekhamra"),
        name="Grunden först",
        for_whom="barn och unga i Ekhamra",
        vision="Vardagen fungerar för varje barn som behöver oss.",
        starts_on=first_of_month(today, months_ago=9),
        slug="grunden-forst",
        **space,
    )
    _phases(plan, today, space)
    goals = [_goal(plan, number, today, space) for number in range(1, len(AREAS) + 1)]
    ShapedWith.rows.create(goal=goals[1], words="barnen på Ekbackens fritidsgård", **space)
    OpenQuestion.rows.create(
        plan=plan,
        question="Vem möter familjen när vuxenenheten och barnenheten sitter i olika hus?",
        asked_on=today - timedelta(days=BOARD_DAYS_AGO),
        **space,
    )
    _board_met(plan, goals, today, now, space)
    _board_meets(plan, today, space)


def _phases(plan: ActionPlan, today: date, space: Space) -> None:
    base_began = first_of_month(today, months_ago=4)
    crisis_ended = base_began - timedelta(days=1)
    for phase, starts, ends, sentence in (
        (Phase.CRISIS, plan.starts_on, crisis_ended, "Tre av fem tjänster stod tomma."),
        (Phase.BASE, base_began, None, "Alla ärenden fördelas varje vecka."),
        (Phase.DEVELOPMENT, None, None, ""),
    ):
        PlanPhase.rows.create(
            plan=plan, phase=phase, starts_on=starts, ends_on=ends, sentence=sentence, **space
        )


def _goal(plan: ActionPlan, number: int, today: date, space: Space) -> Goal:
    name, sentence, values, activities = AREAS[number - 1]
    area = DevelopmentArea.rows.create(plan=plan, position=number, name=name, **space)
    goal = Goal.rows.create(
        area=area,
        position=1,
        sentence=sentence,
        state=GoalState.REACHED if number == 3 else GoalState.OPEN,
        **space,
    )
    for figure, ago in values:
        OutsideValue.rows.create(
            goal=goal,
            figure=figure,
            source="Verksamhetssystemet i Ekhamra",
            on=today - timedelta(days=ago),
            owner_words="Elin Strand",
            **space,
        )
    for position, (owner, what, state, due_in) in enumerate(activities, start=1):
        day = on_a_working_day(today + timedelta(days=due_in))
        is_late = day < today and state is not DONE
        Activity.rows.create(
            goal=goal,
            owner_id=fixed(owner),
            position=position,
            what=what,
            state=state,
            due_on=day,
            done_on=day if state is DONE else None,
            hindered_by=Hindrance.OTHERS if is_late else "",
            hindrance="Regionen skickar listan på mottagningar i nästa vecka" if is_late else "",
            **space,
        )
    return goal


def _board_met(
    plan: ActionPlan, goals: list[Goal], today: date, now: datetime, space: Space
) -> None:
    day = on_a_working_day(today - timedelta(days=BOARD_DAYS_AGO))
    ago = (today - day).days
    board = FollowUpVisit.rows.create(
        id=fixed("ekhamra board 1"),
        plan=plan,
        number=1,
        kind=VisitKind.BOARD,
        on=day,
        place="Kommunhuset i Ekhamra",
        state=VisitState.HELD,
        held_at=now - timedelta(days=ago),
        activities_done=1,
        activities_total=7,
        **space,
    )
    VisitParticipant.rows.create(
        visit=board, who="Ordförande", organisation="Socialnämnden", present=True, **space
    )
    for goal, (name, sentence, values, activities) in zip(goals, AREAS, strict=True):
        was_done = sum(state is DONE and due_in < -ago for _o, _w, state, due_in in activities)
        SnapshotGoal.rows.create(
            visit=board,
            goal_id_then=goal.pk,
            area_name=name,
            sentence=sentence,
            state=GoalState.OPEN,
            outside_figure=next((figure for figure, days in values if days >= ago), ""),
            activities_done=was_done,
            activities_total=len(activities),
            **space,
        )


def _board_meets(plan: ActionPlan, today: date, space: Space) -> None:
    FollowUpVisit.rows.create(
        id=fixed("ekhamra board 2"),
        plan=plan,
        number=2,
        kind=VisitKind.BOARD,
        on=on_a_working_day(today + timedelta(days=NEXT_BOARD_IN_DAYS)),
        place="Kommunhuset i Ekhamra",
        agenda="13.00 Hur har det gått sedan förra mötet?\n13.20 Två tjänster annonseras\n"
        "13.40 Frågan utan ägare: vem möter familjen?\n14.00 Vad bestämmer vi?",
        **space,
    )
