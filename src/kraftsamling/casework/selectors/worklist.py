"""The worklist: a page of open cases by time left, read from one index, however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from kraftsamling.casework.models import Case
from kraftsamling.casework.statuses import CaseKind, Phase
from kraftsamling.common.clock import STOCKHOLM, day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

PAGE: Final = 25
PAGE_SIZES: Final = (25, 100)
SOON: Final = timedelta(days=7)
COUNTED_AT_MOST: Final = 1000
CLOSED: Final = "stangda"
VIEWS: Final = ("mina", "gruppens", "vantar", "snart", CLOSED)
OWN_VIEWS: Final = ("mina", "snart")
"""For whoever sees a case by having it: nobody has a closed one any longer."""


@dataclass(frozen=True)
class Mark:
    """Where the page before ended: the next one begins after it (keyset).

    `moment` is when the last case there is due; for a list of closed ones, the noon of the day it closed.
    """

    moment: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{self.moment.isoformat()}_{self.pk}"

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """A mark from an address; None for anything else."""
        moment, _, pk = text.partition("_")
        try:
            mark = cls(datetime.fromisoformat(moment), UUID(pk))
        except ValueError:
            return None
        return mark if mark.moment.tzinfo else None


@dataclass(frozen=True)
class Choice:
    """What the list shows. All of it stands in the address, so that it can be kept and sent."""

    view: str = "mina"
    unit_id: UUID | None = None
    phase: str = ""
    kind: str = ""
    size: int = PAGE
    after: Mark | None = None

    @property
    def query(self) -> str:
        """How it stands in an address, without the place on the page."""
        parts = {
            "vy": self.view,
            "enhet": str(self.unit_id or ""),
            "skede": self.phase,
            "slag": self.kind,
            "antal": str(self.size) if self.size != PAGE else "",
        }
        return urlencode({name: value for name, value in parts.items() if value})

    @classmethod
    def kept(cls, query: str, *, default_view: str) -> Choice:
        """From how it stands in an address."""
        return cls.read(dict(parse_qsl(query)), default_view=default_view)

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
    """One page of the list, and the mark of the next when there is one.

    `total` is how many there are in all, counted to one more than COUNTED_AT_MOST and no further; on a later
    page it is None, because only the first page reads so far.
    """

    cases: list[Case]
    following: Mark | None
    total: int | None


def page_of_cases(actor: Actor, choice: Choice, *, at: Circumstances) -> WorkPage:
    """A page of the cases that the actor may see: the nearest deadline first, or the latest closed."""
    rows = _chosen(Case.rows.visible_to(actor, "list", at=at), actor, choice, at)
    closed = choice.view == CLOSED
    if choice.after:
        rows = rows.filter(_after_closing(choice.after) if closed else _after_due(choice.after))
    order = ("-closed_on" if closed else "next_due_at", "pk")
    # First which, then what stands on them: joined at once, every case that may be on the page is looked up.
    # The first page's question also tells how many there are.
    reads = choice.size + 1 if choice.after else COUNTED_AT_MOST + 1
    which = list(rows.order_by(*order).values_list("pk", flat=True)[:reads])
    told = Case.rows.filter(pk__in=which[: choice.size])
    shown = list(told.select_related("subject", "responsible__user").order_by(*order))
    more = len(which) > choice.size
    return WorkPage(
        shown,
        _mark_of(shown[-1], closed=closed) if more else None,
        None if choice.after else len(which),
    )


def _after_due(mark: Mark) -> Q:
    beyond = Q(next_due_at__gt=mark.moment) | Q(next_due_at=mark.moment, pk__gt=mark.pk)
    # Said once more as one range: that is what an index is asked for.
    return beyond & Q(next_due_at__gte=mark.moment)


def _after_closing(mark: Mark) -> Q:
    day = day_of(mark.moment)
    return (Q(closed_on__lt=day) | Q(closed_on=day, pk__gt=mark.pk)) & Q(closed_on__lte=day)


def _mark_of(case: Case, *, closed: bool) -> Mark:
    if closed and case.closed_on:
        return Mark(datetime.combine(case.closed_on, time(12), tzinfo=STOCKHOLM), case.pk)
    return Mark(case.next_due_at, case.pk)


def every_case(actor: Actor, choice: Choice, *, at: Circumstances) -> QuerySet[Case]:
    """All that the choice shows to the actor, for a file of the list."""
    return _chosen(Case.rows.visible_to(actor, "list", at=at), actor, choice, at)


def how_many(actor: Actor, choice: Choice, *, at: Circumstances) -> int:
    """How many there are, counted to a thousand and no further."""
    rows = _chosen(Case.rows.visible_to(actor, "list", at=at), actor, choice, at)
    return rows.order_by()[: COUNTED_AT_MOST + 1].count()


def _chosen(
    rows: QuerySet[Case], actor: Actor, choice: Choice, at: Circumstances
) -> QuerySet[Case]:
    rows = rows.filter(closed_on__isnull=choice.view != CLOSED)
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
