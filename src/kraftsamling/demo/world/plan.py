"""Lindsjö's plan "Trygg här och nu", two visits, and what it has not managed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.demo.world.days import on_a_working_day
from kraftsamling.demo.world.places import PLAN_SPACE, fixed
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    FollowUpVisit,
    Goal,
    OpenQuestion,
    PlanPhase,
    ShapedWith,
    SnapshotGoal,
    VisitNote,
    VisitParticipant,
    VisitRequest,
)
from kraftsamling.improvement.statuses import (
    ActivityState,
    GoalState,
    Phase,
    RequestState,
    VisitState,
)
from kraftsamling.indicators.models import Release, ReleasedFigure

LAST_VISIT_DAYS_AGO: Final = 193
NEXT_VISIT_IN_DAYS: Final = 9
DONE, ONGOING, NOT_BEGUN, CANCELLED = (
    ActivityState.DONE,
    ActivityState.ONGOING,
    ActivityState.NOT_BEGUN,
    ActivityState.CANCELLED,
)


@dataclass(frozen=True)
class A:
    """An activity: owner, what, state, days from the start day until it is due (or was done)."""

    owner: str
    what: str
    state: ActivityState
    due_in: int
    group: str = ""
    reason: str = ""


@dataclass(frozen=True)
class G:
    """An area with its one goal."""

    area: str
    sentence: str
    activities: tuple[A, ...]
    shaped_with: tuple[tuple[str, str], ...] = ()
    state: GoalState = GoalState.OPEN
    reason: str = ""
    indicator: str = ""
    target: int | None = None
    outside: str = ""
    source: str = ""
    owner: str = ""
    outside_days_ago: int = 24
    learnt: str = ""
    then: str = ""


GOALS: Final = (
    G(
        "Barn och föräldrar är med",
        "Minst 70 procent säger att de fått föreslå förändringar.",
        (
            A("lindsjo", "Signs of Safety i alla utredningsgrupper", DONE, -55),
            A("lindsjo", "Lappen med de tre frågorna i alla brev", DONE, -120),
            A("brukarradet", "Gå igenom breven till familjer", ONGOING, 68),
            A("lindsjo-skola", "Berätta för barnen om de tre frågorna", ONGOING, -23),
            A("lindsjo", "Låt barn välja rum, promenad eller bil", ONGOING, 40),
            A("lindsjo", "Prova tre slags caféer", ONGOING, 120),
        ),
        (("brukarrådet", ""), ("en idé från en ung person", "")),
        indicator="participation.q_propose",
        target=70,
        learnt="Det som ändrade svaren var inte en ny blankett utan att vi frågade tidigare i samtalet.",
    ),
    G(
        "Barns psykiska hälsa",
        "Skola, vård och socialtjänst arbetar i samma plan.",
        (
            A("region", "En väg in för barn som mår dåligt", DONE, -40),
            A("lindsjo-skola", "Elevhälsan kallar till samverkan inom tio dagar", DONE, -90),
            A("region", "Gemensamma tider på familjecentralen", ONGOING, 75),
            A("region", "Handledning till skolans elevhälsa", NOT_BEGUN, 110),
            A("lindsjo-skola", "Samma ord för samma sak i skola och vård", ONGOING, 55),
        ),
        (("föräldracaféet 4 mars", ""),),
        outside="41 dagars väntan till BUP",
        source="Region Mellanlandets väntetider",
        owner="Helena Wik",
        then="44 dagars väntan till BUP",
    ),
    G(
        "Tid och stöd för medarbetarna",
        "Högst 25 medarbetare per chef.",
        (
            A("lindsjo", "Alla chefstjänster tillsatta", DONE, -60),
            A("lindsjo", "Två metodstödjare på plats", DONE, -140),
            A("hogskolan", "Kurs med fältdagar i termin fyra", DONE, -75),
            A("lindsjo", "Handledning för nya utredare", ONGOING, 90),
            A("hogskolan", "Studietid på arbetstid", ONGOING, 130),
        ),
        state=GoalState.REACHED,
        outside="24 per chef",
        source="Personalsystemet i Lindsjö",
        owner="Hanna Brodin",
        then="31 per chef",
        learnt="Att tillsätta cheferna först gjorde att resten gick att hålla.",
    ),
    G(
        "Fler egna familjehem",
        "Hälften av nya hem rekryterar vi själva.",
        (
            A("lindsjo", "Handledning till alla familjehem", DONE, -35, "Familjehemsgruppen"),
            A("lindsjo", "Informationskvällar varje månad", ONGOING, -54, "Familjehemsgruppen"),
            A("lindsjo", "Handledarutbildning", ONGOING, 22, "Familjehemsgruppen"),
            A(
                "lindsjo",
                "Annons i lokaltidningen",
                CANCELLED,
                -147,
                "",
                "ingen hörde av sig.",
            ),
        ),
        (("familjehemmen, kvällen 8 september", ""),),
        state=GoalState.NOT_REACHED,
        reason=(
            "företag som förmedlar hem oftast hinner ringa familjerna före oss. Stödet till hemmen vi har"
            " är bättre än förut. Vi omprövar målet vid besöket."
        ),
        outside="22 procent",
        source="Familjehemsgruppens register",
        owner="Farid Azimi",
        then="27 procent",
    ),
    G(
        "Samarbete i länet",
        "Gemensamma utbildningar för alla kommuner.",
        (
            A("lindsjo-skola", "Gemensam kurs om barn som far illa", DONE, -20),
            A("lindsjo-skola", "Rektorer med i länets chefsforum", ONGOING, 60),
            A("region", "Länets utbildning om anknytning", NOT_BEGUN, 100),
        ),
        (("länets chefsforum", ""),),
        outside="2 utbildningar",
        source="Mellanlandets kommunförbund",
        owner="Olle Berg",
        then="1 utbildning",
    ),
)


def plan_id() -> UUID:
    """The id of Lindsjö's plan, the same in every demo."""
    return fixed("plan trygg")


