"""Columns of invented cases become rows of the tables: who is in them, and where each case stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Final
from uuid import UUID

import numpy as np

from kraftsamling.casework.generation import words
from kraftsamling.casework.generation.calendar import DAY, Calendar, Seconds, moments
from kraftsamling.casework.generation.cases import HELPED, NEVER, Cases, Flags, Numbers
from kraftsamling.casework.generation.copying import NO, NULL, YES, Ids, TableText, table
from kraftsamling.casework.generation.staff import Staff
from kraftsamling.casework.rules.case_search import name_key

NO_DEADLINE: Final = "9999-12-31 00:00:00+00"
CODES: Final = (
    "protection_assessment_due", "prelim_assessment_due", "reporter_feedback_due",
    "investigation_due", "protection_assessment_due",
)  # fmt: skip
"""The clocks of a case; the last is that of a report which came while an investigation was open."""
EXTENDED_BY: Final = 30 * DAY
AGAIN_TOOK: Final = DAY // 4
_NAME_KEYS: Final = {
    (given, surname): name_key(words.GIVEN[given], words.SURNAMES[surname])
    for given in range(len(words.GIVEN))
    for surname in range(len(words.SURNAMES))
}


@dataclass(frozen=True)
class Part:
    """One part of an authority's cases, and from which number they are counted."""

    authority_id: UUID
    cases: Cases
    calendar: Calendar
    staff: Staff
    ids: Ids
    first_number: int

    @property
    def authority(self) -> str:
        return str(self.authority_id)

    @cached_property
    def _every(self) -> dict[int, list[str]]:
        return {}

    def ids_of(self, kind: int, at: Numbers) -> list[str]:
        """As `ids.of`, for a kind of row that several tables point at: its ids are written once."""
        if kind not in self._every:
            self._every[kind] = self.ids.of(kind, range(len(self.cases)))
        every = self._every[kind]
        return [every[place] for place in at.tolist()]

    def case_ids(self, at: Numbers) -> list[str]:
        """The ids of these cases."""
        return self.ids_of(1, at)

    def workers(self, at: Numbers) -> list[str]:
        """The memberships at these places of the staff; a negative place is nobody."""
        ids = [str(each.membership_id) for each in self.staff.workers]
        return [ids[place] if place >= 0 else NULL for place in at.tolist()]


def where(flags: Flags) -> Numbers:
    """The places where it holds."""
    return np.flatnonzero(flags)


def or_null(texts: Sequence[str], there: Flags) -> list[str]:
    """The texts, and nothing where they are not there."""
    return [text if has else NULL for text, has in zip(texts, there.tolist(), strict=True)]


def yes_no(flags: Flags) -> list[str]:
    """As a database reads them."""
    return [YES if each else NO for each in flags.tolist()]


def phases(cases: Cases) -> list[str]:
    """Where each case is now."""
    names = ("RECEIVED", "PRELIMINARY", "INVESTIGATION", "INTERVENTION", "FOLLOW_UP", "CLOSED")
    place = np.select(
        [
            cases.has(cases.closed),
            cases.has(cases.investigated) & (cases.outcome == HELPED),
            cases.has(cases.investigated),
            cases.opens & cases.has(cases.preliminary),
            cases.has(cases.protected),
        ],
        [5, 3, 4, 2, 1],
        0,
    )
    return [names[each] for each in place.tolist()]


@dataclass(frozen=True)
class Clock:
    """One kind of clock in all cases: where it runs or ran, since when, till when, when it stopped."""

    code: str
    runs: Flags
    starts: Seconds
    due: Seconds
    first_due: Seconds
    done: Seconds


def clocks(part: Part) -> list[Clock]:
    """The clocks of each case, in the order of CODES."""
    cases, calendar = part.cases, part.calendar
    everywhere = np.ones(len(cases), bool)
    opened = cases.opens & cases.has(cases.preliminary)
    arrival, opening = calendar.day(cases.received), calendar.day(cases.preliminary)
    last = calendar.due["investigation_due"][opening]
    extended = np.where(cases.extended, last + EXTENDED_BY, last)
    noon = calendar.midnight[opening] + DAY // 2
    thinking, telling = (
        calendar.due[code][arrival] for code in ("prelim_assessment_due", "reporter_feedback_due")
    )
    at_once, again = cases.received + DAY, cases.again + DAY
    return [
        Clock(CODES[0], everywhere, cases.received, at_once, at_once, cases.protected),
        Clock(CODES[1], everywhere, cases.received, thinking, thinking, cases.preliminary),
        Clock(CODES[2], cases.officially, cases.received, telling, telling, cases.answered),
        Clock(CODES[3], opened, noon, extended, last, cases.investigated),
        Clock(
            CODES[4], cases.has(cases.again), cases.again, again, again, cases.again + AGAIN_TOOK
        ),
    ]


def nearest(part: Part) -> tuple[Seconds, list[str]]:
    """When the nearest open clock of each case runs out, and its code; NEVER and nothing where none runs."""
    open_ones = np.stack(
        [np.where(each.runs & ~part.cases.has(each.done), each.due, NEVER) for each in clocks(part)]
    )
    first, due = open_ones.argmin(axis=0), open_ones.min(axis=0)
    return due, [
        CODES[place] if moment < NEVER else ""
        for place, moment in zip(first.tolist(), due.tolist(), strict=True)
    ]


def who(part: Part, *, custodians: bool) -> Iterator[TableText]:
    """People, cases, who is in them and who has them."""
    yield _people(part, custodians=custodians)
    yield _cases(part)
    yield from _in_cases(part, custodians=custodians)
    yield from _assignments(part)


