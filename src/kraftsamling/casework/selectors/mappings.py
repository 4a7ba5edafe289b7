"""Reading a mapping: everything that is on it, in the order that it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from kraftsamling.casework.models import (
    Case,
    ChildVoice,
    MappingStatement,
    NetworkPerson,
    SafetyMapping,
    SafetyPlanStep,
    SafetyScore,
)
from kraftsamling.casework.rules.safety_mapping import DangerFacts
from kraftsamling.casework.selectors.pictures import with_pictures
from kraftsamling.casework.selectors.withholdings import kept_from_somebody
from kraftsamling.casework.statuses import HOUSES, Domain
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances


@dataclass(frozen=True)
class MappingFacts:
    """A case's mapping. `mapping` is None until something is written; ended rows are left out."""

    case: Case
    mapping: SafetyMapping | None
    statements: list[MappingStatement]
    ended: list[MappingStatement]
    scores: list[SafetyScore]
    network: list[NetworkPerson]
    plan: list[SafetyPlanStep]
    houses: list[ChildVoice]
    withheld: frozenset[UUID]

    def danger_facts(self, danger: MappingStatement) -> DangerFacts:
        """What the rule asks of one danger statement."""
        return DangerFacts(
            said_on=danger.said_on,
            goals=sum(each.danger_id == danger.pk for each in self.statements),
            scored_on=[each.on for each in self.scores if each.danger_id in (None, danger.pk)],
        )

    def is_for_family(self, statement: MappingStatement) -> bool:
        """Whether the family sees it: not what is the staff's own, nor what is kept from a custodian."""
        return not statement.for_staff and statement.pk not in self.withheld

    @property
    def row(self) -> SafetyMapping:
        """What the door is asked about: the mapping, or the one that would begin."""
        return self.mapping or _not_begun(self.case)

    @property
    def dangers(self) -> list[MappingStatement]:
        """The danger statements that hold."""
        return [each for each in self.statements if each.domain == Domain.DANGER]


def mapping_row_of(case: Case) -> SafetyMapping:
    """The mapping of a case; when nobody has begun it, an empty one to ask the rules about."""
    return SafetyMapping.rows.filter(case=case).first() or _not_begun(case)


def _not_begun(case: Case) -> SafetyMapping:
    return SafetyMapping(case=case, authority_id=case.authority_id)


def mapping_of(case: Case) -> MappingFacts:
    """Everything on the mapping of a case that the door has let in. One question for each kind of row."""
    here = {"mapping__case": case}
    statements: list[Any] = list(
        MappingStatement.rows.filter(**here)
        .annotate(is_kept=kept_from_somebody())
        .order_by("said_on", "pk")
    )
    houses: list[Any] = list(
        with_pictures(ChildVoice.rows.filter(case=case, topic__in=HOUSES))
        .annotate(is_kept=kept_from_somebody())
        .select_related("reading")
        .order_by("said_on", "written_at")
    )
    return MappingFacts(
        case=case,
        mapping=SafetyMapping.rows.filter(case=case).first(),
        statements=[each for each in statements if each.ended_on is None],
        ended=[each for each in statements if each.ended_on is not None],
        scores=list(SafetyScore.rows.filter(**here).order_by("written_at", "pk")),
        network=list(NetworkPerson.rows.filter(**here, ended_on=None).order_by("name", "pk")),
        plan=list(
            SafetyPlanStep.rows.filter(**here, ended_on=None)
            .prefetch_related("checks")
            .order_by("since", "pk")
        ),
        houses=houses,
        withheld=frozenset(each.pk for each in (*statements, *houses) if each.is_kept),
    )


def dangers_of(case: Case) -> list[MappingStatement]:
    """The danger statements that a goal or a score can be tied to."""
    rows = MappingStatement.rows.filter(mapping__case=case, domain=Domain.DANGER, ended_on=None)
    return list(rows.order_by("said_on", "pk"))


Part = TypeVar("Part", MappingStatement, NetworkPerson, SafetyPlanStep)


def part_for(model: type[Part], actor: Actor, pk: UUID, *, at: Circumstances) -> Part:
    """A part of a mapping that the actor may write in. Http404 for any other id."""
    mine = SafetyMapping.rows.visible_to(actor, "update", at=at).values("pk")
    rows = model.rows.filter(mapping__in=mine).select_related("mapping__case__subject")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def former_words(statement: MappingStatement) -> list[tuple[str, object]]:
    """How a statement has read before, the latest first, each with the moment it was written."""
    events = statement.changes.order_by("-pgh_created_at", "-pgh_id")  # type: ignore[attr-defined]
    found: list[tuple[str, object]] = []
    last = statement.words
    for each in events:
        if each.words != last:
            found.append((each.words, each.pgh_created_at))
            last = each.words
    return found
