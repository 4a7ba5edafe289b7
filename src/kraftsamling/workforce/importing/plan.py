"""What storing a file would change: how many are new, what is different, and who is not in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q

from kraftsamling.workforce.importing.reading import Said
from kraftsamling.workforce.models import Absence, Employee, Position
from kraftsamling.workforce.statuses import PayrollKind

SHOWN: Final = 50
FIELDS: Final[Mapping[PayrollKind, Sequence[str]]] = {
    PayrollKind.STAFF: (
        "name", "unit", "job", "form", "share", "starts_on", "ends_on", "profession_since", "manager",
    ),
    PayrollKind.ABSENCE: ("ends_on",),
    PayrollKind.POSTS: (
        "title", "unit", "job", "share", "approved_on", "vacant_since", "filled_on", "holder",
    ),
}  # fmt: skip
CLEARS: Final = frozenset({"ends_on", "filled_on", "holder"})
"""An empty cell says that there is no such day, or nobody. Elsewhere it says nothing."""

Kept = dict[Any, dict[str, Any]]
"""What is kept, in the words of the file: by what the file calls it (key_of), its values by column."""


@dataclass
class Would:
    """How the file differs from what is kept. `changes`: name, column, before and after, the first fifty.
    `missing`: ids of those who work here and are not in a file of employments; `others` counts posts."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    others: int = 0

    def stored(self) -> dict[str, Any]:
        """As the draft keeps it."""
        return asdict(self)


def key_of(kind: PayrollKind, said: Said) -> Any:
    """What a row is found again by."""
    if kind == PayrollKind.ABSENCE:
        return said["number"], said["kind"], said["starts_on"]
    return said["number"]


def changed_columns(kind: PayrollKind, said: Said, kept: Mapping[str, Any]) -> list[str]:
    """The columns in which a row says something else than what is kept."""
    return [
        column
        for column in FIELDS[kind]
        if column in said
        and (said[column] is not None or column in CLEARS)
        and said[column] != kept[column]
    ]


def plan(kind: PayrollKind, rows: Sequence[Said], authority_id: UUID, *, today: date) -> Would:
    """Inside the authority."""
    kept, would = kept_of(kind, authority_id), Would()
    told = set()
    for said in rows:
        key = key_of(kind, said)
        told.add(key)
        if key not in kept:
            would.new += 1
        elif columns := changed_columns(kind, said, kept[key]):
            would.changed += 1
            _tell(would, kept[key]["called"], columns, said, kept[key])
        else:
            would.unchanged += 1
    if kind == PayrollKind.STAFF:
        would.missing = _not_named(authority_id, told, today)
    elif kind == PayrollKind.POSTS:
        would.others = len(kept.keys() - told)
    return would


def _tell(
    would: Would, called: str, columns: Iterable[str], said: Said, kept: Mapping[str, Any]
) -> None:
    for column in columns:
        if len(would.changes) < SHOWN:
            before, after = (str(each[column] or "") for each in (kept, said))
            would.changes.append((called, column, before, after))


def _not_named(authority_id: UUID, told: set[Any], today: date) -> list[str]:
    here = Employee.rows.of_authority(authority_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today
    )
    rows = here.order_by("sort_key", "pk").values_list("pk", "number")
    return [str(pk) for pk, number in rows if number not in told]


def kept_of(kind: PayrollKind, authority_id: UUID, numbers: Collection[str] | None = None) -> Kept:
    """What is kept here of a kind; of some numbers only, when they are given."""
    column = "employee__number__in" if kind == PayrollKind.ABSENCE else "number__in"
    some = Q() if numbers is None else Q(**{column: numbers})
    if kind == PayrollKind.STAFF:
        staff = Employee.rows.of_authority(authority_id).filter(some).values(
            "number", "name", "job", "form", "share", "starts_on", "ends_on", "profession_since",
            unit_told=F("unit_id"), manager_told=F("manager__number"), called=F("name"),
        )  # fmt: skip
        return {each["number"]: _told(each) for each in staff}
    if kind == PayrollKind.POSTS:
        posts = Position.rows.of_authority(authority_id).filter(some, withdrawn_on=None).values(
            "number", "title", "job", "share", "approved_on", "vacant_since", "filled_on",
            unit_told=F("unit_id"), holder_told=F("holder__number"), called=F("title"),
        )  # fmt: skip
        return {each["number"]: _told(each) for each in posts}
    absences = (
        Absence.rows.of_authority(authority_id)
        .filter(some)
        .values(
            "kind", "starts_on", "ends_on", number=F("employee__number"), called=F("employee__name")
        )
    )
    return {(each["number"], each["kind"], each["starts_on"]): _told(each) for each in absences}


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removesuffix("_told"): value for name, value in row.items()}
