"""People in cases: found by their number, never made twice, and put in a case as what they are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kraftsamling.casework.models import Case, CasePerson, NumberKind, Person
from kraftsamling.casework.rules.case_search import name_key
from kraftsamling.casework.rules.identity_numbers import IdentityNumber
from kraftsamling.casework.statuses import InParty
from kraftsamling.confidentiality.keys import blind_index

HUMAN: Final = "human"
"""The purpose of the digest, the same as that of staff (`organisations`): one human being, one digest."""


@dataclass(frozen=True)
class PersonFacts:
    """What is known of somebody. All of it may be missing: an unborn child has a day, a stranger a name.

    `known` is somebody who is here already: then nothing of the rest is read.
    """

    given_name: str = ""
    surname: str = ""
    number: IdentityNumber | None = None
    birth_on: date | None = None
    expected_on: date | None = None
    address: str = ""
    phone: str = ""
    language: str = ""
    birth_year: int | None = None
    known: Person | None = None


def index_of(number: IdentityNumber) -> str:
    """The keyed digest by which a number is found."""
    return blind_index(number.digits, purpose=HUMAN)


def person_with(number: IdentityNumber, *, authority_id: UUID) -> Person | None:
    """Who has this number at the authority, also when it stands on a row that has been merged."""
    rows = Person.rows.of_authority(authority_id).select_related("merged_into")
    row = rows.filter(identity_index=index_of(number)).first()
    return row and (row.merged_into or row)


def find_or_add_person(facts: PersonFacts, *, authority_id: UUID, pk: UUID) -> Person:
    """The person with the number, else a new one. What we already know is never overwritten by a report."""
    (person,) = find_or_add_people({pk: facts}, authority_id=authority_id)
    return person


@transaction.atomic(savepoint=False)
def find_or_add_people(facts: Mapping[UUID, PersonFacts], *, authority_id: UUID) -> list[Person]:
    """As `find_or_add_person`, several in two statements: by the id that each gets who is new.

    They are kept for this transaction, so that nobody is merged while something is written about them.
    """
    digests = {pk: index_of(each.number) for pk, each in facts.items() if each.number}
    known = [each.known.pk for each in facts.values() if each.known]
    stored = (
        Person.rows.of_authority(authority_id)
        .select_for_update(of=("self",), no_key=True)
        .filter(Q(pk__in=[*facts, *known]) | Q(identity_index__in=list(digests.values())))
        .order_by("pk")
    )
    became = _whom_they_became(stored)
    by_id = {each.pk: became.get(each.merged_into_id, each) for each in stored}
    by_digest = {each.identity_index: by_id[each.pk] for each in stored if each.identity_index}
    people, new = [], []
    for pk, each in facts.items():
        digest = digests.get(pk, "")
        if each.known:
            person = by_id[each.known.pk]
        elif digest in by_digest:
            person = _filled_in(by_digest[digest], each)
        elif pk in by_id:
            person = by_id[pk]
        else:
            person = _new(each, digest, authority_id=authority_id, pk=pk)
            new.append(person)
            if digest:
                by_digest[digest] = person
        people.append(person)
    Person.rows.bulk_create(new)
    return people


def _whom_they_became(people: Iterable[Person]) -> dict[UUID | None, Person]:
    """Of rows that have been merged: the people whom they are, by id. Asks only when there are such."""
    merged = {each.merged_into_id for each in people if each.merged_into_id}
    return dict(Person.rows.in_bulk(merged)) if merged else {}


def _new(facts: PersonFacts, digest: str, *, authority_id: UUID, pk: UUID) -> Person:
    number = facts.number
    return Person(
        pk=pk,
        authority_id=authority_id,
        given_name=facts.given_name.strip(),
        surname=facts.surname.strip(),
        name_key=name_key(facts.given_name, facts.surname),
        number_kind=NumberKind(number.kind.value) if number else NumberKind.NONE,
        identity_number=number.digits if number else None,
        identity_index=digest,
        birth_on=facts.birth_on or (number.birth_on if number else None),
        birth_year=facts.birth_year,
        expected_on=facts.expected_on,
        address=facts.address.strip(),
        phone=facts.phone.strip(),
        language=facts.language.strip(),
    )


def _filled_in(person: Person, facts: PersonFacts) -> Person:
    """Names and numbers of phone that were empty until now."""
    fields = ["given_name", "surname", "language"]
    if not person.is_protected:  # where somebody protected lives is not learnt from a report
        fields += ["address", "phone"]
    new = [name for name in fields if not getattr(person, name) and getattr(facts, name).strip()]
    for name in new:
        setattr(person, name, getattr(facts, name).strip())
    if new:
        person.name_key = name_key(person.given_name, person.surname)
        if not person._state.adding:  # the same number twice in one form: it is stored below
            person.save(update_fields=[*new, "name_key"])
    return person


def put_in_case(case: Case, people: Sequence[tuple[Person, InParty]]) -> None:
    """They are in a case, each once and as what they came. A protected person protects the whole case."""
    CasePerson.rows.bulk_create(
        [
            CasePerson(authority_id=case.authority_id, case=case, person=person, part=part)
            for person, part in people
        ],
        ignore_conflicts=True,
    )
    if any(person.is_protected for person, _part in people) and not case.is_protected:
        case.is_protected = True
        case.save(update_fields=["is_protected"])
