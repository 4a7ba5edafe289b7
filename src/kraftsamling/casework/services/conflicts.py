"""Conflicts of interest: who is set aside from a case, what only hints at it, and how a block is lifted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.casework.case_conditions import NOBODY, rows_of_human
from kraftsamling.casework.models import Case, CasePerson, ConflictAnswer, ConflictBlock, Person
from kraftsamling.casework.rules.conflict_hints import Hint, Known, hint_between
from kraftsamling.casework.services.trail import ReasonMissing
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role

LIFT: Final = "coi_declaration.lift"
SECONDS: Final[frozenset[str]] = frozenset({Role.UNIT_MANAGER, Role.DEPT_MANAGER})
ASKED_EVERY: Final = timedelta(days=365)  # access-and-secrecy 7.2, asked yearly


def is_set_aside(human: str, case: Case) -> bool:
    """Whether a human being may not come near a case: by declaration, or because it is the own family's."""
    who = human or NOBODY
    declared = ConflictBlock.rows.filter(case=case, human=who, lifted_at=None)
    family = CasePerson.rows.filter(case=case, person__in=rows_of_human([who]))
    return declared.exists() or family.exists()


def hints_about(worker: Membership, case: Case) -> list[Hint]:
    """What the worker has in common with somebody in the case. Somebody protected gives no hint away."""
    own = Person.rows.of_authority(case.authority_id).filter(
        pk__in=rows_of_human([worker.user.human])
    )
    mine = own.exclude(address="").values_list("address", flat=True).first() or ""
    known = Known(worker.user.name.split()[-1] if worker.user.name.split() else "", mine)
    people = CasePerson.rows.filter(case=case, left_on=None, person__is_protected=False)
    found = {
        hint_between(known, Known(each.person.surname, each.person.address))
        for each in people.select_related("person")
    }
    return sorted(hint for hint in found if hint is not None)


@transaction.atomic
def answer_yearly_question(*, by: Actor, at: datetime) -> None:
    """I have gone through my cases. What I have a conflict in, I have declared."""
    assert by.authority_id is not None
    assert by.membership_id is not None
    ConflictAnswer.rows.create(
        authority_id=by.authority_id, membership_id=by.membership_id, answered_at=at
    )


def answered_last(by: Actor) -> datetime | None:
    """When the question was answered last."""
    assert by.authority_id is not None
    rows = ConflictAnswer.rows.of_authority(by.authority_id).filter(membership=by.membership_id)
    return rows.order_by("-answered_at").values_list("answered_at", flat=True).first()


@transaction.atomic
def ask_to_lift(*, block: ConflictBlock, by: Actor, at: datetime, because: str) -> Approval:
    """Ask that somebody may have the case again. Takes two, and neither is who was set aside.

    Raises ReasonMissing. Asked again while it waits, it is the same question.
    """
    if not because.strip():
        raise ReasonMissing("lift")
    waiting = approvals.waiting_about(LIFT, block.pk, authority_id=block.authority_id, at=at)
    return waiting or approvals.ask(
        LIFT,
        by=by,
        at=at,
        object_id=block.pk,
        payload={"case": str(block.case_id), "human": block.human},
        reason=because.strip(),
    )


def _lift(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    rows = ConflictBlock.rows.of_authority(approval.authority_id)
    block = rows.select_for_update().get(pk=approval.object_id)
    if block.lifted_at is None:
        block.lifted_at = at
        block.save(update_fields=["lifted_at"])


def _describe(payload: Mapping[str, Any]) -> str:
    number = Case.rows.filter(pk=UUID(payload["case"])).values_list("number", flat=True).first()
    return _("Somebody who was set aside from case %(number)s may have it again.") % {
        "number": number or "–"
    }


approvals.register(
    approvals.Kind(
        LIFT,
        seconds=SECONDS,
        execute=_lift,
        describe=_describe,
        concerns=lambda payload: str(payload["human"]),
    )
)
