"""Children of Lindsjö, all invented: one whose story can be followed, and those who wait today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    CommitteeMeeting,
    ConcernReport,
    InvestigationHeading,
    PreliminaryAssessment,
)
from kraftsamling.casework.services import (
    assessments,
    assignments,
    decisions,
    investigations,
    notes,
    saved_views,
    setting_up,
)
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.qualifications import note_qualification
from kraftsamling.casework.services.reports import (
    Reporter,
    ReportFacts,
    give_feedback,
    register_report,
)
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import (
    AssignmentRole,
    Channel,
    Competence,
    DecisionType,
    Heard,
    InParty,
    NoteKind,
    PreliminaryOutcome,
    QualificationGround,
    ReporterKind,
    Urgency,
)
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.demo.world import casework_documents, casework_guard, casework_mapping
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.selectors import unit_and_below

STORY: Final = "noor"
"""The child whose story can be followed."""


@dataclass(frozen=True)
class Child:
    """A child of today's list: how old, how long ago the report came, and how far the case has come."""

    key: str
    given_name: str
    surname: str
    months_old: int
    days_ago: float
    reporter: ReporterKind
    what: str
    stage: str
    worker: str = ""
    urgency: Urgency = Urgency.THIS_WEEK
    competence: Competence = Competence.NONE
    siblings: tuple[tuple[str, int], ...] = ()
    acute: bool = False


S, H, P, PRIV = (
    ReporterKind.SCHOOL, ReporterKind.HEALTH, ReporterKind.POLICE, ReporterKind.PRIVATE,
)  # fmt: skip
SMALL, TEEN = Competence.SMALL_CHILDREN, Competence.TEENAGERS
CHILDREN: Final = (
    Child("edvin", "Edvin", "Karlberg", 110, 0.72, S, "Edvin säger till fritidspedagogen att han inte vill gå hem i dag.", "report", "amina", Urgency.FIRST, acute=True),
    Child("alma", "Alma", "Mattsson", 96, 13.6, S, "Alma och Ture har varit borta från skolan tre måndagar i rad. Ingen har svarat på skolans samtal.", "protected", "amina", siblings=(("Ture", 74),)),
    Child("noor", "Noor", "Salim", 184, 111, S, "Noor har berättat för kuratorn att hon inte sover och att det bråkas hemma varje kväll.", "story", "amina", competence=TEEN),
    Child("wilma", "Wilma", "Bergdahl", 136, 96, H, "Wilma har sökt vård tre gånger på en månad för ont i magen.", "investigation", "amina"),
    Child("isak", "Isak", "Ahlin", 29, 59, H, "BVC har inte träffat Isak på åtta månader.", "investigation", "amina", competence=SMALL),
    Child("lova", "Lova", "Hallin", 52, 130, P, "Polisen var i bostaden. Lova var vaken och ensam i sitt rum.", "investigation", "amina", competence=SMALL),
    Child("ebba", "Ebba", "Nyström", 168, 40, S, "Ebba har slutat att komma till skolan.", "investigation", "amina", competence=TEEN),
    Child("milo", "Milo", "Forsell", 15, 30, H, "Milo har inte ökat i vikt som han ska.", "investigation", "amina", competence=SMALL),
    Child("saga", "Saga", "Lindeberg", 88, 21, S, "Saga somnar på lektionerna.", "investigation", "amina"),
    Child("vincent", "Vincent", "Ottosson", 150, 10, P, "Vincent var med när äldre ungdomar stoppades.", "protected", "amina", competence=TEEN),
    Child("tuva", "Tuva", "Wik", 61, 6, PRIV, "En granne hör skrik och barn som gråter sent.", "protected", "amina"),
    Child("hugo", "Hugo", "Ekdal", 101, 4, S, "Hugo har blåmärken som han inte vill prata om.", "protected", "amina"),
    Child("moa", "Moa", "Ströms", 193, 75, S, "Moa sover hos kompisar i veckorna.", "investigation", "amina", competence=TEEN),
    # Those who wait for a worker, for Karin to see.
    Child("nils", "Nils", "Dahlgren", 44, 11, H, "Förskolan ser att Nils är rädd när han hämtas.", "protected", competence=SMALL),
    Child("juni", "Juni", "Åkerlund", 20, 9, H, "Juni bor med en förälder som mår mycket dåligt.", "protected", competence=SMALL),
    Child("elias", "Elias", "Roos", 143, 8, S, "Elias har slagits varje vecka sedan höstlovet.", "protected"),
    Child("leia", "Leia", "Sandin", 118, 7, S, "Leia kommer utan mat och kläder efter väder.", "protected"),
    Child("adam", "Adam", "Viklund", 175, 5, P, "Adam har hittats ute på natten två gånger.", "protected", competence=TEEN),
    Child("stella", "Stella", "Grön", 70, 3, PRIV, "En släkting oroar sig för hur Stella har det.", "protected"),
    Child("otto", "Otto", "Hjelm", 83, 2, S, "Otto säger att han inte får vara hemma när pappa har besök.", "protected"),
    Child("ines", "Ines", "Falk", 162, 1.4, H, "Ines har skadat sig själv.", "report", urgency=Urgency.FIRST, competence=TEEN),
    Child("love", "Love", "Persson Ek", 38, 0.3, S, "Love har sagt att det inte finns någon mat hemma.", "report", competence=SMALL),
)  # fmt: skip


