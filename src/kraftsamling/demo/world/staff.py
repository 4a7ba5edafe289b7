"""Who works in Lindsjö, on which posts, and what each knows. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.demo.world.places import fixed
from kraftsamling.improvement.models import PostForGoal
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.workforce.models import (
    Employee,
    EmployeeSkill,
    JobInterest,
    Position,
    RemoteWorkAgreement,
    RemoteWorkDay,
    Trainee,
    TraineeProgramme,
    WageLadder,
    WageStep,
)
from kraftsamling.workforce.rules.introduction import introduction
from kraftsamling.workforce.rules.ladder import START, steps_between
from kraftsamling.workforce.selectors.wages import is_on_ladder
from kraftsamling.workforce.services.trainees import plan_introduction
from kraftsamling.workforce.statuses import (
    EmploymentForm,
    InterestWay,
    Job,
    RemoteDayState,
    Skill,
    TraineeStage,
)

YEAR: Final = 365.25
NEW_POSTS_AGO: Final = timedelta(days=420)
NEW_POSTS_OF_THE_YEAR: Final = 7  # with the eight below: fifteen, all filled


@dataclass(frozen=True)
class Worker:
    """Somebody employed. years: in the profession. here: years here. `role` when she logs in."""

    key: str
    name: str
    title: str
    unit: str
    job: Job
    years: float
    here: float
    manager: str = "karin"
    role: Role | None = None
    skills: tuple[Skill, ...] = ()
    form: EmploymentForm = EmploymentForm.PERMANENT
    share: int = 100
    supervisor: str = ""
    is_new_post: bool = False


PHONE, WEB = InterestWay.PHONE, InterestWay.WEB
ASKED: Final = (
    (
        1,
        PHONE,
        "Ronny Dahl",
        "070-174 06 12",
        "Har arbetat sju år i grannkommunen. Undrar om mottagningen.",
    ),
    (
        3,
        WEB,
        "Ester Lilja",
        "ester.lilja@example.org",
        "Läser sista terminen och vill gärna börja i januari.",
    ),
    (12, PHONE, "", "", ""),
    (30, PHONE, "", "", ""),
    (41, WEB, "", "", ""),
    (77, PHONE, "", "", ""),
    (120, PHONE, "", "", ""),
    (160, WEB, "", "", ""),
    (240, PHONE, "", "", ""),
)
TRAINEES: Final = (
    ("Tove Lund", "HT 2026", TraineeStage.TRAINEE, 150, 0, True, "tove"),
    ("Ella Fors", "HT 2026", TraineeStage.PLACEMENT, 60, 0, True, ""),
    ("Henning Storm", "HT 2024", TraineeStage.HIRED, 1000, 740, True, "henning"),
    ("Sara Hedin", "HT 2023", TraineeStage.HIRED, 1350, 1080, True, "sara-hedin"),
    ("Isa Rydell", "HT 2023", TraineeStage.NOT_HIRED, 1350, 1080, True, ""),
)

SECRETARY, RECEPTION, HOMES = Job.SOCIAL_SECRETARY, Job.RECEPTION, Job.FAMILY_HOME_SECRETARY
SOC, FHS = "Socialsekreterare", "Familjehemssekreterare"
WORKERS: Final = (
    Worker("gunnel", "Gunnel Dahl", "Verksamhetschef", "Barn och unga", Job.MANAGER, 24, 9, "", Role.DEPT_MANAGER),
    Worker("karin", "Karin Ek", "Enhetschef", "Barn och unga", Job.MANAGER, 16, 4.2, "gunnel", Role.UNIT_MANAGER),
    Worker("annika", "Annika Borg", "Enhetschef", "Öppenvård", Job.MANAGER, 18, 2.3, "gunnel", Role.UNIT_MANAGER),
    Worker("stefan", "Stefan Lindahl", "Enhetschef", "Vuxen", Job.MANAGER, 20, 1.1, "gunnel", Role.UNIT_MANAGER),
    Worker("leila", "Leila Haddad", "Metodstödjare", "Kvalitet", Job.METHOD_SUPPORTER, 12, 3.4, "gunnel", Role.METHOD_SUPPORTER, (Skill.SIGNS_OF_SAFETY, Skill.CHILD_INTERVIEW, Skill.ARABIC)),
    Worker("nora", "Nora Lind", "Metodstödjare", "Kvalitet", Job.METHOD_SUPPORTER, 10, 1.2, "gunnel", Role.METHOD_SUPPORTER, (Skill.SIGNS_OF_SAFETY, Skill.VIOLENCE)),
    Worker("ove", "Ove Holmgren", "Metodstödjare", "Kvalitet", Job.METHOD_SUPPORTER, 15, 1.2, "gunnel", Role.METHOD_SUPPORTER, (Skill.SIGNS_OF_SAFETY, Skill.SMALL_CHILDREN)),
    Worker("disa", "Disa Norén", "Utvecklingsledare", "Kvalitet", Job.OTHER, 13, 5, "gunnel", Role.DEV_LEAD),
    Worker("maja", "Maja Frisk", "Redaktör", "Kvalitet", Job.OTHER, 4, 2, "gunnel", Role.EDITOR),
    Worker("liv", "Liv Hamrin", "Logggranskare", "Kvalitet", Job.OTHER, 8, 3, "gunnel", Role.LOG_REVIEWER),
    Worker("sara", "Sara Holm", "Systemförvaltare", "Barn och unga", Job.OTHER, 9, 6, "gunnel", Role.ORG_ADMIN),
    Worker("hanna", "Hanna Brodin", "HR", "Barn och unga", Job.OTHER, 11, 4, "gunnel", Role.HR_OFFICER),
    Worker("bodil", "Bodil Ekdahl", "Gruppledare", "Utredning 2", Job.OTHER, 14, 7, role=Role.TEAM_LEAD, skills=(Skill.VIOLENCE, Skill.SIGNS_OF_SAFETY)),
    Worker("amina", "Amina Lindqvist", SOC, "Utredning 2", SECRETARY, 5.4, 4.9, role=Role.CASEWORKER, skills=(Skill.TEENAGERS, Skill.SIGNS_OF_SAFETY)),
    Worker("jonas-sand", "Jonas Sand", SOC, "Utredning 2", SECRETARY, 8.2, 1.1, role=Role.CASEWORKER, skills=(Skill.SMALL_CHILDREN, Skill.SIGNS_OF_SAFETY), is_new_post=True),
    Worker("sara-hedin", "Sara Hedin", SOC, "Utredning 2", SECRETARY, 3.1, 2.97, role=Role.CASEWORKER, skills=(Skill.CHILD_INTERVIEW,), is_new_post=True),
    Worker("tomas-berg", "Tomas Berg", SOC, "Utredning 2", SECRETARY, 11.5, 6.3, role=Role.CASEWORKER, skills=(Skill.SMALL_CHILDREN, Skill.VIOLENCE, Skill.FINNISH)),
    Worker("maria-nyman", "Maria Nyman", SOC, "Utredning 2", SECRETARY, 14.3, 8.6, role=Role.CASEWORKER, skills=(Skill.CHILD_INTERVIEW, Skill.TEENAGERS, Skill.SIGNS_OF_SAFETY)),
    Worker("tove", "Tove Lund", "Trainee", "Utredning 2", SECRETARY, 0.2, 0.25, role=Role.TRAINEE, form=EmploymentForm.TRAINEE, share=20, supervisor="maria-nyman"),
    Worker("rut", "Rut Öberg", "Mottagningssekreterare", "Mottagning", RECEPTION, 17, 11, role=Role.RECEPTION, skills=(Skill.VIOLENCE,)),
    Worker("farid", "Farid Azimi", FHS, "Familjehem", HOMES, 6.5, 3.1, "annika", Role.FH_SECRETARY, (Skill.ARABIC, Skill.SMALL_CHILDREN)),
    Worker("vera", "Vera Sjölund", "Handläggare vuxen", "Vuxen", Job.ADULT_WORKER, 9.2, 5.6, "stefan", Role.ADULT_WORKER, (Skill.SUBSTANCE_USE, Skill.SIGN_LANGUAGE)),
    # Those who do not log in here.
    Worker("helmi", "Helmi Aalto", FHS, "Familjehem", HOMES, 7, 1.05, "annika", skills=(Skill.FINNISH,), is_new_post=True),
    Worker("joel", "Joel Wester", FHS, "Familjehem", HOMES, 4.2, 1.0, "annika", is_new_post=True),
    Worker("agnes", "Agnes Tornberg", FHS, "Familjehem", HOMES, 12, 0.98, "annika", skills=(Skill.SMALL_CHILDREN,), is_new_post=True),
    Worker("siv", "Siv Malmros", "Familjebehandlare", "Öppenvård", Job.OTHER, 21, 12, "annika", skills=(Skill.VIOLENCE,)),
    Worker("emil", "Emil Franzén", "Familjebehandlare", "Öppenvård", Job.OTHER, 6, 3, "annika", skills=(Skill.TEENAGERS,)),
    Worker("hodan", "Hodan Warsame", "Familjebehandlare", "Öppenvård", Job.OTHER, 5, 2, "annika", skills=(Skill.SOMALI,)),
    Worker("oksana", "Oksana Koval", "Familjestödjare", "Öppenvård", Job.OTHER, 3, 1.5, "annika", skills=(Skill.UKRAINIAN,)),
    Worker("gösta", "Gösta Hagman", "Familjebehandlare", "Öppenvård", Job.OTHER, 27, 15, "annika", share=75),
    Worker("pia", "Pia Lejon", "Handläggare vuxen", "Vuxen", Job.ADULT_WORKER, 10, 4, "stefan", skills=(Skill.SUBSTANCE_USE,)),
    Worker("henning", "Henning Storm", "Handläggare vuxen", "Vuxen", Job.ADULT_WORKER, 2, 1.98, "stefan"),
    Worker("tilde", "Tilde Bergqvist", "Behandlare", "Vuxen", Job.OTHER, 7, 3, "stefan", skills=(Skill.SUBSTANCE_USE,)),
    Worker("majken", "Majken Rosell", "Mottagningssekreterare", "Mottagning", RECEPTION, 6, 1.08, is_new_post=True),
    Worker("albin", "Albin Skoog", "Mottagningssekreterare", "Mottagning", RECEPTION, 3, 0.99, is_new_post=True),
    Worker("ronja", "Ronja Edberg", "Barnsekreterare", "Familjehem", HOMES, 9, 1.02, "annika", is_new_post=True),
)  # fmt: skip


def vacant_since(today: date) -> date:
    """The first day of last month: 1 October, when it is November."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def build(now: datetime) -> None:
    """Runs inside Lindsjö, as owner."""
    today = day_of(now)
    for index, worker in enumerate(WORKERS):
        _employ(worker, index, today)
    _post(
        "T-101",
        title=SOC,
        unit="Utredning 2",
        job=SECRETARY,
        approved_on=today - timedelta(days=900),
        vacant_since=vacant_since(today),
        is_advertised=True,
    )


