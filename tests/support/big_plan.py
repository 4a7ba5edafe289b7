"""A plan as big as any county's: 5 areas, 40 goals, 400 activities of 12 organisations, and a visit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

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
)
from kraftsamling.improvement.statuses import ActivityState, Phase, VisitKind
from kraftsamling.organisations.models import Authority, SpaceMember
from kraftsamling.organisations.roles import AuthorityKind

STATES = tuple(ActivityState)


def organisations(space_id: UUID, count: int, *, since: date) -> list[Authority]:
    """So many schools that take part."""
    made = [
        Authority.objects.create(
            name=f"Skolnämnden {number}",
            short_name=f"Skola {number:02}",
            area="Skola",
            kind=AuthorityKind.SCHOOL,
            slug=f"skola-{number}",
            is_invented=True,
        )
        for number in range(count)
    ]
    for each in made:
        SpaceMember.objects.create(space_id=space_id, authority=each, starts_on=since)
    return made


def big_plan(
    *,
    space_id: UUID,
    owner_id: UUID,
    organisations: list[Authority],
    today: date,
    areas: int = 5,
    goals: int = 8,
    activities: int = 10,
) -> ActionPlan:
    """The plan. `goals` in each area, `activities` below each goal."""
    space: dict[str, Any] = {"space_id": space_id}
    plan = ActionPlan.rows.create(
        owner_id=owner_id,
        name="Länets plan",
        vision="Alla barn i länet får hjälp i tid.",
        starts_on=today - timedelta(days=700),
        slug="lanets-plan",
        **space,
    )
    for phase in Phase:
        PlanPhase.rows.create(plan=plan, phase=phase, sentence="En mening om tiden.", **space)
    made = []
    for position in range(1, areas + 1):
        area = DevelopmentArea.rows.create(
            plan=plan, position=position, name=f"Område {position}", learnt="Det tog tid.", **space
        )
        made += [_goal(area, number, position, today, space) for number in range(1, goals + 1)]
    Activity.rows.bulk_create(
        Activity(
            goal=goal,
            owner=organisations[(place + number) % len(organisations)],
            position=number,
            what=f"Aktivitet {place}.{number} med några fler ord om vad som ska göras",
            state=(state := STATES[number % len(STATES)]),
            state_reason="ingen kom" if state is ActivityState.CANCELLED else "",
            due_on=today + timedelta(days=number * 20 - 60),
            done_on=today if state is ActivityState.DONE else None,
            **space,
        )
        for place, goal in enumerate(made)
        for number in range(activities)
    )
    for number in range(4):
        OpenQuestion.rows.create(
            plan=plan, question=f"Vem gör det här ({number})?", asked_on=today, **space
        )
    FollowUpVisit.rows.create(
        plan=plan, number=1, kind=VisitKind.PEER, visitor_words="Ekhamra", on=today, **space
    )
    return plan


def _goal(
    area: DevelopmentArea, number: int, seed: int, today: date, space: dict[str, Any]
) -> Goal:
    counted = (number + seed) % 2
    goal = Goal.rows.create(
        area=area,
        position=number,
        sentence=f"Mål {area.position}.{number}: fler barn får hjälp där de är, och i tid.",
        indicator_code=("participation.q_propose" if counted else ""),
        **space,
    )
    ShapedWith.rows.create(goal=goal, words="brukarrådet", **space)
    if not counted:
        for months in range(4):
            OutsideValue.rows.create(
                goal=goal,
                figure=f"{40 - months} dagar",
                source="Regionen",
                on=today - timedelta(days=30 * months),
                owner_words="Samordnaren",
                **space,
            )
    return goal
