"""The worklist: a page of open cases by time left, read from one index, however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from kraftsamling.casework.models import Case
from kraftsamling.casework.statuses import CaseKind, Phase
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

PAGE: Final = 25
PAGE_SIZES: Final = (25, 100)
SOON: Final = timedelta(days=7)
COUNTED_AT_MOST: Final = 1000
VIEWS: Final = ("mina", "gruppens", "vantar", "snart", "stangda")


@dataclass(frozen=True)
class Mark:
    """Where the page before ended: the next one begins after it (keyset)."""

    due: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{self.due.isoformat()}_{self.pk}"

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """A mark from an address; None for anything else."""
        moment, _, pk = text.partition("_")
        try:
            mark = cls(datetime.fromisoformat(moment), UUID(pk))
        except ValueError:
            return None
        return mark if mark.due.tzinfo else None


@dataclass(frozen=True)
class Choice:
    """What the list shows. All of it stands in the address, so that it can be kept and sent."""

    view: str = "mina"
    unit_id: UUID | None = None
    phase: str = ""
    kind: str = ""
    size: int = PAGE
    after: Mark | None = None

    @classmethod
    def read(cls, query: Mapping[str, str], *, default_view: str) -> Choice:
        """From an address. What cannot be understood is as if it were not there."""
        view, phase, kind = query.get("vy", ""), query.get("skede", ""), query.get("slag", "")
        try:
            unit_id = UUID(query.get("enhet", ""))
        except ValueError:
            unit_id = None
        return cls(
            view=view if view in VIEWS else default_view,
            unit_id=unit_id,
            phase=phase if phase in Phase.values else "",
            kind=kind if kind in CaseKind.values else "",
            size=100 if query.get("antal") == "100" else PAGE,
            after=Mark.read(query.get("efter", "")),
        )


@dataclass(frozen=True)
class WorkPage:
    """One page of the list, and the mark of the next when there is one."""

    cases: list[Case]
    following: Mark | None


def page_of_cases(actor: Actor, choice: Choice, *, at: Circumstances) -> WorkPage:
    """A page of the cases that the actor may see, the nearest deadline first."""
    rows = _chosen(Case.rows.visible_to(actor, "list", at=at), actor, choice, at)
    if choice.after:
        rows = rows.filter(
            Q(next_due_at__gt=choice.after.due)
            | Q(next_due_at=choice.after.due, pk__gt=choice.after.pk)
        ).filter(next_due_at__gte=choice.after.due)
    ordered = rows.select_related("subject", "responsible__user", "unit")
    found = list(ordered.order_by("next_due_at", "pk")[: choice.size + 1])
    more, shown = len(found) > choice.size, found[: choice.size]
    return WorkPage(shown, Mark(shown[-1].next_due_at, shown[-1].pk) if more else None)


def how_many(actor: Actor, choice: Choice, *, at: Circumstances) -> int:
    """How many there are, counted to a thousand and no further."""
    rows = _chosen(Case.rows.visible_to(actor, "list", at=at), actor, choice, at)
    return rows.order_by()[: COUNTED_AT_MOST + 1].count()


def _chosen(
    rows: QuerySet[Case], actor: Actor, choice: Choice, at: Circumstances
) -> QuerySet[Case]:
    rows = rows.filter(closed_on__isnull=choice.view != "stangda")
    if choice.view == "mina":
        rows = rows.filter(responsible_id=actor.membership_id)
    elif choice.view == "vantar":
        rows = rows.filter(responsible_id=None)
    elif choice.view == "snart":
        rows = rows.filter(next_due_at__lte=at.now + SOON)
    if choice.unit_id:
        rows = rows.filter(unit_id=choice.unit_id)
    elif choice.view != "mina" and actor.unit_ids:
        rows = rows.filter(unit_id__in=actor.unit_ids)
    if choice.phase:
        rows = rows.filter(phase=choice.phase)
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    return rows