def actor(key: str, role: str, *, second_factor: bool = True) -> Actor:
    """One of the demo's people at work, as the door would see them."""
    membership = Membership.rows.select_related("user").get(pk=fixed(f"membership {key} {role}"))
    return Actor(
        role=membership.role,
        user_id=membership.user_id,
        membership_id=membership.pk,
        authority_id=membership.authority_id,
        unit_id=membership.unit_id,
        unit_ids=unit_and_below(membership.unit_id, authority_id=membership.authority_id),
        human=membership.user.human,
        second_factor=second_factor,
    )


def build(now: datetime) -> None:
    """Everything above. Runs inside Lindsjö."""
    today = day_of(now)
    setting_up.give_start_set(fixed("lindsjo"), valid_from=today - timedelta(days=400))
    for days in (12, 40):
        CommitteeMeeting.rows.create(
            id=fixed(f"committee {days}"),
            authority_id=fixed("lindsjo"),
            on=today + timedelta(days=days),
            summoned_on=today + timedelta(days=days - 8),
        )
    rut, amina = actor("rut", "reception"), actor("amina", "caseworker")
    _degrees(now)
    workers = {"amina": amina}
    for child in CHILDREN:
        _child(child, now, rut, workers)
    for name, query in (
        ("Utredningar", "vy=mina&skede=INVESTIGATION"),
        ("Den här veckan", "vy=snart"),
    ):
        saved_views.save_view(
            by=amina, at=now, key=fixed(f"saved view {name}"), name=name, query=query
        )
    _story(Case.rows.get(pk=case_id(STORY)), now, amina)
    casework_mapping.build(Case.rows.get(pk=case_id(STORY)), now, amina)
    casework_documents.build(Case.rows.get(pk=case_id(STORY)), now, amina)
    casework_guard.build(Case.rows.get(pk=case_id(STORY)), now, amina)


def _degrees(now: datetime) -> None:
    """What Karin has seen of the degrees of those whom one can be; nobody has asked their colleagues yet."""
    karin = actor("karin", "unit_manager")
    for key, role, words in (
        ("amina", "caseworker", "Socionom, Högskolan Mellanlandet, 2021"),
        ("rut", "reception", "Socionom, Lunds universitet, 2009"),
        ("bodil", "team_lead", "Socionom, Stockholms universitet, 2012"),
    ):
        note_qualification(
            membership=Membership.rows.get(pk=fixed(f"membership {key} {role}")),
            ground=QualificationGround.SOCIONOM,
            words=words,
            by=karin,
            at=now - timedelta(days=200),
            key=fixed(f"degree {key}"),
        )


