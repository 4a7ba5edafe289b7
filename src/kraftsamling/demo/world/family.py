"""Vera's adults, two families that two units handle together, and what surrounds Amina's children. Invented."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from kraftsamling.casework.models import (
    AdultCase,
    Case,
    CasePerson,
    ConcernReport,
    CoordinatedPlan,
    JointHandling,
    PreliminaryAssessment,
)
from kraftsamling.casework.selectors.adults import household_children
from kraftsamling.casework.selectors.meetings import people_to_meet
from kraftsamling.casework.services import (
    adults,
    assessments,
    assignments,
    joint,
    meetings,
    sharing,
    sips,
)
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import Reporter, give_feedback
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import (
    ConsentTo,
    Household,
    InParty,
    MeetingKind,
    PreliminaryOutcome,
    ReasonClass,
    ReporterKind,
    ShareBasis,
)
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.demo.world.casework import STORY, actor, case_id
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership

DETECTED: Final = "jenny"
"""The adult in whose case a child was noticed."""


def adult_case_id(key: str) -> UUID:
    """The id of an adult's case: the same in every demo."""
    return id_once(fixed(f"adult {key}"), "case")


def build(now: datetime) -> None:
    """Runs inside Lindsjö, when the children's cases are there."""
    vera, amina, rut = (
        actor("vera", "adult_worker"),
        actor("amina", "caseworker"),
        actor("rut", "reception"),
    )
    _unasked(vera, now)
    _nobody_at_home(vera, now)
    _offered(vera, now)
    _noticed_in_an_adults_case(vera, amina, rut, now)
    _noticed_in_a_childs_case(vera, amina, now)
    _meetings(amina, now)
    _plans(amina, now)
    _given_out(amina, now)
    _asked_before(now)


def _at_work(who: Actor) -> Membership:
    assert who.membership_id is not None
    return Membership.rows.get(pk=who.membership_id)


def _open(
    vera: Actor, key: str, name: tuple[str, str], reason: ReasonClass, at: datetime, plan: str = ""
) -> Case:
    return adults.open_for_worker(
        person=PersonFacts(*name, phone="070-174 06 10", birth_year=at.year - 31 - len(key)),
        reason=reason,
        by=vera,
        at=at,
        key=fixed(f"adult {key}"),
        plan=plan,
    )


def _answer(
    vera: Actor,
    case: Case,
    at: datetime,
    says: Household,
    *children: PersonFacts,
    noticed: str = "",
) -> None:
    row = AdultCase.rows.select_related("case").get(case=case)
    adults.answer_household(
        adult=row, by=vera, at=at, seen_version=row.version, answer=says, children=children,
        noticed=noticed,
    )  # fmt: skip


def _unasked(vera: Actor, now: datetime) -> None:
    _open(
        vera, "peter", ("Peter", "Malm"), ReasonClass.GAMBLING, now - timedelta(days=5),
        "Samtal på onsdagar. Skuldrådgivare kontaktad.",
    )  # fmt: skip


def _nobody_at_home(vera: Actor, now: datetime) -> None:
    case = _open(
        vera, "lars", ("Lars", "Brolin"), ReasonClass.SUBSTANCES, now - timedelta(days=64),
        "Öppenvård två gånger i veckan.",
    )  # fmt: skip
    _answer(vera, case, now - timedelta(days=62), Household.NO)


def _offered(vera: Actor, now: datetime) -> None:
    at = now - timedelta(days=9)
    case = _open(vera, "anna", ("Anna", "Öster"), ReasonClass.MENTAL, at)
    _answer(
        vera, case, now - timedelta(days=6), Household.YES, PersonFacts("Ida", "Öster", birth_year=now.year - 7),
        noticed="Ida är ofta hos en granne när Anna inte orkar.",
    )  # fmt: skip
    day = day_of(now) - timedelta(days=3)
    joint.offer(
        case=case, by=vera, at=now - timedelta(days=3), key=fixed("offer anna"),
        about=household_children(case)[0], offered_on=day, noticed_on=day - timedelta(days=3),
        reason=ReasonClass.MENTAL,
    )  # fmt: skip


