"""The notes of one case, a page at a time, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kraftsamling.casework.models import Case, CaseNote
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

PAGE: Final = 50
ALL: Final = 5000
"""So many at most on the page that shows all."""
LATEST_FIRST: Final = ("-happened_on", "-signed_at", "pk")


@dataclass(frozen=True)
class NoteMark:
    """Where the page before ended: the next one begins after it (keyset)."""

    happened_on: date
    signed_at: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{self.happened_on.isoformat()}_{self.signed_at.isoformat()}_{self.pk}"

    @classmethod
    def read(cls, text: str) -> NoteMark | None:
        """A mark from an address; None for anything else."""
        day, _, rest = text.partition("_")
        moment, _, pk = rest.partition("_")
        try:
            mark = cls(date.fromisoformat(day), datetime.fromisoformat(moment), UUID(pk))
        except ValueError:
            return None
        return mark if mark.signed_at.tzinfo else None

    @property
    def after(self) -> Q:
        """What comes after it, the latest first."""
        same_day = Q(happened_on=self.happened_on)
        same_moment = same_day & Q(signed_at=self.signed_at)
        return (
            Q(happened_on__lt=self.happened_on)
            | (same_day & Q(signed_at__lt=self.signed_at))
            | (same_moment & Q(pk__gt=self.pk))
        )


@dataclass(frozen=True)
class NotePage:
    """Some notes of a case, how many there are in all, and the mark of the next ones when there are more."""

    notes: list[CaseNote]
    count: int
    following: NoteMark | None


def newest(notes: QuerySet[CaseNote]) -> QuerySet[CaseNote]:
    """The newest version of each note."""
    later = CaseNote.rows.filter(thread=OuterRef("thread"), number__gt=OuterRef("number"))
    return notes.filter(~Exists(later))


def page_of_notes(
    case: Case, actor: Actor, *, at: Circumstances, after: NoteMark | None, size: int = PAGE
) -> NotePage:
    """The notes of the case that the actor may read, the latest event first."""
    rows = newest(CaseNote.rows.visible_to(actor, "read", at=at).filter(case=case))
    wanted = rows.filter(after.after) if after else rows
    found = list(wanted.order_by(*LATEST_FIRST)[: size + 1])
    shown = found[:size]
    last = shown[-1] if len(found) > size else None
    mark = NoteMark(last.happened_on, last.signed_at, last.pk) if last else None
    return NotePage(shown, rows.order_by().count(), mark)