def case_id(key: str) -> UUID:
    """The id of a child's case: the same in every demo."""
    report = fixed(f"report {key}")
    return id_once(report, f"case {id_once(report, 'child 0')}")


def drawn_words_id() -> UUID:
    """What Noor has said of what is good, with the picture that she drew."""
    return id_once(case_id(STORY), fixed("house good"))


def _child(child: Child, now: datetime, rut: Actor, workers: dict[str, Actor]) -> None:
    received = _received(child, now)
    registered = min(received + timedelta(minutes=40), now)
    reports = register_report(
        ReportFacts(
            received_at=received,
            channel=Channel.PHONE,
            reporter=_reporter(child),
            what=child.what,
            is_acute=child.acute,
            children=[
                PersonFacts(child.given_name, child.surname, birth_on=_born(now, child.months_old)),
                *(
                    PersonFacts(name, child.surname, birth_on=_born(now, months))
                    for name, months in child.siblings
                ),
            ],
            custodians=[PersonFacts("Kim", child.surname, phone="070-174 06 05")],
        ),
        unit_id=fixed("lindsjo/Mottagning"),
        by=rut,
        at=registered,
        key=fixed(f"report {child.key}"),
    )
    for report in reports:
        _as_far_as(child, report, now, rut, workers)


def _received(child: Child, now: datetime) -> datetime:
    """What came some days ago came in working hours; what came just now came just now."""
    moment = now - timedelta(days=child.days_ago)
    if child.days_ago < 2:
        return moment.replace(second=0, microsecond=0)
    hour = 8 + len(child.given_name) + len(child.surname) % 3
    return moment.astimezone(STOCKHOLM).replace(
        hour=min(hour, 16), minute=20, second=0, microsecond=0
    )


def _reporter(child: Child) -> Reporter:
    names = {
        S: ("Kerstin Blom", "Granby skola"),
        H: ("Berit Fors", "BVC Lindsjö"),
        P: ("Jonas Hed", "Polisen"),
        PRIV: ("", ""),
    }
    return Reporter(child.reporter, *names[child.reporter])


def _born(now: datetime, months: int) -> date:
    return day_of(now) - timedelta(days=round(months * 30.44))


def _as_far_as(
    child: Child, report: ConcernReport, now: datetime, rut: Actor, workers: dict[str, Actor]
) -> None:
    case = report.case
    Case.rows.filter(pk=case.pk).update(urgency=child.urgency, competence=child.competence)
    soon = min(report.received_at + timedelta(hours=5), now)
    if child.worker:
        assignments.assign(
            case=case,
            to=Membership.rows.get(pk=fixed(f"membership {child.worker} caseworker")),
            by=rut,
            at=soon,
            role=AssignmentRole.MAIN,
        )
    if child.stage == "report":
        return
    assessments.assess_protection(
        report=report,
        by=rut,
        at=soon,
        key="demo",
        decided_at=soon,
        needs_protection=False,
        reasons="Barnet är hos en vuxen som vi har talat med. Ingen fara just nu.",
    )
    if child.stage in ("investigation", "story"):
        assessment = PreliminaryAssessment.rows.get(report=report)
        assessments.decide_preliminary(
            assessment=assessment,
            by=workers[child.worker],
            at=report.received_at + timedelta(days=9),
            seen_version=assessment.version,
            outcome=PreliminaryOutcome.OPEN,
            reasons="Det som har hänt behöver utredas. Familjen är med på det.",
        )
        give_feedback(report=report, by=rut, at=report.received_at + timedelta(days=10))


