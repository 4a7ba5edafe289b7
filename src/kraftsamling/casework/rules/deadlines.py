"""When something must be done: moments in, moments out, the rule handed in by the caller.

How time is counted: the day of the trigger is day 0. Days, weeks, months and years end at the last moment of
their last day, 23:59:59.999999 in Sweden, so that a moment is late when it is greater than the due one and
nothing lies between two days. Months and years end on the same number, or on the month's last day where it
has no such number. Hours are hours that have really passed, also in the nights when the clock changes.
What is due is never moved away from a free day (`rolled` only tells that the law would allow it).

A due moment is stored when it is set and must not move when a rule changes.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays.countries.sweden import Sweden

from kraftsamling.casework.rules.legal_rules import Consequence, Counting, Extension, Rule

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
SOON_DAYS: Final = 7  # the same seven days as the printed sheet
AGES: Final = frozenset({"lvu2_max_age", "lvu3_max_age"})
_SATURDAY: Final = 5
_MONTHS_A_YEAR: Final = 12


class ZoneIsMissing(ValueError):
    """Raised for a moment without a time zone: nobody can say which day it is in Sweden."""


class CountedFromBirth(ValueError):
    """Raised by due_at for a rule of age, whose time ends before the birthday: use age_limit_at."""


class CannotBeExtended(ValueError):
    """Raised by extended_due for a time that nothing can make longer."""


class ReasonIsMissing(ValueError):
    """Raised by extended_due where the law wants the reason in writing."""


class NotALaterDay(ValueError):
    """Raised by extended_due when the new day is not after the day that was due."""


class State(StrEnum):
    """How a deadline stands. DONE is also a time that has run out and asks nothing of anybody here."""

    DONE = "DONE"
    OK = "OK"
    SOON = "SOON"  # within seven days
    TODAY = "TODAY"
    OVERDUE = "OVERDUE"
    LAPSED = "LAPSED"  # the decision has ceased to hold: too late, which is more than overdue


def due_at(rule: Rule, *, start: datetime) -> datetime:
    """The last moment to do what the rule asks for, in Swedish time, counted from its trigger.

    Raises CountedFromBirth for a rule of age and ZoneIsMissing for a start without a zone.
    """
    if rule.code in AGES:
        raise CountedFromBirth(rule.code)
    local = _swedish(start)
    if rule.counting is Counting.HOURS:
        # In UTC, because Python adds hours to the clock on the wall, which jumps twice a year.
        return (local.astimezone(UTC) + timedelta(hours=rule.length)).astimezone(STOCKHOLM)
    return _end_of(_last_day(rule, local.date()))


def rolled(due: datetime) -> datetime:
    """The next weekday at the same time of day, or `due` itself where that is a weekday.

    Lag 1930:173: Saturdays, Sundays, public holidays, Midsummer Eve, Christmas Eve and New Year's Eve.
    Only for telling that a rule with `may_roll` allows it; a child's deadline is shown as it stands.
    """
    local = _swedish(due)
    day = local.date()
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), STOCKHOLM)


def state_of(rule: Rule, *, due: datetime, now: datetime, done_at: datetime | None = None) -> State:
    """How the deadline stands at `now`.

    Done too late is done, except where the decision had lapsed before. A passed time that belongs to
    another party, or at which something ends by itself, is nobody's omission here: DONE.
    """
    # Two moments of the same zone are compared by the clock on the wall; in UTC they are compared in time.
    late = (done_at or now).astimezone(UTC) > _swedish(due).astimezone(UTC)
    if late and rule.consequence is Consequence.LAPSE:
        return State.LAPSED
    if done_at is not None:
        return State.DONE
    if late:
        nobodys = rule.consequence in (Consequence.INFO, Consequence.AUTO_CLOSE)
        return State.DONE if nobodys else State.OVERDUE
    days = (_swedish(due).date() - _swedish(now).date()).days
    if days == 0:
        return State.TODAY
    return State.SOON if days <= SOON_DAYS else State.OK


def extended_due(rule: Rule, *, due: datetime, until: date, reason: str = "") -> datetime:
    """The last moment of `until`, where the rule allows a longer time than `due`.

    A court gives its own reasons; where the committee decides, `reason` must be written.
    Raises CannotBeExtended, ReasonIsMissing or NotALaterDay.
    """
    if rule.extension is Extension.NONE:
        raise CannotBeExtended(rule.code)
    if rule.extension is not Extension.COURT and not reason.strip():
        raise ReasonIsMissing(rule.code)
    if until <= _swedish(due).date():
        raise NotALaterDay(until.isoformat())
    return _end_of(until)


def ivo_list_due(*, today: date) -> datetime:
    """The next 31 January, today included: the register of placed children to IVO (SoF 3 kap. 4 §)."""
    this_year = date(today.year, 1, 31)
    return _end_of(this_year if today <= this_year else date(today.year + 1, 1, 31))


def age_limit_at(rule: Rule, *, birth_on: date) -> datetime:
    """The last moment of care under LVU 2 § or 3 §: the end of the day before the 18th or 21st birthday.

    LVU 21 § says "at the latest when the young person becomes" that age. The day before is the careful
    reading: nobody is kept a day without legal ground.
    """
    return _end_of(birthday(birth_on, age=rule.length) - timedelta(days=1))


def birthday(birth_on: date, *, age: int) -> date:
    """The day a person reaches an age; born on 29 February, the 28th where the year has no 29th."""
    return months_after(birth_on, age * _MONTHS_A_YEAR)


def months_after(day: date, months: int) -> date:
    """The same number so many months later, or the month's last day where it has no such number."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_working_day(day: date) -> bool:
    """A weekday that is no public holiday and none of the three eves that the law counts as free."""
    return day.weekday() < _SATURDAY and day not in _free_days(day.year)


@cache
def _free_days(year: int) -> frozenset[date]:
    midsummer_eve = next(
        day for day in (date(year, 6, n) for n in range(19, 26)) if day.weekday() == _SATURDAY - 1
    )
    eves = {midsummer_eve, date(year, 12, 24), date(year, 12, 31)}
    return frozenset(eves | set(Sweden(years=year, include_sundays=False, expand=False)))


def _last_day(rule: Rule, day_zero: date) -> date:
    match rule.counting:
        case Counting.DAYS:
            return day_zero + timedelta(days=rule.length)
        case Counting.WORKING_DAYS:
            return working_days_after(day_zero, rule.length)
        case Counting.WEEKS:
            return day_zero + timedelta(weeks=rule.length)
        case Counting.MONTHS:
            return months_after(day_zero, rule.length)
        case Counting.YEARS:
            return months_after(day_zero, rule.length * _MONTHS_A_YEAR)
        case _:
            return day_zero


def working_days_after(day: date, count: int) -> date:
    """The working day that many after a day (lag 1930:173)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, STOCKHOLM)


def _swedish(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ZoneIsMissing
    return moment.astimezone(STOCKHOLM)