def _employ(worker: Worker, index: int, today: date) -> None:
    began = _ago(worker.here, today)
    employee = Employee.rows.create(
        id=fixed(f"employee {worker.key}"),
        authority_id=fixed("lindsjo"),
        number=f"A-{1001 + index}",
        name=worker.name,
        sort_key=sort_key(worker.name),
        membership_id=fixed(f"membership {worker.key} {worker.role}") if worker.role else None,
        unit_id=fixed(f"lindsjo/{worker.unit}"),
        manager_id=fixed(f"employee {worker.manager}") if worker.manager else None,
        supervisor_id=fixed(f"employee {worker.supervisor}") if worker.supervisor else None,
        job=worker.job,
        form=worker.form,
        share=worker.share,
        starts_on=began,
        profession_since=_ago(worker.years, today),
    )
    for skill in worker.skills:
        EmployeeSkill.rows.create(
            id=fixed(f"skill {worker.key} {skill}"),
            authority_id=fixed("lindsjo"),
            employee=employee,
            skill=skill,
            proof="Intyg visat för enhetschefen",
            noted_on=began + timedelta(days=30),
        )
    if worker.form == EmploymentForm.TRAINEE:
        return  # a trainee holds no post
    approved = today - NEW_POSTS_AGO if worker.is_new_post else began - timedelta(days=900)
    filled = max(began, approved + timedelta(days=20 + index * 7 % 40))
    _post(
        f"T-{1 + index:03}",
        title=worker.title,
        unit=worker.unit,
        job=worker.job,
        share=worker.share,
        approved_on=approved,
        vacant_since=approved
        if worker.is_new_post
        else filled - timedelta(days=20 + index * 7 % 40),
        filled_on=filled,
        holder=employee,
    )


