"""A hidden cell cannot be found by subtraction."""

from __future__ import annotations

import pytest

from kraftsamling.indicators.rules.complement import protect
from kraftsamling.indicators.rules.figures import Figure, Hidden, Share, Shown


def shown(part: int, whole: int) -> Figure:
    return Shown(Share(part, whole))


def test_one_hidden_unit_takes_the_smallest_other_with_it() -> None:
    parts = {"A": shown(10, 20), "B": shown(5, 6), "C": Hidden()}

    protected = protect(parts, shown(17, 29), least=5)

    assert protected == {"A": shown(10, 20), "B": Hidden(), "C": Hidden()}


def test_two_hidden_units_that_hold_three_people_together_take_a_third_with_them() -> None:
    parts = {"A": shown(10, 20), "B": shown(5, 6), "C": Hidden(), "D": Hidden()}

    assert protect(parts, shown(17, 29), least=5)["B"] == Hidden()


def test_two_hidden_units_that_hold_enough_people_hide_nothing_more() -> None:
    parts = {"A": shown(10, 20), "B": shown(5, 6), "C": Hidden(), "D": Hidden()}

    assert protect(parts, shown(17, 31), least=5) == parts


@pytest.mark.parametrize("total", [Hidden(), shown(15, 26)])
def test_nothing_more_is_hidden_where_nothing_can_be_subtracted(total: Figure) -> None:
    parts = {"A": shown(10, 20), "B": shown(5, 6), "C": Hidden()}

    assert protect(parts, total, least=5) == parts


def test_everything_is_hidden_when_nothing_less_is_enough() -> None:
    assert protect({"A": shown(5, 5), "B": Hidden()}, shown(6, 6), least=5)["A"] == Hidden()
