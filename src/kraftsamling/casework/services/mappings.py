"""The Signs of Safety mapping: each statement, score and step is a row, so that two may write at once."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import (
    Case,
    MappingStatement,
    NetworkPerson,
    SafetyMapping,
    SafetyPlanCheck,
    SafetyPlanStep,
    SafetyScore,
)
from kraftsamling.casework.services.trail import ReasonMissing, id_once, locked, step
from kraftsamling.casework.statuses import Domain, Kept, Speaker
from kraftsamling.common.clock import day_of
from kraftsamling.common.locking import save_if_unchanged
from kraftsamling.confidentiality.actor import Actor


class NoSuchDanger(Exception):
    """Raised when what is written is tied to a danger statement of another mapping, or to none."""


def mapping_for(case: Case, *, by: Actor, at: datetime) -> SafetyMapping:
    """The mapping of a case; it begins with the first thing that is written in it. Services only."""
    row, is_new = SafetyMapping.rows.get_or_create(
        case=case,
        defaults={
            "authority_id": case.authority_id,
            "begun_on": day_of(at),
            "begun_by": by.membership_id,
        },
    )
    if is_new:
        step(case, "mapping", "", "BEGUN", by=by, at=at, about=row.pk)
    return row


def _same_mapping(danger: MappingStatement | None, mapping: SafetyMapping) -> None:
    if danger and (danger.mapping_id != mapping.pk or danger.domain != Domain.DANGER):
        raise NoSuchDanger(danger.pk)


@transaction.atomic
def say(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    domain: Domain,
    words: str,
    said_by: Speaker,
    said_on: date,
    said_by_name: str = "",
    danger: MappingStatement | None = None,
    for_staff: bool = False,
) -> MappingStatement:
    """Put one statement on the mapping, in the person's own words. Raises ReasonMissing, NoSuchDanger."""
    case = locked(case)
    if not words.strip():
        raise ReasonMissing("statement")
    mapping = mapping_for(case, by=by, at=at)
    answers = danger if domain == Domain.GOAL else None
    _same_mapping(answers, mapping)
    row, _new = MappingStatement.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "mapping": mapping,
            "domain": domain,
            "words": words,
            "said_by": said_by,
            "said_by_name": said_by_name.strip(),
            "said_on": said_on,
            "danger": answers,
            "for_staff": for_staff,
        },
    )
    return row


@transaction.atomic
def correct_statement(
    *,
    statement: MappingStatement,
    by: Actor,
    at: datetime,
    seen_version: int,
    words: str,
    said_by: Speaker,
    said_on: date,
    said_by_name: str = "",
    danger: MappingStatement | None = None,
    for_staff: bool = False,
) -> None:
    """Write it otherwise; the former words stay. Raises StaleVersion, ReasonMissing, NoSuchDanger."""
    locked(statement.mapping.case)
    if not words.strip():
        raise ReasonMissing("statement")
    answers = danger if statement.domain == Domain.GOAL else None
    _same_mapping(answers, statement.mapping)
    statement.words, statement.said_by, statement.said_on = words, said_by, said_on
    statement.said_by_name, statement.for_staff = said_by_name.strip(), for_staff
    statement.danger = answers
    save_if_unchanged(
        statement,
        seen_version=seen_version,
        fields=["words", "said_by", "said_on", "said_by_name", "for_staff", "danger"],
    )


@transaction.atomic
def end_statement(
    *, statement: MappingStatement, by: Actor, at: datetime, seen_version: int, because: str
) -> None:
    """It does not hold any more: it leaves the columns and stays in the file. Raises ReasonMissing."""
    locked(statement.mapping.case)
    if not because.strip():
        raise ReasonMissing("statement ended")
    statement.ended_on, statement.ended_because = day_of(at), because.strip()
    save_if_unchanged(statement, seen_version=seen_version, fields=["ended_on", "ended_because"])


@transaction.atomic
def place_score(
    *,
    case: Case,
    by: Actor,
    at: datetime,
    key: UUID,
    who: Speaker,
    value: int,
    on: date,
    who_name: str = "",
    words: str = "",
    danger: MappingStatement | None = None,
) -> SafetyScore:
    """Where one person places the family, 0–10. A second one the same day takes the place of the first."""
    case = locked(case)
    mapping = mapping_for(case, by=by, at=at)
    _same_mapping(danger, mapping)
    assert by.membership_id is not None
    row, _new = SafetyScore.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "mapping": mapping,
            "danger": danger,
            "who": who,
            "who_name": who_name.strip(),
            "value": value,
            "on": on,
            "words": words.strip(),
            "written_by": by.membership_id,
            "written_at": at,
        },
    )
    return row


@transaction.atomic
def add_to_network(
    *, case: Case, by: Actor, at: datetime, key: UUID, name: str, does: str, relation: str = ""
) -> NetworkPerson:
    """Somebody round the child, and what that person does."""
    case = locked(case)
    row, _new = NetworkPerson.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "mapping": mapping_for(case, by=by, at=at),
            "name": name.strip(),
            "relation": relation.strip(),
            "does": does.strip(),
        },
    )
    return row


@transaction.atomic
def change_network_person(
    *,
    person: NetworkPerson,
    by: Actor,
    at: datetime,
    seen_version: int,
    name: str,
    does: str,
    relation: str = "",
    is_gone: bool = False,
) -> None:
    """Write it otherwise, or say that the person is not there any more. Raises StaleVersion."""
    locked(person.mapping.case)
    person.name, person.does, person.relation = name.strip(), does.strip(), relation.strip()
    person.ended_on = day_of(at) if is_gone else None
    save_if_unchanged(
        person, seen_version=seen_version, fields=["name", "does", "relation", "ended_on"]
    )


@transaction.atomic
def add_plan_step(
    *, case: Case, by: Actor, at: datetime, key: UUID, what: str, who: str, when: str
) -> SafetyPlanStep:
    """One step of the safety plan: what, who, when."""
    case = locked(case)
    row, _new = SafetyPlanStep.rows.get_or_create(
        pk=id_once(case.pk, key),
        defaults={
            "authority_id": case.authority_id,
            "mapping": mapping_for(case, by=by, at=at),
            "what": what.strip(),
            "who": who.strip(),
            "when": when.strip(),
            "since": day_of(at),
        },
    )
    return row


@transaction.atomic
def change_plan_step(
    *,
    plan_step: SafetyPlanStep,
    by: Actor,
    at: datetime,
    seen_version: int,
    what: str,
    who: str,
    when: str,
    is_over: bool = False,
) -> None:
    """Write a step otherwise, or end it; its checks stay. Raises StaleVersion."""
    locked(plan_step.mapping.case)
    plan_step.what, plan_step.who, plan_step.when = what.strip(), who.strip(), when.strip()
    plan_step.ended_on = day_of(at) if is_over else None
    save_if_unchanged(
        plan_step, seen_version=seen_version, fields=["what", "who", "when", "ended_on"]
    )


@transaction.atomic
def check_plan_step(
    *,
    plan_step: SafetyPlanStep,
    by: Actor,
    at: datetime,
    key: UUID,
    on: date,
    kept: Kept,
    words: str = "",
) -> SafetyPlanCheck:
    """Somebody has looked whether it is kept to."""
    locked(plan_step.mapping.case)
    assert by.membership_id is not None
    row, _new = SafetyPlanCheck.rows.get_or_create(
        pk=id_once(plan_step.pk, key),
        defaults={
            "authority_id": plan_step.authority_id,
            "step": plan_step,
            "on": on,
            "kept": kept,
            "words": words.strip(),
            "written_by": by.membership_id,
            "written_at": at,
        },
    )
    return row
