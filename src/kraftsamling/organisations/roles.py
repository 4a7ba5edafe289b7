"""The roles of the matrix, with the words people know them by.

A role is stored as its code; what it may do stands in the matrix and nowhere else.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorityKind(models.TextChoices):
    """What kind of authority (myndighet) or body this is; a role belongs to some of them."""

    SOCIAL = "SOCIAL", _("Social services committee")
    SCHOOL = "SCHOOL", _("School committee")
    REGION = "REGION", _("Region")
    UNIVERSITY = "UNIVERSITY", _("University")
    COUNTY_BODY = "COUNTY_BODY", _("County body")
    NATIONAL = "NATIONAL", _("National body")
    AGENCY = "AGENCY", _("Private agency")
    COUNCIL = "COUNCIL", _("User council")


class Role(models.TextChoices):
    """Every role that a membership can hold."""

    RECEPTION = "reception", _("Reception worker")
    CASEWORKER = "caseworker", _("Social secretary")
    ADULT_WORKER = "adult_worker", _("Adult worker")
    FH_SECRETARY = "fh_secretary", _("Family home secretary")
    TRAINEE = "trainee", _("Trainee")
    METHOD_SUPPORTER = "method_supporter", _("Method supporter")
    TEAM_LEAD = "team_lead", _("Team leader")
    UNIT_MANAGER = "unit_manager", _("Unit manager")
    DEPT_MANAGER = "dept_manager", _("Department manager")
    BOARD_MEMBER = "board_member", _("Board member")
    HR_OFFICER = "hr_officer", _("HR officer")
    DEV_LEAD = "dev_lead", _("Development lead")
    PARTICIPATION_LEAD = "participation_lead", _("Responsible for participation")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    LOG_REVIEWER = "log_reviewer", _("Log reviewer")
    DPO = "dpo", _("Data protection officer")
    ARCHIVIST = "archivist", _("Archivist")
    ORG_ADMIN = "org_admin", _("System administrator")
    REGION_COORD = "region_coord", _("The region's co-ordinator")
    REGION_CLINIC = "region_clinic", _("Clinic")
    SCHOOL_REP = "school_rep", _("School")
    UNIV_REP = "univ_rep", _("Director of studies")
    RESEARCHER = "researcher", _("Follow-up researcher")
    AGENCY = "agency", _("Agency")
    COUNTY_LEAD = "county_lead", _("Regional development lead")
    COORDINATOR = "coordinator", _("National co-ordinator")


_ANY = frozenset(AuthorityKind)
_ROLES_ANYWHERE = (Role.DEV_LEAD, Role.EDITOR, Role.MODERATOR, Role.ORG_ADMIN)
_ROLES_AT = {
    Role.REGION_COORD: frozenset({AuthorityKind.REGION}),
    Role.REGION_CLINIC: frozenset({AuthorityKind.REGION}),
    Role.SCHOOL_REP: frozenset({AuthorityKind.SCHOOL}),
    Role.UNIV_REP: frozenset({AuthorityKind.UNIVERSITY}),
    Role.RESEARCHER: frozenset({AuthorityKind.UNIVERSITY}),
    Role.AGENCY: frozenset({AuthorityKind.AGENCY}),
    Role.COUNTY_LEAD: frozenset({AuthorityKind.COUNTY_BODY}),
    Role.COORDINATOR: frozenset({AuthorityKind.NATIONAL}),
}


_ONLY_BY_ADMIN = frozenset(
    {Role.ORG_ADMIN, Role.DEPT_MANAGER, Role.LOG_REVIEWER, Role.DPO, Role.ARCHIVIST}
)


def may_give(giver: str, role: str) -> bool:
    """Whether somebody in the role `giver` may ask for `role`, and so also close or open it for others. What
    stands above a unit, or watches over it, is the system administrator's."""
    return giver == Role.ORG_ADMIN or role not in _ONLY_BY_ADMIN


def kinds_of(role: Role) -> frozenset[AuthorityKind]:
    """At which kinds of authority a role can be held."""
    if role in _ROLES_ANYWHERE:
        return _ANY
    return _ROLES_AT.get(role, frozenset({AuthorityKind.SOCIAL}))


def roles_at(kind: AuthorityKind) -> list[Role]:
    """The roles that can be given at an authority of this kind."""
    return [role for role in Role if kind in kinds_of(role)]
