"""Numbers of children and parents; all from the Tax Agency's official test series."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.casework.rules.deadlines import birthday
from kraftsamling.casework.rules.identity_numbers import (
    AgeWords,
    IdentityNumber,
    Kind,
    NotBornYet,
    NotExpectedThen,
    age_on,
    age_words,
    read_identity_number,
    unborn,
    without_number,
)
from kraftsamling.organisations.rules import (
    BornInTheFuture,
    NoSuchDay,
    NotAPersonalIdentityNumber,
    TooFewDigits,
    TooManyDigits,
    UnreadableNumber,
    WrongCheckDigit,
)

TODAY = date(2026, 11, 24)
CHILD = "201701102384"


def read(text: str, today: date = TODAY) -> IdentityNumber:
    return read_identity_number(text, today=today)


@pytest.mark.parametrize(
    "text",
    [
        "201701102384",
        "20170110-2384",
        "170110-2384",
        "1701102384",
        " 20170110 2384 ",
        "2017 01 10 23 84",
        "2017-01-10-2384",
        "20170110\u00a02384",  # a no-break space, from a web page
        "20170110\u202f2384",
        "\u200e20170110-2384\u200f",  # direction marks, from a right-to-left letter
        "\ufeff20170110-2384\n",
        "20170110–2384",  # an en dash, as a word processor makes it
        "20170110\u22122384",
        "20170110‑2384",  # a no-break hyphen
        "٢٠١٧٠١١٠-٢٣٨٤",  # an Arabic keyboard
        "２０１７０１１０２３８４",  # a full-width one
    ],
)
def test_a_childs_number_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == IdentityNumber(Kind.PERSONAL, CHILD, date(2017, 1, 10))


@pytest.mark.parametrize(
    ("text", "digits", "born"),
    [
        ("811228-9874", "198112289874", date(1981, 12, 28)),
        ("900101+9802", "189001019802", date(1890, 1, 1)),
        ("240229-2383", "202402292383", date(2024, 2, 29)),
        ("20080903-2386", "200809032386", date(2008, 9, 3)),
    ],
)
def test_the_century_follows_from_the_sign(text: str, digits: str, born: date) -> None:
    assert read(text) == IdentityNumber(Kind.PERSONAL, digits, born)


@pytest.mark.parametrize(
    ("text", "digits", "born"),
    [
        ("701063-2391", "197010632391", date(1970, 10, 3)),
        ("19091079-9824", "190910799824", date(1909, 10, 19)),
        ("091079+9824", "190910799824", date(1909, 10, 19)),
    ],
)
def test_a_co_ordination_number_has_sixty_more_in_the_day(
    text: str, digits: str, born: date
) -> None:
    assert read(text) == IdentityNumber(Kind.COORDINATION, digits, born)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("20170110-2385", WrongCheckDigit),
        ("170111-2384", WrongCheckDigit),
        ("20170229-2384", NoSuchDay),
        ("20171301-2384", NoSuchDay),
        ("20170160-2384", NoSuchDay),  # sixty and nothing
        ("20170132-2384", NoSuchDay),
        ("10170110-2384", NoSuchDay),  # 2017 mistyped: the check digit does not see it
        ("20270110-2384", BornInTheFuture),
        ("20261125-2384", BornInTheFuture),
        ("261125-2384", BornInTheFuture),
        ("20170110-23845", TooManyDigits),
        ("20170110-238", TooFewDigits),
        ("170110-238", TooFewDigits),
        ("20170110", TooFewDigits),
        ("", UnreadableNumber),
        ("  ", UnreadableNumber),
        ("okänt", UnreadableNumber),
        ("20170110-238²", UnreadableNumber),  # a raised two is a note, not a digit
        ("20170110/2384", UnreadableNumber),
        ("+1701102384", UnreadableNumber),
        ("170110++2384", UnreadableNumber),
        ("20170110-238O", UnreadableNumber),  # the letter O
        ("2O170110-2384", UnreadableNumber),
    ],
)
def test_each_fault_has_one_cause(text: str, cause: type[NotAPersonalIdentityNumber]) -> None:
    with pytest.raises(NotAPersonalIdentityNumber) as caught:
        read(text)

    assert type(caught.value) is cause
    assert not caught.value.args  # what was typed goes into no log


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("20170110-tf01", "20170110TF01"),  # a school
        ("20170110-AB12", "20170110AB12"),  # the national one
        ("20170110 abc1", "20170110ABC1"),
        ("20170110K123", "20170110K123"),  # Västra Götaland
        ("20170110SF1A", "20170110SF1A"),  # Värmland
        ("20170110TA1B", "20170110TA1B"),  # Örebro
        ("170110-DA0B", "170110DA0B"),  # Skåne
        ("20170110-123R", "20170110123R"),  # Västernorrland
        ("20170110-12M3", "2017011012M3"),  # Gävleborg
        ("99 2017 012345", "992017012345"),  # Stockholm
    ],
)
def test_a_reserve_number_is_kept_as_it_is_typed_in_capitals(text: str, digits: str) -> None:
    assert read(text) == IdentityNumber(Kind.RESERVE, digits, None)


def test_a_number_that_looks_mistyped_is_a_reserve_number_when_somebody_says_so() -> None:
    halland = "20170145-1234"
    with pytest.raises(NoSuchDay):
        read(halland)

    number = read_identity_number(halland, today=TODAY, reserve=True)

    assert number == IdentityNumber(Kind.RESERVE, "201701451234", None)
    for nonsense in ("", "okänt", "1234567", "1" * 21, "2017-0145/1234"):
        with pytest.raises(UnreadableNumber):
            read_identity_number(nonsense, today=TODAY, reserve=True)


@pytest.mark.parametrize(
    ("text", "masked", "written"),
    [
        ("170110-2384", "2017••••-••••", "20170110-2384"),
        ("701063-2391", "1970••••-••••", "19701063-2391"),
        ("20170110tf01", "2017••••-••••", "20170110-TF01"),
        ("170110DA0B", "1701••-••••", "170110-DA0B"),
    ],
)
def test_a_number_is_shown_masked_or_whole(text: str, masked: str, written: str) -> None:
    assert (read(text).masked(), read(text).written()) == (masked, written)


def test_a_number_is_not_printed_by_chance() -> None:
    assert "2384" not in repr(read(CHILD))
    assert "2017" not in repr(read(CHILD))


def test_a_child_may_have_no_number_or_not_be_born() -> None:
    assert without_number(date(2017, 1, 10), today=TODAY).birth_on == date(2017, 1, 10)
    assert without_number(TODAY, today=TODAY).birth_on == TODAY
    assert unborn(date(2027, 3, 1), today=TODAY).expected_on == date(2027, 3, 1)
    assert unborn(date(2026, 11, 10), today=TODAY).expected_on == date(2026, 11, 10)
    with pytest.raises(BornInTheFuture):
        without_number(TODAY + timedelta(days=1), today=TODAY)
    for impossible in (date(2025, 3, 1), date(2026, 10, 26), date(2027, 9, 21)):
        with pytest.raises(NotExpectedThen):
            unborn(impossible, today=TODAY)


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("2017-01-10", "2026-11-24", AgeWords(9, None)),
        ("2017-11-24", "2026-11-24", AgeWords(9, None)),
        ("2017-11-25", "2026-11-24", AgeWords(8, None)),
        ("2024-02-29", "2025-02-27", AgeWords(0, 11)),
        ("2024-02-29", "2025-02-28", AgeWords(1, None)),
        ("2024-02-29", "2028-02-28", AgeWords(3, None)),
        ("2024-02-29", "2028-02-29", AgeWords(4, None)),
        ("2026-11-24", "2026-11-24", AgeWords(0, 0)),
        ("2026-10-31", "2026-11-29", AgeWords(0, 0)),
        ("2026-10-31", "2026-11-30", AgeWords(0, 1)),
        ("2025-11-25", "2026-11-24", AgeWords(0, 11)),
        ("2025-12-31", "2026-02-28", AgeWords(0, 2)),
    ],
)
def test_an_age_is_years_and_in_the_first_year_months(born: str, today: str, age: AgeWords) -> None:
    assert age_words(date.fromisoformat(born), date.fromisoformat(today)) == age


def test_nobody_has_an_age_before_the_birth() -> None:
    with pytest.raises(NotBornYet):
        age_on(date(2026, 11, 25), TODAY)


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@given(days, days)
def test_a_person_is_as_old_as_the_last_birthday(one: date, other: date) -> None:
    born, today = sorted((one, other))

    age = age_on(born, today)

    assert birthday(born, age=age) <= today < birthday(born, age=age + 1)
    months = age_words(born, today).months
    assert (months is None) if age else (months in range(12))


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_has_a_cause(text: str) -> None:
    try:
        number = read(text)
    except NotAPersonalIdentityNumber:
        return
    assert number.digits.isascii()
    assert number.digits.isalnum()
    assert read(number.written()) == number


@given(st.integers(0, 9), st.integers(0, 11))
def test_one_wrong_digit_is_always_noticed_but_for_the_century(wrong: int, place: int) -> None:
    typed = CHILD[:place] + str(wrong) + CHILD[place + 1 :]
    if place < 2 or typed == CHILD:
        return
    with pytest.raises(NotAPersonalIdentityNumber):
        read(typed)
