"""Legal time counted: month ends, the leap day, free days, and the two nights when the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.casework.rules.deadlines import (
    STOCKHOLM,
    CannotBeExtended,
    CountedFromBirth,
    NotALaterDay,
    ReasonIsMissing,
    State,
    ZoneIsMissing,
    age_limit_at,
    birthday,
    due_at,
    extended_due,
    is_working_day,
    ivo_list_due,
    rolled,
    state_of,
)
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Consequence, Counting, Rule

COUNTED = replace(CATALOGUE["investigation_due"], code="counted")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def counted(length: int, counting: Counting) -> Rule:
    return replace(COUNTED, length=length, counting=counting)


def last_day(rule: Rule, start: str) -> str:
    """The day of the due moment, which must be the last moment of it."""
    due = due_at(rule, start=at(start))
    assert due.timetz() == time.max.replace(tzinfo=STOCKHOLM)
    return due.date().isoformat()


@pytest.mark.parametrize(
    ("length", "counting", "start", "due"),
    [
        (14, Counting.DAYS, "2026-11-10 08:12", "2026-11-24"),
        (14, Counting.DAYS, "2026-11-10 23:59", "2026-11-24"),
        (14, Counting.DAYS, "2026-11-10 00:00", "2026-11-24"),
        (14, Counting.DAYS, "2028-02-15 12:00", "2028-02-29"),  # a leap year
        (14, Counting.DAYS, "2027-02-15 12:00", "2027-03-01"),
        (14, Counting.DAYS, "2026-12-20 12:00", "2027-01-03"),  # a Sunday: it stays
        (14, Counting.DAYS, "2026-03-15 12:00", "2026-03-29"),  # the clock goes forward
        (14, Counting.DAYS, "2026-10-11 12:00", "2026-10-25"),  # and back
        (1, Counting.WEEKS, "2026-11-24 16:00", "2026-12-01"),
        (4, Counting.WEEKS, "2028-02-01 09:00", "2028-02-29"),
        (3, Counting.WEEKS, "2026-12-11 09:00", "2027-01-01"),
        (4, Counting.MONTHS, "2026-07-24 09:00", "2026-11-24"),
        (4, Counting.MONTHS, "2026-10-31 09:00", "2027-02-28"),
        (4, Counting.MONTHS, "2027-10-31 09:00", "2028-02-29"),
        (6, Counting.MONTHS, "2026-08-30 09:00", "2027-02-28"),
        (6, Counting.MONTHS, "2026-08-31 09:00", "2027-02-28"),
        (6, Counting.MONTHS, "2026-12-31 09:00", "2027-06-30"),
        (6, Counting.MONTHS, "2027-02-28 09:00", "2027-08-28"),  # not the month's end
        (3, Counting.MONTHS, "2026-11-30 09:00", "2027-02-28"),
        (1, Counting.MONTHS, "2026-12-31 09:00", "2027-01-31"),
        (2, Counting.YEARS, "2024-02-29 09:00", "2026-02-28"),
        (4, Counting.YEARS, "2024-02-29 09:00", "2028-02-29"),
        (1, Counting.YEARS, "2027-02-28 09:00", "2028-02-28"),
        (0, Counting.SAME_DAY, "2026-11-24 00:00", "2026-11-24"),
        (0, Counting.SAME_DAY, "2026-11-24 23:59", "2026-11-24"),
        (1, Counting.WORKING_DAYS, "2026-11-24 09:00", "2026-11-25"),
        (1, Counting.WORKING_DAYS, "2026-11-27 09:00", "2026-11-30"),  # Friday
        (1, Counting.WORKING_DAYS, "2026-11-28 09:00", "2026-11-30"),  # Saturday
        (1, Counting.WORKING_DAYS, "2026-12-23 09:00", "2026-12-28"),  # Christmas, a weekend
        (3, Counting.WORKING_DAYS, "2026-12-23 09:00", "2026-12-30"),
        (
            1,
            Counting.WORKING_DAYS,
            "2026-12-30 09:00",
            "2027-01-04",
        ),  # New Year's Eve is a Thursday
        (1, Counting.WORKING_DAYS, "2027-01-05 09:00", "2027-01-07"),  # Epiphany
        (1, Counting.WORKING_DAYS, "2026-06-18 09:00", "2026-06-22"),  # Midsummer Eve
        (1, Counting.WORKING_DAYS, "2026-04-02 09:00", "2026-04-07"),  # Easter
        (1, Counting.WORKING_DAYS, "2026-05-13 09:00", "2026-05-15"),  # Ascension Day
        (1, Counting.WORKING_DAYS, "2027-04-30 09:00", "2027-05-03"),  # 1 May, a Saturday
        (1, Counting.WORKING_DAYS, "2029-06-05 09:00", "2029-06-07"),  # the national day
    ],
)
def test_the_last_day(length: int, counting: Counting, start: str, due: str) -> None:
    assert last_day(counted(length, counting), start) == due


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-24 08:12", "2026-11-25 08:12"),
        ("2026-03-28 12:00", "2026-03-29 13:00"),  # a day of 23 hours in between
        ("2026-10-24 12:00", "2026-10-25 11:00"),  # a day of 25 hours
        ("2026-03-28 02:30", "2026-03-29 03:30"),  # 02.30 does not exist the day after
        ("2028-02-28 08:00", "2028-02-29 08:00"),
        ("2026-12-31 23:30", "2027-01-01 23:30"),
    ],
)
def test_twenty_four_hours_are_hours_that_have_passed(start: str, due: str) -> None:
    assert due_at(CATALOGUE["protection_assessment_due"], start=at(start)) == at(due)


def test_the_hour_that_comes_twice_is_two_moments() -> None:
    rule = CATALOGUE["protection_assessment_due"]
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))

    one, other = due_at(rule, start=first), due_at(rule, start=second)

    assert first.astimezone(STOCKHOLM).time() == second.astimezone(STOCKHOLM).time()
    assert (one.hour, other.hour) == (1, 2)


def test_the_day_is_the_swedish_one_wherever_the_moment_was_written() -> None:
    rule = CATALOGUE["prelim_assessment_due"]

    late_utc = datetime(2026, 11, 9, 23, 30, tzinfo=UTC)  # half past midnight on the tenth here
    in_new_york = late_utc.astimezone(ZoneInfo("America/New_York"))

    assert due_at(rule, start=late_utc).date() == date(2026, 11, 24)
    assert due_at(rule, start=late_utc) == due_at(rule, start=in_new_york)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ZoneIsMissing):
        due_at(COUNTED, start=datetime(2026, 11, 24, 9))  # noqa: DTZ001 - the fault itself


@pytest.mark.parametrize(
    ("code", "start", "due"),
    [
        ("prelim_assessment_due", "2026-11-10 08:00", "2026-11-24"),
        ("reporter_feedback_due", "2026-11-10 08:00", "2026-11-25"),
        ("investigation_due", "2026-11-24 08:00", "2027-03-24"),
        ("lvu_submit_immediate", "2026-11-24 08:00", "2026-12-01"),
        ("lvu_apply_care", "2026-11-24 08:00", "2026-12-22"),
        ("lvu2_consideration_due", "2026-05-31 08:00", "2026-11-30"),
        ("custody_transfer_consideration", "2026-11-24 08:00", "2028-11-24"),
        ("appeal_deadline", "2026-11-24 08:00", "2026-12-15"),
        ("eviction_notice_receipt", "2026-11-24 08:00", "2026-11-24"),
        ("chair_decision_report", "2026-12-09 13:00", "2026-12-09"),
    ],
)
def test_the_rules_of_the_table_count_as_the_law_says(code: str, start: str, due: str) -> None:
    assert last_day(CATALOGUE[code], start) == due


@pytest.mark.parametrize(
    ("due", "weekday"),
    [
        ("2026-11-24 23:59", "2026-11-24 23:59"),
        ("2026-11-28 23:59", "2026-11-30 23:59"),
        ("2026-11-29 12:00", "2026-11-30 12:00"),
        ("2026-12-24 23:59", "2026-12-28 23:59"),
        ("2026-06-19 23:59", "2026-06-22 23:59"),
        ("2026-12-31 23:59", "2027-01-04 23:59"),
        ("2026-03-28 02:30", "2026-03-30 02:30"),  # past the night that has no 02.30
        ("2026-01-05 23:59", "2026-01-05 23:59"),  # the eve of Epiphany is a weekday in the law
        ("2026-10-30 23:59", "2026-10-30 23:59"),  # so is the eve of All Saints' Day
    ],
)
def test_roll_forward_ends_on_the_next_weekday(due: str, weekday: str) -> None:
    assert rolled(at(due)) == at(weekday)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-10 09:00", State.OK),
        ("2026-11-16 23:59", State.OK),
        ("2026-11-17 00:00", State.SOON),
        ("2026-11-23 23:59", State.SOON),
        ("2026-11-24 00:00", State.TODAY),
        ("2026-11-24 23:59:59.999999", State.TODAY),
        ("2026-11-25 00:00", State.OVERDUE),
    ],
)
def test_a_deadline_comes_nearer_and_passes(now: str, state: State) -> None:
    rule = CATALOGUE["prelim_assessment_due"]
    due = due_at(rule, start=at("2026-11-10 08:12"))

    assert state_of(rule, due=due, now=at(now)) is state


def test_hours_pass_in_the_middle_of_the_day() -> None:
    rule, due = CATALOGUE["protection_assessment_due"], at("2026-11-24 08:12")

    assert state_of(rule, due=due, now=at("2026-11-23 08:13")) is State.SOON
    assert state_of(rule, due=due, now=due) is State.TODAY
    assert state_of(rule, due=due, now=due + timedelta(microseconds=1)) is State.OVERDUE


def test_the_hour_that_comes_twice_is_late_the_second_time() -> None:
    rule = CATALOGUE["protection_assessment_due"]
    due = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM)

    assert state_of(rule, due=due, now=due.replace(fold=1)) is State.OVERDUE
    assert state_of(rule, due=due, now=due, done_at=due.replace(minute=0, fold=1)) is State.DONE


@pytest.mark.parametrize(
    ("consequence", "state"),
    [
        (Consequence.OVERDUE, State.OVERDUE),
        (Consequence.LAPSE, State.LAPSED),
        (Consequence.AMBER, State.OVERDUE),
        (Consequence.TASK, State.OVERDUE),
        (Consequence.AUTO_CLOSE, State.DONE),
        (Consequence.INFO, State.DONE),
    ],
)
def test_what_a_passed_time_means(consequence: Consequence, state: State) -> None:
    rule = replace(COUNTED, consequence=consequence)

    assert state_of(rule, due=at("2026-11-23 23:59"), now=at("2026-11-24 00:00")) is state


def test_done_in_time_is_done_whenever_one_looks() -> None:
    due, done = at("2026-12-01 23:59"), at("2026-11-30 10:00")
    for rule in CATALOGUE.values():
        assert state_of(rule, due=due, now=at("2027-06-01 09:00"), done_at=done) is State.DONE


def test_done_too_late_is_done_unless_the_decision_had_lapsed() -> None:
    due, done = at("2026-12-01 23:59"), at("2026-12-02 00:01")

    late = state_of(CATALOGUE["investigation_due"], due=due, now=done, done_at=done)
    lapsed = state_of(CATALOGUE["lvu_submit_immediate"], due=due, now=done, done_at=done)

    assert (late, lapsed) == (State.DONE, State.LAPSED)


def test_an_investigation_is_extended_to_a_named_day_with_a_reason() -> None:
    rule, due = CATALOGUE["investigation_due"], at("2026-11-24 23:59")

    extended = extended_due(rule, due=due, until=date(2027, 1, 15), reason="Väntar på utlåtande")

    assert extended.date() == date(2027, 1, 15)
    assert extended.time() == time.max
    with pytest.raises(ReasonIsMissing):
        extended_due(rule, due=due, until=date(2027, 1, 15), reason=" \n")
    with pytest.raises(NotALaterDay):
        extended_due(rule, due=due, until=date(2026, 11, 24), reason="Väntar")


def test_a_court_gives_its_own_reasons() -> None:
    rule, due = CATALOGUE["lvu_apply_care"], at("2026-12-22 23:59")

    assert extended_due(rule, due=due, until=date(2026, 12, 29)).date() == date(2026, 12, 29)


def test_what_the_law_does_not_extend_is_not_extended() -> None:
    with pytest.raises(CannotBeExtended):
        extended_due(
            CATALOGUE["lvu_submit_immediate"],
            due=at("2026-12-01 23:59"),
            until=date(2026, 12, 2),
            reason="Vi hann inte",
        )


@pytest.mark.parametrize(
    ("today", "due"),
    [
        ("2026-11-24", "2027-01-31"),
        ("2027-01-31", "2027-01-31"),
        ("2027-02-01", "2028-01-31"),
        ("2028-02-29", "2029-01-31"),
    ],
)
def test_the_register_goes_to_the_inspectorate_every_january(today: str, due: str) -> None:
    assert ivo_list_due(today=date.fromisoformat(today)).date().isoformat() == due


@pytest.mark.parametrize(
    ("code", "birth", "last"),
    [
        ("lvu2_max_age", "2008-11-24", "2026-11-23"),
        ("lvu3_max_age", "2005-11-24", "2026-11-23"),
        ("lvu2_max_age", "2008-02-29", "2026-02-27"),
        ("lvu2_max_age", "2009-01-01", "2026-12-31"),
        ("lvu2_max_age", "2010-03-01", "2028-02-29"),
    ],
)
def test_care_ends_before_the_birthday(code: str, birth: str, last: str) -> None:
    limit = age_limit_at(CATALOGUE[code], birth_on=date.fromisoformat(birth))

    assert limit.date().isoformat() == last
    with pytest.raises(CountedFromBirth):
        due_at(CATALOGUE[code], start=at(birth))


moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2070, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2070, 1, 1))
countings = st.sampled_from([one for one in Counting if one is not Counting.SAME_DAY])


@given(moments, countings, st.integers(1, 60))
def test_a_longer_time_is_never_due_earlier_and_never_before_its_start(
    start: datetime, counting: Counting, length: int
) -> None:
    shorter = due_at(counted(length, counting), start=start)
    longer = due_at(counted(length + 1, counting), start=start)

    assert start < shorter < longer


@given(moments, moments, countings, st.integers(1, 30))
def test_what_starts_later_is_never_due_earlier(
    one: datetime, other: datetime, counting: Counting, length: int
) -> None:
    rule, (first, second) = counted(length, counting), sorted((one, other))

    assert due_at(rule, start=first) <= due_at(rule, start=second)


@given(moments, st.integers(1, 500))
def test_hours_are_elapsed_time(start: datetime, length: int) -> None:
    due = due_at(counted(length, Counting.HOURS), start=start)

    assert due.astimezone(UTC) - start == timedelta(hours=length)


@given(days, st.integers(1, 40))
def test_so_many_working_days_lie_between(day: date, length: int) -> None:
    start = datetime.combine(day, time(12), STOCKHOLM)

    last = due_at(counted(length, Counting.WORKING_DAYS), start=start).date()

    after = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(is_working_day, after)) == length
    assert is_working_day(last)


@given(moments)
def test_rolling_forward_goes_a_few_days_at_most_and_stays_there(due: datetime) -> None:
    weekday = rolled(due)

    assert is_working_day(weekday.date())
    assert rolled(weekday) == weekday
    # Christmas with its weekend, or Easter from Good Friday: never as much as a week.
    assert timedelta(0) <= weekday.date() - due.astimezone(STOCKHOLM).date() <= timedelta(days=5)


@given(moments, moments, st.sampled_from(list(CATALOGUE.values())))
def test_only_what_has_passed_is_overdue_or_lapsed(
    due: datetime, now: datetime, rule: Rule
) -> None:
    state = state_of(rule, due=due, now=now)

    assert (state in (State.OVERDUE, State.LAPSED, State.DONE)) is (now > due)
    assert (state is State.LAPSED) is (now > due and rule.consequence is Consequence.LAPSE)


@given(days, st.integers(0, 120))
def test_a_birthday_is_in_its_year_and_not_after_the_day_of_birth(born: date, age: int) -> None:
    day = birthday(born, age=age)

    assert day.year == born.year + age
    assert day.month == born.month
    assert born.day - day.day in (0, 1)
