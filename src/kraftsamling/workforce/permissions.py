"""How posts and staff meet the matrix."""

from __future__ import annotations

from django.db.models import Q

from kraftsamling.confidentiality.conditions import Pair, in_unit, own_of, same_authority
from kraftsamling.confidentiality.policy import bind
from kraftsamling.workforce.models import Employee, Position, SavedForecast

_ADVERTISED = Pair(
    lambda actor, row, at: row.is_advertised and row.is_vacant,
    lambda actor, at: Q(is_advertised=True, holder=None),
)

bind("position", Position, ORG=same_authority(), UNIT=in_unit(), PUBLISHED=_ADVERTISED)
bind(
    "employee",
    Employee,
    ORG=same_authority(),
    UNIT=in_unit(),
    OWN=own_of("membership_id", "membership_id"),
)
bind("forecast", SavedForecast, ORG=same_authority(), UNIT=in_unit())
