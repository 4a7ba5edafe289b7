"""What an authority begins with when it keeps its record here: headings and a delegation order to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from kraftsamling.casework.models import (
    DelegationRule,
    InterventionKind,
    InvestigationHeading,
)
from kraftsamling.casework.statuses import DecisionLevel, DecisionType
from kraftsamling.organisations.roles import Role

HEADINGS: Final = (
    (_lazy("The child's development"), _lazy("Health, learning, feelings, friends, leisure.")),
    (_lazy("The parents' ability"), _lazy("What the parents do and can do for the child.")),
    (_lazy("Family and environment"), _lazy("Home, network, money, work and background.")),
    (_lazy("The child's view"), _lazy("What the child says and wants, in its own words.")),
    (_lazy("Assessment"), _lazy("What the child needs, and what we build that on.")),
)
"""Our own words. BBIC's texts are licensed and are not copied: an authority with a licence writes its own."""

OFFICIALS: Final = {
    DecisionType.OPEN_INVESTIGATION: (Role.CASEWORKER, Role.RECEPTION, Role.TEAM_LEAD),
    DecisionType.NOT_OPEN: (Role.CASEWORKER, Role.RECEPTION, Role.TEAM_LEAD),
    DecisionType.EXTEND_INVESTIGATION: (Role.UNIT_MANAGER,),
    DecisionType.CLOSE_INVESTIGATION: (Role.TEAM_LEAD, Role.UNIT_MANAGER),
    DecisionType.ASSISTANCE: (Role.CASEWORKER, Role.TEAM_LEAD),
    DecisionType.CONTACT_PERSON: (Role.TEAM_LEAD,),
    DecisionType.END_INTERVENTION: (Role.CASEWORKER, Role.TEAM_LEAD),
}
COMMITTEES: Final = (
    DecisionType.PLACEMENT_SOL,
    DecisionType.APPLY_CARE,
    DecisionType.IMMEDIATE_CUSTODY,
)

HOME_VISITS: Final = "Utökade hembesök till förstagångsföräldrar"
"""The programme that the demo and the tests open by its name."""
IN_CASES: Final = (
    (_lazy("Family treatment"), {"needs_decision": True}),
    (_lazy("Contact person"), {"needs_decision": True}),
    (_lazy("Contact family"), {"needs_decision": True}),
    (_lazy("Structured programme for young people"), {"needs_decision": True}),
    (
        _lazy("Talks for children of parents with harmful use"),
        {"needs_decision": True, "is_early": True},
    ),
    (_lazy("Support and treatment of adults"), {"needs_decision": False}),
)
OPEN_TO_ALL: Final = (
    (
        HOME_VISITS,
        _lazy(
            "The nurse of the child health centre and our parent adviser visit all families with a first"
            " child together, six times until the child is fifteen months. It began in Rinkeby-Kista."
        ),
        {"is_programme": True, "is_early": True, "is_preventive": True},
    ),
    (
        _lazy("Parents' course"),
        _lazy("Five evenings for parents, with child care."),
        {"is_preventive": True},
    ),
    (
        _lazy("Advice without a case"),
        _lazy("Up to five talks. Whoever wants can be anonymous."),
        {"is_early": True},
    ),
    (
        _lazy("Field work in the evenings"),
        _lazy("Where young people are on Fridays and Saturdays."),
        {"is_early": True, "is_preventive": True},
    ),
)


@dataclass(frozen=True)
class StartSet:
    """What is proposed: rules that are stored nowhere yet, by decision, headings with their help, and kinds
    of help that are stored nowhere yet."""

    orders: Mapping[DecisionType, list[DelegationRule]]
    headings: Sequence[tuple[str, str]]
    kinds: Sequence[InterventionKind]


def start_set() -> StartSet:
    """The set to look through, in the reader's language."""
    source = _("Start value; write the section of your own delegation order")
    orders = {
        **{
            kind: [_rule(kind, DecisionLevel.ROLE, role, source) for role in roles]
            for kind, roles in OFFICIALS.items()
        },
        **{kind: [_rule(kind, DecisionLevel.COMMITTEE, "", source)] for kind in COMMITTEES},
    }
    headings = [(str(words), str(help_words)) for words, help_words in HEADINGS]
    return StartSet(orders, headings, kinds_of_help())


def kinds_of_help() -> list[InterventionKind]:
    """The kinds of help to begin with, in the reader's language: of cases, then those open to all."""
    return [
        *(InterventionKind(name=str(name), **flags) for name, flags in IN_CASES),
        *(
            InterventionKind(
                name=str(name), about=str(about), is_individual=False, needs_decision=False, **flags
            )
            for name, about, flags in OPEN_TO_ALL
        ),
    ]


def _rule(kind: DecisionType, level: DecisionLevel, role: str, source: str) -> DelegationRule:
    return DelegationRule(
        decision_type=kind,
        level=level,
        role=role,
        # The law lets the chair decide when the committee cannot be waited for (LVU 6, 11, 27 §§).
        may_chair=kind == DecisionType.IMMEDIATE_CUSTODY,
        source=source,
    )


@transaction.atomic
def give_start_set(authority_id: UUID, *, valid_from: date) -> None:
    """Headings and a delegation order to change, in Swedish. Where something is decided already it stays, so
    that twice gives nothing new. Inside the authority."""
    with override("sv"):
        proposed = start_set()
    had = InvestigationHeading.rows.of_authority(authority_id)
    for position, (words, help_words) in enumerate(proposed.headings, start=1):
        if not had.filter(words=words).exists():
            InvestigationHeading.rows.create(
                authority_id=authority_id, words=words, position=position, help=help_words
            )
    with override("sv"):
        _help_to_begin_with(authority_id)
    for kind, rules in proposed.orders.items():
        if DelegationRule.rows.of_authority(authority_id).filter(decision_type=kind).exists():
            continue
        for rule in rules:
            rule.pk = uuid5(authority_id, f"delegation {kind} {rule.role}")
            rule.authority_id, rule.valid_from = authority_id, valid_from
            rule.save(force_insert=True)


def kind_id(authority_id: UUID, name: str) -> UUID:
    """The id of a kind of help of the start set: the same at every start."""
    return uuid5(authority_id, f"help {name}")


def _help_to_begin_with(authority_id: UUID) -> None:
    """Kinds of help to change: those of cases, and those that are open to all and only counted. One that the
    authority has had under the same name stays as it was decided."""
    had = set(InterventionKind.rows.of_authority(authority_id).values_list("name", flat=True))
    for position, kind in enumerate(kinds_of_help(), start=1):
        if kind.name not in had:
            kind.pk, kind.position = kind_id(authority_id, kind.name), position
            kind.authority_id = authority_id
            kind.save(force_insert=True)
