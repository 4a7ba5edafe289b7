"""Lindsjö's plan "Trygg här och nu" in words: areas, goals, activities, and values from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kraftsamling.improvement.statuses import ActivityState, GoalState, Hindrance

DONE, ONGOING, NOT_BEGUN, CANCELLED = (
    ActivityState.DONE,
    ActivityState.ONGOING,
    ActivityState.NOT_BEGUN,
    ActivityState.CANCELLED,
)


@dataclass(frozen=True)
class A:
    """An activity: owner, what, state, days from the start day until it is due (or was done).

    A late one may say what hinders: one of the four answers, and words.
    """

    owner: str
    what: str
    state: ActivityState
    due_in: int
    group: str = ""
    reason: str = ""
    hindered_by: Hindrance | str = ""
    hindrance: str = ""


@dataclass(frozen=True)
class G:
    """An area with its one goal. `values` are from outside, the newest first: what, how many days ago."""

    area: str
    sentence: str
    activities: tuple[A, ...]
    shaped_with: tuple[tuple[str, str], ...] = ()
    state: GoalState = GoalState.OPEN
    reason: str = ""
    indicator: str = ""
    target: int | None = None
    values: tuple[tuple[str, int], ...] = ()
    source: str = ""
    owner: str = ""
    learnt: str = ""

    def value_at(self, days_ago: int) -> str:
        """The newest value from outside that was known so many days ago."""
        return next((figure for figure, ago in self.values if ago >= days_ago), "")


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
        values=(
            ("41 dagars väntan till BUP", 24),
            ("43 dagars väntan till BUP", 115),
            ("44 dagars väntan till BUP", 205),
            ("42 dagars väntan till BUP", 297),
        ),
        source="Region Mellanlandets väntetider",
        owner="Helena Wik",
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
        values=(("24 per chef", 24), ("27 per chef", 110), ("31 per chef", 200)),
        source="Personalsystemet i Lindsjö",
        owner="Hanna Brodin",
        learnt="Att tillsätta cheferna först gjorde att resten gick att hålla.",
    ),
    G(
        "Fler egna familjehem",
        "Hälften av nya hem rekryterar vi själva.",
        (
            A("lindsjo", "Handledning till alla familjehem", DONE, -35, "Familjehemsgruppen"),
            A(
                "lindsjo",
                "Informationskvällar varje månad",
                ONGOING,
                -54,
                "Familjehemsgruppen",
                hindered_by=Hindrance.PEOPLE,
                hindrance="Två av tre i gruppen är föräldralediga",
            ),
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
        values=(("22 procent", 24), ("25 procent", 116), ("27 procent", 208)),
        source="Familjehemsgruppens register",
        owner="Farid Azimi",
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
        values=(("2 utbildningar", 24), ("1 utbildning", 210)),
        source="Mellanlandets kommunförbund",
        owner="Olle Berg",
    ),
)