def build_colleagues(now: datetime) -> None:
    """Those who come and go in the year before: each is employed while she has been here, and those who are
    here hold posts. Runs inside Lindsjö, as owner, when the year has been made."""
    today = day_of(now)
    rows = Membership.rows.filter(
        authority_id=fixed("lindsjo"), user__email__endswith="@varlden.example"
    )
    left: dict[Any, date] = {}
    new_posts = 0
    for index, each in enumerate(
        rows.select_related("user", "unit").order_by("unit", "starts_on", "pk")
    ):
        reception = each.role == Role.RECEPTION
        employee = Employee.rows.create(
            id=fixed(f"employee of the year {each.pk}"),
            authority_id=fixed("lindsjo"),
            number=f"A-{2001 + index}",
            name=each.user.name,
            sort_key=sort_key(each.user.name),
            membership=each,
            unit=each.unit,
            manager_id=fixed("employee karin"),
            job=RECEPTION if reception else SECRETARY,
            form=EmploymentForm.PERMANENT,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            profession_since=each.starts_on - timedelta(days=(index * 487) % 4000),
        )
        if each.ends_on and each.ends_on < today:
            left[each.unit_id] = each.ends_on
            continue
        before = left.pop(each.unit_id, None)
        is_new = not reception and new_posts < NEW_POSTS_OF_THE_YEAR
        new_posts += is_new
        vacant = before or each.starts_on - timedelta(days=30)
        _post(
            f"T-{201 + index}",
            title="Mottagningssekreterare" if reception else SOC,
            unit=each.unit.name,
            job=employee.job,
            approved_on=today - NEW_POSTS_AGO if is_new else each.starts_on - timedelta(days=900),
            vacant_since=max(min(vacant, each.starts_on), today - NEW_POSTS_AGO)
            if is_new
            else min(vacant, each.starts_on),
            filled_on=each.starts_on,
            holder=employee,
        )


