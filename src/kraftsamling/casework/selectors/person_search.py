"""Finding people: by a name, a whole number or a case number (rules/case_search), behind every wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate

from kraftsamling.casework.case_conditions import may_see_protected, no_conflict
from kraftsamling.casework.models import Case, CasePerson, Person
from kraftsamling.casework.rules.case_search import (
    CaseNumberQuery,
    NameQuery,
    NumberQuery,
    prefix_range,
)
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.keys import blind_index

MOST_HITS: Final = 20


@dataclass(frozen=True)
class Hit:
    """One person in one case, and whether the case opens to who searched."""

    person: Person
    case: Case
    opens: bool


@dataclass(frozen=True)
class Hits:
    """At most twenty people, by name. `more` says that there were others."""

    found: list[Hit]
    more: bool = False

    @property
    def persons(self) -> set[UUID]:
        """Whom the page shows."""
        return {each.person.pk for each in self.found}


def people_named(
    query: NameQuery | NumberQuery | CaseNumberQuery, actor: Actor, *, at: Circumstances
) -> Hits:
    """Who matches. Somebody protected, or in a case that the actor is set aside from, is as nobody."""
    assert actor.authority_id is not None
    reach = _cases_in_reach(actor, at=at)
    # Compared sign by sign, whatever order the database sorts in: a name is asked for as a range.
    people_seen = Person.rows.visible_to(actor, "search", at=at).alias(key=Collate("name_key", "C"))
    rows = people_seen.filter(_matches(query), authority_id=actor.authority_id)
    in_reach = CasePerson.rows.filter(case__in=reach.values("pk"), left_on=None)
    people = list(
        rows.filter(pk__in=in_reach.values("person_id")).order_by("name_key", "pk")[: MOST_HITS + 1]
    )
    shown = people[:MOST_HITS]
    links = in_reach.filter(person__in=shown).select_related("person", "case__unit")
    if isinstance(query, CaseNumberQuery):
        links = links.filter(case__number=query.number)
    links = links.order_by("person__name_key", "person_id", "-case__opened_at", "case_id")
    readable = set(
        Case.rows.visible_to(actor, "read", at=at)
        .filter(pk__in=[each.case_id for each in links])
        .values_list("pk", flat=True)
    )
    return Hits(
        [Hit(each.person, each.case, each.case_id in readable) for each in links],
        more=len(people) > MOST_HITS,
    )


def _cases_in_reach(actor: Actor, *, at: Circumstances) -> QuerySet[Case]:
    """Cases of the authority that neither a conflict of interest nor a protected identity shuts.

    Whoever may search is told that these exist; to read one, it must be the reader's.
    """
    assert actor.authority_id is not None
    return Case.rows.of_authority(actor.authority_id).filter(
        no_conflict("").q(actor, at), may_see_protected("").q(actor, at)
    )


def _matches(query: NameQuery | NumberQuery | CaseNumberQuery) -> Q:
    if isinstance(query, NameQuery):
        return reduce(or_, (_begins_with(key) for key in query.keys))
    if isinstance(query, NumberQuery):
        return Q(identity_index=blind_index(query.number.digits, purpose="human"))
    return Q(pk__in=CasePerson.rows.filter(case__number=query.number).values("person_id"))


def _begins_with(key: str) -> Q:
    low, high = prefix_range(key)
    return Q(key__gte=low, key__lt=high)
