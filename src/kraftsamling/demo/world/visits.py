"""The two visits to Lindsjö: one that has been held and told of, and one that is prepared."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.demo.world.days import on_a_working_day
from kraftsamling.demo.world.places import fixed
from kraftsamling.demo.world.plan_words import GOALS, G
from kraftsamling.improvement.models import (
    ActionPlan,
    FollowUpVisit,
    Goal,
    SnapshotGoal,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.statuses import GoalState, RequestState, VisitKind, VisitState
from kraftsamling.indicators.models import Release, ReleasedFigure

Space = dict[str, UUID]
LAST_DAYS_AGO: Final = 193
NEXT_IN_DAYS: Final = 9
# Three wrote at once, two of them about the same area.
WRITERS: Final = {
    "david coordinator": "David Ros, Nationell samordnare",
    "disa dev_lead": "Disa Norén, Lindsjö kommun",
    "karin unit_manager": "Karin Ek, Lindsjö kommun",
}
SAID: Final = (
    (
        3,
        "david coordinator",
        "Kommunen berättade öppet att rekryteringen av egna familjehem inte har gått som den ville.",
    ),
    (
        3,
        "karin unit_manager",
        "Stödet till hemmen vi har är bättre än förut. Det märks på hur många som stannar.",
    ),
    (0, "disa dev_lead", "Föräldrarna svarar på lappen när den ligger i samma brev som beslutet."),
)


def build(plan: ActionPlan, goals: list[Goal], today: date, now: datetime, space: Space) -> None:
    """Both visits."""
    _last(plan, goals, today, now, space)
    _next(plan, today, space)


def _last(plan: ActionPlan, goals: list[Goal], today: date, now: datetime, space: Space) -> None:
    day = on_a_working_day(today - timedelta(days=LAST_DAYS_AGO))
    visit = FollowUpVisit.rows.create(
        id=fixed("visit 1"),
        plan=plan,
        number=1,
        kind=VisitKind.NATIONAL,
        visitor_id=fixed("samordnaren"),
        visitor_words="länsstyrelsen",
        on=day,
        place="Kommunhuset i Lindsjö",
        state=VisitState.REPORTED,
        held_at=now - timedelta(days=(today - day).days),
        activities_done=0,
        activities_total=sum(len(g.activities) for g in GOALS),
        **space,
    )
    for who, organisation in (
        ("Enhetschef och verksamhetschef", "Lindsjö kommun"),
        ("Samordnare", "Region Mellanlandet"),
        ("Studierektor", "Högskolan i Granby"),
        ("Elevhälsochef", "Lindsjö skola"),
    ):
        VisitParticipant.rows.create(
            visit=visit, who=who, organisation=organisation, present=True, **space
        )
    for number, (area, who, text) in enumerate(SAID):
        thread = fixed(f"note {number}")
        VisitNote.rows.create(
            visit=visit,
            area=goals[area].area,
            thread=thread,
            page=thread,
            text=text,
            written_at=visit.held_at or now,
            written_by=fixed(f"membership {who}"),
            writer_words=WRITERS[who],
            **space,
        )
    VisitRequest.rows.create(
        visit=visit,
        what="Fråga invånarna själva var de vill träffas.",
        owner_id=fixed("lindsjo"),
        due_on=on_a_working_day(today - timedelta(days=60)),
        state=RequestState.DONE,
        answer="Tre caféer är provade.",
        **space,
    )
    VisitRequest.rows.create(
        visit=visit,
        what="Visa hur breven till familjer ser ut när brukarrådet har läst dem.",
        owner_id=fixed("brukarradet"),
        due_on=on_a_working_day(today + timedelta(days=NEXT_IN_DAYS)),
        **space,
    )
    for goal, g in zip(goals, GOALS, strict=True):
        _snapshot(visit, goal, g, day, space)


def _snapshot(visit: FollowUpVisit, goal: Goal, g: G, day: date, space: Space) -> None:
    """The goal as it stood: with the figure that was let out last before the visit, if any."""
    figure = (
        ReleasedFigure.objects.filter(
            code=g.indicator,
            unit_id=None,
            release__authority_id=fixed("lindsjo"),
            release__published_at__date__lte=day,
        )
        .order_by("-first_day")
        .select_related("release")
        .first()
        if g.indicator
        else None
    )
    release: Release | None = figure.release if figure else None
    SnapshotGoal.rows.create(
        visit=visit,
        goal_id_then=goal.pk,
        area_name=goal.area.name,
        sentence=goal.sentence,
        state=GoalState.OPEN,
        indicator_code=g.indicator,
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        period_starts_on=figure.first_day if figure else None,
        period_months=figure.length if figure else None,
        released_on=release.published_at.date() if release and release.published_at else None,
        outside_figure=g.value_at(LAST_DAYS_AGO),
        activities_done=0,
        activities_total=len(g.activities),
        **space,
    )


def _next(plan: ActionPlan, today: date, space: Space) -> None:
    visit = FollowUpVisit.rows.create(
        id=fixed("visit 2"),
        plan=plan,
        number=2,
        kind=VisitKind.NATIONAL,
        visitor_id=fixed("samordnaren"),
        visitor_words="länsstyrelsen",
        on=on_a_working_day(today + timedelta(days=NEXT_IN_DAYS)),
        place="Folkets hus i Lindsjö",
        state=VisitState.PLANNED,
        **space,
    )
    VisitParticipant.rows.create(
        visit=visit, who="Enhetschef", organisation="Lindsjö kommun", **space
    )
