"""Whoever may be in the registers twice, and what each of two rows is part of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from kraftsamling.casework.models import (
    Case,
    CasePerson,
    CaseStatusChange,
    Person,
    PersonMerge,
)
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances

AT_MOST: Final = 10
PERSON: Final = "person"
MERGED: Final = "MERGED"
"""The step that a case takes when its person is made one with another: its kind, and what it leads to."""


@dataclass(frozen=True)
class PartOf:
    """Whose cases a person has, as far as the reader may open them; the others are only counted."""

    own: list[Case]
    other_own: int
    in_others: int


def likely_doubles(person: Person, actor: Actor, *, at: Circumstances) -> QuerySet[Person]:
    """Other rows with the same name and day of birth, of those whom the actor may make one with this.

    Somebody protected is never a double and has none. The same number stands on one row only: the database
    refuses a second.
    """
    rows = Person.rows.visible_to(actor, "merge", at=at).exclude(pk=person.pk)
    if person.is_protected or not person.name_key or person.birth_on is None:
        return rows.none()
    return rows.filter(
        authority_id=person.authority_id,
        name_key=person.name_key,
        birth_on=person.birth_on,
        is_protected=False,
        merged_into=None,
    ).order_by("pk")


def may_be_here_twice(case: Case, actor: Actor, *, at: Circumstances) -> bool:
    """Whether the page of a case says so."""
    return likely_doubles(case.subject, actor, at=at).exists()


def part_of(person: Person, actor: Actor, *, at: Circumstances) -> PartOf:
    """The cases of a person, and how many others' cases the person stands in."""
    mine = Case.rows.filter(subject=person)
    opens = list(
        Case.rows.visible_to(actor, "read", at=at)
        .filter(subject=person)
        .select_related("unit")
        .order_by("opened_at", "pk")
    )
    places = CasePerson.rows.filter(person=person, left_on=None).exclude(case__in=mine)
    return PartOf(opens, mine.count() - len(opens), places.count())


def readable_among(cases: Collection[Case], actor: Actor, *, at: Circumstances) -> list[Case]:
    """Those of these cases that the actor may open."""
    ids = [each.pk for each in cases]
    return list(Case.rows.visible_to(actor, "read", at=at).filter(pk__in=ids))


def merges_into(person: Person) -> list[PersonMerge]:
    """The rows that were made one with this one, and those that have been parted again, the latest first."""
    rows = PersonMerge.rows.filter(kept=person).select_related("kept", "gone", "ends")
    return list(rows.order_by("-made_at", "pk"))


def case_that_goes_on(case: Case, steps: Iterable[CaseStatusChange]) -> Case | None:
    """Where new reports about the child come instead, when two open cases turned out to be about one child.
    Asks only if a step of the case says that its person was made one with another."""
    if not case.is_open or not any(each.after == MERGED for each in steps):
        return None
    ends = set(
        PersonMerge.rows.filter(kept=case.subject, parted_at=None).values_list("ends", flat=True)
    )
    if case.pk not in ends:
        return None
    others = Case.rows.filter(subject=case.subject, kind=case.kind, closed_on=None)
    return others.exclude(pk__in=ends - {None}).order_by("opened_at", "pk").first()


def merge_of(person: Person) -> PersonMerge | None:
    """When and why a row became another one."""
    rows = PersonMerge.rows.filter(gone=person, parted_at=None)
    return rows.select_related("kept").first()
