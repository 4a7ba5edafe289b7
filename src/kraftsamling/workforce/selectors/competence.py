"""What each knows, and who can be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.workforce.models import (
    AlternativeCompetence,
    Certificate,
    Employee,
    EmployeeSkill,
    HelpOffer,
    TrainingRecord,
)
from kraftsamling.workforce.selectors.posts import employed
from kraftsamling.workforce.statuses import Skill

R = TypeVar("R", EmployeeSkill, AlternativeCompetence, TrainingRecord)


@dataclass(frozen=True)
class Knows:
    """What one person knows today."""

    employee: Employee
    skills: Sequence[EmployeeSkill] = ()
    others: Sequence[AlternativeCompetence] = ()
    training: Sequence[TrainingRecord] = ()
    offer: HelpOffer | None = field(default=None)


def register(actor: Actor, *, at: Circumstances, today: date) -> list[Knows]:
    """Everybody whom the actor looks after, in Swedish order, with what each knows."""
    rows = Employee.rows.visible_to(actor, "list", at=at, resource="competence")
    staff = rows.filter(employed(today)).select_related("unit").order_by("sort_key", "pk")
    return knowledge_of(list(staff))


def knowledge_of(staff: Sequence[Employee]) -> list[Knows]:
    """What some people know today."""
    skills = _by_person(EmployeeSkill.rows.filter(employee__in=staff, ended_on=None))
    others = _by_person(AlternativeCompetence.rows.filter(employee__in=staff, ended_on=None))
    training = _by_person(
        TrainingRecord.rows.filter(employee__in=staff, ended_on=None).order_by("-taken_on", "pk")
    )
    return [
        Knows(
            each,
            sorted(skills[each.pk], key=lambda row: str(Skill(row.skill).label)),
            sorted(others[each.pk], key=lambda row: row.title),
            training[each.pk],
        )
        for each in staff
    ]


def _by_person(rows: Iterable[R]) -> defaultdict[Any, list[R]]:
    found: defaultdict[Any, list[R]] = defaultdict(list)
    for row in rows:
        found[row.employee_id].append(row)
    return found


def certificate_of(employee: Employee, file_id: UUID) -> Certificate:
    """A certificate that proves something of somebody's. Http404 otherwise."""
    proven = (EmployeeSkill, AlternativeCompetence, TrainingRecord)
    if any(
        model.rows.filter(employee=employee, certificate_id=file_id).exists() for model in proven
    ):
        return Certificate.rows.get(pk=file_id)
    raise Http404


def own_employee(actor: Actor) -> Employee | None:
    """The employment of whoever is logged in; None for a role without one here."""
    if actor.membership_id is None:
        return None
    rows = Employee.rows.filter(membership_id=actor.membership_id)
    return rows.select_related("unit").first()


def own_offer(employee: Employee) -> HelpOffer | None:
    """What somebody has said about being asked, when it holds."""
    return HelpOffer.rows.filter(employee=employee, ended_on=None).first()


def who_can_help(
    actor: Actor, *, skill: Skill | None, words: str, at: Circumstances, today: date
) -> list[Knows]:
    """Those who have said yes and know it, in Swedish order: never by how well or how much.

    A word is looked for in what each knows, has studied and says of herself. Nobody with protected personal
    data is among them.
    """
    offers = {
        row.employee_id: row
        for row in HelpOffer.rows.visible_to(actor, "list", at=at)
        .filter(employed(today, "employee__"), ended_on=None, employee__is_protected=False)
        .select_related("employee__unit")
    }
    staff = sorted((row.employee for row in offers.values()), key=lambda e: (e.sort_key, str(e.pk)))
    return [
        Knows(each.employee, each.skills, each.others, each.training, offers[each.employee.pk])
        for each in knowledge_of(staff)
        if _knows(each, offers[each.employee.pk], skill, words.casefold().split())
    ]


def _knows(each: Knows, offer: HelpOffer, skill: Skill | None, words: Sequence[str]) -> bool:
    if skill is not None and skill not in {row.skill for row in each.skills}:
        return False
    told = " ".join(
        [
            offer.words,
            *(str(Skill(row.skill).label) for row in each.skills),
            *(row.title for row in each.others),
            *(row.course for row in each.training),
        ]
    ).casefold()
    return all(word in told for word in words)
