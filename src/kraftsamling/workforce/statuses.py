"""What an employment, a post and an absence can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.TextChoices):
    """What somebody is employed to do (befattning)."""

    SOCIAL_SECRETARY = "SOCIAL_SECRETARY", _("Social secretary")
    ADULT_WORKER = "ADULT_WORKER", _("Adult worker")
    FAMILY_HOME_SECRETARY = "FAMILY_HOME", _("Family home secretary")
    RECEPTION = "RECEPTION", _("Reception worker")
    METHOD_SUPPORTER = "METHOD_SUPPORTER", _("Method supporter")
    MANAGER = "MANAGER", _("Manager")
    OTHER = "OTHER", _("Other")


class EmploymentForm(models.TextChoices):
    """How somebody works here (anställningsform)."""

    PERMANENT = "PERMANENT", _("Permanent")
    TEMPORARY = "TEMPORARY", _("Temporary")
    TRAINEE = "TRAINEE", _("Trainee")
    CONSULTANT = "CONSULTANT", _("Agency consultant")


class AbsenceKind(models.TextChoices):
    """Why somebody is away: no more than what the figures need (frånvaro)."""

    SICK = "SICK", _("Sick leave")
    OTHER = "OTHER", _("Other absence")


class SkillKind(models.TextChoices):
    """What sort of thing somebody knows."""

    COMPETENCE = "COMPETENCE", _("Competence")
    LANGUAGE = "LANGUAGE", _("Language")
    METHOD = "METHOD", _("Method")


class Skill(models.TextChoices):
    """What a case may ask for and a worker may have (kompetens, språk, metod)."""

    SMALL_CHILDREN = "SMALL_CHILDREN", _("Used to small children")
    TEENAGERS = "TEENAGERS", _("Used to teenagers")
    VIOLENCE = "VIOLENCE", _("Violence in the family")
    SUBSTANCE_USE = "SUBSTANCE_USE", _("Substance use")
    CHILD_INTERVIEW = "CHILD_INTERVIEW", _("Talks with children")
    SIGNS_OF_SAFETY = "SIGNS_OF_SAFETY", _("Signs of Safety")
    ARABIC = "ARABIC", _("Arabic")
    SOMALI = "SOMALI", _("Somali")
    UKRAINIAN = "UKRAINIAN", _("Ukrainian")
    FINNISH = "FINNISH", _("Finnish")
    SIGN_LANGUAGE = "SIGN_LANGUAGE", _("Sign language")

    @property
    def kind(self) -> SkillKind:
        """Whether it is a language, a method or a competence."""
        if self in (
            Skill.ARABIC,
            Skill.SOMALI,
            Skill.UKRAINIAN,
            Skill.FINNISH,
            Skill.SIGN_LANGUAGE,
        ):
            return SkillKind.LANGUAGE
        return SkillKind.METHOD if self == Skill.SIGNS_OF_SAFETY else SkillKind.COMPETENCE


def languages() -> list[tuple[str, Any]]:
    """The languages of the list, to choose from."""
    return [(each.value, each.label) for each in Skill if each.kind == SkillKind.LANGUAGE]


class RaisedBecause(models.TextChoices):
    """Why somebody's ceiling is raised for a while: never a word about a child."""

    CHILD_WAITS = "CHILD_WAITS", _("A child would wait too long")
    TASK_PUT_OFF = "TASK_PUT_OFF", _("Another task is put off meanwhile")
    OVERTIME = "OVERTIME", _("Extra time that is agreed and paid")
    OTHER = "OTHER", _("Another reason")


class AllowedTask(models.TextChoices):
    """What somebody with another education than social work may do in a case (arbetsuppgift)."""

    DOCUMENTS = "DOCUMENTS", _("Order and fetch documents")
    CALLS = "CALLS", _("Call and book meetings")
    ACCOMPANY = "ACCOMPANY", _("Come along on home visits")
    FAMILY_SUPPORT = "FAMILY_SUPPORT", _("Practical support to families")
    NETWORK = "NETWORK", _("Contact with school and network")
    CHILD_TALK_SUPPORT = "CHILD_TALK", _("Take part in talks with children")
    FOLLOW_UP = "FOLLOW_UP", _("Follow up interventions")


class SupportKind(models.TextChoices):
    """What a method supporter does for a group."""

    COACHING = "COACHING", _("Coaching")
    MAPPING = "MAPPING", _("Mapping attended")
    TRAINING = "TRAINING", _("Method training")


class PayrollKind(models.TextChoices):
    """What a file from the payroll system tells of."""

    STAFF = "STAFF", _("Employments and agency consultants")
    ABSENCE = "ABSENCE", _("Absence")
    POSTS = "POSTS", _("Posts")


class RemoteDayState(models.TextChoices):
    """What has become of a day at home that somebody asked for."""

    ASKED = "ASKED", _("Asked for")
    AGREED = "AGREED", _("Agreed")
    DECLINED = "DECLINED", _("Not agreed, because")
    TAKEN_BACK = "TAKEN_BACK", _("Taken back")


class InterestWay(models.TextChoices):
    """How somebody has asked about work."""

    PHONE = "PHONE", _("Phoned")
    WEB = "WEB", _("Through the website")


class TraineeStage(models.TextChoices):
    """How far a trainee has come."""

    SELECTED = "SELECTED", _("Selected, not here yet")
    PLACEMENT = "PLACEMENT", _("Practice placement")
    TRAINEE = "TRAINEE", _("Trainee, one day a week")
    HIRED = "HIRED", _("Employed")
    NOT_HIRED = "NOT_HIRED", _("Not employed here")


REMOTE_STEPS: Final[Mapping[RemoteDayState, frozenset[RemoteDayState]]] = {
    RemoteDayState.ASKED: frozenset(
        {RemoteDayState.AGREED, RemoteDayState.DECLINED, RemoteDayState.TAKEN_BACK}
    ),
    RemoteDayState.AGREED: frozenset({RemoteDayState.TAKEN_BACK}),
    RemoteDayState.DECLINED: frozenset(),
    RemoteDayState.TAKEN_BACK: frozenset(),
}
