"""Rows from the payroll system are stored: each found again by its number, so that twice is once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.selectors import current
from kraftsamling.workforce.importing.plan import changed_columns, kept_of, key_of
from kraftsamling.workforce.importing.reading import Said
from kraftsamling.workforce.models import Absence, Employee, PayrollImport, Position, WageStep
from kraftsamling.workforce.services import posts as post_services
from kraftsamling.workforce.services.trail import POSTS, STAFF, id_once, mark_since
from kraftsamling.workforce.services.wages import pay_step
from kraftsamling.workforce.statuses import PayrollKind

A_DAY: Final = timedelta(days=1)


def store_rows(batch: PayrollImport, rows: Sequence[Said], *, at: datetime) -> None:
    """Some of a file's rows. What is the same already is not written again."""
    kind = PayrollKind(batch.kind)
    kept = kept_of(kind, batch.authority_id, {said["number"] for said in rows})
    fresh = []
    for said in rows:
        found = kept.get(key_of(kind, said))
        if found is None or changed_columns(kind, said, found):
            fresh.append(said)
    _STORES[kind](batch, fresh, at)
    if kind == PayrollKind.STAFF:
        _steps(batch, rows, at)
        _logins(batch, rows, at)


def end_those_who_left(batch: PayrollImport, *, at: datetime) -> None:
    """Whom somebody ticked as gone: the employment ends, and the posts are vacant from the day after."""
    if not batch.leaving or batch.left_on is None:
        return
    staff = Employee.rows.of_authority(batch.authority_id).filter(pk__in=batch.leaving)
    for each in staff.select_for_update():
        last = max(each.starts_on, batch.left_on)
        if each.ends_on is not None and each.ends_on <= last:
            continue
        each.ends_on = last
        each.version += 1
        each.save(update_fields=["ends_on", "version"])
        _free_posts(batch, each, at)
        _mark(STAFF, batch, [last], at)


def _staff(batch: PayrollImport, rows: Sequence[Said], at: datetime) -> None:
    wanted = {said["number"] for said in rows} | {said.get("manager") for said in rows}
    known = {
        each.number: each
        for each in Employee.rows.of_authority(batch.authority_id)
        .filter(number__in=wanted)
        .select_for_update(of=("self",))
    }
    new: list[Employee] = []
    days: list[date | None] = [batch.made_on]
    for said in rows:
        row = known.get(said["number"])
        if row is None:
            row = known[said["number"]] = _employee(batch, said)
            new.append(row)
        else:
            row.version += 1
        _say(row, said, {"unit": "unit_id"}, ("number", "manager"))
        if said.get("manager"):
            row.manager = known[said["manager"]]
        row.sort_key = sort_key(row.name)
        days += [row.starts_on, row.ends_on]
        if not row._state.adding:
            row.save()
            if row.ends_on and row.ends_on < day_of(at):
                _free_posts(batch, row, at)
    Employee.rows.bulk_create(new)
    _mark(STAFF, batch, days, at)


def _employee(batch: PayrollImport, said: Said) -> Employee:
    return Employee(
        pk=id_once(batch.authority_id, f"employee {said['number']}"),
        authority_id=batch.authority_id,
        number=said["number"],
        profession_since=said["starts_on"],
    )


def _say(row: Any, said: Said, fields: Mapping[str, str], but: Sequence[str]) -> None:
    """What the row says, on what is kept. An empty cell clears a last day, and else says nothing."""
    for column, value in said.items():
        if column in ("row", "email", "step_years", "step_from", *but):
            continue
        if value is not None or column == "ends_on":
            setattr(row, fields.get(column, column), value)


def _steps(batch: PayrollImport, rows: Sequence[Said], at: datetime) -> None:
    """The steps of the ladder that the payroll system has paid."""
    told = {each["number"]: each for each in rows if each.get("step_years")}
    staff = {
        each.number: each
        for each in Employee.rows.of_authority(batch.authority_id).filter(number__in=told)
    }
    paid = set(
        WageStep.rows.filter(employee__in=staff.values(), undone_at=None).values_list(
            "employee__number", "years"
        )
    )
    by = Actor(membership_id=batch.by_membership, authority_id=batch.authority_id)
    for number, said in told.items():
        if (number, said["step_years"]) not in paid:
            pay_step(
                employee=staff[number],
                years=said["step_years"],
                paid_from=said["step_from"],
                by=by,
                at=at,
            )


