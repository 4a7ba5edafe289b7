"""Who works in Lindsjö, on which posts, and what each knows. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import sort_key
from kraftsamling.demo.world.places import fixed
from kraftsamling.improvement.models import PostForGoal
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.workforce.models import Employee, EmployeeSkill, Position
from kraftsamling.workforce.statuses import EmploymentForm, Job, Skill

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
