"""Lindsjö's child unit in step 2 of its crisis plan: eleven children wait, eight of them can get a worker."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from kraftsamling.casework.models import (
    Assignment,
    Case,
    CasePerson,
    CrisisStep,
    HelpRequest,
    Person,
    PreliminaryAssessment,
)
from kraftsamling.casework.rules.case_search import name_key
from kraftsamling.casework.rules.points import points_of
from kraftsamling.casework.selectors.allocation import Situation, situation
from kraftsamling.casework.selectors.points import weights_of
from kraftsamling.casework.services import allocation, assessments, assignments, waiting
from kraftsamling.casework.services.persons import PersonFacts
from kraftsamling.casework.services.reports import Reporter, ReportFacts, register_report
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import (
    AssignmentRole,
    Channel,
    Competence,
    Complexity,
    CrisisState,
    HelpAnswer,
    InParty,
    Meanwhile,
    Phase,
    PreliminaryOutcome,
    ReporterKind,
    Risk,
    Urgency,
)
from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.demo.world import casework
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Deputy, Membership, User
from kraftsamling.workforce.statuses import Skill

HAVE: Final = {"jonas-sand": 12, "tomas-berg": 13, "sara-hedin": 10, "maria-nyman": 13}
"""Cases in which help is given, heavier than most, that each has already: ten points each."""
GIVEN: Final = (
    "Ask",
    "Bo",
    "Cleo",
    "Dag",
    "Eli",
    "Frej",
    "Gry",
    "Hedvig",
    "Ilse",
    "Jo",
    "Kit",
    "Liv",
    "Max",
)
SURNAMES: Final = ("Alm", "Björk", "Ceder", "Dunér")
SIMPLE: Final = (
    "wilma", "isak", "ebba", "saga", "moa", "vincent", "tuva", "hugo", "lova", "milo",
)  # fmt: skip
"""Amina's cases that are simpler than most."""
HEAVY: Final = ("nils", "juni", "otto")
ROOM_KEPT: Final = 30
"""Points that each colleague still has room for."""
FIRST: Final = ("juni", "nils")
"""Of those that wait: what goes before everything else."""
MOST_STEPS: Final = ((3, 730, 540, 31), (2, 540, 300, 17), (1, 300, 170, 8))
"""Steps that have held: which, from and until so many days ago, and how many waited."""


def build(now: datetime, rut: Actor, karin: Actor) -> None:
    """Runs inside Lindsjö, when staff and today's children are there."""
    today = day_of(now)
    _weigh_todays_cases()
    for index, (key, count) in enumerate(HAVE.items()):
        member = Membership.rows.get(pk=fixed(f"membership {key} caseworker"))
        for number in range(count):
            _with_help(member, GIVEN[number], SURNAMES[index], 60 + 7 * number, today, now)
    _registered_once_before(now)
    # The reception keeps those whose protection nobody has assessed yet, and whom the year before left today.
    here = situation(karin, at=Circumstances(now=now))
    known = {str(_case(each.key).pk) for each in casework.CHILDREN}
    for key in sorted(here.unassessed | (here.cases.keys() - known)):
        assignments.assign(
            case=here.cases[key],
            to=Membership.rows.get(pk=fixed("membership rut reception")),
            by=rut,
            at=min(now, here.cases[key].opened_at + timedelta(hours=1)),
        )
    _nobody_has_an_easy_day(here, today)
    waits = _who_came_and_wait(now, rut)
    _plans(waits, now, karin)
    _crisis(now, karin)
    _help(now)
    allocation.ask(by=karin, at=Circumstances(now=now))


def _case(key: str) -> Case:
    report = fixed(f"report {key}")
    return Case.rows.get(pk=id_once(report, f"case {id_once(report, 'child 0')}"))


def _weigh_todays_cases() -> None:
    for keys, change in (
        (SIMPLE, {"complexity": Complexity.SIMPLE}),
        (HEAVY, {"complexity": Complexity.COMPLEX}),
        (FIRST, {"urgency": Urgency.FIRST}),
        (("otto",), {"urgency": Urgency.CAN_WAIT, "spoken": Skill.UKRAINIAN}),
    ):
        for key in keys:
            Case.rows.filter(pk=_case(key).pk).update(**change)


