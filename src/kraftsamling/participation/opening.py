"""Opening the survey takes two: from then on slips can be handed out and answers come in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval, ApprovalStatus
from kraftsamling.organisations.models import Space
from kraftsamling.organisations.models.spaces import SpaceKind
from kraftsamling.participation.models import Survey, SurveyStatus

OPEN: Final = "survey.open"
SECONDS: Final = frozenset({"participation_lead", "unit_manager", "dept_manager"})


class AlreadyOpen(Exception):
    """Raised when the survey takes answers already."""


def waiting(authority_id: UUID, *, at: datetime) -> Approval | None:
    """Somebody has asked, and nobody has confirmed yet."""
    rows = Approval.rows.of_authority(authority_id)
    return rows.filter(kind=OPEN, status=ApprovalStatus.WAITING, expires_at__gt=at).first()


@transaction.atomic
def ask_to_open(*, by: Actor, at: datetime) -> Approval:
    """Ask for it; asked again while it waits, it is the same question. Raises AlreadyOpen."""
    assert by.authority_id is not None
    surveys = Survey.rows.filter(authority_id=by.authority_id)
    if surveys.filter(status=SurveyStatus.OPEN).exists():
        raise AlreadyOpen
    survey = surveys.filter(status=SurveyStatus.DRAFT).first() or Survey.rows.create(
        authority_id=by.authority_id,
        space=Space.objects.get(owner_id=by.authority_id, kind=SpaceKind.OWN),
    )
    return waiting(by.authority_id, at=at) or approvals.ask(
        OPEN, by=by, at=at, payload={}, object_id=survey.pk
    )


def _open(approval: Approval, by: Actor, at: datetime) -> None:
    assert approval.object_id is not None
    surveys = Survey.rows.filter(authority_id=approval.authority_id)
    if not surveys.filter(status=SurveyStatus.OPEN).exists():
        surveys.filter(pk=approval.object_id, status=SurveyStatus.DRAFT).update(
            status=SurveyStatus.OPEN, opened_on=day_of(at)
        )


def _describe(payload: Mapping[str, Any]) -> str:
    return _("The three questions open: slips can be handed out, and answers are taken.")


approvals.register(approvals.Kind(OPEN, seconds=SECONDS, execute=_open, describe=_describe))
