"""Reports of visits: Tyresö and Jönköping with what is public about them, and Lindsjö's own, invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.text import slugify

from kraftsamling.demo.world.pictures import (
    HEIGHT,
    WIDTH,
    cafe_with_a_long_table,
    town_by_the_lake,
)
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Municipality
from kraftsamling.publishing.models import Comment, CommentEmail, Post, PostImage, Tag
from kraftsamling.publishing.statuses import CommentState, PostState


@dataclass(frozen=True)
class Report:
    """One published report. `ago` counts days back from the start day."""

    slug: str
    title: str
    municipality: str
    lead: str
    body: str
    learnt: str
    facts: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    source: str
    ago: int
    author: str = "Nationell samordnare"
    films: tuple[tuple[str, str, str], ...] = ()
    sources: tuple[tuple[str, str, str, str], ...] = ()


TYRESO: Final = Report(
    "tyreso",
    "Tyresö: från krisplan till utveckling",
    "Tyresö",
    "När det var som svårast fanns ingen handläggare att ge ärendena till, och en krisplan fick avgöra vad"
    " som gick först. Nu är alla chefer på plats och folk ringer och frågar efter jobb.",
    """Tyresö berättade öppet om vägen tillbaka: först en vardag som fungerar, sedan utveckling. Politiker \
och förvaltning har arbetat nära varandra, och det viktigaste har varit att vardagen fungerar. Nu är alla \
chefstjänster tillsatta, två metodstödjare finns på plats, och ryktet har vänt: folk ringer och frågar efter jobb.

## Familjen i mitten
Hela tiden \
har vuxenenheten och barnenheten arbetat nära varandra kring familjen. Det gör att missbruk upptäcks tidigare, \
och att vuxenenheten tydligare ser att det finns barn i familjen.

## Regionen behöver få veta
Vid samtalet sa sjukvården att besked saknas när ett barn har placerats i länet. Utan besked kan de inte kalla \
barnet till barnavårdscentralen, till hälsoundersökning eller till tandvården.

## Ett gott exempel från Rinkeby-Kista
Vid samtalet lyftes ett exempel från en annan del av länet. I Rinkeby-Kista gör barnavårdscentralen och \
socialtjänsten hembesök tillsammans hos dem som har fått sitt första barn. Det nämndes som ett mycket gott \
exempel på samverkan och på tidigt, förebyggande stöd.

## Utbildning och arbetsliv
Tyresö är en av fyra kommuner som delar ett traineeprogram. Studierektorn berättade att 4 000 personer sökte \
200 platser till vårterminen, och att det är den näst mest sökta utbildningen. Studenter \
har fått rådet att hålla sig borta från socialtjänsten. Det är inte acceptabelt, och studierektorn vill få veta \
när det händer. Han vill komma till arbetsplatser och berätta om kurser för den som redan är \
socionom.

## Nästa steg
Kommunen letar efter fler sätt att träffa invånare, till exempel caféer, och vill fråga invånarna själva vad \
som är bra. Berättelsen om resan ska delas på slutkonferensen. Texter för barn och unga görs med hjälp av Maskrosbarn.""",
    "Efter kris kommer utveckling. Grunden, att vardagen fungerar, måste läggas först.",
    (
        ("Alla", "chefstjänster tillsatta"),
        ("2 metodstödjare", "på plats"),
        ("4 kommuner", "delar ett traineeprogram"),
        ("Texter för barn", "gjorda med hjälp av Maskrosbarn"),
    ),
    ("Familjeorienterat arbetssätt", "Personal", "Hälsa för placerade barn"),
    "Nationella samordnarens offentliga berättelse ”Vi ser nu ljuset i tunneln” om återbesöket i Tyresö.",
    40,
    sources=(("Utvärdering av hembesöken i Rinkeby-Kista", "2015", "Namngiven i berättelsen", ""),),
)
JONKOPING: Final = Report(
    "jonkoping",
    "Jönköping: delaktigheten har ökat",
    "Jönköping",
    "Sedan hösten 2014 arbetar Jönköping för att bli en av de ledande kommunerna i att skydda barn. Fler barn"
    " och föräldrar upplever nu att de är delaktiga.",
    """Arbetet har fem delar. Den första är att barn och föräldrar ska få påverka, och där syns ett resultat. \
