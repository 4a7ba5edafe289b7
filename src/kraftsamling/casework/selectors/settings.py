"""What an authority has decided for its casework: who decides what, its headings, and the law's times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kraftsamling.casework.models import DelegationRule, InvestigationHeading, LegalRule
from kraftsamling.casework.statuses import DecisionType
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances


@dataclass(frozen=True)
class Order:
    """Who makes one type of decision between two days. Without `until` it still holds, or will."""

    rules: list[DelegationRule]
    valid_from: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is the order of that day."""
        return self.valid_from <= day and (self.until is None or day <= self.until)


def orders_of(actor: Actor, *, at: Circumstances) -> Mapping[str, list[Order]]:
    """Every order there has been, by type of decision, the latest first."""
    by_day: dict[str, dict[date, list[DelegationRule]]] = defaultdict(lambda: defaultdict(list))
    rows = DelegationRule.rows.visible_to(actor, "list", at=at)
    for rule in rows.order_by("-valid_from", "level", "role"):
        by_day[rule.decision_type][rule.valid_from].append(rule)
    found: dict[str, list[Order]] = {each.value: [] for each in DecisionType}
    for decision_type, days in by_day.items():
        until = None
        for day, rules in days.items():
            found[decision_type].append(Order(rules, day, until))
            until = day - timedelta(days=1)
    return found


def headings_of(actor: Actor, *, at: Circumstances) -> list[InvestigationHeading]:
    """The headings in use in their order, then those that have been ended, the latest first."""
    rows = list(
        InvestigationHeading.rows.visible_to(actor, "list", at=at).order_by("position", "pk")
    )
    ended = sorted(
        (each for each in rows if each.retired_on), key=lambda each: each.retired_on or date.min
    )
    return [*(each for each in rows if each.retired_on is None), *reversed(ended)]


def decided_times(actor: Actor, *, at: Circumstances) -> Mapping[str, list[LegalRule]]:
    """The authority's own times of the law by code, the latest first."""
    found: dict[str, list[LegalRule]] = defaultdict(list)
    for row in LegalRule.rows.visible_to(actor, "list", at=at).order_by("-valid_from"):
        found[row.code].append(row)
    return found


def has_order_and_headings(authority_id: UUID) -> bool:
    """Whether a decision could be made there, and an investigation written."""
    return (
        DelegationRule.rows.of_authority(authority_id).exists()
        and InvestigationHeading.rows.of_authority(authority_id).exists()
    )
