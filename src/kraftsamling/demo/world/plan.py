"""Lindsjö's plan "Trygg här och nu", and what it has not managed. Its visits stand in `visits`."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.demo.world import plan_ekhamra, visits
from kraftsamling.demo.world.days import first_of_month, on_a_working_day
from kraftsamling.demo.world.places import PLAN_SPACE, fixed
from kraftsamling.demo.world.plan_words import DONE, GOALS, G
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    Goal,
    OpenQuestion,
    OutsideValue,
    PlanPhase,
    ShapedWith,
)
from kraftsamling.improvement.statuses import Phase

__all__ = ["GOALS", "build", "plan_id"]

Space = dict[str, UUID]
QUESTIONS: Final = (
    ("Vem följer skolgången när ett barn byter kommun mitt i terminen?", visits.LAST_DAYS_AGO),
    ("Vem betalar vidareutbildningen, och på vems tid?", 75),
)
TAKEN: Final = "Vem ringer först när ett barn mår dåligt, skolan eller vården?"


def plan_id() -> UUID:
    """The id of Lindsjö's plan, the same in every demo."""
    return fixed("plan trygg")


def build(today: date, now: datetime) -> None:
    """The plan, its two visits and the first one's snapshot; then Ekhamra's plan."""
    space = {"space_id": fixed(PLAN_SPACE)}
    plan = ActionPlan.rows.create(
        id=plan_id(),
        owner_id=fixed("lindsjo"),
        name="Trygg här och nu",
        for_whom="barn och unga 0–20 år i Lindsjö",
        vision="Varje barn i Lindsjö får hjälp i tid och är med och bestämmer om den.",
        starts_on=first_of_month(today, months_ago=14),
        published_at=now - timedelta(days=180),
        slug="trygg-har-och-nu",
        **space,
    )
    _phases(plan, today, space)
    goals = [_goal(plan, number, g, today, space) for number, g in enumerate(GOALS, start=1)]
    _questions(plan, today, space)
    visits.build(plan, goals, today, now, space)
    plan_ekhamra.build(today, now)


def _phases(plan: ActionPlan, today: date, space: Space) -> None:
    base_began = first_of_month(today, months_ago=8)
    crisis_ended = base_began - timedelta(days=1)
    for phase, starts, ends, sentence in (
        (Phase.CRISIS, plan.starts_on, crisis_ended, "Krisplanen styrde vad som gick först."),
        (Phase.BASE, base_began, None, "Tre av fyra delar på plats."),
        (Phase.DEVELOPMENT, None, None, "När grunden har hållit i tre månader."),
    ):
        PlanPhase.rows.create(
            plan=plan, phase=phase, starts_on=starts, ends_on=ends, sentence=sentence, **space
        )


def _questions(plan: ActionPlan, today: date, space: Space) -> None:
    """Two that nobody owns, and one that the region took: it is an activity there now."""
    for question, ago in QUESTIONS:
        OpenQuestion.rows.create(
            plan=plan, question=question, asked_on=today - timedelta(days=ago), **space
        )
    activity = Activity.rows.get(goal__area__plan=plan, what="Handledning till skolans elevhälsa")
    OpenQuestion.rows.create(
        plan=plan,
        question=TAKEN,
        asked_on=today - timedelta(days=visits.LAST_DAYS_AGO),
        taken_by_id=activity.owner_id,
        taken_on=today - timedelta(days=40),
        due_on=activity.due_on,
        activity=activity,
        **space,
    )


def _goal(plan: ActionPlan, number: int, g: G, today: date, space: Space) -> Goal:
    area = DevelopmentArea.rows.create(
        id=fixed(f"area {number}"),
        plan=plan,
        position=number,
        name=g.area,
        learnt=g.learnt,
        **space,
    )
    goal = Goal.rows.create(
        id=fixed(f"goal {number}"),
        area=area,
        position=1,
        sentence=g.sentence,
        state=g.state,
        state_reason=g.reason,
        indicator_code=g.indicator,
        target=g.target,
        **space,
    )
    for figure, ago in g.values:
        OutsideValue.rows.create(
            goal=goal,
            figure=figure,
            source=g.source,
            on=today - timedelta(days=ago),
            owner_words=g.owner,
            **space,
        )
    for words, url in g.shaped_with:
        ShapedWith.rows.create(goal=goal, words=words, url=url, **space)
    for position, a in enumerate(g.activities, start=1):
        day = on_a_working_day(today + timedelta(days=a.due_in))
        Activity.rows.create(
            goal=goal,
            owner_id=fixed(a.owner),
            group=a.group,
            position=position,
            what=a.what,
            state=a.state,
            state_reason=a.reason,
            due_on=day,
            done_on=day if a.state is DONE else None,
            hindered_by=a.hindered_by,
            hindrance=a.hindrance,
            **space,
        )
    return goal