Planen heter Tillsammans gör vi skillnad, och kommun, \
region och universitet var med vid besöket. Planen är gjord i samskapande, och för 2016–2019 har varje \
organisation sina aktiviteter. Arbetssättet Signs of Safety och tre metodstödjare har bidragit. Kommunen ställer tre frågor: om \
socialarbetarna har lyssnat, om man blivit behandlad med respekt, och om man fått ge förslag på förändringar.

## Barns psykiska hälsa
Barn ska må bättre, och det arbetet görs tillsammans med skolan och hälso- och sjukvården. En strategigrupp för \
barn arbetar för hela länet, och cheferna har ett eget forum. Länets kommuner utbildar gemensamt, inför metoder \
och följer upp dem tillsammans.

## Lyssna på fler
Biologiska föräldrar deltar i en brukarrevision, och följeforskare är anlitade. Ett brukarråd arbetar med \
integration. Nyanlända har sommarskola, med skolämnen och med att lära känna samhället.

## Det som inte har lyckats
Jönköping ville rekrytera fler familjehem själv. Det har inte gått. Privata företag hittar hemmen och säljer \
platserna vidare till kommunerna. Kommunen har ändå stärkt stödet till familjehemmen, med tre nya \
familjehemssekreterare och utbildning i anknytning.

## Skäl att stanna
Lönen höjs med 1 000 kronor efter ett år, lika mycket till efter tre år och igen efter fem. En dag i veckan, \
20 procent, går att arbeta hemifrån. Femton nya tjänster är tillsatta. Ett traineeprogram börjar i februari \
2017. Kommunen prövar också vilka arbetsuppgifter som andra än socionomer kan ha. Vid samtalet \
nämndes att det finns chefer med upp till 40 medarbetare.

## Att låta bli att omorganisera
Jönköping har valt att inte omorganisera. Samarbetet är redan inarbetat, och kommunen tror inte att en ny \
organisation löser problem mellan verksamheter.

## Frågor som är kvar
Steget från utbildning till arbetsliv är viktigt, men vem som ansvarar för vidareutbildningen är inte löst. En kurs i termin fyra har stark koppling \
till fältet. Att studera vid sidan av jobbet tar av fritiden.""",
    "Mät det barn och föräldrar säger, och visa det för dem som arbetar.",
    (
        ("3 frågor", "mäter delaktigheten"),
        ("3 metodstödjare", "för Signs of Safety"),
        ("15 nya tjänster", "alla tillsatta"),
        ("Inte nått", "fler egna familjehem"),
    ),
    ("Delaktighet", "Familjehem", "Personal"),
    "Nationella samordnarens offentliga berättelse ”Tillsammans gör man skillnad i Jönköping”.",
    75,
)
LINDSJO: Final = Report(
    "lindsjo",
    "Lindsjö: först grunden, sedan resten",
    "Lindsjö",
    "Vid vårens besök saknade flera ärenden handläggare. Kommunen hade bestämt sig för att lägga grunden först"
    " och berättade om det som inte gick.",
    """Lindsjö arbetar efter planen Trygg här och nu tillsammans med skolan, regionen, högskolan och brukarrådet.

## Delaktighet
Lappen med de tre frågorna ligger i varje brev. Fler föräldrar säger att de får vara med och föreslå.

## Det som inte har lyckats
Målet att själv rekrytera hälften av nya familjehem är inte nått.