def tie_posts(now: datetime) -> None:
    """Which posts serve which goal: time and support for staff, and own family homes. When there is a plan."""
    new = day_of(now) - NEW_POSTS_AGO
    for post in Position.rows.filter(authority_id=fixed("lindsjo")):
        if post.approved_on == new or post.job in (Job.MANAGER, Job.METHOD_SUPPORTER):
            _tie(post, "goal 3")
        if post.approved_on == new and post.job == HOMES:
            _tie(post, "goal 4")


def _tie(post: Position, goal: str) -> None:
    PostForGoal.rows.create(authority_id=post.authority_id, goal_id=fixed(goal), position=post)


def build_conditions(now: datetime) -> None:
    """What made them come and stay: the ladder, days at home, trainees, and who has asked about work."""
    today = day_of(now)
    WageLadder.rows.create(
        authority_id=fixed("lindsjo"), valid_from=today - timedelta(days=800), years=[1, 3, 5], kronor=1000,
        at=now - timedelta(days=800),
    )  # fmt: skip
    _pay_steps(today, now)
    for key, days in (
        ("amina", 6),
        ("jonas-sand", 4),
        ("maria-nyman", 9),
        ("tomas-berg", 2),
        ("vera", 5),
    ):
        _remote(key, days, today, now)
    _programme(today, now)
    for index, (days, way, name, contact, words) in enumerate(ASKED):
        JobInterest.rows.create(
            id=fixed(f"interest {index}"),
            authority_id=fixed("lindsjo"),
            unit_id=fixed("lindsjo/Barn och unga"),
            came_at=now - timedelta(days=days, hours=3),
            way=way,
            name=name,
            contact=contact,
            words=words,
            answered_at=None if days < 6 else now - timedelta(days=days - 3),
            handed_over_at=None if name else now - timedelta(days=days - 5),
        )


