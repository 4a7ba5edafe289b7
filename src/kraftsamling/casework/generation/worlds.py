"""Invented authorities with units and staff, and years of casework in each. Runs as owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

import numpy as np
from django.conf import settings
from django.db import connection, transaction

from kraftsamling.casework.generation import events, loading, words
from kraftsamling.casework.generation.calendar import Calendar
from kraftsamling.casework.generation.cases import invent
from kraftsamling.casework.generation.copying import Ids, TableText
from kraftsamling.casework.generation.staff import Staff, Worker, tenures
from kraftsamling.casework.generation.tables import Part
from kraftsamling.casework.models import Case
from kraftsamling.casework.services.note_proof import last_seal, prove_notes
from kraftsamling.casework.services.reports import CASE_NUMBERS
from kraftsamling.common.clock import day_of
from kraftsamling.common.sorting import sort_key
from kraftsamling.organisations.models import Authority, Membership, Unit, User
from kraftsamling.organisations.roles import AuthorityKind, Role

PART: Final = 10_000
"""Cases that are worked out at a time."""
BULK: Final = 20_000
"""From so many cases on, keys and indexes are put back afterwards instead of being kept meanwhile."""
CASES_A_YEAR: Final = 300
"""Of an authority, when nobody has said how many."""
SEATS_A_UNIT: Final = 8
UNITS: Final = ("Mottagning", "Utredning 1", "Utredning 2", "Utredning 3", "Ungdom")
_AUTHORITY, _UNIT, _USER, _MEMBERSHIP = 90, 91, 92, 93


class RealPeople(Exception):
    """Raised where real people may be: another mode than demo, or somebody at work who is not invented."""


class ThereAlready(Exception):
    """Raised when this seed has been used in this database."""


@dataclass(frozen=True)
class Wanted:
    """What world to make. `slug` is an authority that is there already and becomes the first of them."""

    authorities: int
    years: int
    seed: int
    cases: int | None = None
    thin: bool = False
    slug: str = ""


@dataclass
class Made:
    """What has been stored so far."""

    cases: int = 0
    events: int = 0
    rows: int = 0

    def add(self, each: TableText) -> None:
        """Count one table."""
        self.rows += each.count
        if each.table == Case._meta.db_table:
            self.cases += each.count
        elif each.table not in _NO_EVENTS:
            self.events += each.count


_NO_EVENTS: Final = frozenset({"casework_person", "casework_caseperson", "casework_assignment"})


def refuse_real_people() -> None:
    """Raises RealPeople unless the mode is demo and nobody works at an authority that is not invented.

    The demo retells what real authorities have published; they have neither staff nor cases there.
    """
    if not settings.IS_DEMO:
        raise RealPeople("mode")
    at_work = (
        Membership.rows.filter(authority__is_invented=False).select_related("authority").first()
    )
    if at_work is not None:
        raise RealPeople(at_work.authority.name)


@transaction.atomic
def make_world(wanted: Wanted, *, now: datetime, told: Callable[[Made], None]) -> Made:
    """Everything, or nothing. `told` hears after each table how far it has come.

    Raises RealPeople, ThereAlready, and Authority.DoesNotExist for a slug that is nobody's.
    """
    refuse_real_people()
    _refuse_what_is_there(wanted.seed, range(wanted.authorities))
    last = day_of(now)
    first = last - timedelta(days=365 * wanted.years)
    total = wanted.cases or wanted.authorities * wanted.years * CASES_A_YEAR
    shares = _shares(wanted, total)
    staffs = list(_authorities(wanted, first, last))
    sources = [
        (authority, staff, number, share)
        for number, ((authority, staff), share) in enumerate(zip(staffs, shares, strict=True))
    ]
    return store(sources, seed=wanted.seed, first=first, now=now, thin=wanted.thin, told=told)


Source = tuple[UUID, Staff, int, int]
"""An authority, its staff, its number among those of the seed, and how many cases it gets."""


@transaction.atomic
def store(
    sources: Sequence[Source],
    *,
    seed: int,
    first: date,
    now: datetime,
    thin: bool = False,
    told: Callable[[Made], None] = lambda made: None,
) -> Made:
    """The cases of authorities that are there with their staff. Raises ThereAlready."""
    total = sum(share for *_, share in sources)
    _refuse_what_is_there(seed, [number for _authority, _staff, number, _share in sources])
    calendar = Calendar.of(first, day_of(now))
    made, bulk = Made(), total >= BULK
    sealed = _sealed_and_whole([authority for authority, *_ in sources], now)
    numbers = _numbers(total)
    with loading.resting(bulk=bulk):
        for each in loading.copy(
            _tables(sources, seed, calendar, int(now.timestamp()), numbers, thin=thin)
        ):
            made.add(each)
            told(made)
    loading.analyze()
    for authority in sealed:
        prove_notes(authority, at=now, anew=True)
    return made


def _sealed_and_whole(authorities: Iterable[UUID], now: datetime) -> list[UUID]:
    """Those whose notes have a seal and still are as it says. The invented notes are of days that are sealed,
    so theirs is set anew afterwards; where something has gone the seal stays, and the night says so."""
    before = now - timedelta(seconds=1)  # the seal that is set afterwards is the later one
    return [
        each for each in authorities if last_seal(each) and not prove_notes(each, at=before).faults
    ]


def _refuse_what_is_there(seed: int, numbers: Iterable[int]) -> None:
    firsts = [Ids(seed, number, 0).of(1, [0])[0] for number in numbers]
    if Case.rows.filter(pk__in=firsts).exists():
        raise ThereAlready


def _tables(
    sources: Sequence[Source], seed: int, calendar: Calendar, now: int, number: int, *, thin: bool
) -> Iterator[TableText]:
    write = events.thin if thin else events.full
    for authority, staff, place, share in sources:
        for part, begins in enumerate(range(0, share, PART)):
            count = min(PART, share - begins)
            rng = np.random.default_rng((seed, place, part))
            cases = invent(rng, count, calendar=calendar, now=now, staff=staff)
            yield from write(
                Part(authority, cases, calendar, staff, Ids(seed, place, part), number)
            )
            number += count


def _numbers(total: int) -> int:
    """The first of so many case numbers that nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval('{CASE_NUMBERS}')")
        first: int = cursor.fetchone()[0]
        cursor.execute(f"SELECT setval('{CASE_NUMBERS}', %s)", [first + total])
    return first


