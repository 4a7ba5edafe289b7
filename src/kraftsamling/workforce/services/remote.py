"""Remote work: agreed, asked for, decided by somebody else, taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kraftsamling.common.transitions import ensure_allowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.models import Employee, RemoteWorkAgreement, RemoteWorkDay
from kraftsamling.workforce.rules.remote import is_weekday
from kraftsamling.workforce.selectors.remote import agreement_of
from kraftsamling.workforce.services.trail import REMOTE, id_once, mark
from kraftsamling.workforce.statuses import REMOTE_STEPS, RemoteDayState


class NoAgreement(Exception):
    """Raised when somebody asks for a day without an agreement that holds on it."""


class NotAWorkingDay(Exception):
    """Raised for a Saturday or a Sunday."""


class AskedAlready(Exception):
    """Raised when the day has been asked for."""


class ReasonMissing(Exception):
    """Raised when a day is declined without words."""


@transaction.atomic
def agree(
    *, employee: Employee, share: int, starts_on: date, by: Actor, at: datetime, key: UUID
) -> RemoteWorkAgreement:
    """How much of the time somebody may work from home, from a day. It ends what was agreed before."""
    Employee.rows.select_for_update(of=("self",)).get(pk=employee.pk)
    pk = id_once(employee.pk, key)
    if made := RemoteWorkAgreement.rows.filter(pk=pk).first():
        return made
    before = RemoteWorkAgreement.rows.filter(employee=employee, ends_on=None).first()
    if before is not None:
        before.ends_on = max(before.starts_on, starts_on - timedelta(days=1))
        before.save(update_fields=["ends_on"])
    mark(REMOTE, authority_id=employee.authority_id, month=starts_on, at=at)
    return RemoteWorkAgreement.rows.create(
        pk=pk,
        authority_id=employee.authority_id,
        employee=employee,
        share=share,
        starts_on=starts_on,
        agreed_at=at,
        agreed_by=by.membership_id,
    )


@transaction.atomic
def ask_for_day(*, employee: Employee, on: date, by: Actor, at: datetime) -> RemoteWorkDay:
    """A day that somebody wants to work from home. Raises NotAWorkingDay, NoAgreement, AskedAlready."""
    Employee.rows.select_for_update(of=("self",)).get(pk=employee.pk)
    if not is_weekday(on):
        raise NotAWorkingDay(on)
    agreement = agreement_of(employee, on=on)
    if agreement is None or agreement.share == 0:
        raise NoAgreement(on)
    asked = RemoteWorkDay.rows.filter(employee=employee, on=on).exclude(
        state__in=(RemoteDayState.TAKEN_BACK, RemoteDayState.DECLINED)
    )
    if asked.exists():
        raise AskedAlready(on)
    return RemoteWorkDay.rows.create(
        authority_id=employee.authority_id,
        employee=employee,
        on=on,
        asked_at=at,
        asked_by=by.user_id,
    )


@transaction.atomic
def decide_day(
    *, day: RemoteWorkDay, agrees: bool, reason: str = "", by: Actor, at: datetime
) -> None:
    """What the manager says. Raises ReasonMissing, TransitionNotAllowed."""
    if not agrees and not reason.strip():
        raise ReasonMissing(day.pk)
    row = _moved(day, RemoteDayState.AGREED if agrees else RemoteDayState.DECLINED)
    row.reason, row.decided_at, row.decided_by = reason.strip(), at, by.membership_id
    row.save()
    mark(REMOTE, authority_id=row.authority_id, month=row.on, at=at)


@transaction.atomic
def take_back_day(*, day: RemoteWorkDay, by: Actor, at: datetime) -> None:
    """Whoever asked does not want it any longer. Raises TransitionNotAllowed."""
    row = _moved(day, RemoteDayState.TAKEN_BACK)
    row.save(update_fields=["state"])
    mark(REMOTE, authority_id=row.authority_id, month=row.on, at=at)


def _moved(day: RemoteWorkDay, to: RemoteDayState) -> RemoteWorkDay:
    row = RemoteWorkDay.rows.select_for_update().get(pk=day.pk)
    ensure_allowed(REMOTE_STEPS, RemoteDayState(row.state), to)
    row.state = to
    return row