## Vi bad om
Att kommunen frågar invånarna själva var de vill träffas.""",
    "Att fråga tidigare i samtalet ändrade mer än en ny blankett.",
    (("23 aktiviteter", "hos fem organisationer"), ("Tre frågor", "i varje brev")),
    ("Delaktighet", "Familjehem"),
    "Påhittad rapport i demon.",
    190,
    films=(
        ("https://urplay.se/demo-finns-inte", "Lappen med tre frågor (påhittad film)", "svenska"),
    ),
)
REPORTS: Final = (TYRESO, JONKOPING, LINDSJO)


def build(today: date, now: datetime) -> None:
    """The published reports with their tags."""
    for report in REPORTS:
        post = Post.rows.create(
            id=fixed(f"post {report.slug}"),
            authority_id=fixed("samordnaren"),
            municipality=Municipality.objects.get(name=report.municipality),
            visit_id=fixed("visit 1") if report is LINDSJO else None,
            slug=report.slug,
            title=report.title,
            lead=report.lead,
            body=report.body,
            learnt=report.learnt,
            facts=[list(fact) for fact in report.facts],
            source=report.source,
            films=[list(film) for film in report.films],
            sources=[list(source) for source in report.sources],
            author=report.author,
            written_by=fixed("user david"),
            state=PostState.PUBLISHED,
            published_at=(now - timedelta(days=report.ago)).replace(hour=8, minute=40),
        )
        for name in report.tags:
            tag, _ = Tag.objects.get_or_create(name=name, defaults={"slug": slugify(name)})
            post.tags.add(tag)


@dataclass(frozen=True)
class Said:
    """An invented comment. `ago` counts hours back from the start; without an answer it waits."""

    report: str
    name: str
    text: str
    ago: int
    published: bool = False
    reason: str = ""


COMMENTS: Final = (
    Said(
        "lindsjo",
        "En förälder i Lindsjö",
        "Lappen med de tre frågorna kom med i vårt brev. <em>Bra att det går fort.</em>",
        200,
        published=True,
    ),
    Said(
        "jonkoping",
        "Familjehemssekreterare i en annan kommun",
        "Tack för att ni skriver att det <strong>inte</strong> gick. Vi har försökt lika länge.",
        120,
        published=True,
    ),
    Said(
        "tyreso",
        "Nyfiken",
        "Ring mig så säljer jag ett system som löser allt.",
        90,
        reason="Kommentaren är reklam och handlar inte om rapporten.",
    ),
    Said("tyreso", "Socionomstudent", "Hur söker man till ett traineeprogram?", 3),
    Said("lindsjo", "Granne", "Jag tycker att ni ska ha caféet kvar på fredagar.", 20),
)


IMAGES: Final = (
    (town_by_the_lake, "Teckning: fyra hus i rad vid vattnet i det påhittade Lindsjö."),
    (
        cafe_with_a_long_table,
        "Teckning: ett långbord med fyra koppar i caféet där invånare träffas.",
    ),
)


def build_images(now: datetime) -> None:
    """Drawn pictures of invented places: nobody can be recognised. Runs inside the co-ordinator."""
    for number, (draw, alt) in enumerate(IMAGES):
        PostImage.rows.create(
            id=fixed(f"image {number}"),
            authority_id=fixed("samordnaren"),
            post_id=fixed("post lindsjo"),
            data=draw(),
            width=WIDTH,
            height=HEIGHT,
            alt=alt,
            added_at=now + timedelta(seconds=number),
        )


def build_comments(now: datetime) -> None:
    """Comments at Lindsjö's site. Runs inside Lindsjö."""
    for number, said in enumerate(COMMENTS):
        written_at = now - timedelta(hours=said.ago)
        decided_at = written_at + timedelta(hours=2) if said.published or said.reason else None
        comment = Comment.rows.create(
            id=fixed(f"comment {number}"),
            authority_id=fixed("lindsjo"),
            post_id=fixed(f"post {said.report}"),
            name=said.name,
            text=said.text,
            state=(
                CommentState.PUBLISHED
                if said.published
                else CommentState.REJECTED
                if said.reason
                else CommentState.WAITING
            ),
            written_at=written_at,
            published_at=decided_at if said.published else None,
            decided_at=decided_at,
            decided_by=fixed("user maja") if decided_at else None,
            reason=said.reason,
        )
        CommentEmail.rows.create(
            authority_id=fixed("lindsjo"),
            comment=comment,
            address=f"{number}@example.org",
        )
