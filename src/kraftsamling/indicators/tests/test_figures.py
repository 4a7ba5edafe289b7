"""A figure leaves only as a type that knows whether it may be shown."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.indicators.rules.figures import (
    Hidden,
    NotAShare,
    Share,
    Shown,
    Threshold,
    ThresholdMayOnlyBeRaised,
)
from kraftsamling.indicators.rules.thresholds import INSIDE, OUTSIDE


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(9, 14, 64), (1, 8, 13), (1, 3, 33), (2, 3, 67), (0, 7, 0), (7, 7, 100), (199, 200, 100)],
)
def test_percent_is_rounded_as_by_hand(numerator: int, denominator: int, percent: int) -> None:
    assert Share(numerator, denominator).percent == percent


def test_nothing_of_nothing_has_no_value() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).percent is None


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 3), (4, 3), (1, 0), (0, -1)])
def test_a_numerator_outside_its_denominator_is_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(NotAShare):
        Share(numerator, denominator)


def test_groups_are_added_by_their_counts_not_their_percentages() -> None:
    assert (Share(1, 2) + Share(9, 98)).value == Fraction(1, 10)


@pytest.mark.parametrize(
    ("threshold", "share", "shown"),
    [
        (INSIDE, Share(3, 4), False),
        (INSIDE, Share(3, 5), True),
        (INSIDE, Share(5, 5), True),
        (INSIDE, Share(0, 0), False),
        (OUTSIDE, Share(5, 9), False),
        (OUTSIDE, Share(5, 10), True),
        (OUTSIDE, Share(4, 10), False),
        (OUTSIDE, Share(10, 14), False),
        (OUTSIDE, Share(10, 15), True),
        (OUTSIDE, Share(19, 19), False),
        (OUTSIDE, Share(20, 20), True),
        (OUTSIDE, Share(0, 19), False),
        (OUTSIDE, Share(0, 20), True),
    ],
)
def test_what_each_audience_may_see(threshold: Threshold, share: Share, shown: bool) -> None:
    assert threshold.apply(share) == (Shown(share) if shown else Hidden())


def test_a_hidden_figure_holds_nothing_that_could_tell_why() -> None:
    assert fields(Hidden) == ()
    assert INSIDE.apply(Share(0, 0)) == INSIDE.apply(Share(4, 4)) == OUTSIDE.apply(Share(4, 40))


def test_a_threshold_may_be_raised_but_not_lowered() -> None:
    raised = INSIDE.raised_to(8)

    assert raised.apply(Share(3, 7)) == Hidden()
    with pytest.raises(ThresholdMayOnlyBeRaised, match="may only be raised"):
        raised.raised_to(6)
    with pytest.raises(ThresholdMayOnlyBeRaised):
        Threshold(floor=5, least=4)


def test_nothing_at_all_is_hidden_even_without_a_threshold() -> None:
    assert Threshold(floor=0, least=0).apply(Share(0, 0)) == Hidden()


@given(st.integers(0, 60), st.integers(0, 60), st.integers(10, 40))
def test_a_raised_threshold_never_shows_more(part: int, rest: int, least: int) -> None:
    share = Share(part, part + rest)

    if OUTSIDE.raised_to(least).allows(share):
        assert OUTSIDE.allows(share)
        assert INSIDE.allows(share)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_opposite_answer_is_hidden_together_with_the_answer(part: int, rest: int) -> None:
    share = Share(part, part + rest)

    assert OUTSIDE.allows(share) == OUTSIDE.allows(share.mirrored)
