"""The delegation order as the authority decides it: who makes which decision, from a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db import transaction

from kraftsamling.casework.models import DelegationRule
from kraftsamling.casework.statuses import DecisionLevel, DecisionType
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.matrix import matrix
from kraftsamling.organisations.roles import Role

_AT_A_DESK: Final = frozenset({DecisionType.OPEN_INVESTIGATION, DecisionType.NOT_OPEN})
"""Decided on the page of the preliminary assessment; every other one on the page of a decision."""


class NobodyDecides(Exception):
    """Raised for an order that names nobody: no decision could be made by it."""


class BeginsInThePast(Exception):
    """Raised for an order that would hold before today: it would change who has decided what is decided."""


def roles_that_can(decision_type: DecisionType) -> list[Role]:
    """The roles whose work lets them make such a decision, if the order names them."""
    resource = "preliminary_assessment" if decision_type in _AT_A_DESK else "case_decision"
    return [role for role in Role if matrix().cell(resource, "decide", role)]


@transaction.atomic
def decide_order(
    *,
    decision_type: DecisionType,
    by: Actor,
    at: datetime,
    roles: Collection[Role],
    level: DecisionLevel | None,
    may_chair: bool,
    source: str,
    valid_from: date,
) -> None:
    """Who makes this decision from a day: officials in these roles, and the committee or its chair, if any.

    What held before holds until that day, and stays to be read. The same day again corrects what was written
    for it. Raises NobodyDecides, BeginsInThePast.
    """
    if valid_from < day_of(at):
        raise BeginsInThePast(valid_from)
    assert by.authority_id is not None
    named = [(DecisionLevel.ROLE, str(role)) for role in roles]
    if level:
        named.append((level, ""))
    if not named:
        raise NobodyDecides(decision_type)
    DelegationRule.rows.of_authority(by.authority_id).filter(
        decision_type=decision_type, valid_from=valid_from
    ).delete()
    for each, role in named:
        DelegationRule.rows.create(
            authority_id=by.authority_id,
            decision_type=decision_type,
            level=each,
            role=role,
            may_chair=may_chair and each == DecisionLevel.COMMITTEE,
            source=source.strip(),
            valid_from=valid_from,
        )
