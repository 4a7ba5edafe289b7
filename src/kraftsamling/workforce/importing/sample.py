"""A file to try with: what is kept today as a payroll system would tell it, and one who is new."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from kraftsamling.workforce.importing.profile import profile
from kraftsamling.workforce.models import Absence, Employee, Position
from kraftsamling.workforce.statuses import PayrollKind

SYSTEM: Final = "heroma"
Rows = list[list[str]]


def sample(kind: PayrollKind, authority_id: UUID, *, today: date) -> Rows:
    """Headings and rows. Inside the authority."""
    columns, rows = _MADE[kind](authority_id, today)
    known = profile(SYSTEM, kind)
    heading = {column: words for words, column in reversed(list(known.headings.items()))}
    return [[heading[column].capitalize() for column in columns], *rows]


def _word(kind: PayrollKind, column: str, code: str) -> str:
    codes = profile(SYSTEM, kind).codes[column]
    return next((word.capitalize() for word, each in codes.items() if each == code), code)


def _staff(authority_id: UUID, today: date) -> tuple[list[str], Rows]:
    staff = Employee.rows.of_authority(authority_id).filter(ends_on=None)
    rows = [
        [
            each.number,
            each.name,
            each.unit.name,
            _word(PayrollKind.STAFF, "job", each.job),
            _word(PayrollKind.STAFF, "form", each.form),
            f"{each.share} %",
            each.starts_on.isoformat(),
            "",
            each.manager.number if each.manager else "",
        ]
        for each in staff.select_related("unit", "manager").order_by("number")
    ]
    if rows:
        new = ["X-1", "Exempel Ek", rows[-1][2], *rows[-1][3:6], today.isoformat(), "", rows[-1][8]]
        rows.append(new)
    columns = [
        "number", "name", "unit", "job", "form", "share", "starts_on", "ends_on", "manager",
    ]  # fmt: skip
    return columns, rows


def _absence(authority_id: UUID, today: date) -> tuple[list[str], Rows]:
    absences = Absence.rows.of_authority(authority_id).select_related("employee")
    rows = [
        [
            each.employee.number,
            _word(PayrollKind.ABSENCE, "kind", each.kind),
            each.starts_on.isoformat(),
            each.ends_on.isoformat() if each.ends_on else "",
        ]
        for each in absences.order_by("starts_on", "pk")
    ]
    one = Employee.rows.of_authority(authority_id).filter(ends_on=None).order_by("number").first()
    if one:
        sick = _word(PayrollKind.ABSENCE, "kind", "SICK")
        rows.append([one.number, sick, today.isoformat(), today.isoformat()])
    return ["number", "kind", "starts_on", "ends_on"], rows


def _posts(authority_id: UUID, today: date) -> tuple[list[str], Rows]:
    posts = Position.rows.of_authority(authority_id).filter(withdrawn_on=None)
    rows = [
        [
            each.number,
            each.title,
            each.unit.name,
            _word(PayrollKind.POSTS, "job", each.job),
            f"{each.share} %",
            *(
                day.isoformat() if day else ""
                for day in (each.approved_on, each.vacant_since, each.filled_on)
            ),
            each.holder.number if each.holder else "",
        ]
        for each in posts.select_related("unit", "holder").order_by("number")
    ]
    if rows:
        rows.append(["X-1", *rows[0][1:5], today.isoformat(), "", "", ""])
    columns = [
        "number", "title", "unit", "job", "share", "approved_on", "vacant_since", "filled_on",
        "holder",
    ]  # fmt: skip
    return columns, rows


_MADE: Final = {
    PayrollKind.STAFF: _staff,
    PayrollKind.ABSENCE: _absence,
    PayrollKind.POSTS: _posts,
}