def _noticed_in_an_adults_case(vera: Actor, amina: Actor, rut: Actor, now: datetime) -> None:
    """Theo, eight: asked about after three days, reported the same day, and the two units work together."""
    opened, asked = now - timedelta(days=47), now - timedelta(days=44)
    case = _open(
        vera, DETECTED, ("Jenny", "Sundin"), ReasonClass.SUBSTANCES, opened,
        "Avgiftning klar. Återfallsprevention i grupp på tisdagar.",
    )  # fmt: skip
    _answer(
        vera, case, asked, Household.YES, PersonFacts("Theo", "Sundin", birth_year=now.year - 8),
        noticed="Theo har väckt sin mamma på morgnarna och gått ensam till skolan.",
    )  # fmt: skip
    theo = household_children(case)[0]
    adults.report_children(
        case=case, by=vera, at=asked + timedelta(hours=1), key=fixed("report theo"), children=[theo],
        what="En förälder har ett ärende på vuxenenheten. Theo har väckt sin mamma på morgnarna och gått"
        " ensam till skolan.",
        is_acute=False,
        reporter=Reporter(ReporterKind.SOCIAL, "Vera Sjölund", "Vuxenenheten"),
    )  # fmt: skip
    report = ConcernReport.rows.select_related("case").get(case__subject=theo.person)
    _child_unit_takes_it(report, amina, rut)
    link = joint.offer(
        case=case, by=vera, at=now - timedelta(days=40), key=fixed("offer jenny"), about=theo,
        offered_on=day_of(now) - timedelta(days=40), noticed_on=day_of(asked),
        reason=ReasonClass.SUBSTANCES,
    )  # fmt: skip
    _yes(link, vera, now - timedelta(days=38))
    _plan(
        link, vera, now - timedelta(days=36),
        "Vera: återfallsprevention med Jenny på tisdagar. Amina: samtal med Theo varannan vecka. Vi gör"
        " hembesök tillsammans en gång i månaden. Mormor är hemma de kvällar Jenny är på grupp.",
        day_of(now) + timedelta(days=6),
    )  # fmt: skip


def _child_unit_takes_it(report: ConcernReport, amina: Actor, rut: Actor) -> None:
    soon = report.received_at + timedelta(hours=3)
    assignments.assign(case=report.case, to=_at_work(amina), by=rut, at=soon)
    assessments.assess_protection(
        report=report, by=rut, at=soon, key="demo", decided_at=soon, needs_protection=False,
        reasons="Theo sover hos mormor i veckan.",
    )  # fmt: skip
    assessment = PreliminaryAssessment.rows.get(report=report)
    assessments.decide_preliminary(
        assessment=assessment, by=amina, at=report.received_at + timedelta(days=6),
        seen_version=assessment.version, outcome=PreliminaryOutcome.OPEN,
        reasons="Theo tar ett för stort ansvar. Jenny vill ha hjälp.",
    )  # fmt: skip
    give_feedback(report=report, by=rut, at=report.received_at + timedelta(days=7))


def _noticed_in_a_childs_case(vera: Actor, amina: Actor, now: datetime) -> None:
    """Wilma's parent: harmful use noticed in the child's case, asked after four days, and a yes."""
    case = Case.rows.select_related("subject").get(pk=case_id("wilma"))
    kim = CasePerson.rows.get(case=case, part=InParty.CUSTODIAN)
    noticed = day_of(now) - timedelta(days=58)
    link = joint.offer(
        case=case, by=amina, at=now - timedelta(days=54), key=fixed("offer wilma"), about=kim,
        offered_on=noticed + timedelta(days=4), noticed_on=noticed, reason=ReasonClass.SUBSTANCES,
    )  # fmt: skip
    link = _yes(link, amina, now - timedelta(days=51))
    assert link.adult_case is not None
    assignments.assign(
        case=link.adult_case, to=_at_work(vera), by=amina,
        at=now - timedelta(days=50),
    )  # fmt: skip
    adult = AdultCase.rows.select_related("case").get(case=link.adult_case)
    adults.write_plan(
        adult=adult, by=vera, at=now - timedelta(days=45), seen_version=adult.version,
        reason=ReasonClass.SUBSTANCES, plan="Samtal varje vecka. Läkartid bokad.",
    )  # fmt: skip
    _plan(
        link, amina, now - timedelta(days=44),
        "Amina: Wilma får veta vad som händer, med egna ord. Vera: samtal med Kim varje vecka. Nätverksmöte"
        " med moster innan jul.",
        day_of(now) + timedelta(days=12),
    )  # fmt: skip
    _meet(
        amina, "joint wilma", case, now, (15, 0), (16, 0), MeetingKind.JOINT, "Rum Alen",
        joint_handling=JointHandling.rows.get(pk=link.pk),
    )  # fmt: skip


def _yes(link: JointHandling, by: Actor, at: datetime) -> JointHandling:
    adults.answer_offer(
        offered=JointHandling.rows.select_related("about", "adult_case", "child_case__subject").get(
            pk=link.pk
        ),
        by=by, at=at, seen_version=link.version, wants=True, answered_on=day_of(at), in_writing=True,
    )  # fmt: skip
    return JointHandling.rows.select_related("adult_case").get(pk=link.pk)


