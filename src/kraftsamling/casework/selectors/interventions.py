"""Reading help: of one case, the kinds that the authority has, and what is only counted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Sum
from django.http import Http404

from kraftsamling.casework.models import (
    Case,
    Decision,
    Intervention,
    InterventionFollowUp,
    InterventionKind,
    PreventiveCount,
)
from kraftsamling.casework.statuses import DecisionState
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Unit


def interventions_in(actor: Actor, case: Case, *, at: Circumstances) -> list[Intervention]:
    """The help of a case that the actor may see, the latest first."""
    rows = Intervention.rows.visible_to(actor, "read", at=at).filter(case=case)
    return list(rows.select_related("kind", "decision").order_by("-ordered_on", "pk"))


def intervention_for(actor: Actor, pk: UUID, action: str, *, at: Circumstances) -> Intervention:
    """One that the actor may do `action` to. Http404 otherwise."""
    rows = Intervention.rows.visible_to(actor, action, at=at)
    row = rows.select_related("kind", "case__subject", "decision").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def follow_ups_of(intervention: Intervention) -> list[InterventionFollowUp]:
    """Its follow-ups, the one that waits first."""
    rows = InterventionFollowUp.rows.filter(intervention=intervention)
    return sorted(rows, key=lambda each: (each.done_on is not None, each.planned_on), reverse=False)


def waiting_follow_up(intervention: Intervention) -> InterventionFollowUp | None:
    """The one that is to be done."""
    return InterventionFollowUp.rows.filter(intervention=intervention, done_on=None).first()


def kinds_for_cases(authority_id: UUID) -> list[InterventionKind]:
    """What can be ordered in a case."""
    rows = InterventionKind.rows.of_authority(authority_id)
    return list(rows.filter(is_individual=True, retired_on=None).order_by("position", "name"))


def kinds_open_to_all(authority_id: UUID) -> list[InterventionKind]:
    """What is given without an assessment of anybody's needs, home-visit programmes first."""
    rows = InterventionKind.rows.of_authority(authority_id).filter(
        is_individual=False, retired_on=None
    )
    return list(rows.order_by("-is_programme", "position", "name"))


def every_kind(actor: Actor, *, at: Circumstances) -> list[InterventionKind]:
    """All kinds: those in use in their order, of cases first; then those that were, the latest first."""
    rows = list(InterventionKind.rows.visible_to(actor, "list", at=at))
    return sorted(
        rows,
        key=lambda each: (
            -each.retired_on.toordinal() if each.retired_on else -date.max.toordinal(),
            not each.is_individual,
            each.position,
            each.name,
        ),
    )


def former_kinds(kind: InterventionKind) -> list[InterventionKind]:
    """What a kind was before it was changed, the latest first."""
    before, seen = [], kind
    while seen.replaces is not None:
        seen = seen.replaces
        before.append(seen)
    return before


def kind_open_to_all(authority_id: UUID, pk: UUID) -> InterventionKind:
    """One of them. Http404 otherwise."""
    rows = InterventionKind.rows.of_authority(authority_id)
    row = rows.filter(pk=pk, is_individual=False).first()
    if row is None:
        raise Http404
    return row


def decisions_to_order_by(case: Case) -> list[Decision]:
    """The decisions that have been made in a case."""
    rows = Decision.rows.filter(case=case, state=DecisionState.DECIDED)
    return list(rows.order_by("-decided_on", "pk"))


def counts_of(
    kinds: list[InterventionKind], *, first: date, last: date
) -> dict[tuple[UUID, str, date], int]:
    """How many in each month between two days, by kind and what is counted. All units together."""
    rows = PreventiveCount.rows.filter(kind__in=kinds, month__gte=first, month__lte=last)
    told = rows.values_list("kind_id", "counted", "month").annotate(Sum("number")).order_by()
    return {(kind, counted, month): number for kind, counted, month, number in told}


def units_to_count_for(actor: Actor) -> list[Unit]:
    """The units that somebody can count for: the own one and those below it."""
    assert actor.authority_id is not None
    rows = Unit.rows.of_authority(actor.authority_id).filter(pk__in=actor.unit_ids, closed_on=None)
    return list(rows.order_by("sort_key"))
