"""The plans of Tyresö and Jönköping, retold from two public reports: facts in our words, and nothing beside them.

No report tells the day of an activity, so none is shown: what is done was done before its report was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from kraftsamling.demo.world import reports
from kraftsamling.demo.world.places import fixed
from kraftsamling.improvement.models import (
    ActionPlan,
    Activity,
    DevelopmentArea,
    Goal,
    OpenQuestion,
    PlanPhase,
    ShapedWith,
)
from kraftsamling.improvement.statuses import ActivityState, GoalState, Phase
from kraftsamling.publishing.models import Post

DONE, ONGOING, NOT_BEGUN = ActivityState.DONE, ActivityState.ONGOING, ActivityState.NOT_BEGUN


@dataclass(frozen=True)
class Told:
    """An area with its goal, and what each organisation does for it."""

    area: str
    goal: str
    activities: tuple[tuple[str, str, ActivityState], ...]
    shaped_with: tuple[str, ...] = ()
    state: GoalState = GoalState.OPEN
    reason: str = ""


@dataclass(frozen=True)
class RetoldPlan:
    """A plan as its report tells it."""

    owner: str
    slug: str
    name: str
    for_whom: str
    vision: str
    report: reports.Report
    areas: tuple[Told, ...]
    starts_about: str = ""
    phases: tuple[tuple[Phase, str], ...] = ()
    questions: tuple[str, ...] = ()


TYRESO: Final = RetoldPlan(
    "tyreso",
    "tyreso",
    "Tyresös plan för handling",
    "barn och unga i Tyresö",
    "Se ljuset i tunneln: ge hopp, och skapa förutsättningar för invånare och medarbetare.",
    reports.TYRESO,
    (
        Told(
            "Grunden",
            "Vardagen fungerar. Det är det viktigaste.",
            (
                ("tyreso", "En krisplan avgör vad som går först", DONE),
                ("tyreso", "Alla chefstjänster tillsatta", DONE),
                ("tyreso", "Två metodstödjare på plats", DONE),
                ("tyreso", "Politiker och förvaltning arbetar nära varandra", ONGOING),
            ),
        ),
        Told(
            "Familjen i mitten",
            "Vuxenenheten och barnenheten arbetar tydligt och strukturerat kring samma familj. Missbruk upptäcks"
            " tidigare, och vuxenenheten ser barnen och familjen tydligare.",
            (
                (
                    "tyreso",
                    "Familjeorienterat arbetssätt, den stabila delen i den svåraste tiden",
                    ONGOING,
                ),
                ("tyreso", "En film om arbetssättet", DONE),
            ),
        ),
        Told(
            "Fler vill arbeta här",
            "Ett gott rykte är på väg tillbaka: folk ringer och frågar efter jobb.",
            (("tyreso", "Strategiskt traineeprogram tillsammans med tre andra kommuner", ONGOING),),
        ),
        Told(
            "Möta invånarna",
            "Kommunen träffar invånarna på fler sätt, och på sätt som invånarna tycker är bra.",
            (
                ("tyreso", "Letar efter andra forum, till exempel caféer", ONGOING),
                ("tyreso", "Anpassar texter på webben till barn och unga", ONGOING),
            ),
            ("Maskrosbarn",),
        ),
        Told(
            "Dela resan",
            "Andra får del av resan från kris till utveckling.",
            (("tyreso", "Berättar på slutkonferensen", NOT_BEGUN),),
        ),
    ),
    phases=(
        (Phase.CRISIS, "En krisplan avgjorde vad som gick först."),
        (Phase.BASE, "Vardagen ska fungera."),
        (Phase.DEVELOPMENT, "Efter kris kommer utveckling."),
    ),
)
JONKOPING: Final = RetoldPlan(
    "jonkoping",
    "tillsammans-gor-vi-skillnad",
    "Tillsammans gör vi skillnad",
    "barn och unga i Jönköping",
    "Att vara bland de ledande.",
    reports.JONKOPING,
    (
        Told(
            "Barn och föräldrar är med",
            "Barn och föräldrar är mer delaktiga och påverkar mer. Det har ökat.",
            (
                ("jonkoping", "Signs of Safety infört", DONE),
                ("jonkoping", "Tre metodstödjare anställda", DONE),
                ("jonkoping", "Tre frågor: lyssnat, respekt, ge förslag", ONGOING),
                ("jonkoping", "Brukarrevision", ONGOING),
                ("jonkoping", "Följeforskare anlitade", DONE),
                (
                    "jonkoping",
                    "Sommarskola för nyanlända: skolämnen och att lära känna samhället",
                    ONGOING,
                ),
            ),
            ("biologiska föräldrar (brukarrevision)", "ett brukarråd (integration)"),
        ),
        Told(
            "Barns psykiska hälsa",
            "Barn mår bättre, genom skola, hälso- och sjukvård och socialtjänst tillsammans.",
            (
                ("jonkoping", "Arbetar tillsammans med skolan och vården", ONGOING),
                ("jonkoping-region", "Hälso- och sjukvården är med i arbetet", ONGOING),
            ),
        ),
        Told(
            "Tid och stöd för medarbetarna",
            "Medarbetare har tid och skäl att stanna.",
            (
                ("jonkoping", "15 nya tjänster som socialsekreterare, alla tillsatta", DONE),
                ("jonkoping", "Traineeprogram, börjar i februari 2017", NOT_BEGUN),
                ("jonkoping", "Arbeta hemifrån 20 procent av tiden", ONGOING),
                ("jonkoping", "Lönestege: 1 000 kronor mer efter ett, tre och fem år", ONGOING),
                ("jonkoping", "Prövar andra kompetenser än socionomer", ONGOING),
                ("jonkoping", "Omorganiserar medvetet inte", ONGOING),
                (
                    "jonkoping-universitet",
                    "Kurs i termin fyra med stark koppling till fältet",
                    ONGOING,
                ),
            ),
        ),
        Told(
            "Fler egna familjehem",
            "Fler familjehem rekryteras direkt av kommunen.",
            (
                ("jonkoping", "Tre nya familjehemssekreterare", DONE),
                ("jonkoping", "Handledarutbildning och utbildning i anknytning", ONGOING),
            ),
            state=GoalState.NOT_REACHED,
            reason="privata företag rekryterar hemmen och säljer platserna.",
        ),
        Told(
            "Samarbete i länet",
            "Länets kommuner och de regionala utvecklingsledarna arbetar tillsammans.",
            (
                ("jonkoping", "Strategigrupp för barn i hela länet, med en plan", ONGOING),
                ("jonkoping", "Chefsforum", ONGOING),
                (
                    "jonkoping",
                    "Handlingsplan 2016–2019, med aktiviteter för varje organisation",
                    ONGOING,
                ),
                (
                    "jonkoping",
                    "Gemensam utbildning; inför och utvärderar metoder tillsammans",
                    ONGOING,
                ),
            ),
        ),
    ),
    starts_about="hösten 2014",
    questions=(
        "Steget från utbildning till arbetsliv: vem ansvarar för vidareutbildningen? Alla är överens om att det är"
        " viktigt, och det är inte löst.",
    ),
)
RETOLD: Final = (TYRESO, JONKOPING)


def build() -> None:
    """Both plans, public from the day of their reports."""
    for told in RETOLD:
        post = Post.rows.get(pk=fixed(f"post {told.report.slug}"))
        assert post.published_at is not None
        _plan(told, post.published_at)


def _plan(told: RetoldPlan, published_at: datetime) -> None:
    space = {"space_id": fixed(f"space {told.owner}")}
    plan = ActionPlan.rows.create(
        id=fixed(f"plan {told.slug}"),
        owner_id=fixed(told.owner),
        name=told.name,
        for_whom=told.for_whom,
        vision=told.vision,
        starts_about=told.starts_about,
        retold_from=told.report.source,
        published_at=published_at,
        slug=told.slug,
        **space,
    )
    for phase, sentence in told.phases:
        PlanPhase.rows.create(plan=plan, phase=phase, sentence=sentence, **space)
    for position, each in enumerate(told.areas, start=1):
        _goal(plan, position, each, published_at.date(), space)
    for question in told.questions:
        OpenQuestion.rows.create(
            plan=plan, question=question, asked_on=published_at.date(), **space
        )


def _goal(
    plan: ActionPlan, position: int, told: Told, published_on: date, space: dict[str, UUID]
) -> None:
    area = DevelopmentArea.rows.create(plan=plan, position=position, name=told.area, **space)
    goal = Goal.rows.create(
        area=area,
        position=1,
        sentence=told.goal,
        state=told.state,
        state_reason=told.reason,
        **space,
    )
    for words in told.shaped_with:
        ShapedWith.rows.create(goal=goal, words=words, **space)
    for number, (owner, what, state) in enumerate(told.activities, start=1):
        Activity.rows.create(
            goal=goal,
            owner_id=fixed(owner),
            position=number,
            what=what,
            state=state,
            done_on=published_on if state is DONE else None,
            **space,
        )
