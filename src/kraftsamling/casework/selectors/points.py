"""What cases weigh, and how much each worker has: her own cases, and those whom she supervises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count

from kraftsamling.casework.models import Assignment, Case, CaseWeight, LoadRating
from kraftsamling.casework.rules.points import Decided, Weights, points_of, weights_on
from kraftsamling.casework.statuses import AssignmentRole
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.selectors import current
from kraftsamling.workforce.selectors.capacity import Capacity, capacities

MONTHS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Portion:
    """Cases of one worker that weigh the same: how many, of what, and their points together."""

    kind: str
    phase: str
    complexity: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one worker carries: the cases by what they weigh, and the points of supervising."""

    capacity: Capacity
    portions: tuple[Portion, ...]

    @property
    def points(self) -> int:
        """All of it."""
        return self.capacity.carries + sum(each.points for each in self.portions)

    @property
    def kinds(self) -> frozenset[str]:
        """The phases of the cases that she has: another phase is another kind of work."""
        return frozenset(each.phase for each in self.portions)


def decided_weights(authority_id: UUID) -> list[CaseWeight]:
    """Every row that the authority has decided, the latest first."""
    rows = CaseWeight.rows.of_authority(authority_id)
    return list(rows.order_by("-valid_from", "-at", "pk"))


def weights_of(authority_id: UUID, *, on: date) -> Weights:
    """What holds at the authority on a day."""
    return weights_on(on, map(as_decided, reversed(decided_weights(authority_id))))


def as_decided(row: CaseWeight) -> Decided:
    """A row as the rules know it."""
    return Decided(row.kind, row.phase, (row.simple, row.ordinary, row.heavy), row.valid_from)


def loads_in(
    units: Iterable[Unit | UUID], *, authority_id: UUID, weights: Weights, today: date
) -> list[Load]:
    """Those of the units who take cases, each with what she carries today, by name."""
    here = capacities(units, today=today)  # type: ignore[arg-type]
    cases = _cases_of([each.membership_id for each in here], authority_id, today)
    return [
        Load(
            each,
            tuple(
                Portion(*sort, count, count * points_of(weights, *sort))
                for sort, count in sorted(cases[each.membership_id].items())
            ),
        )
        for each in here
    ]


def load_of(actor: Actor, *, today: date) -> Load | None:
    """The actor's own; None for somebody who takes no cases."""
    if actor.unit_id is None or actor.authority_id is None:
        return None
    weights = weights_of(actor.authority_id, on=today)
    found = loads_in([actor.unit_id], authority_id=actor.authority_id, weights=weights, today=today)
    return next(
        (each for each in found if each.capacity.membership_id == actor.membership_id), None
    )


Sort = tuple[str, str, str]


def _cases_of(
    members: Collection[UUID], authority_id: UUID, today: date
) -> Mapping[UUID, dict[Sort, int]]:
    """How many open cases of each sort each has: as responsible, and as trainee under supervision."""
    found: dict[UUID, dict[Sort, int]] = defaultdict(dict)
    sort = ("kind", "phase", "complexity")
    own = (
        Case.rows.of_authority(authority_id)
        .filter(responsible__in=members, closed_on=None)
        .order_by()
        .values_list("responsible_id", *sort)
        .annotate(count=Count("pk"))
    )
    supervised = (
        Assignment.rows.of_authority(authority_id)
        .filter(current(today), role=AssignmentRole.SUPERVISED, membership__in=members)
        .filter(case__closed_on=None)
        .order_by()
        .values_list("membership_id", *(f"case__{each}" for each in sort))
        .annotate(count=Count("pk"))
    )
    for rows in (own, supervised):
        for member, kind, phase, complexity, count in rows:
            assert member is not None
            key = (kind, phase, complexity)
            found[member][key] = found[member].get(key, 0) + count
    return found


def own_ratings(actor: Actor) -> list[LoadRating]:
    """What the actor has said of the last months, the latest first."""
    assert actor.membership_id is not None
    rows = LoadRating.rows.filter(membership_id=actor.membership_id)
    return list(rows.order_by("-month")[:MONTHS_SHOWN])


def ratings_of(members: Collection[UUID], *, month: date) -> dict[UUID, int]:
    """What each has said of a month."""
    rows = LoadRating.rows.filter(membership__in=members, month=month)
    return dict(rows.values_list("membership_id", "step"))