def _pay_steps(today: date, now: datetime) -> None:
    """Every step of the last year is paid, but one; one was late."""
    staff = Employee.rows.filter(authority_id=fixed("lindsjo"), ends_on=None).order_by("number")
    reached = [
        (employee, step)
        for employee in staff
        if is_on_ladder(employee)
        for step in steps_between(
            START, employee.starts_on, today - timedelta(days=400), today - timedelta(days=14)
        )
    ]
    for index, (employee, step) in enumerate(reached[:-1]):
        late = timedelta(days=40 if index == 1 else 0)
        WageStep.rows.create(
            id=fixed(f"wage step {employee.number} {step.years}"),
            authority_id=fixed("lindsjo"),
            employee=employee,
            years=step.years,
            due_on=step.due_on,
            kronor=step.kronor,
            paid_from=step.due_on + late,
            at=now - timedelta(days=10),
        )


def _remote(key: str, days: int, today: date, now: datetime) -> None:
    employee = Employee.rows.get(pk=fixed(f"employee {key}"))
    RemoteWorkAgreement.rows.create(
        authority_id=fixed("lindsjo"), employee=employee, share=20,
        starts_on=today - timedelta(days=300), agreed_at=now - timedelta(days=305),
    )  # fmt: skip
    fridays = [today - timedelta(days=today.weekday() + 3 + 7 * week) for week in range(days)]
    coming = today + timedelta(days=4 - today.weekday() + 7)
    for on, state in (
        *((day, RemoteDayState.AGREED) for day in fridays),
        (coming, RemoteDayState.ASKED),
    ):
        RemoteWorkDay.rows.create(
            id=fixed(f"remote {key} {on}"), authority_id=fixed("lindsjo"), employee=employee, on=on,
            state=state, asked_at=now - timedelta(days=3),
            asked_by=fixed(f"user {key}"),
        )  # fmt: skip


def _programme(today: date, now: datetime) -> None:
    programme = TraineeProgramme.rows.create(
        id=fixed("trainee programme"), authority_id=fixed("lindsjo"), name="Socionomtrainee",
        partners=["Lindsjö", "Ekhamra", "Björknäs", "Vallmo"], starts_on=today - timedelta(days=1500),
    )  # fmt: skip
    for name, cohort, stage, began, hired, here, key in TRAINEES:
        placed = today - timedelta(days=began)
        Trainee.rows.create(
            id=fixed(f"trainee {name}"),
            authority_id=fixed("lindsjo"),
            programme=programme,
            name=name,
            sort_key=sort_key(name),
            cohort=cohort,
            stage=stage,
            employee_id=fixed(f"employee {key}") if key else None,
            supervisor_id=fixed("employee maria-nyman"),
            placed_on=placed,
            trainee_on=None if stage == TraineeStage.PLACEMENT else placed + timedelta(days=60),
            finished_on=today - timedelta(days=hired) if hired else None,
            hired_on=today - timedelta(days=hired)
            if hired and stage == TraineeStage.HIRED
            else None,
            left_on=None if here else today - timedelta(days=30),
        )
    newest = Employee.rows.filter(authority_id=fixed("lindsjo"), job=SECRETARY, ends_on=None)
    employee = newest.exclude(form=EmploymentForm.TRAINEE).order_by("-starts_on", "pk")[0]
    plan = introduction(employee.starts_on, (60, 75, 90))
    plan_introduction(
        employee=employee,
        ceilings=[(each.points, each.starts_on, each.ends_on) for each in plan],
        by=Actor(),
        at=now,
    )


def _post(number: str, *, unit: str, **facts: object) -> Position:
    return Position.rows.create(
        id=fixed(f"post {number}"),
        authority_id=fixed("lindsjo"),
        number=number,
        unit_id=fixed(f"lindsjo/{unit}"),
        **facts,
    )


def _ago(years: float, today: date) -> date:
    return today - timedelta(days=round(years * YEAR))