def _logins(batch: PayrollImport, rows: Sequence[Said], at: datetime) -> None:
    """Whoever has a role here with the file's address is tied to it, when nobody is yet."""
    told = {each["email"].casefold(): each["number"] for each in rows if each.get("email")}
    if not told:
        return
    members = (
        Membership.rows.of_authority(batch.authority_id)
        .filter(current(day_of(at)), user__email__in=told, employee__isnull=True)
        .select_related("user")
        .order_by("starts_on", "pk")
    )
    for member in members:
        number = told[member.user.email.casefold()]
        Employee.rows.of_authority(batch.authority_id).filter(
            number=number, membership__isnull=True
        ).update(membership=member)


def _absence(batch: PayrollImport, rows: Sequence[Said], at: datetime) -> None:
    staff = dict(
        Employee.rows.of_authority(batch.authority_id)
        .filter(number__in={said["number"] for said in rows})
        .values_list("number", "pk")
    )
    Absence.rows.bulk_create(
        [
            Absence(
                authority_id=batch.authority_id,
                employee_id=staff[said["number"]],
                kind=said["kind"],
                starts_on=said["starts_on"],
                ends_on=said.get("ends_on"),
            )
            for said in rows
        ],
        update_conflicts=True,
        unique_fields=["employee", "kind", "starts_on"],
        update_fields=["ends_on"],
    )


def _posts(batch: PayrollImport, rows: Sequence[Said], at: datetime) -> None:
    numbers = {said["number"] for said in rows}
    of_authority = Position.rows.of_authority(batch.authority_id)
    known = {each.number: each for each in of_authority.filter(number__in=numbers)}
    holders = dict(
        Employee.rows.of_authority(batch.authority_id)
        .filter(number__in={said.get("holder") for said in rows})
        .values_list("number", "pk")
    )
    days: list[date | None] = [batch.made_on]
    for said in rows:
        row = known.get(said["number"]) or Position(
            pk=id_once(batch.authority_id, f"post {said['number']}"),
            authority_id=batch.authority_id,
            number=said["number"],
        )
        row.version += 0 if row._state.adding else 1
        _say(row, said, {"unit": "unit_id"}, ("number", "holder", "filled_on", "vacant_since"))
        row.withdrawn_on = None
        _held(row, said, holders, batch)
        row.save()
        days += [row.approved_on, row.vacant_since, row.filled_on]
    _mark(POSTS, batch, days, at)


def _held(row: Position, said: Said, holders: Mapping[str, UUID], batch: PayrollImport) -> None:
    """Who holds it from when, and since when it was vacant: each day follows the other."""
    since = said.get("vacant_since")
    was_held = row.holder_id is not None
    if said.get("holder"):
        row.holder_id, row.filled_on = holders[said["holder"]], said["filled_on"]
        row.coming_on, row.is_advertised = None, False
        kept = row.vacant_since
        row.vacant_since = since or (kept if kept and kept <= said["filled_on"] else None)
    elif "holder" in said or not was_held:
        row.holder_id = row.filled_on = None
        row.vacant_since = since or (batch.made_on if was_held else row.vacant_since)
        row.vacant_since = row.vacant_since or row.approved_on


def _free_posts(batch: PayrollImport, holder: Employee, at: datetime) -> None:
    """Nobody holds the posts of somebody who has left."""
    assert holder.ends_on is not None
    by = Actor(membership_id=batch.by_membership, authority_id=batch.authority_id)
    for post in Position.rows.filter(holder=holder, withdrawn_on=None):
        on = max(holder.ends_on + A_DAY, post.approved_on)
        post_services.vacate_post(post=post, on=on, leaves=False, by=by, at=at)


def _mark(source: str, batch: PayrollImport, days: Sequence[date | None], at: datetime) -> None:
    """The figures are others from the earliest of these days on."""
    earliest = min(day for day in days if day)
    mark_since(source, authority_id=batch.authority_id, first=earliest, at=at)


Store = Callable[[PayrollImport, Sequence[Said], datetime], None]
_STORES: Final[Mapping[PayrollKind, Store]] = {
    PayrollKind.STAFF: _staff,
    PayrollKind.ABSENCE: _absence,
    PayrollKind.POSTS: _posts,
}
