"""What cases weigh is decided with a day; what a worker says of the own load is the worker's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from kraftsamling.casework.models import CaseWeight, LoadRating
from kraftsamling.casework.rules.points import START, checked
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.settings_catalogue import value

RATING: Final = "workload.rating"


class BeginsInThePast(Exception):
    """Raised for points that would hold before today: what was given out then was weighed by others."""


class RatingIsOff(Exception):
    """Raised where the authority has not turned the rating on."""


@transaction.atomic
def decide_weight(
    *,
    kind: str,
    phase: str,
    by: Actor,
    at: datetime,
    simple: int,
    ordinary: int,
    heavy: int,
    valid_from: date,
) -> CaseWeight:
    """What one kind and phase weighs from a day. Raises BeginsInThePast, NotInFives, NotRising, KeyError."""
    if valid_from < day_of(at):
        raise BeginsInThePast(valid_from)
    if (kind, phase) not in START:
        raise KeyError(kind, phase)
    checked((simple, ordinary, heavy))
    assert by.authority_id is not None
    return CaseWeight.rows.create(
        authority_id=by.authority_id,
        kind=kind,
        phase=phase,
        simple=simple,
        ordinary=ordinary,
        heavy=heavy,
        valid_from=valid_from,
        at=at,
        by_membership=by.membership_id,
    )


@transaction.atomic
def rate_load(*, by: Actor, at: datetime, step: int) -> None:
    """The own load this month, in five steps; said again it is changed. Raises RatingIsOff."""
    assert by.membership_id is not None
    assert by.authority_id is not None
    if not value(RATING, by.authority_id):
        raise RatingIsOff
    LoadRating.rows.update_or_create(
        authority_id=by.authority_id,
        membership_id=by.membership_id,
        month=day_of(at).replace(day=1),
        defaults={"step": step, "at": at},
    )
