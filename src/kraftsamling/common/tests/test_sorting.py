"""Swedish order, in Python and in a database that only compares bytes."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.common import sorting
from kraftsamling.common.sorting import sort_key, swedish_key


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(sorting) == (0, 2)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Arboga", "Zinkgruvan", "Ånge", "Ängelholm", "Öckerö"],
        ["ale", "Alingsås", "alvesta"],
        ["Vara", "Vänersborg", "Wallenstam", "Xerxes"],
        ["Ek Anna", "Eka", "Eken"],
        ["Andre", "André", "Andrea"],
        ["Mueller", "Myhr", "Müller", "Mårtensson"],
        ["Ödeshög", "Øster", "Östersund"],
        ["2 utbildningar", "A-laget", "Alba"],
    ],
)
def test_swedish_order(ordered: list[str]) -> None:
    assert sorted(reversed(ordered), key=swedish_key) == ordered


def test_capitals_and_signs_do_not_matter_to_the_stored_key() -> None:
    assert sort_key("  ÅSA  Ek-Öberg ") == sort_key("åsa ek öberg")
    assert sort_key("A\u030asa") == sort_key("Åsa")


@given(
    st.text(alphabet="abcxyzåäöÅÄÖ -é", max_size=8), st.text(alphabet="abcxyzåäöÅÄÖ -é", max_size=8)
)
def test_the_stored_key_sorts_bytes_like_the_key_function(one: str, other: str) -> None:
    if sort_key(one) != sort_key(other):
        as_bytes = sort_key(one).encode() < sort_key(other).encode()
        assert as_bytes == (swedish_key(one) < swedish_key(other))


@given(st.text(alphabet="abzåäöÅÄÖ", max_size=6), st.text(alphabet="abzåäöÅÄÖ", max_size=6))
def test_the_order_is_that_of_the_swedish_alphabet(one: str, other: str) -> None:
    alphabet = "abzåäö"

    def places(text: str) -> list[int]:
        return [alphabet.index(letter) for letter in text.lower()]

    assert (sort_key(one) < sort_key(other)) == (places(one) < places(other))
