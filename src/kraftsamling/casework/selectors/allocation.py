"""What is known when cases are given out, read for one manager, and put into the words of the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from kraftsamling.casework.models import (
    NOTHING_DUE,
    Assignment,
    Case,
    CasePerson,
    ConcernReport,
    ConflictBlock,
    Person,
    ProtectedAllowed,
    Qualification,
    who_it_is,
)
from kraftsamling.casework.rules.allocation.problem import (
    HIGHEST,
    Priority,
    Problem,
    WaitingCase,
    Worker,
)
from kraftsamling.casework.rules.points import Weights, points_of
from kraftsamling.casework.selectors.beside import is_beside
from kraftsamling.casework.selectors.points import Load, loads_in, weights_of
from kraftsamling.casework.statuses import AssignmentRole, CaseKind, InParty, Urgency
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role
from kraftsamling.workforce.selectors.capacity import Vacancy, vacancies
from kraftsamling.workforce.statuses import Skill, SkillKind

TAKES: Final[Mapping[str, str]] = {
    Role.CASEWORKER: CaseKind.CHILD,
    Role.ADULT_WORKER: CaseKind.ADULT,
}
"""Whose matters each role answers for. Nobody else is proposed; a manager may still give a case by hand."""
PRIORITY: Final[Mapping[str, Priority]] = {
    Urgency.FIRST: Priority.FIRST,
    Urgency.THIS_WEEK: Priority.THIS_WEEK,
    Urgency.CAN_WAIT: Priority.CAN_WAIT,
}
BRIDGEABLE: Final = frozenset(each.value for each in Skill if each.kind == SkillKind.LANGUAGE)
"""What an interpreter bridges."""
_SKILLS: Final = frozenset(Skill.values)
_FAMILY: Final = frozenset({InParty.CUSTODIAN, InParty.PARENT, InParty.SIBLING, InParty.SUBJECT})


@dataclass(frozen=True)
class Situation:
    """The unit at one moment: the cases that wait, those who could take them, and the problem they make.

    `unassessed` are the cases whose child nobody has judged the protection of; nothing is given out before.
    """

    cases: Mapping[str, Case]
    members: Mapping[str, Membership]
    loads: Mapping[str, Load]
    posts: Mapping[str, Vacancy]
    unassessed: frozenset[str]
    problem: Problem

    @cached_property
    def names(self) -> dict[str, str]:
        """Who the workers of the problem are."""
        return {key: each.name for key, each in self.members.items()}


def situation(actor: Actor, *, at: Circumstances) -> Situation:
    """What waits and who is there, for one manager: cases that are shut to her are not in it."""
    assert actor.authority_id is not None
    today, authority_id = day_of(at.now), actor.authority_id
    rows = Case.rows.visible_to(actor, "list", at=at).filter(
        closed_on=None, responsible=None, unit_id__in=actor.unit_ids
    )
    cases = list(rows.select_related("subject").order_by("pk"))
    weights = weights_of(authority_id, on=today)
    loads = {
        str(each.capacity.membership_id): each
        for each in loads_in(
            actor.unit_ids, authority_id=authority_id, weights=weights, today=today
        )
    }
    members = {
        str(each.pk): each
        for each in Membership.rows.filter(pk__in=list(loads)).select_related(
            "user", "unit", "employee"
        )
    }
    taking = {key: each for key, each in members.items() if each.role in (*TAKES, Role.TRAINEE)}
    unassessed = _unassessed(cases, authority_id)
    posts = vacancies(actor.unit_ids, today=today)  # type: ignore[arg-type]
    problem = Problem.of(
        _waiting(cases, taking, unassessed, weights, today, at),
        (_worker(key, loads[key]) for key in taking),
        bridgeable=BRIDGEABLE,
        vacancies=(Worker(each.key, each.ceiling) for each in posts if each.ceiling),
    )
    return Situation(
        cases={str(each.pk): each for each in cases},
        members=taking,
        loads=loads,
        posts={each.key: each for each in posts},
        unassessed=unassessed,
        problem=problem,
    )


def _worker(key: str, load: Load) -> Worker:
    here = load.capacity
    return Worker(
        key=key,
        ceiling=here.ceiling,
        load=min(HIGHEST, load.points),
        has=here.has,
        kinds=load.kinds,
        starts_in=here.starts_in,
        is_trainee=here.is_trainee,
    )


def _unassessed(cases: Iterable[Case], authority_id: UUID) -> frozenset[str]:
    """Where the record is kept elsewhere so are the assessments."""
    if is_beside(authority_id):
        return frozenset()
    rows = ConcernReport.rows.filter(
        case__in=[each.pk for each in cases], protection_assessments=None
    )
    return frozenset(str(each) for each in rows.values_list("case_id", flat=True))


def needs_of(case: Case) -> frozenset[str]:
    """What whoever takes it must know. Court proceedings are no skill of the register."""
    return frozenset({case.competence, case.spoken}) & _SKILLS


def _waiting(
    cases: list[Case],
    members: Mapping[str, Membership],
    unassessed: frozenset[str],
    weights: Weights,
    today: date,
    at: Circumstances,
) -> Iterable[WaitingCase]:
    families = _families(cases)
    known = _known_by(cases, families)
    blocked = _blocked(cases, members)
    for case in cases:
        key = str(case.pk)
        waits = case.waiting_since or case.opened_at
        due = case.next_due_at
        yield WaitingCase(
            key=key,
            points=max(1, points_of(weights, case.kind, case.phase, case.complexity)),
            priority=Priority.FIRST if key in unassessed else PRIORITY[case.urgency],
            waited_days=min(HIGHEST, max(0, (at.now - waits).days)),
            days_left=None
            if due >= NOTHING_DUE
            else max(-HIGHEST, min(HIGHEST, (day_of(due) - today).days)),
            kind=case.phase,
            family=families.family.get(key, ""),
            needs=needs_of(case),
            known_by=frozenset(known[key]) & members.keys(),
            blocked=frozenset(blocked[key]),
        )


@dataclass(frozen=True)
class _Families:
    """Which waiting cases are one family, and the family's other cases."""

    family: Mapping[str, str]
    others: Mapping[str, frozenset[UUID]]


