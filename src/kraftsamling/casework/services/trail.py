"""What every act leaves behind: its step, and an id that is the same when a form is posted twice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from kraftsamling.casework.models import Case, CaseStatusChange
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.services import mark_changed

REPORTS = "casework.reports"
INVESTIGATIONS = "casework.investigations"
FAMILY_WORK = "casework.family_work"
INTERVENTIONS = "casework.interventions"
PREVENTIVE = "casework.preventive"
SIPS = "casework.sips"
ALLOCATION = "casework.allocation"
CRISIS = "casework.crisis"
QUEUE = "casework.queue"


class ReasonMissing(Exception):
    """Raised when the law asks for a reason and none is written."""


class CaseClosed(Exception):
    """Raised when something would be written in a case that is closed."""


def id_once(parent_id: UUID, key: UUID | str) -> UUID:
    """The id of what a form creates below a parent: posted twice, it is the same."""
    return uuid5(parent_id, str(key))


def step(
    case: Case,
    kind: str,
    before: str,
    after: str,
    *,
    by: Actor | None,
    at: datetime,
    about: UUID | None = None,
    reason: str = "",
) -> None:
    """Write down one step, for good. `about` is the row that took it, the case itself when left out."""
    taken(case, kind, before, after, by=by, at=at, about=about, reason=reason).save()


def taken(
    case: Case,
    kind: str,
    before: str,
    after: str,
    *,
    by: Actor | None,
    at: datetime,
    about: UUID | None = None,
    reason: str = "",
) -> CaseStatusChange:
    """One step, for an act that takes several and writes them down together."""
    return CaseStatusChange(
        authority_id=case.authority_id,
        case=case,
        row_id=about or case.pk,
        kind=kind,
        before=before,
        after=after,
        reason=reason[:500],
        at=at,
        by_membership=by.membership_id if by else None,
    )


def locked(case: Case) -> Case:
    """The case as it is stored, kept for this transaction. Raises CaseClosed."""
    row = Case.rows.select_for_update(of=("self",)).select_related("subject").get(pk=case.pk)
    if not row.is_open:
        raise CaseClosed(row.pk)
    return row


def changed(source: str, case: Case, *, of: datetime, at: datetime) -> None:
    """Say that the figures of a month have changed: the month in which `of` lies."""
    mark_changed(
        source,
        authority_id=case.authority_id,
        unit_id=case.unit_id,
        month=day_of(of),
        at=at,
    )