def build(today: date, now: datetime) -> None:
    """The plan, its two visits and the first one's snapshot."""
    space = {"space_id": fixed(PLAN_SPACE)}
    plan = ActionPlan.rows.create(
        id=plan_id(),
        owner_id=fixed("lindsjo"),
        name="Trygg här och nu",
        for_whom="barn och unga 0–20 år i Lindsjö",
        vision="Varje barn i Lindsjö får hjälp i tid och är med och bestämmer om den.",
        starts_on=_first_of_month(today, months_ago=14),
        published_at=now - timedelta(days=180),
        slug="trygg-har-och-nu",
        **space,
    )
    _phases(plan, today, space)
    goals = [_goal(plan, number, g, today, space) for number, g in enumerate(GOALS, start=1)]
    for question, ago in (
        ("Vem följer skolgången när ett barn byter kommun mitt i terminen?", LAST_VISIT_DAYS_AGO),
        ("Vem betalar vidareutbildningen, och på vems tid?", 75),
    ):
        OpenQuestion.rows.create(
            plan=plan, question=question, asked_on=today - timedelta(days=ago), **space
        )
    _last_visit(plan, goals, today, now, space)
    _next_visit(plan, today, space)


def _first_of_month(today: date, *, months_ago: int) -> date:
    months = today.year * 12 + today.month - 1 - months_ago
    return date(months // 12, months % 12 + 1, 1)


def _phases(plan: ActionPlan, today: date, space: dict[str, UUID]) -> None:
    base_began = _first_of_month(today, months_ago=8)
    for phase, starts, ends, sentence in (
        (
            Phase.CRISIS,
            plan.starts_on,
            base_began - timedelta(days=1),
            "Krisplanen styrde vad som gick först.",
        ),
        (Phase.BASE, base_began, None, "Tre av fyra delar på plats."),
        (Phase.DEVELOPMENT, None, None, "När grunden har hållit i tre månader."),
    ):
        PlanPhase.rows.create(
            plan=plan, phase=phase, starts_on=starts, ends_on=ends, sentence=sentence, **space
        )


def _goal(plan: ActionPlan, number: int, g: G, today: date, space: dict[str, UUID]) -> Goal:
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
        outside_figure=g.outside,
        outside_source=g.source,
        outside_on=today - timedelta(days=g.outside_days_ago) if g.outside else None,
        outside_owner=g.owner,
        **space,
    )
    for words, url in g.shaped_with:
        ShapedWith.rows.create(goal=goal, words=words, url=url, **space)
    for position, a in enumerate(g.activities, start=1):
        day = today + timedelta(days=a.due_in)
        Activity.rows.create(
            goal=goal,
            owner_id=fixed(a.owner),
            group=a.group,
            position=position,
            what=a.what,
            state=a.state,
            state_reason=a.reason,
            due_on=on_a_working_day(day),
            done_on=on_a_working_day(day) if a.state is DONE else None,
            **space,
        )
    return goal


def _last_visit(
    plan: ActionPlan, goals: list[Goal], today: date, now: datetime, space: dict[str, UUID]
) -> None:
    day = on_a_working_day(today - timedelta(days=LAST_VISIT_DAYS_AGO))
    visit = FollowUpVisit.rows.create(
        id=fixed("visit 1"),
        plan=plan,
        number=1,
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
    VisitNote.rows.create(
        visit=visit,
        area=goals[3].area,
        text="Kommunen berättade öppet att rekryteringen av egna familjehem inte har gått som den ville.",
        written_at=visit.held_at or now,
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
    for goal, g in zip(goals, GOALS, strict=True):
        _snapshot(visit, goal, g, day, space)


def _snapshot(visit: FollowUpVisit, goal: Goal, g: G, day: date, space: dict[str, UUID]) -> None:
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
        outside_figure=g.then,
        activities_done=0,
        activities_total=len(g.activities),
        **space,
    )


def _next_visit(plan: ActionPlan, today: date, space: dict[str, UUID]) -> None:
    visit = FollowUpVisit.rows.create(
        id=fixed("visit 2"),
        plan=plan,
        number=2,
        visitor_id=fixed("samordnaren"),
        visitor_words="länsstyrelsen",
        on=on_a_working_day(today + timedelta(days=NEXT_VISIT_IN_DAYS)),
        place="Folkets hus i Lindsjö",
        state=VisitState.PLANNED,
        **space,
    )
    VisitParticipant.rows.create(
        visit=visit, who="Enhetschef", organisation="Lindsjö kommun", **space
    )