def _nobody_has_an_easy_day(here: Situation, today: date) -> None:
    """The colleagues' cases are heavier than most, as long as each keeps room for one more."""
    weights = weights_of(fixed("lindsjo"), on=today)
    for load in here.loads.values():
        room = load.capacity.ceiling - load.points - ROOM_KEPT
        for case in Case.rows.filter(
            responsible=load.capacity.membership_id, closed_on=None, complexity=Complexity.ORDINARY
        ).order_by("pk"):
            sort = (case.kind, case.phase)
            more = points_of(weights, *sort, Complexity.COMPLEX) - points_of(
                weights, *sort, Complexity.ORDINARY
            )
            if more <= room:
                Case.rows.filter(pk=case.pk).update(complexity=Complexity.COMPLEX)
                room -= more


def _with_help(
    member: Membership, given: str, surname: str, months: int, today: date, now: datetime
) -> None:
    """A child who gets help, and whose worker has been the same since it began."""
    name, began = f"{given} {surname}", now - timedelta(days=200 + months)
    person = Person.rows.create(
        id=fixed(f"child {name}"),
        authority_id=fixed("lindsjo"),
        given_name=given,
        surname=surname,
        name_key=name_key(given, surname),
        birth_on=today - timedelta(days=round(months * 30.44)),
    )
    case = Case.rows.create(
        id=fixed(f"case {name}"),
        authority_id=fixed("lindsjo"),
        unit_id=member.unit_id,
        number=f"{began.year}-H{months}{sort_key(surname)[:1].upper()}",
        subject=person,
        phase=Phase.INTERVENTION,
        complexity=Complexity.COMPLEX,
        opened_at=began,
        responsible=member,
    )
    CasePerson.rows.create(
        authority_id=fixed("lindsjo"), case=case, person=person, part=InParty.SUBJECT
    )
    Assignment.rows.create(
        authority_id=fixed("lindsjo"),
        case=case,
        membership=member,
        role=AssignmentRole.MAIN,
        starts_on=day_of(began),
    )


def _registered_once_before(now: datetime) -> None:
    """A child whose first case is closed, and whom nobody recognised when the second began: Bodil may see
    that the two are one."""
    child = Person.rows.get(pk=fixed(f"child {GIVEN[0]} {SURNAMES[0]}"))
    before = Person.rows.create(
        id=fixed("child registered once before"),
        authority_id=child.authority_id,
        given_name=child.given_name,
        surname=child.surname,
        name_key=child.name_key,
        birth_on=child.birth_on,
        phone="070-1740612",
    )
    began = now - timedelta(days=900)
    case = Case.rows.create(
        id=fixed("case registered once before"),
        authority_id=child.authority_id,
        unit=child.cases.get().unit,
        number=f"{began.year}-H0A",
        subject=before,
        phase=Phase.CLOSED,
        opened_at=began,
        closed_on=day_of(began) + timedelta(days=80),
        closed_because="Familjen ville inte ha mer hjälp då.",
    )
    CasePerson.rows.create(
        authority_id=child.authority_id, case=case, person=before, part=InParty.SUBJECT
    )


def _who_came_and_wait(now: datetime, rut: Actor) -> dict[str, Case]:
    """Two siblings, a child whose investigation has opened, and one more."""
    found: dict[str, Case] = {}
    for key, children, months, days, opens in (
        ("dahl", ("Amir", "Leah"), (98, 76), 12, False),
        ("bergman", ("Clara",), (146,), 15, True),
        ("norlin", ("Felix",), (208,), 5, False),
    ):
        surname = {"dahl": "Delin", "bergman": "Bergman", "norlin": "Norlin"}[key]
        received = (now - timedelta(days=days)).replace(hour=9, minute=10, second=0, microsecond=0)
        reports = register_report(
            ReportFacts(
                received_at=received,
                channel=Channel.PHONE,
                reporter=Reporter(ReporterKind.SCHOOL, "Kerstin Blom", "Granby skola"),
                what="Skolan ser att det inte står rätt till hemma.",
                is_acute=False,
                children=[
                    PersonFacts(
                        name, surname, birth_on=day_of(now) - timedelta(days=round(age * 30.44))
                    )
                    for name, age in zip(children, months, strict=True)
                ],
                custodians=[PersonFacts("Robin", surname, phone="070-174 06 06")],
            ),
            unit_id=fixed("lindsjo/Mottagning"),
            by=rut,
            at=received + timedelta(minutes=30),
            key=fixed(f"report {key}"),
        )
        for report in reports:
            soon = received + timedelta(hours=4)
            assessments.assess_protection(
                report=report, by=rut, at=soon, key="demo", decided_at=soon, needs_protection=False,
                reasons="Barnet är hos en vuxen som vi har talat med. Ingen fara just nu.",
            )  # fmt: skip
            if opens:
                assessment = PreliminaryAssessment.rows.get(report=report)
                assessments.decide_preliminary(
                    assessment=assessment, by=rut, at=received + timedelta(days=5),
                    seen_version=assessment.version, outcome=PreliminaryOutcome.OPEN,
                    reasons="Det som har hänt behöver utredas. Familjen är med på det.",
                )  # fmt: skip
        found[key] = reports[0].case
    for key in ("bergman", "norlin"):
        Case.rows.filter(pk=found[key].pk).update(
            complexity=Complexity.COMPLEX, urgency=Urgency.CAN_WAIT,
            competence=Competence.TEENAGERS,
        )  # fmt: skip
    found["otto"] = _case("otto")
    return found


