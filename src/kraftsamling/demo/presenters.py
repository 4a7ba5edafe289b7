"""/demo/ and the steps of the round, as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.demo.models import DemoRun
from kraftsamling.demo.statuses import STEPS, RoundStep, step
from kraftsamling.demo.world.people import PERSONAS, Persona


@dataclass(frozen=True)
class Card:
    """One person to try the demo as."""

    initials: str
    name: str
    role: str
    text: str
    url: str
    label: str
    short: str


@dataclass(frozen=True)
class Group:
    """Some of the people behind "Visa alla"."""

    heading: str
    cards: Sequence[Card]


_PLACE = {"lindsjo": "Lindsjö", "ekhamra": "Ekhamra", "region": "Region Mellanlandet"}


def _card(person: Persona) -> Card:
    first = person.name.split()[0]
    place = _PLACE.get(person.place, "")
    return Card(
        initials="".join(part[0] for part in person.name.split()),
        name=person.name,
        role=", ".join(word for word in (person.title, place) if word),
        text=str(person.line),
        url=reverse("demo_persona", args=[person.key]),
        label=_("Try as %(name)s") % {"name": first},
        short=str(person.line),
    )


@dataclass(frozen=True)
class DemoPage:
    """The round first, then the people."""

    title: str
    lead: str
    steps: Sequence[RoundStep]
    first_six: Sequence[Card]
    groups: Sequence[Group]
    show_all: str
    started: str

    @classmethod
    def of(cls, run: DemoRun | None) -> DemoPage:
        others = [person for person in PERSONAS if not person.first_six]
        lindsjo = [_card(p) for p in others if p.place == "lindsjo"]
        ekhamra = [_card(p) for p in others if p.place == "ekhamra"]
        around = [_card(p) for p in others if p.place not in ("lindsjo", "ekhamra")]
        return cls(
            title=_("One lap in a minute"),
            lead=_(
                "Kraftsamling shows which children wait, who can take them, what children and parents"
                " say – and whether the municipality's plan helps."
            ),
            steps=STEPS,
            first_six=[_card(person) for person in PERSONAS if person.first_six],
            groups=[
                Group(_("Lindsjö municipality, the record is here"), lindsjo),
                Group(_("Ekhamra municipality, beside the record system"), ekhamra),
                Group(_("Around them"), around),
            ],
            show_all=_("Show all %(count)d people") % {"count": len(PERSONAS)},
            started=_("The demo started on %(day)s. All dates are counted from there.")
            % {"day": formats.long_date(run.started_on, get_language() or "sv")}
            if run
            else _("The demo has not been built yet."),
        )


@dataclass(frozen=True)
class StepPage:
    """The pages of the round that are the demo's own: the slip, and the night."""

    title: str
    lead: str
    number: int
    count: int
    code: str = ""
    told: str = ""

    @classmethod
    def slip(cls, code: str) -> StepPage:
        """Step 1: the slip that came in a letter."""
        return cls(
            title=_("A slip in the letter"),
            lead=_("You are a parent. With the decision came this slip. Answering is voluntary."),
            number=1,
            count=len(STEPS),
            code=code,
        )

    @classmethod
    def night(cls, moved: int | None, counted: int) -> StepPage:
        """Step 2: the night, before and after."""
        told = ""
        if moved is not None:
            told = (
                _("The answers have moved, shuffled, and %(count)d figures were counted again.")
                % {"count": counted}
                if moved
                else _("Fewer than five answers wait, so none moved. That protects who answered.")
            )
        return cls(
            title=_("Let the night pass"),
            lead=_(
                "Four answers already wait. Yours is the fifth. At night they move together, shuffled,"
                " so that nobody can tell whose is whose."
            ),
            number=2,
            count=len(STEPS),
            told=told,
        )


@dataclass(frozen=True)
class RoundBand:
    """What the demo band says while one walks the round."""

    words: str
    next_label: str
    next_url: str

    @classmethod
    def of(cls, number: int) -> RoundBand | None:
        here = step(number)
        if here is None:
            return None
        following = step(number + 1)
        return cls(
            words=_("The lap: step %(number)d of %(count)d, %(name)s.")
            % {"number": number, "count": len(STEPS), "name": str(here.name).lower()},
            next_label=_("Next: %(name)s") % {"name": str(following.name).lower()}
            if following
            else _("The lap is done"),
            next_url=reverse("demo_round_step", args=[number + 1])
            if following
            else reverse("demo_round_stop"),
        )
