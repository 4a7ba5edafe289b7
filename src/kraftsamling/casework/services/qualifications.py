"""The rule of competence: who may assess, investigate and decide about children (25 kap. 1 § SoL)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.casework.models import Qualification
from kraftsamling.casework.services.trail import id_once
from kraftsamling.casework.statuses import QualificationGround
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.roles import Role


class NotQualified(Exception):
    """Raised when somebody without the degree would answer for a child's case, or decide in it."""


@transaction.atomic
def note_qualification(
    *,
    membership: Membership,
    ground: QualificationGround,
    words: str = "",
    by: Actor,
    at: datetime,
    key: UUID,
) -> Qualification:
    """Write down what was seen: the degree, or that there is none. The latest holds."""
    assert by.membership_id is not None
    row, _new = Qualification.rows.get_or_create(
        pk=id_once(membership.pk, key),
        defaults={
            "authority_id": membership.authority_id,
            "membership": membership,
            "ground": ground,
            "is_qualified": ground != QualificationGround.NONE,
            "words": words.strip(),
            "noted_at": at,
            "noted_by": by.membership_id,
        },
    )
    return row


def is_qualified(membership_id: UUID | None) -> bool:
    """False only for whom a manager has looked at. Whom nobody has asked yet is on the manager's list."""
    if membership_id is None:
        return True
    rows = Qualification.rows.filter(membership_id=membership_id).order_by("-noted_at", "pk")
    latest = rows.values_list("is_qualified", flat=True).first()
    return latest is not False


def ensure_may_answer_for(membership: Membership) -> None:
    """A trainee never answers for a case, nor anybody seen to lack the degree. Raises NotQualified."""
    if membership.role == Role.TRAINEE or not is_qualified(membership.pk):
        raise NotQualified(membership.pk)


def ensure_may_decide(by: Actor) -> None:
    """The same for whoever assesses, ends an investigation or decides. Raises NotQualified."""
    if not is_qualified(by.membership_id):
        raise NotQualified(by.membership_id)
