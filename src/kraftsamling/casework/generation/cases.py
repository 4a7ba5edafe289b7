"""What happened in many invented cases, as columns: one number for each case, worked out at once.

Nothing here knows a database. Moments are whole seconds (calendar.Seconds); `never` is a moment that has not
come. What would lie after `now` has not happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kraftsamling.casework.generation.calendar import DAY, HOUR, Calendar, Seconds
from kraftsamling.casework.generation.staff import Staff
from kraftsamling.casework.generation.words import GIVEN, SHARES, SURNAMES

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER: Final = np.iinfo(np.int64).max // 4
SIBLINGS: Final = (0.6, 0.27, 0.1, 0.03)
"""How often a report is about one child, two, three and four."""
COMES_BACK: Final = 0.15
REPORTED_AGAIN: Final = 0.25
OPENS: Final = 0.4
PROTECTION_HOURS: Final = 5.0
"""The median hours until a protection assessment; one in thirty takes more than a day."""
KINDS: Final = tuple(SHARES)
OFFICIAL: Final = 4
"""The first so many of KINDS must report by law, and are answered."""
HELPED, NOT_HELPED, FOLLOWED = 0, 1, 2


@dataclass(frozen=True)
class Cases:
    """Many cases. A child who comes back is the same `child`; siblings have the same `family`."""

    now: int
    child: Numbers
    parent: Numbers
    family: Numbers
    first_of_family: Flags
    is_new_child: Flags
    given: Numbers
    surname: Numbers
    born: Numbers
    years_old: Numbers
    kind: Numbers
    received: Seconds
    registered: Seconds
    protected: Seconds
    unsafe: Flags
    preliminary: Seconds
    opens: Flags
    investigated: Seconds
    extended: Flags
    outcome: Numbers
    closed: Seconds
    given_out: Seconds
    first_worker: Numbers
    last_worker: Numbers
    again: Seconds

    def __len__(self) -> int:
        return len(self.child)

    @property
    def answered(self) -> Seconds:
        """When the reporter was told, where the law says that it is told."""
        return np.where(self.officially, self.preliminary + 6 * HOUR, NEVER)

    def has(self, moments: Seconds) -> Flags:
        """Where it has happened."""
        return moments <= self.now

    @property
    def officially(self) -> Flags:
        """Where the reporter must report by law."""
        return self.kind < OFFICIAL


def invent(
    rng: np.random.Generator, count: int, *, calendar: Calendar, now: int, staff: Staff
) -> Cases:
    """So many cases in one authority, received in the days of the calendar and none after now."""
    sizes = rng.choice((1, 2, 3, 4), size=count, p=SIBLINGS)
    family = np.repeat(np.arange(count), sizes)[:count]
    sizes = np.bincount(family)
    firsts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    received = _arrivals(rng, len(sizes), calendar, now)[family]
    kinds = rng.choice(len(KINDS), size=len(sizes), p=list(SHARES.values()))

    registered = np.minimum(received + rng.integers(300, 5400, count), now)
    protected = received + (rng.lognormal(np.log(PROTECTION_HOURS), 0.85, count) * HOUR).astype(int)
    thought = np.clip(rng.normal(9.5, 3.2, count), 1, 40) * DAY
    preliminary = np.maximum(received + thought.astype(int), protected + HOUR)
    opens = rng.random(count) < OPENS
    investigated = preliminary + (np.clip(rng.normal(104, 20, count), 20, 210) * DAY).astype(int)
    due = calendar.due["investigation_due"][calendar.day(preliminary)]
    outcome = rng.choice(3, size=count, p=(0.45, 0.45, 0.1))
    helped_for = (rng.lognormal(np.log(220), 0.6, count) * DAY).astype(int)
    after = np.choose(outcome, (helped_for, np.zeros(count, int), np.full(count, 60 * DAY)))
    closed = np.where(opens, investigated + after, preliminary)
    given_out = registered + (rng.lognormal(np.log(22), 0.9, count) * HOUR).astype(int)
    given_out = np.where(given_out < np.minimum(closed, now), given_out, NEVER)
    again = preliminary + rng.integers(3 * DAY, 90 * DAY, count)
    is_again = (
        opens & (again < np.minimum(investigated, now)) & (rng.random(count) < REPORTED_AGAIN)
    )

    seat = rng.integers(0, staff.seats, count)
    is_given = given_out < NEVER
    first_day = calendar.day(np.where(is_given, given_out, received)) + calendar.first.toordinal()
    last_day = calendar.day(np.minimum(closed, now)) + calendar.first.toordinal()
    shift = _those_who_come_back(rng, sizes, firsts, received, np.minimum(closed, now + 1), now)
    child = np.arange(count) - shift[family]
    is_new = shift[family] == 0
    surnames = rng.integers(0, len(SURNAMES), len(sizes))[family]
    givens = rng.integers(0, len(GIVEN), count)
    ages = np.minimum(rng.gamma(3.2, 1050, count), 17.8 * 365).astype(int)
    return Cases(
        now=now,
        child=child,
        parent=firsts[family] - shift[family],
        family=family,
        first_of_family=np.arange(count) == firsts[family],
        is_new_child=is_new,
        given=givens[child],
        surname=surnames[child],
        born=(calendar.day(received) - ages)[child],
        years_old=ages // 365,
        kind=kinds[family],
        received=received,
        registered=registered,
        protected=protected,
        unsafe=rng.random(count) < 0.04,
        preliminary=preliminary,
        opens=opens,
        investigated=np.where(opens, investigated, NEVER),
        extended=opens & (investigated > due) & (rng.random(count) < 0.7) & (due - 9 * DAY < now),
        outcome=outcome,
        closed=closed,
        given_out=given_out,
        first_worker=np.where(is_given, staff.holder(seat, first_day), -1),
        last_worker=np.where(is_given, staff.holder(seat, last_day), -1),
        again=np.where(is_again, again, NEVER),
    )


def _arrivals(rng: np.random.Generator, count: int, calendar: Calendar, now: int) -> Seconds:
    """When the reports came, the first first: most on weekdays in office hours, some at any hour."""
    days = np.sort(rng.choice(len(calendar.weights), size=count, p=calendar.weights))
    hours = np.where(
        rng.random(count) < 0.88, rng.triangular(7.5, 10.5, 17, count), rng.uniform(0, 24, count)
    )
    came = calendar.midnight[days] + (hours * HOUR).astype(int)
    return np.where(came < now - HOUR, came, now - rng.integers(HOUR, 10 * HOUR, count))


def _those_who_come_back(
    rng: np.random.Generator,
    sizes: Numbers,
    firsts: Numbers,
    received: Seconds,
    closed: Seconds,
    now: int,
) -> Numbers:
    """For each family, how many cases further up it was here before; 0 for one that is new.

    A family comes back only after all its cases have closed, and once.
    """
    count = len(sizes)
    here = np.arange(count)
    before = here - rng.integers(1, max(2, count // 3), count)
    last_closed = np.maximum.reduceat(np.where(closed <= now, closed, NEVER), firsts)
    wanted = (before >= 0) & (rng.random(count) < 1.6 * COMES_BACK)
    before = np.where(wanted, before, 0)
    possible = (
        wanted & (sizes[before] == sizes) & (last_closed[before] + 5 * DAY < received[firsts])
    )
    # Nobody who has come back is what another comes back to: each story has two parts at most.
    possible &= ~possible[before]
    _seen, once = np.unique(np.where(possible, before, -1 - here), return_index=True)
    chosen = np.zeros(count, bool)
    chosen[once] = True
    chosen &= possible
    answer: Numbers = np.where(chosen, firsts - firsts[before], 0)
    return answer
