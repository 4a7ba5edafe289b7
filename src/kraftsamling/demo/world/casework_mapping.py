"""Noor's mapping and her own page: what was said at three meetings, and what she has written herself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from kraftsamling.casework import channel_tables
from kraftsamling.casework.channel_tables import key_of
from kraftsamling.casework.models import Case, ChildVoice
from kraftsamling.casework.services import channel, investigations, mappings, secrecy
from kraftsamling.casework.statuses import Domain, Kept, Speaker, Topic
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.demo.world.pictures import house_by_a_child
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership

LINK: Final = "prova-noors-egen-sida-i-demon-07"
CODE: Final = "2468"
"""Invented like Noor: in the demo anybody may open her page."""

C, M, N, W = Speaker.CHILD, Speaker.MOTHER, Speaker.NETWORK, Speaker.WORKER
SAID: Final[tuple[tuple[str, Domain, Speaker, int, str], ...]] = (
    ("harm", Domain.HARM, C, 70, "När dom bråkar går jag ut och sätter mig i trappan."),
    (
        "hard",
        Domain.COMPLICATING,
        M,
        70,
        "Jag jobbar natt två veckor av fyra och orkar inte alltid.",
    ),
    ("good 1", Domain.STRENGTH, N, 70, "Noor och Kim skrattar ihop. Det har dom alltid gjort."),
    (
        "good 2",
        Domain.STRENGTH,
        C,
        42,
        "Friidrotten. Där är det ingen som skriker på mig på riktigt.",
    ),
    ("safe", Domain.SAFETY, C, 42, "När jag skrev till moster kom hon direkt."),
    ("next", Domain.NEXT_STEP, M, 14, "Jag ringer moster innan det blir ett bråk, inte efter."),
)
SCORES: Final = (
    (70, ((C, 3, "Jag sover inte."), (M, 4, "Det går åt fel håll."), (W, 3, ""))),
    (42, ((C, 4, "Lite lugnare."), (M, 6, "Vi pratar mer."), (W, 5, ""))),
    (14, ((C, 6, "Fem bra dagar av sju."), (M, 7, "Jag ringer moster i tid."), (W, 6, ""))),
)  # fmt: skip


def build(case: Case, now: datetime, amina: Actor) -> None:
    """All of it. Runs inside Lindsjö, after the rest of the story."""
    _statements(case, now, amina)
    _scale_network_and_plan(case, now, amina)
    _houses(case, now, amina)
    _own_page(case, now, amina)
    secrecy.invite_consult(
        case=case,
        by=amina,
        at=now - timedelta(days=1),
        who=Membership.rows.get(pk=fixed("membership leila method_supporter")),
        until=day_of(now) + timedelta(days=6),
        question="Hur formulerar vi faran så att Noor och Kim känner igen sig?",
    )


def _statements(case: Case, now: datetime, amina: Actor) -> None:
    day = day_of(now)

    def say(key: str, domain: Domain, who: Speaker, days: int, words: str, **more: Any) -> Any:
        return mappings.say(
            case=case, by=amina, at=now - timedelta(days=days), key=fixed(f"said {key}"),
            domain=domain, words=words, said_by=who, said_on=day - timedelta(days=days), **more,
        )  # fmt: skip

    for row in SAID:
        say(*row)
    danger = say(
        "danger", Domain.DANGER, W, 70,
        "Om bråken går vidare kan Noor sluta sova och äta, stanna ute på nätterna och bli sjuk.",
    )  # fmt: skip
    say(
        "goal", Domain.GOAL, N, 70,
        "Noor är hemma på kvällarna och sover, och en vuxen som är lugn finns alltid där.",
        danger=danger,
    )  # fmt: skip
    say(
        "second danger", Domain.DANGER, W, 14,
        "Om Kim blir utan hjälp på nätterna kan Noor få ta hand om sig själv.",
    )  # fmt: skip
    say("ours", Domain.COMPLICATING, W, 14, "Vi behöver fråga mer om pengarna.", for_staff=True)


def _scale_network_and_plan(case: Case, now: datetime, amina: Actor) -> None:
    day = day_of(now)
    about: dict[str, Any] = {"case": case, "by": amina}
    for days, marks in SCORES:
        for who, value, words in marks:
            mappings.place_score(
                at=now - timedelta(days=days), key=fixed(f"score {days} {who}"), who=who,
                value=value, on=day - timedelta(days=days), words=words, **about,
            )  # fmt: skip
    for name, relation, does in (
        ("Samira", "moster", "Kommer när Noor skriver, också på natten."),
        ("Ove", "tränare", "Skjutsar hem efter träningen på tisdagar."),
    ):
        mappings.add_to_network(
            at=now - timedelta(days=42), key=fixed(f"network {name}"), name=name,
            relation=relation, does=does, **about,
        )  # fmt: skip
    steps = [
        mappings.add_plan_step(
            at=now - timedelta(days=42), key=fixed(f"plan {what}"), what=what, who=who, when=when,
            **about,
        )
        for what, who, when in (
            ("Noor skriver till Samira", "Noor och Samira", "när det börjar bli bråk"),
            ("Någon lugn vuxen är hemma", "Kim eller Samira", "varje kväll efter kl. 20"),
        )
    ]  # fmt: skip
    for step, days, kept, words in (
        (steps[0], 28, Kept.KEPT, "Två gånger. Samira kom båda gångerna."),
        (steps[1], 28, Kept.NOT, "Kim jobbade två nätter och ingen var hemma."),
        (steps[1], 14, Kept.PARTLY, "Fem kvällar av sju."),
    ):
        mappings.check_plan_step(
            plan_step=step, by=amina, at=now - timedelta(days=days),
            key=fixed(f"check {step.pk} {days}"), on=day - timedelta(days=days), kept=kept,
            words=words,
        )  # fmt: skip


def _houses(case: Case, now: datetime, amina: Actor) -> None:
    for key, topic, words, pictures in (
        ("worry", Topic.WORRY, "Att dom skriker. Att mamma gråter i köket sen.", []),
        (
            "good",
            Topic.GOOD,
            "Moster. Friidrotten. När vi äter pannkakor på söndag.",
            [house_by_a_child()],
        ),
        ("dream", Topic.DREAM, "Att sova en hel natt. Att bli tränare.", []),
    ):
        investigations.keep_childs_words(
            case=case, by=amina, at=now - timedelta(days=42), key=fixed(f"house {key}"),
            said_on=day_of(now) - timedelta(days=42), words=words, how="ritat och sagt", topic=topic,
            chosen="1 bild" if pictures else "", pictures=pictures,
        )  # fmt: skip


def _own_page(case: Case, now: datetime, amina: Actor) -> None:
    """One message that is answered, and one that came this morning and waits."""
    channel.open_channel(case=case, by=amina, at=now - timedelta(days=9), code=CODE, link=LINK)
    key = key_of(LINK, CODE)
    first, second = fixed("own page 1"), fixed("own page 2")
    channel_tables.write(
        key, first, topic=Topic.MEETING, now=now - timedelta(days=8),
        chosen="Vem ska vara med? Bara du och jag. Var vill du träffas? Ute, på en promenad.",
        said="kan vi ses utan mamma nästa gång",
    )  # fmt: skip
    voice = ChildVoice.rows.get(pk=first)
    channel.read_voice(
        voice=voice, by=amina, at=now - timedelta(days=8) + timedelta(hours=2), is_concern=False,
        because="Noor vill bestämma hur vi träffas. Inget tyder på fara.",
    )  # fmt: skip
    investigations.answer_voice(
        voice=voice, by=amina, at=now - timedelta(days=7), key=fixed("own page answer 1"),
        reply="Ja. Vi går samma runda som förra gången, på onsdag efter skolan.",
        what_we_did="Vi träffades ute, bara du och jag.", told_child_on=None,
    )  # fmt: skip
    channel_tables.write(
        key, second, topic=Topic.WORRY, chosen="", now=now - timedelta(hours=1),
        said="det blev bråk igen igår. moster kom. jag vill prata men inte i skolan",
    )  # fmt: skip