def _plans(waits: dict[str, Case], now: datetime, karin: Actor) -> None:
    today = day_of(now)
    rut = Membership.rows.get(pk=fixed("membership rut reception"))
    lead = Membership.rows.get(pk=fixed("membership karin unit_manager"))
    for key, risk, meanwhile, again, follower, days in (
        ("bergman", Risk.NOT_ACUTE, [Meanwhile.TALKS, Meanwhile.PROTECTION_AGAIN], 3, lead, 7),
        ("norlin", Risk.CAN_WAIT, [Meanwhile.LETTER], None, rut, 13),
        ("otto", Risk.CAN_WAIT, [Meanwhile.RECEPTION_TALKS], None, lead, 10),
    ):
        waiting.plan_waiting(
            case=waits[key],
            by=karin,
            at=now - timedelta(hours=20),
            risk=risk,
            meanwhile=[each.value for each in meanwhile],
            follower=follower,
            latest_on=today + timedelta(days=days),
            protection_on=today + timedelta(days=again) if again else None,
        )


def _crisis(now: datetime, karin: Actor) -> None:
    """Two years: from step 3 down to ordinary days, and since twelve days step 2 again."""
    today = day_of(now)
    assert karin.unit_id is not None
    assert karin.membership_id is not None
    ulf = User.objects.create(
        id=fixed("user ulf"), email="ulf@lindsjo.example", name="Ulf Rask", password="!"
    )
    Deputy.rows.create(
        authority_id=fixed("lindsjo"),
        membership_id=fixed("membership gunnel dept_manager"),
        user=ulf,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30),
    )
    for step, begins, ends, waited in (*MOST_STEPS, (2, 12, 0, 14)):
        starts = today - timedelta(days=begins)
        CrisisStep.rows.create(
            id=fixed(f"crisis {begins}"),
            authority_id=fixed("lindsjo"),
            unit_id=karin.unit_id,
            step=step,
            state=CrisisState.ENDED if ends else CrisisState.ACTIVE,
            figures={"waiting": waited, "longest": waited + 2, "first": 2},
            review_on=starts + timedelta(days=14),
            proposed_by_id=karin.membership_id,
            proposed_at=now - timedelta(days=begins, hours=3),
            decided_by_id=fixed("membership gunnel dept_manager"),
            decided_at=now - timedelta(days=begins, hours=1),
            confirmed_by="Ulf Rask",
            starts_on=starts,
            ended_on=today - timedelta(days=ends) if ends else None,
            sarah_done_on=starts + timedelta(days=1),
            sarah_done_by="Gunnel Dahl",
            board_due_on=starts + timedelta(days=21),
            board_done_on=starts + timedelta(days=18) if ends else None,
            board_done_by="Gunnel Dahl" if ends else "",
        )


def _help(now: datetime) -> None:
    """Karin has asked for help and got it; the adult unit asks, and waits for an answer."""
    for key, what, points, days, answered in (
        ("karin", "", 40, 3, "annika"),
        ("stefan", Skill.ARABIC, 10, 1, ""),
    ):
        asked = now - timedelta(days=days)
        HelpRequest.rows.create(
            id=fixed(f"help {key}"),
            authority_id=fixed("lindsjo"),
            unit=Membership.rows.get(pk=fixed(f"membership {key} unit_manager")).unit,
            what=what,
            points=points,
            until=day_of(now) + timedelta(days=14),
            asked_by_id=fixed(f"membership {key} unit_manager"),
            asked_at=asked,
            answer=HelpAnswer.YES if answered else "",
            answered_by_id=fixed(f"membership {answered} unit_manager") if answered else None,
            answered_at=asked + timedelta(hours=5) if answered else None,
        )