def _plan(link: JointHandling, by: Actor, at: datetime, plan: str, day: date) -> None:
    row = JointHandling.rows.select_related("adult_case", "child_case").get(pk=link.pk)
    joint.make_plan(joint=row, by=by, at=at, seen_version=row.version, plan=plan, follow_up_on=day)


def _meet(
    by: Actor,
    key: str,
    case: Case,
    now: datetime,
    begins: tuple[int, int],
    ends: tuple[int, int],
    kind: MeetingKind,
    room: str,
    *,
    days: int = 0,
    joint_handling: JointHandling | None = None,
) -> None:
    day = day_of(now) + timedelta(days=days)
    called = min(now - timedelta(days=4), now + timedelta(days=days - 1))
    meetings.call_meeting(
        case=case, by=by, at=called, key=fixed(f"meeting {key}"), kind=kind,
        starts_at=datetime.combine(day, time(*begins), tzinfo=STOCKHOLM),
        ends_at=datetime.combine(day, time(*ends), tzinfo=STOCKHOLM),
        room=room,
        people=people_to_meet(case)[:2],
        family_told_on=day_of(called),
        joint=joint_handling,
    )  # fmt: skip


def _meetings(amina: Actor, now: datetime) -> None:
    _meet(amina, "isak", _case("isak"), now, (10, 0), (11, 0), MeetingKind.FAMILY, "BVC, rum 2")
    _meet(amina, "ebba", _case("ebba"), now, (9, 0), (10, 0), MeetingKind.SIP, "Rum Eken", days=2)
    _meet(amina, "saga", _case("saga"), now, (13, 0), (14, 0), MeetingKind.CHILD, "Skolan", days=-9)


def _case(key: str) -> Case:
    return Case.rows.select_related("subject").get(pk=case_id(key))


def _plans(amina: Actor, now: datetime) -> None:
    """Ebba's co-ordinated plan is on its way; Moa's was made in time."""
    for key, need, days, made in (
        ("ebba", "Ebba behöver både oss och BUP för att kunna gå i skolan igen.", 11, None),
        ("moa", "Moa behöver stöd av oss och av ungdomsmottagningen.", 40, 32),
    ):
        case, found = _case(key), day_of(now) - timedelta(days=days)
        plan = sips.find_need(
            case=case, by=amina, at=now - timedelta(days=days), key=fixed(f"sip {key}"), need=need,
            need_found_on=found,
        )  # fmt: skip
        sips.consent_to(
            plan=plan, by=amina, at=now - timedelta(days=days - 4), seen_version=plan.version,
            who=people_to_meet(case)[0], on=found + timedelta(days=4), in_writing=True,
        )  # fmt: skip
        if made is not None:
            row = CoordinatedPlan.rows.select_related("case", "consent").get(pk=plan.pk)
            sips.make_plan(
                plan=row, by=amina, at=now - timedelta(days=made), seen_version=row.version,
                parties="Ungdomsmottagningen, elevhälsan, Moa och hennes mamma",
                responsible="Amina Lindqvist",
                made_on=day_of(now) - timedelta(days=made),
            )  # fmt: skip


def _given_out(amina: Actor, now: datetime) -> None:
    """Noor's mother has said yes to a talk with the school, and what was said there is written down."""
    case = _case(STORY)
    kim = CasePerson.rows.get(case=case, part=InParty.CUSTODIAN)
    consent = sharing.give_consent(
        case=case, by=amina, at=now - timedelta(days=99), key=fixed("consent noor"), given_by=kim,
        to=ConsentTo.SCHOOL, words="Amina får tala med kuratorn på Noors skola om hur Noor mår där.",
        in_writing=True, given_on=day_of(now) - timedelta(days=99),
    )  # fmt: skip
    sharing.write_share(
        case=case, by=amina, at=now - timedelta(days=98), key=fixed("share noor"),
        basis=ShareBasis.CONSENT, consent=consent,
        what="Att socialtjänsten har kontakt med familjen. Inget om vad familjen har berättat.",
        receiver="Kuratorn på Noors skola",
        told_family_on=day_of(now) - timedelta(days=99),
    )  # fmt: skip


def _asked_before(now: datetime) -> None:
    """Vincent's preliminary assessment: who has been asked so far."""
    assessment = PreliminaryAssessment.rows.get(case_id=case_id("vincent"), decided_on=None)
    assessments.write_contacts(
        assessment=assessment, by=actor("amina", "caseworker"), at=now - timedelta(days=2),
        seen_version=assessment.version,
        contacts="Polisen (anmälare): inget nytt. Vincents pappa: vill gärna träffa oss. Egna akter: inga.",
    )  # fmt: skip