def _people(part: Part, *, custodians: bool) -> TableText:
    """Children, then one custodian for each family where they are wanted. Nobody has a number."""
    cases = part.cases
    children = where(cases.is_new_child)
    families = where(cases.is_new_child & cases.first_of_family & custodians)
    given = np.concatenate((cases.given[children], (cases.given[families] + 7) % len(words.GIVEN)))
    surname = np.concatenate((cases.surname[children], cases.surname[families]))
    born = np.datetime_as_string(np.datetime64(part.calendar.first) + cases.born[children])
    names = list(zip(given.tolist(), surname.tolist(), strict=True))
    return table(
        "person",
        id=[*part.ids_of(3, children), *part.ids.of(4, families.tolist())],
        authority_id=part.authority,
        version="1",
        given_name=[words.GIVEN[each] for each, _surname in names],
        surname=[words.SURNAMES[each] for _given, each in names],
        name_key=[_NAME_KEYS[each] for each in names],
        number_kind="NONE",
        identity_index="",
        birth_on=[*born.tolist(), *repeat(NULL, len(families))],
        address="",
        phone="",
        language="",
        is_protected=NO,
    )


def _cases(part: Part) -> TableText:
    cases, here = part.cases, np.arange(len(part.cases))
    due, code = nearest(part)
    closed = cases.has(cases.closed)
    units = [str(each.unit_id) for each in part.staff.workers]
    years = [text[:4] for text in part.calendar.dates(cases.received)]
    because = np.where(closed, np.where(cases.opens, cases.outcome + 1, 4), 0)
    return table(
        "case",
        id=part.case_ids(here),
        authority_id=part.authority,
        version="1",
        unit_id=[
            units[place] if place >= 0 else str(part.staff.reception_unit)
            for place in cases.last_worker.tolist()
        ],
        number=[f"{year}-{part.first_number + place:06}" for place, year in enumerate(years)],
        kind="CHILD",
        subject_id=part.ids_of(3, cases.child),
        phase=phases(cases),
        urgency=["FIRST" if each else "THIS_WEEK" for each in cases.unsafe.tolist()],
        competence=[
            "SMALL_CHILDREN" if age < 4 else "TEENAGERS" if age > 13 else ""
            for age in cases.years_old.tolist()
        ],
        complexity="ORDINARY",
        spoken="",
        opened_at=moments(cases.received),
        closed_on=or_null(part.calendar.dates(cases.closed), closed),
        closed_because=[
            ("", "INTERVENTION", "NO_INTERVENTION", "FOLLOW_UP", "NOT_OPEN")[each]
            for each in because.tolist()
        ],
        responsible_id=part.workers(cases.last_worker),
        waiting_since=or_null(moments(cases.registered), (cases.last_worker < 0) & ~closed),
        next_due_at=[
            each if code else NO_DEADLINE
            for each, code in zip(moments(np.where(due < NEVER, due, 0)), code, strict=True)
        ],
        next_due_code=code,
        is_protected=NO,
        is_marked=NO,
        source_system="",
        source_id="",
    )


def _in_cases(part: Part, *, custodians: bool) -> Iterator[TableText]:
    cases, here = part.cases, np.arange(len(part.cases))
    yield _in_case(part, 6, here, part.ids_of(3, cases.child), "SUBJECT")
    if custodians:
        parents = part.ids.of(4, cases.parent.tolist())
        yield _in_case(part, 7, here, parents, "CUSTODIAN")


def _in_case(part: Part, kind: int, at: Numbers, people: list[str], as_what: str) -> TableText:
    return table(
        "caseperson",
        id=part.ids.of(kind, at.tolist()),
        authority_id=part.authority,
        case_id=part.case_ids(at),
        person_id=people,
        part=as_what,
    )


def _assignments(part: Part) -> Iterator[TableText]:
    """Whoever got the case first, and whoever has it now when the first has left."""
    cases, calendar = part.cases, part.calendar
    given, changed = cases.last_worker >= 0, cases.first_worker != cases.last_worker
    start, still = calendar.first.toordinal(), calendar.first.toordinal() + len(calendar.midnight)
    begins = np.array([each.starts_on.toordinal() - start for each in part.staff.workers])
    leaves = np.array(
        [
            (each.ends_on.toordinal() if each.ends_on else still) - start
            for each in part.staff.workers
        ]
    )
    took_over = np.where(changed, begins[cases.last_worker], 0)
    first_day = calendar.day(np.where(given, cases.given_out, cases.received))
    closing = np.maximum(calendar.day(cases.closed) - 1, np.where(changed, took_over, first_day))
    is_closed = cases.has(cases.closed)
    yield _assignment(
        part, 8, where(given), cases.first_worker, first_day,
        np.where(changed, leaves[cases.first_worker], closing), changed | is_closed,
    )  # fmt: skip
    yield _assignment(
        part, 9, where(given & changed), cases.last_worker, took_over, closing, is_closed
    )


def _assignment(
    part: Part,
    kind: int,
    at: Numbers,
    worker: Numbers,
    begins: Numbers,
    ends: Numbers,
    ended: Flags,
) -> TableText:
    start = np.datetime64(part.calendar.first)
    return table(
        "assignment",
        id=part.ids.of(kind, at.tolist()),
        authority_id=part.authority,
        case_id=part.case_ids(at),
        membership_id=part.workers(worker[at]),
        role="MAIN",
        starts_on=np.datetime_as_string(start + begins[at]).tolist(),
        ends_on=or_null(np.datetime_as_string(start + ends[at]).tolist(), ended[at]),
    )
