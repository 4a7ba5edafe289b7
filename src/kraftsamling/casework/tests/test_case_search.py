"""What may be searched for: a name, an exact number, a case number, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.casework.rules.case_search import (
    CaseNumberQuery,
    NameQuery,
    NumberQuery,
    Reason,
    Refused,
    name_key,
    parse,
    prefix_range,
)
from kraftsamling.casework.rules.identity_numbers import Kind

TODAY = date(2026, 11, 24)


def finds(text: str, given_names: str, surname: str) -> bool:
    """Whether the text finds the person, compared as the database does: byte by byte."""
    query = parse(text, TODAY)
    assert isinstance(query, NameQuery)
    stored = name_key(given_names, surname).encode()
    ranges = [prefix_range(key) for key in query.keys]
    return any(low.encode() <= stored < high.encode() for low, high in ranges)


@pytest.mark.parametrize(
    ("given_names", "surname", "key"),
    [
        ("Elsa", "Karlsson", "karlsson elsa"),
        ("Åsa-Lena", "von Ähren", "von ähren åsa lena"),
        ("Zoë", "Østergård", "östergård zoe"),
        ("José  María", " Núñez\u00a0García ", "nunez garcia jose maria"),
        ("A\u030asa", "O\u0308berg", "öberg åsa"),  # rings and dots as signs of their own
        ("Şükrü", "Yıldız", "yildiz sukru"),
        ("Łukasz", "Strauß", "strauss lukasz"),
        ("Seán", "O’Brien", "obrien sean"),
        ("İpek", "Ek", "ek ipek"),
        ("Kim", "", "kim"),
        ("", "", ""),
    ],
)
def test_the_stored_key(given_names: str, surname: str, key: str) -> None:
    assert name_key(given_names, surname) == key


@pytest.mark.parametrize(
    "text",
    [
        "Åsa Ähren",
        "åsa-lena ähren",
        "Ähren Åsa",
        "Ähren, Åsa",
        "ÄHREN  ÅS",
        "Åsa\u00a0Lena Ähren",
    ],
)
def test_a_name_is_found_in_either_order_and_from_its_beginning(text: str) -> None:
    assert finds(text, "Åsa-Lena", "Ähren")


@pytest.mark.parametrize("text", ["Asa Ahren", "Lena Ähren", "Åsa Ähr", "Åsa Öhren", "Åsa Berg"])
def test_another_name_is_not_found(text: str) -> None:
    assert not finds(text, "Åsa-Lena", "Ähren")


@pytest.mark.parametrize("text", ["Jose Garcia", "José García", "JOSÉ GARCIA"])
def test_accents_make_no_difference(text: str) -> None:
    assert finds(text, "José", "García")
    assert finds(text, "Jose", "Garcia")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("20170110-2384", Kind.PERSONAL),
        ("170110 2384", Kind.PERSONAL),
        ("701063-2391", Kind.COORDINATION),
        ("20170110-TF01", Kind.RESERVE),
    ],
)
def test_a_whole_number_is_searched_for(text: str, kind: Kind) -> None:
    query = parse(text, TODAY)

    assert isinstance(query, NumberQuery)
    assert query.number.kind is kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-00123", "2026-00123"),
        ("2011-012384", "2011-012384"),  # ten digits, and yet no person
        ("soc 2026/123", "SOC 2026/123"),
        ("IFO-2026-4512", "IFO-2026-4512"),
        ("IFO-2026–4512", "IFO-2026-4512"),
        (" b12345 ", "B12345"),
        ("4512", "4512"),
        ("٤٥١٢", "4512"),
    ],
)
def test_a_case_number_is_searched_for(text: str, number: str) -> None:
    assert parse(text, TODAY) == CaseNumberQuery(number)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u00a0\n", Reason.EMPTY),
        ("Anna", Reason.ONE_NAME),
        ("  anna ", Reason.ONE_NAME),
        ("20170110", Reason.DAY_OF_BIRTH),
        ("2017-01-10", Reason.DAY_OF_BIRTH),
        ("20170110-2385", Reason.WRONG_CHECK_DIGIT),
        ("20170110-238", Reason.TOO_FEW_DIGITS),
        ("20170110-23844", Reason.TOO_MANY_DIGITS),
        ("20170230-2384", Reason.NO_SUCH_DAY),
        ("20270110-2384", Reason.IN_THE_FUTURE),
        ("%% %%", Reason.UNREADABLE),
        ("An% Be%", Reason.UNREADABLE),
        ("anna_ berg", Reason.UNREADABLE),
        ("'", Reason.UNREADABLE),
        ("20170110*", Reason.UNREADABLE),
        ("a b c d e f g h i", Reason.UNREADABLE),
        ("anna " * 30, Reason.TOO_LONG),
    ],
)
def test_nothing_else_is_searched_for(text: str, reason: Reason) -> None:
    assert parse(text, TODAY) == Refused(reason)


def test_what_is_searched_for_is_not_printed_by_chance() -> None:
    for text, secret in (("Åsa Ähren", "ähren"), ("20170110-2384", "2384"), ("B12345", "12345")):
        assert secret not in repr(parse(text, TODAY))


letters = st.characters(categories=["L"])
names = st.text(letters, min_size=1, max_size=12)


@given(st.text(max_size=140))
def test_any_text_has_an_answer(text: str) -> None:
    query = parse(text, TODAY)

    if isinstance(query, NameQuery):
        assert all(key and " " in key for key in query.keys)


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_range_holds_just_what_begins_so(key: str, stored: str) -> None:
    low, high = prefix_range(key)
    sortable = key.encode("utf-8", "surrogatepass"), stored.encode("utf-8", "surrogatepass")

    inside = (
        low.encode("utf-8", "surrogatepass") <= sortable[1] < high.encode("utf-8", "surrogatepass")
    )
    assert inside is sortable[1].startswith(sortable[0])


@given(names, names)
def test_a_key_is_the_same_in_capitals_and_when_made_again(one: str, other: str) -> None:
    key = name_key(one, other)

    assert name_key("", key) == key
    assert name_key(one.casefold(), other.casefold()) == key
