"""Invented content for the gallery: every component in all its states, in Swedish."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms

from kraftsamling.common.fields import Side, SwedishDateField
from kraftsamling.common.forms import (
    Conflict,
    ConflictField,
    IdempotentForm,
    OneOf,
    Several,
    TextArea,
)
from kraftsamling.common.parts import (
    Action,
    Cell,
    Column,
    Confirmation,
    Fact,
    Link,
    Number,
    Phase,
    Row,
    Stat,
    Step,
    Task,
    TimeRow,
    WorkRow,
    spark,
)


class SampleForm(IdempotentForm):
    """One field of each kind."""

    reporter = OneOf(
        label="Vem anmäler?",
        choices=[("SCHOOL", "Skolan"), ("CARE", "Vården"), ("PRIVATE", "Någon privat")],
    )
    happened = forms.CharField(
        label="Vad har hänt?", help_text="Skriv det du vet, med egna ord.", widget=TextArea()
    )
    arrived = SwedishDateField(label="Vilken dag kom anmälan?", side=Side.TODAY_OR_EARLIER)
    worker = forms.ChoiceField(
        label="Handläggare", choices=[("1", "Tomas Berg, 125 → 150 av 150 poäng"), ("2", "Maria")]
    )
    meanwhile = Several(
        label="Vad gör vi under tiden?",
        required=False,
        choices=[("CALLS", "Samtal två gånger i veckan"), ("LETTER", "Brev om väntetiden")],
    )
    step = OneOf(
        label="Vilket steg föreslår du?",
        choices=[("1", "Steg 1"), ("2", "Steg 2")],
        hints={"1": "Nya ärenden fördelas varje dag.", "2": "Bara det akuta fördelas direkt."},
    )
    told = forms.BooleanField(
        label="Familjen vet om att vi skriver", help_text="Berätta alltid först, om det går."
    )
    phone = forms.CharField(label="Telefon", required=False)


COLUMNS: Final = [
    Column("Barn"),
    Column("Var i ärendet"),
    Column("Tid kvar", url="?sortera=-tid", sorted="ascending"),
    Column("Nästa steg", url="?sortera=steg"),
]
ROWS: Final = [
    Row(
        [
            Cell("N.S., 15 år", url="#n", nowrap=True),
            Cell("Utredning"),
            Cell("9 dagar", tone="warning"),
            Cell("Nätverksmöte 26 november"),
        ]
    ),
    Row(
        [
            Cell("W.B., 11 år", url="#w", nowrap=True),
            Cell("Utredning"),
            Cell("24 dagar"),
            Cell("Kartläggning i dag kl. 10.00"),
        ]
    ),
    Row(
        [
            Cell("C.B., 12 år", url="#c", sub="Ansökan om insats"),
            Cell("Placering"),
            Cell("Uppföljning om 12 dagar"),
            Cell("Underrätta regionen"),
        ]
    ),
]
UNITS: Final = [
    Column("Enhet"),
    Column("Delade ut", number=True),
    Column("Svar", number=True),
    Column("Fick föreslå", number=True),
]
WORK: Final = [
    WorkRow(
        "I dag",
        "senast kl. 15.40",
        "Bedöm om E.K., 9 år, behöver skydd nu",
        "#ek",
        "Anmälan kom i går kl. 15.40. Skyddsbedömningen ska vara gjord inom 24 timmar.",
        "now",
        "Gör skyddsbedömning",
        "#ek-gor",
    ),
    WorkRow(
        "I dag",
        "dag 14 av 14",
        "Besluta om utredning för syskonen A.M. och T.M.",
        "#am",
        "Förhandsbedömningen får ta 14 dagar. Ditt underlag är klart.",
        "now",
        "Skriv beslutet",
        "#am-gor",
    ),
    WorkRow(
        "I morgon",
        "senast kl. 8.12",
        "Berätta för Region Mellanlandet att L.H., 4 år, är placerad där",
        "#lh",
        "Målet är samma dag som beslutet. Tills regionen vet kan barnet inte kallas.",
        "soon",
        "Skicka underrättelse",
        "#lh-gor",
    ),
]
STEPS: Final = [
    Step("Organisation", "Socialnämnden, Ekhamra kommun.", "done", "", "Ändra", "#o"),
    Step(
        "Personer",
        "Börja med en chef och en ställföreträdare. Vissa beslut kräver två.",
        "now",
        "Omkring 10 minuter",
        actions=[
            Action("Lägg till personer", "#p"),
            Action("Läs in en lista", "#l", "secondary"),
        ],
    ),
    Step(
        "Första planen",
        "Utgå från Jönköpings fem områden eller från ett tomt blad.",
        "todo",
        "Omkring 20 minuter",
        "Välj en plan",
        "#v",
    ),
]
PHASES: Final = [
    Phase("Kris", "september 2025–februari 2026", "Krisplanen styrde vad som gick först.", "done"),
    Phase(
        "Grund",
        "sedan mars 2026",
        "Tre av fyra delar på plats.",
        "now",
        "#saknar",
        "11 ärenden saknar handläggare.",
    ),
    Phase("Utveckling", "tidigast mars 2027", "När grunden har hållit i tre månader."),
]


def content(today: date) -> dict[str, Any]:
    """All that the gallery template draws."""
    points, x, y = spark([52, 55, 51, 57, 60, 63, 66, 67, 68])
    return {
        "columns": COLUMNS,
        "rows": ROWS,
        "units": UNITS,
        "unit_rows": [
            Row([Cell("Utredning 1"), Cell("71"), Cell("45"), Cell("67 %")]),
            Row([Cell("Familjehem"), Cell("12"), Cell(withheld=True), Cell(withheld=True)]),
        ],
        "unit_total": Row([Cell("Hela kommunen"), Cell("266"), Cell("168"), Cell("64 %")]),
        "work": WORK,
        "steps": STEPS,
        "phases": PHASES,
        "tasks": [
            Task("Mått hämtade", "done", detail="Frisläppta 30 september"),
            Task("Skriv vad ni lärt er", "now", "#skriv", "2 av 5 områden"),
            Task("Svara brukarrådet", "late", "#svara", "Skulle vara klart i går"),
            Task("Bjud in deltagare", "todo", "#bjud", "Inte börjat"),
        ],
        "times": [
            TimeRow("Kartläggning, W.B.", "10.00", "10:00", "#k", "Tillsammans med Rut Öberg"),
            TimeRow("Handledning, grupp 2", "13.30", "13:30", "#h", "Rum Eken"),
            TimeRow("O.J. är kallad till BVC.", url="#o", detail="Nu är alla kallelser skickade."),
        ],
        "facts": [
            Fact("Personnummer", "2022••••-••••", "#visa", "Visa"),
            Fact("Skicka kallelser till", "Ekvägen 3, 123 45 Granby"),
            Fact("Svar", withheld=True),
        ],
        "stats": [
            Stat("64 procent fick ge förslag", "Ett år tidigare var det 52.", "#s", "Se svaren"),
            Stat("Nio av 23 aktiviteter är klara", "Sedan besöket i maj.", "#p", "Läs planen"),
            Stat("Fler egna familjehem: inte nått", "Vi har inte lyckats.", "#v", "Läs varför"),
        ],
        "numbers": [Number("41", "dagars väntan"), Number("24", "per chef"), Number("3", "kurser")],
        "tabs": [
            Link("Att göra", "#t1", True, 3),
            Link("Pågår", "#t2", count=6),
            Link("Mått", "#t3"),
        ],
        "segment": [Link("Föräldrar", "#s1", True), Link("Unga 13+", "#s2"), Link("Barn", "#s3")],
        "breadcrumb": [Link("Planer", "#planer"), Link("Trygg här och nu")],
        "pages": [Link("1", "#1", True), Link("2", "#2"), Link("3", "#3")],
        "confirmation": Confirmation("8 ärenden är fördelade.", "#angra", "8.15"),
        "reasons": [
            "Han är en av två i gruppen med vana vid små barn.",
            "Han har plats: 28 poäng kvar i dag.",
            "Han kan börja i dag, kl. 13.",
        ],
        "spark": {"points": points, "x": x, "y": y},
        "conflict": Conflict(
            "Jonas Sand",
            "kl. 10.40",
            [ConflictField("Nästa steg", "Möte 26 november", "Ring mormor först")],
        ),
        "empty_form": SampleForm(today=today),
        "wrong_form": SampleForm(
            {
                "fel-idempotency_key": "0f9b3c52-3a4e-4a54-9d5b-1f0f6a0d7c11",
                "fel-happened": "Läraren såg blåmärken i går.",
                "fel-arrived": "2099-01-01",
                "fel-worker": "2",
            },
            today=today,
            prefix="fel",
        ),
    }
