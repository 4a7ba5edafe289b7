"""What somebody knows is noted with its proof, and ended; and who has said yes to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.documents.attachments import Kind, cleaned_name
from kraftsamling.documents.services import read_from, store_in
from kraftsamling.workforce.models import (
    AlternativeCompetence,
    Certificate,
    CertificatePiece,
    Employee,
    EmployeeSkill,
    HelpOffer,
    TrainingRecord,
)
from kraftsamling.workforce.services.trail import id_once
from kraftsamling.workforce.statuses import AllowedTask, Skill

PROVEN = (EmployeeSkill, AlternativeCompetence, TrainingRecord)


class AlreadyNoted(Exception):
    """Raised when the same thing is noted already and has not been ended."""


@dataclass(frozen=True)
class Proof:
    """What proves it: words of what was seen, and the certificate itself when it was handed over."""

    words: str = ""
    file: tuple[bytes, str, Kind] | None = None


@transaction.atomic
def note_skill(
    *, employee: Employee, skill: Skill, proof: Proof, by: Actor, at: datetime, key: UUID
) -> EmployeeSkill:
    """A language, a method or a competence. One key is one. Raises AlreadyNoted."""
    Employee.rows.select_for_update(of=("self",)).get(pk=employee.pk)
    pk = id_once(employee.pk, key)
    same = EmployeeSkill.rows.filter(employee=employee, skill=skill, ended_on=None)
    if same.exclude(pk=pk).exists():
        raise AlreadyNoted(skill)
    row: EmployeeSkill = _note(EmployeeSkill, pk, employee, proof, by, at, skill=skill)
    return row


@transaction.atomic
def note_other(
    *,
    employee: Employee,
    title: str,
    tasks: Sequence[AllowedTask],
    proof: Proof,
    by: Actor,
    at: datetime,
    key: UUID,
) -> AlternativeCompetence:
    """Another education than social work, and the tasks it lets somebody take. One key is one."""
    pk = id_once(employee.pk, key)
    row: AlternativeCompetence = _note(
        AlternativeCompetence, pk, employee, proof, by, at, title=title.strip(), tasks=list(tasks)
    )
    return row


@transaction.atomic
def note_training(
    *,
    employee: Employee,
    course: str,
    taken_on: date,
    hours: int,
    valid_until: date | None,
    proof: Proof,
    by: Actor,
    at: datetime,
    key: UUID,
) -> TrainingRecord:
    """A course that somebody has taken. One key is one."""
    row: TrainingRecord = _note(
        TrainingRecord,
        id_once(employee.pk, key),
        employee,
        proof,
        by,
        at,
        course=course.strip(),
        taken_on=taken_on,
        hours=hours,
        valid_until=valid_until,
    )
    return row


def _note(
    model: Any, pk: UUID, employee: Employee, proof: Proof, by: Actor, at: datetime, **facts: Any
) -> Any:
    if made := model.rows.filter(pk=pk).first():
        return made
    return model.rows.create(
        pk=pk,
        authority_id=employee.authority_id,
        employee=employee,
        proof=proof.words.strip(),
        certificate=_stored(employee, proof, by, at),
        noted_on=day_of(at),
        seen_by=by.membership_id,
        **facts,
    )


def _stored(employee: Employee, proof: Proof, by: Actor, at: datetime) -> Certificate | None:
    if proof.file is None:
        return None
    content, name, kind = proof.file
    return store_in(
        Certificate,
        CertificatePiece,
        content,
        name=cleaned_name(name, kind),
        content_type=kind.value,
        authority_id=employee.authority_id,
        created_by=by.membership_id,
        created_at=at,
    )


def content_of(certificate: Certificate) -> bytes:
    """The certificate as it was handed over."""
    return read_from(CertificatePiece, certificate)


@transaction.atomic
def end_proven(*, employee: Employee, row_id: UUID, by: Actor, at: datetime) -> bool:
    """It holds no longer, or was a mistake: it stays as history. Whether there was something to end."""
    ended = 0
    for model in PROVEN:
        for row in model.rows.filter(pk=row_id, employee=employee, ended_on=None):
            row.ended_on = day_of(at)
            row.save(update_fields=["ended_on"])
            ended += 1
    return ended > 0


@transaction.atomic
def protect(*, employee: Employee, is_protected: bool, by: Actor, at: datetime) -> None:
    """Colleagues find nothing about somebody with protected personal data, or do again."""
    row = Employee.rows.select_for_update(of=("self",)).get(pk=employee.pk)
    if row.is_protected != is_protected:
        row.is_protected = is_protected
        row.version += 1
        row.save(update_fields=["is_protected", "version"])


@transaction.atomic
def offer_help(*, employee: Employee, reach: str, words: str, by: Actor, at: datetime) -> HelpOffer:
    """Somebody says yes to be asked, or says it in other words."""
    row, _new = HelpOffer.rows.update_or_create(
        employee=employee,
        authority_id=employee.authority_id,
        defaults={
            "reach": reach.strip(),
            "words": words.strip(),
            "since": day_of(at),
            "ended_on": None,
        },
    )
    return row


@transaction.atomic
def stop_helping(*, employee: Employee, by: Actor, at: datetime) -> None:
    """She does not want to be asked any more."""
    for row in HelpOffer.rows.filter(employee=employee, ended_on=None):
        row.ended_on = day_of(at)
        row.save(update_fields=["ended_on"])
