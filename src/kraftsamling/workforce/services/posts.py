"""Posts: approved, filled, vacant again, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.workforce.models import Employee, Position
from kraftsamling.workforce.services.trail import POSTS, STAFF, id_once, mark_since
from kraftsamling.workforce.statuses import EmploymentForm, Job


class NumberTaken(Exception):
    """Raised when another post, or somebody else, has the number already."""


class AlreadyFilled(Exception):
    """Raised when somebody holds the post meanwhile."""


class NotFilled(Exception):
    """Raised when a post is to be vacant that nobody holds."""


class FilledBeforeVacant(Exception):
    """Raised when somebody would begin before the post was vacant."""


class StillHeld(Exception):
    """Raised when a post would be withdrawn that somebody holds."""


class HoldsAnother(Exception):
    """Raised when somebody would hold more than full time: two posts beside each other."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is employed together with the post. `number` is the payroll system's."""

    number: str
    name: str
    form: EmploymentForm
    profession_since: date


@transaction.atomic
def add_post(
    *,
    number: str,
    title: str,
    unit_id: UUID,
    job: Job,
    share: int,
    approved_on: date,
    is_advertised: bool,
    by: Actor,
    at: datetime,
    key: UUID,
) -> Position:
    """A post has been approved; it is vacant from that day. One key is one post. Raises NumberTaken."""
    assert by.authority_id is not None
    pk = id_once(by.authority_id, key)
    if made := Position.rows.filter(pk=pk).first():
        return made
    if Position.rows.of_authority(by.authority_id).filter(number=number).exists():
        raise NumberTaken(number)
    post = Position.rows.create(
        pk=pk,
        authority_id=by.authority_id,
        number=number,
        title=title,
        unit_id=unit_id,
        job=job,
        share=share,
        approved_on=approved_on,
        vacant_since=approved_on,
        is_advertised=is_advertised,
    )
    _changed(post, approved_on, at)
    return post


@transaction.atomic
def fill_post(
    *,
    post: Position,
    begins_on: date,
    holder: Employee | None = None,
    person: NewPerson | None = None,
    by: Actor,
    at: datetime,
) -> Position:
    """Somebody holds the post from a day. With neither `holder` nor `person` somebody has said yes who is
    not employed yet: the post is coming.

    Raises AlreadyFilled, FilledBeforeVacant, NumberTaken, HoldsAnother.
    """
    row = _locked(post)
    if row.holder_id is not None:
        raise AlreadyFilled(row.pk)
    if row.vacant_since and begins_on < row.vacant_since:
        raise FilledBeforeVacant(row.vacant_since)
    if person is not None:
        holder = _employ(person, row, begins_on)
        mark_since(STAFF, authority_id=row.authority_id, first=begins_on, at=at)
    if holder is None:
        row.coming_on = begins_on
    else:
        _ensure_room(holder, row)
        row.holder, row.filled_on, row.coming_on, row.is_advertised = holder, begins_on, None, False
    row.version += 1
    row.save()
    _changed(row, begins_on, at)
    return row


def _ensure_room(holder: Employee, post: Position) -> None:
    others = Position.rows.filter(holder=holder, withdrawn_on=None).values_list("share", flat=True)
    if sum(others) + post.share > 100:
        raise HoldsAnother(holder.pk)


def _employ(person: NewPerson, post: Position, begins_on: date) -> Employee:
    same_number = Employee.rows.of_authority(post.authority_id).filter(number=person.number)
    if same_number.exists():
        raise NumberTaken(person.number)
    return Employee.rows.create(
        authority_id=post.authority_id,
        number=person.number,
        name=person.name,
        sort_key=sort_key(person.name),
        unit_id=post.unit_id,
        manager=_manager_of(post),
        job=post.job,
        form=person.form,
        share=post.share,
        starts_on=begins_on,
        profession_since=person.profession_since,
    )


def _manager_of(post: Position) -> Employee | None:
    """Whoever is the manager of those who work in the unit already."""
    colleague = (
        Employee.rows.filter(unit_id=post.unit_id, manager__isnull=False, ends_on=None)
        .select_related("manager")
        .order_by("-starts_on", "pk")
        .first()
    )
    return colleague.manager if colleague else None


@transaction.atomic
def vacate_post(*, post: Position, on: date, leaves: bool, by: Actor, at: datetime) -> Position:
    """Nobody holds the post from a day. `leaves`: the employment ends the day before. Raises NotFilled."""
    row = _locked(post)
    holder = row.holder
    if holder is None:
        raise NotFilled(row.pk)
    if leaves:
        holder.ends_on = max(holder.starts_on, date.fromordinal(on.toordinal() - 1))
        holder.version += 1
        holder.save()
        mark_since(STAFF, authority_id=row.authority_id, first=holder.ends_on, at=at)
    row.holder = row.filled_on = row.coming_on = None
    row.vacant_since = on
    row.version += 1
    row.save()
    _changed(row, on, at)
    return row


@transaction.atomic
def withdraw_post(*, post: Position, by: Actor, at: datetime) -> None:
    """The post is no longer approved; it stays as history, and can be put back. Raises StillHeld."""
    row = _locked(post)
    if row.holder_id is not None:
        raise StillHeld(row.pk)
    _set_withdrawn(row, day_of(at), at)


@transaction.atomic
def restore_post(*, post: Position, by: Actor, at: datetime) -> None:
    """It was withdrawn by mistake."""
    _set_withdrawn(_locked(post), None, at)


def _set_withdrawn(row: Position, day: date | None, at: datetime) -> None:
    if row.withdrawn_on == day:
        return
    row.withdrawn_on = day
    row.version += 1
    row.save(update_fields=["withdrawn_on", "version"])
    _changed(row, day_of(at), at)


def _locked(post: Position) -> Position:
    return Position.rows.select_for_update(of=("self",)).select_related("holder").get(pk=post.pk)


def _changed(post: Position, month: date, at: datetime) -> None:
    mark_since(POSTS, authority_id=post.authority_id, first=month, at=at)
