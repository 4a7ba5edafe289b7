"""Finding people: by a name, a whole number or a case number (rules/case_search), behind every wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from kraftsamling.casework.models import Case, CasePerson, Person
from kraftsamling.casework.rules.case_search import (
    CaseNumberQuery,
    NameQuery,
    NumberQuery,
    prefix_range,
)
from kraftsamling.casework.selectors.reach import cases_in_reach
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.keys import blind_index

MOST_HITS: Final = 20
Wanted = NameQuery | NumberQuery | CaseNumberQuery


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


def people_named(query: Wanted, actor: Actor, *, at: Circumstances) -> Hits:
    """Who matches. Somebody protected, or in a case that the actor is set aside from, is as nobody."""
    people = list(people_rows(query, actor, at=at)[: MOST_HITS + 1])
    shown = people[:MOST_HITS]
    links = _links(actor, at=at).filter(person__in=shown).select_related("person", "case__unit")
    if isinstance(query, CaseNumberQuery):
        links = links.filter(case__number=query.number)
    else:
        # Whose case it is; somebody who is in others' cases only is found through those.
        own = links.filter(person=F("case__subject"))
        links = own | links.exclude(person__in=own.values("person"))
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


def _links(actor: Actor, *, at: Circumstances) -> QuerySet[CasePerson]:
    """Who is in which of the cases that may be named to the actor."""
    return CasePerson.rows.filter(case__in=cases_in_reach(actor, at=at).values("pk"), left_on=None)


def people_rows(query: Wanted, actor: Actor, *, at: Circumstances) -> QuerySet[Person]:
    """Those who match, by name, with every condition of the matrix asked in the database."""
    assert actor.authority_id is not None
    everybody = Person.rows.of_authority(actor.authority_id)
    # Somebody is found by the name and the number of a row that has been merged, too: there are few of them.
    became = list(
        everybody.filter(_matches(query), merged_into__isnull=False).values_list(
            "merged_into_id", flat=True
        )[: MOST_HITS + 1]
    )
    wanted = _matches(query) | Q(pk__in=became) if became else _matches(query)
    rows = Person.rows.visible_to(actor, "search", at=at).filter(
        wanted, authority_id=actor.authority_id, merged_into=None
    )
    return rows.filter(pk__in=_links(actor, at=at).values("person_id")).order_by("name_key", "pk")


def _matches(query: Wanted) -> Q:
    if isinstance(query, NameQuery):
        return reduce(or_, (_begins_with(key) for key in query.keys))
    if isinstance(query, NumberQuery):
        return Q(identity_index=blind_index(query.number.digits, purpose="human"))
    return Q(pk__in=CasePerson.rows.filter(case__number=query.number).values("person_id"))


def _begins_with(key: str) -> Q:
    low, high = prefix_range(key)
    return Q(name_key__gte=low, name_key__lt=high)