def _story(case: Case, now: datetime, amina: Actor) -> None:
    """Noor, fifteen: what she said, what was done, and a proposal that waits for its decision."""
    about: dict[str, Any] = {"case": case, "by": amina}
    noor = CasePerson.rows.get(case=case, part=InParty.SUBJECT)
    kim = CasePerson.rows.get(case=case, part=InParty.CUSTODIAN)
    day = day_of(now)
    voice = investigations.keep_childs_words(
        at=now - timedelta(days=88), key=fixed("voice 1"),
        said_on=day - timedelta(days=88),
        words="Jag vill inte att ni ringer mamma när jag är i skolan. Fråga mig först vilken dag det går bra.",
        how="sagt på promenad", **about,
    )  # fmt: skip
    investigations.answer_voice(
        voice=voice, by=amina, at=now - timedelta(days=81), key=fixed("voice answer 1"),
        what_we_did="Vi bestämmer dag tillsammans. Vi ringer Noors mamma på onsdagar efter skolan.",
        told_child_on=day - timedelta(days=81),
    )  # fmt: skip
    investigations.keep_childs_words(
        at=now - timedelta(days=20), key=fixed("voice 2"), said_on=day - timedelta(days=20),
        words="Det är lugnare nu. Men jag vill ha någon att prata med som inte är min lärare.",
        how="sagt i samtalsrummet", **about,
    )  # fmt: skip
    investigations.hear(
        at=now - timedelta(days=88), key=fixed("hearing 1"), who=noor, on=day - timedelta(days=88),
        how=Heard.ALONE, words="Noor berättar hur kvällarna är och vad hon vill ska bli annorlunda.",
        **about,
    )  # fmt: skip
    investigations.hear(
        at=now - timedelta(days=70), key=fixed("hearing 2"), who=kim, on=day - timedelta(days=70),
        how=Heard.MEETING, words="Kim ser att Noor inte sover och vill ha hjälp att sluta bråka.",
        **about,
    )  # fmt: skip
    for days, kind, text in (
        (98, NoteKind.CONTACT, "Talat med kuratorn på Noors skola. Noor går i skolan alla dagar men är trött."),
        (88, NoteKind.CHILD_TALK, "Träffade Noor på en promenad. Hon ville veta vad vi skriver och fick läsa."),
        (70, NoteKind.HOME_VISIT, "Hembesök. Noor har ett eget rum. Vi kom överens om vad som ska prövas först."),
        (20, NoteKind.CHILD_TALK, "Noor säger att det är lugnare. Hon önskar någon att prata med utanför skolan."),
    ):  # fmt: skip
        notes.write_note(
            at=now - timedelta(days=days), key=fixed(f"note noor {days}"), kind=kind,
            happened_on=day - timedelta(days=days), text=text, **about,
        )  # fmt: skip
    investigation = case.investigations.get()
    texts = (
        "Noor klarar skolan men sover för lite. Hon har två nära vänner och tränar friidrott.",
        "Kim lyssnar och vill. De senaste åren har bråken hemma tagit över.",
        "Familjen bor i en trea. En moster är viktig för Noor.",
        "Noor vill bestämma vilken dag vi ringer hem, och ha någon utanför skolan att prata med.",
    )
    headings = InvestigationHeading.rows.of_authority(case.authority_id).order_by("position")
    for heading, text in zip(headings, texts, strict=False):
        investigations.write_text(
            investigation=investigation, heading=heading, by=amina, at=now - timedelta(days=8),
            seen_version=0, text=text,
        )  # fmt: skip
    decisions.communicate(
        at=now - timedelta(days=6), key=fixed("communication 1"), to=kim,
        sent_on=day - timedelta(days=6), answer_by=day + timedelta(days=8), **about,
    )  # fmt: skip
    decisions.draft_decision(
        at=now - timedelta(days=2), key=fixed("decision noor"), type=DecisionType.CONTACT_PERSON,
        what="Noor får en kontaktperson utanför skolan",
        reasons="Noor behöver en trygg vuxen utanför familj och skola. Kim och Noor är överens.",
        what_we_did="Noor bad om någon att prata med som inte är hennes lärare. Det är vad vi föreslår.",
        **about,
    )  # fmt: skip
