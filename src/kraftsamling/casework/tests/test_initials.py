"""Initials in lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.casework.rules.initials import initials, shown_name


@pytest.mark.parametrize(
    ("given_names", "surname", "shown"),
    [
        ("Elsa", "Karlsson", "E.K."),
        ("Åsa-Lena", "von Ähren", "Å.L.Ä."),
        ("Anna Maria Lovisa", "Berg", "A.M.B."),
        ("Mohammed", "Al Hassan", "M.H."),
        ("Omar", "al-Hassan Ibrahim", "O.H.I."),
        ("Omar", "Al", "O.A."),  # a particle that is the whole name
        ("Al", "Berg", "A.B."),
        ("Kim", "", "K."),
        ("", "Berg", "B."),
        ("Anna Maria Lovisa Karin", "", "A.M.L."),
        ("Li", "Berg Ek Ask", "L.B.E."),
        ("elsa", "karlsson", "E.K."),
        ("E\u0301lodie", "d’Aubigné", "É.D."),  # an accent of its own sign
        ("Seán", "O'Brien", "S.O."),
        ("Jan", "'t Hooft", "J.T.H."),
        ("  Elsa \u00a0", "\tKarlsson\n", "E.K."),
        ("Elsa–Karin", "Ek/Berg", "E.K.E."),
        ("A.B.", "Ek", "A.B.E."),
        ("محمد", "علي", "م.ع."),
        ("ßeta", "Ek", "ß.E."),  # has no single capital
        ("", "", "–"),
        (" - ", "123", "–"),
    ],
)
def test_one_letter_for_each_part_of_the_names(given_names: str, surname: str, shown: str) -> None:
    assert initials(given_names, surname) == shown


def test_a_protected_person_has_not_even_initials() -> None:
    assert shown_name("Elsa", "Karlsson", protected=True) is None
    assert shown_name("Elsa", "Karlsson", protected=False) == "E.K."


@given(st.text(max_size=40), st.text(max_size=40))
def test_never_more_than_three_letters_and_never_nothing(given_names: str, surname: str) -> None:
    shown = initials(given_names, surname)

    letters = shown.split(".")[:-1]
    assert shown == "–" or 1 <= len(letters) <= 3
    assert all(len(letter) == 1 and letter.isalpha() for letter in letters)