def _families(cases: list[Case]) -> _Families:
    """Cases that share a child, a sibling, a custodian or a parent."""
    here = {each.pk for each in cases}
    people = CasePerson.rows.filter(case__in=here, left_on=None, part__in=_FAMILY)
    shared = CasePerson.rows.filter(
        person__in=people.values("person_id"), left_on=None, part__in=_FAMILY
    )
    of_person: dict[UUID, set[UUID]] = defaultdict(set)
    for case_id, person_id in shared.values_list("case_id", "person_id"):
        of_person[person_id].add(case_id)
    root: dict[UUID, UUID] = {each: each for each in here}

    def find(case_id: UUID) -> UUID:
        while root[case_id] != case_id:
            case_id = root[case_id]
        return case_id

    others: dict[UUID, set[UUID]] = defaultdict(set)
    for together in of_person.values():
        waiting = sorted(together & here)
        for each in waiting:
            others[each] |= together - {each}
        for each in waiting[1:]:
            root[find(each)] = find(waiting[0])
    family = {str(each): str(find(each)) for each in here}
    return _Families(family, {str(each): frozenset(others[each]) for each in here})


def _known_by(cases: list[Case], families: _Families) -> Mapping[str, set[str]]:
    """Who has had the case, or has or has had a case of the same family."""
    every = {each.pk for each in cases}.union(*families.others.values())
    had: dict[UUID, set[str]] = defaultdict(set)
    rows = Assignment.rows.filter(case__in=every).exclude(role=AssignmentRole.SUPERVISED)
    for case_id, member in rows.values_list("case_id", "membership_id"):
        had[case_id].add(str(member))
    return {
        str(each.pk): had[each.pk].union(*(had[other] for other in families.others[str(each.pk)]))
        for each in cases
    }


def _blocked(cases: list[Case], members: Mapping[str, Membership]) -> Mapping[str, set[str]]:
    """Who may not have each: in conflict of interest, of the family, not on a protected person's list,
    without the degree, or of another kind of work. Which of them it is stays here."""
    by_human: dict[str, set[str]] = defaultdict(set)
    for key, each in members.items():
        by_human[each.user.human].add(key)
    ids = [each.pk for each in cases]
    found: dict[str, set[str]] = defaultdict(set)
    declared = ConflictBlock.rows.filter(case__in=ids, lifted_at=None, human__in=by_human)
    for case_id, human in declared.values_list("case_id", "human"):
        found[str(case_id)] |= by_human[human]
    own = dict(
        Person.rows.filter(identity_index__in=by_human).values_list(who_it_is(), "identity_index")
    )
    places = CasePerson.rows.filter(case__in=ids, person__in=own)
    for case_id, person in places.values_list("case_id", "person_id"):
        found[str(case_id)] |= by_human[own[person]]
    for case_id, listed in _listed(each.pk for each in cases if each.is_protected):
        found[str(case_id)] |= members.keys() - listed
    unqualified = _unqualified(members)
    for case in cases:
        key = str(case.pk)
        found[key] |= {who for who, each in members.items() if TAKES.get(each.role) != case.kind}
        if case.kind == CaseKind.CHILD:
            found[key] |= unqualified
    return found


def _listed(protected: Iterable[UUID]) -> Iterable[tuple[UUID, set[str]]]:
    """Of each protected person in these cases, who may see that person."""
    shut = list(
        CasePerson.rows.filter(case__in=list(protected), person__is_protected=True).values_list(
            "case_id", "person_id"
        )
    )
    allowed: dict[UUID, set[str]] = defaultdict(set)
    rows = ProtectedAllowed.rows.filter(person__in=[person for _case, person in shut])
    for person_id, member in rows.values_list("person_id", "membership_id"):
        allowed[person_id].add(str(member))
    return [(case_id, allowed[person_id]) for case_id, person_id in shut]


def _unqualified(members: Collection[str]) -> set[str]:
    """Those whom a manager has seen to lack the degree: the latest look counts."""
    latest: dict[str, bool] = {}
    rows = Qualification.rows.filter(membership__in=list(members)).order_by("noted_at", "-pk")
    for member, is_qualified in rows.values_list("membership_id", "is_qualified"):
        latest[str(member)] = is_qualified
    return {member for member, is_qualified in latest.items() if not is_qualified}