def _shares(wanted: Wanted, total: int) -> list[int]:
    """How many cases each gets: a few big authorities and many small ones, all of them at least one."""
    rng = np.random.default_rng((wanted.seed, 0xA0))
    weights = rng.lognormal(0, 0.6, wanted.authorities)
    if wanted.slug:
        weights[0] = weights.mean()
    shares = np.maximum(1, (total * weights / weights.sum()).astype(int))
    shares[0] += total - shares.sum()
    return [int(each) for each in shares]


def _authorities(wanted: Wanted, first: date, last: date) -> Iterator[tuple[UUID, Staff]]:
    for number in range(wanted.authorities):
        ids = Ids(wanted.seed, number, 0)
        rng = np.random.default_rng((wanted.seed, number, 0x5F))
        if wanted.slug and number == 0:
            authority = Authority.objects.get(slug=wanted.slug)
            below = list(
                Unit.rows.of_authority(authority.pk).filter(parent__isnull=False, closed_on=None)
            )
            reception = next(
                (each for each in below if each.name.startswith("Mottagning")), below[0]
            )
            investigating = [each for each in below if each.name.startswith(("Utred", "Ungdom"))]
            units = [reception, *(investigating or below)]
        else:
            authority, units = _authority(ids, number, wanted.seed)
        yield (
            authority.pk,
            employ(rng, ids, authority.pk, units, first=first, last=last),
        )


def _authority(ids: Ids, number: int, seed: int) -> tuple[Authority, list[Unit]]:
    name = words.PLACES[number % len(words.PLACES)]
    if number >= len(words.PLACES):
        name = f"{name} {number // len(words.PLACES) + 1}"
    authority = Authority.objects.create(
        id=ids.of(_AUTHORITY, [0])[0],
        name=f"Socialnämnden i {name}",
        short_name=f"{name}, påhittad",
        area="Barn och unga",
        kind=AuthorityKind.SOCIAL,
        slug=f"varld-{seed}-{number + 1}",
        is_invented=True,
    )
    top = Unit.rows.create(
        id=ids.of(_UNIT, [0])[0], authority=authority, name=authority.area,
        sort_key=sort_key(authority.area),
    )  # fmt: skip
    units = [
        Unit(id=pk, authority=authority, parent=top, name=unit, sort_key=sort_key(unit))
        for pk, unit in zip(ids.of(_UNIT, range(1, len(UNITS) + 1)), UNITS, strict=True)
    ]
    return authority, Unit.rows.bulk_create(units)


def employ(
    rng: np.random.Generator,
    ids: Ids,
    authority_id: UUID,
    units: Sequence[Unit],
    *,
    first: date,
    last: date,
    seats: int = SEATS_A_UNIT,
) -> Staff:
    """Invented workers in every seat of these units, the first of which is the reception."""
    reception, *others = units
    held = [
        (unit, tenure)
        for unit in (others or [reception])
        for _seat in range(seats)
        for tenure in [tenures(rng, first, last)]
    ]
    people = [(reception, Role.RECEPTION, first, None)] + [
        (unit, Role.CASEWORKER, begins, ends) for unit, tenure in held for begins, ends in tenure
    ]
    drawn = rng.integers(0, (len(words.GIVEN), len(words.SURNAMES)), (len(people), 2)).tolist()
    users = [
        User(
            id=pk,
            email=f"{pk}@varlden.example",
            name=f"{words.GIVEN[given]} {words.SURNAMES[surname]}",
            password="!",  # noqa: S106 – nobody logs in with it
        )
        for pk, (given, surname) in zip(ids.of(_USER, range(len(people))), drawn, strict=True)
    ]
    User.objects.bulk_create(users)
    memberships = Membership.rows.bulk_create(
        Membership(
            id=UUID(pk), authority_id=authority_id, user=user, unit=unit, role=role,
            starts_on=begins, ends_on=ends,
        )
        for pk, user, (unit, role, begins, ends) in zip(
            ids.of(_MEMBERSHIP, range(len(people))), users, people, strict=True
        )
    )  # fmt: skip
    following = iter(memberships[1:])
    workers = [
        [
            Worker(each.pk, unit.pk, each.starts_on, each.ends_on)
            for each in islice(following, len(tenure))
        ]
        for unit, tenure in held
    ]
    return Staff.of(workers, reception=memberships[0].pk, unit=reception.pk)
