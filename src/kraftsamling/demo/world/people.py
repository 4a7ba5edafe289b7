"""The invented people one can try the demo as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Membership, User
from kraftsamling.organisations.roles import Role


@dataclass(frozen=True)
class Persona:
    """One person: `key` is the first name in small letters. `line` is what the card on /demo/ says."""

    key: str
    name: str
    title: str
    place: str
    unit: str
    roles: tuple[Role, ...]
    line: str | Promise = ""
    first_six: bool = False
    starts_at: str = "/idag/"


PERSONAS: Final = (
    Persona(
        "amina", "Amina Lindqvist", "Socialsekreterare", "lindsjo", "Utredning 2",
        (Role.CASEWORKER,), _("Sees the plan and what the families answer."), True,
    ),
    Persona(
        "karin", "Karin Ek", "Enhetschef, barn och unga", "lindsjo", "Barn och unga",
        (Role.UNIT_MANAGER,), _("A follow-up visit is to be prepared."), True,
    ),
    Persona(
        "leila", "Leila Haddad", "Metodstödjare", "lindsjo", "Kvalitet",
        (Role.METHOD_SUPPORTER, Role.PARTICIPATION_LEAD), _("More are asked for their proposals."), True,
    ),
    Persona(
        "helena", "Helena Wik", "Samordnare", "region", "Samordning",
        (Role.REGION_COORD,), _("The region's activities in the joint plan."), True,
    ),
    Persona(
        "per", "Per Åberg", "Ledamot i socialnämnden", "lindsjo", "Barn och unga",
        (Role.BOARD_MEMBER,), _("What has happened since the last visit?"), True,
    ),
    Persona(
        "rut", "Rut Öberg", "Mottagningssekreterare", "lindsjo", "Mottagning",
        (Role.RECEPTION,), _("reception"),
    ),
    Persona(
        "gunnel", "Gunnel Dahl", "Verksamhetschef", "lindsjo", "Barn och unga",
        (Role.DEPT_MANAGER,), _("department manager"),
    ),
    Persona(
        "disa", "Disa Norén", "Utvecklingsledare", "lindsjo", "Kvalitet",
        (Role.DEV_LEAD,), _("development lead"),
    ),
    Persona(
        "bodil", "Bodil Ekdahl", "Gruppledare", "lindsjo", "Utredning 2",
        (Role.TEAM_LEAD,), _("team leader"),
    ),
    Persona(
        "farid", "Farid Azimi", "Familjehemssekreterare", "lindsjo", "Familjehem",
        (Role.FH_SECRETARY,), _("family home secretary"),
    ),
    Persona(
        "vera", "Vera Sjölund", "Handläggare vuxen", "lindsjo", "Vuxen",
        (Role.ADULT_WORKER,), _("adult worker"),
    ),
    Persona("hanna", "Hanna Brodin", "HR", "lindsjo", "Barn och unga", (Role.HR_OFFICER,), _("HR")),
    Persona(
        "tove", "Tove Lund", "Trainee", "lindsjo", "Utredning 2", (Role.TRAINEE,), _("trainee")
    ),
    Persona(
        "maja", "Maja Frisk", "Redaktör", "lindsjo", "Kvalitet",
        (Role.EDITOR, Role.MODERATOR), _("editor and moderator"),
    ),
    Persona(
        "liv", "Liv Hamrin", "Logggranskare", "lindsjo", "Kvalitet",
        (Role.LOG_REVIEWER,), _("log reviewer"), starts_at="/logg/",
    ),
    Persona(
        "sara", "Sara Holm", "Systemförvaltare", "lindsjo", "Barn och unga",
        (Role.ORG_ADMIN,), _("system administrator"),
    ),
    Persona(
        "elin", "Elin Strand", "Enhetschef, barn och unga", "ekhamra", "Barn och unga",
        (Role.UNIT_MANAGER, Role.PARTICIPATION_LEAD, Role.ORG_ADMIN),
        _("unit manager. Sees nothing of Lindsjö"),
    ),
    Persona(
        "anders", "Anders Vik", "Arkivarie", "ekhamra", "Barn och unga",
        (Role.ARCHIVIST,), _("archivist. Reads in cases from the record system"), starts_at="/import/",
    ),
    Persona(
        "berit", "Berit Fors", "BVC-sjuksköterska", "region", "BVC Lindsjö",
        (Role.REGION_CLINIC,), _("child health clinic"),
    ),
    Persona(
        "sven", "Sven Alm", "Elevhälsa", "lindsjo-skola", "Skola och elevhälsa",
        (Role.SCHOOL_REP,), _("school"),
    ),
    Persona(
        "ulla", "Ulla Rask", "Studierektor", "hogskolan", "Socionomprogrammet",
        (Role.UNIV_REP,), _("university"),
    ),
    Persona(
        "olle", "Olle Berg", "Regional utvecklingsledare", "lanet", "Barn och unga",
        (Role.COUNTY_LEAD,), _("regional development lead"),
    ),
    Persona(
        "david", "David Ros", "Nationell samordnare", "samordnaren", "Samordnaren",
        (Role.COORDINATOR,), _("national co-ordinator"),
    ),
    # What David has written somebody else must read.
    Persona(
        "ingrid", "Ingrid Sand", "Redaktör", "samordnaren", "Samordnaren",
        (Role.EDITOR,), _("editor with the co-ordinator"),
    ),
)  # fmt: skip

COLLEAGUES: Final = (
    # Ekhamra has three employees who can be second for each other, and no more.
    Persona(
        "maria", "Maria Ståhl", "Verksamhetschef", "ekhamra", "Barn och unga",
        (Role.DEPT_MANAGER,),
    ),
    Persona(
        "tomas", "Tomas Ahl", "Utvecklingsledare", "ekhamra", "Barn och unga",
        (Role.DEV_LEAD, Role.EDITOR),
    ),
    Persona(
        "petra", "Petra Lindh", "Socialsekreterare", "ekhamra", "Mottagning och utredning",
        (Role.CASEWORKER,),
    ),
    Persona(
        "jonas", "Jonas Wallin", "Socialsekreterare", "ekhamra", "Mottagning och utredning",
        (Role.CASEWORKER,),
    ),
    # Amina's group in Lindsjö: those whom Karin can give a case to.
    Persona(
        "jonas-sand", "Jonas Sand", "Socialsekreterare", "lindsjo", "Utredning 2",
        (Role.CASEWORKER,),
    ),
    Persona(
        "sara-hedin", "Sara Hedin", "Socialsekreterare", "lindsjo", "Utredning 2",
        (Role.CASEWORKER,),
    ),
    Persona(
        "tomas-berg", "Tomas Berg", "Socialsekreterare", "lindsjo", "Utredning 2",
        (Role.CASEWORKER,),
    ),
    Persona(
        "maria-nyman", "Maria Nyman", "Socialsekreterare", "lindsjo", "Utredning 2",
        (Role.CASEWORKER,),
    ),
    Persona(
        "annika", "Annika Borg", "Enhetschef, stöd och familjehem", "lindsjo", "Öppenvård",
        (Role.UNIT_MANAGER,),
    ),
    Persona(
        "stefan", "Stefan Lindahl", "Enhetschef, vuxen", "lindsjo", "Vuxen", (Role.UNIT_MANAGER,),
    ),
    Persona(
        "nora", "Nora Lind", "Metodstödjare", "lindsjo", "Kvalitet", (Role.METHOD_SUPPORTER,),
    ),
    Persona(
        "ove", "Ove Holmgren", "Metodstödjare", "lindsjo", "Kvalitet", (Role.METHOD_SUPPORTER,),
    ),
)  # fmt: skip


def persona(key: str) -> Persona | None:
    """The person with this key, if the demo has one."""
    return next((each for each in PERSONAS if each.key == key), None)


def build(today: date) -> None:
    """Accounts and memberships. Nobody has a password: one comes in by /demo/ only."""
    began = today.replace(year=today.year - 2, day=1)
    for person in (*PERSONAS, *COLLEAGUES):
        user = User.objects.create(
            id=fixed(f"user {person.key}"),
            email=f"{person.key}@{person.place}.example",
            name=person.name,
            password="!",
        )
        for role in person.roles:
            Membership.rows.create(
                id=fixed(f"membership {person.key} {role}"),
                authority_id=fixed(person.place),
                user=user,
                unit_id=fixed(f"{person.place}/{person.unit}"),
                role=role,
                title=person.title if role is person.roles[0] else "",
                starts_on=began,
            )
