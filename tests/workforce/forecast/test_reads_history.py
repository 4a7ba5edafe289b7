"""What a forecast reads out of the past: how many come, how long a case takes, and what it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from kraftsamling.workforce.rules.forecast import inflow, length
from kraftsamling.workforce.rules.forecast.history import (
    FEWEST_WEEKS,
    History,
    NotAHistory,
    TooShort,
    Week,
)

FIRST = date(2024, 1, 1)


def weeks(arrivals: list[int], **other: int) -> History:
    """A history with these arrivals; the rest of each week alike."""
    rest = {"given": 5, "ended": 6, "waiting": 12, "active": 90, **other}
    return History(FIRST, tuple(Week(arrived, **rest) for arrived in arrivals))


class TestInflow:
    def test_an_even_inflow_goes_on_as_it_was(self) -> None:
        read = inflow.fitted(weeks([10] * 60))

        assert read.mean(52) == pytest.approx(np.full(52, 10.0), rel=0.02)
        assert read.spread == 1.0

    def test_a_summer_is_found_again_after_two_years(self) -> None:
        chance = np.random.default_rng(1)
        places = np.arange(104)
        means = 20 * np.exp(-0.4 * np.cos(2 * np.pi * places * 7 / 365.25))

        read = inflow.fitted(weeks(chance.poisson(means).tolist()))

        assert read.mean(52) == pytest.approx(means[:52], rel=0.20)
        assert np.corrcoef(read.mean(52), means[:52])[0, 1] > 0.95

    def test_a_rise_is_believed_after_three_years_and_hardly_after_three_months(self) -> None:
        rising = [round(20 * 1.15 ** (week / 52)) for week in range(156)]

        long, short = inflow.fitted(weeks(rising)), inflow.fitted(weeks(rising[:13]))

        assert 0.10 < long.best[1] < 0.16
        assert abs(short.best[1]) < 0.03

    def test_weeks_that_vary_more_than_chance_widen_the_draws(self) -> None:
        chance = np.random.default_rng(2)
        lumpy = inflow.fitted(weeks(chance.negative_binomial(5, 1 / 3, size=104).tolist()))

        drawn = inflow.counts(chance, np.full((1, 20_000), 10.0), lumpy.spread)

        assert 2.2 < lumpy.spread < 3.6
        assert drawn.var() / drawn.mean() == pytest.approx(lumpy.spread, rel=0.08)

    def test_no_case_in_a_year_is_a_small_inflow_and_no_error(self) -> None:
        assert inflow.fitted(weeks([0] * 52)).mean(10).max() < 0.05

    def test_a_gap_is_stepped_over(self) -> None:
        whole = weeks([10, 11, 9, 10] * 13)
        holed = replace(
            whole, weeks=tuple(None if 10 <= at < 20 else w for at, w in enumerate(whole.weeks))
        )

        assert holed.gaps == 10
        assert inflow.fitted(holed).mean(26) == pytest.approx(
            inflow.fitted(whole).mean(26), rel=0.05
        )

    def test_eleven_known_weeks_are_too_few(self) -> None:
        with pytest.raises(TooShort) as refused:
            inflow.fitted(weeks([10] * (FEWEST_WEEKS - 1)))

        assert refused.value.known == 11


class TestLength:
    def test_a_case_takes_as_long_as_the_ended_say(self) -> None:
        assert length.fitted(weeks([10] * 104, ended=6, active=90)).weeks == pytest.approx(
            15, rel=0.01
        )

    def test_before_anything_has_ended_a_case_takes_what_the_law_gives(self) -> None:
        assert length.fitted(weeks([1], active=0, ended=0)).weeks == 17

    def test_cases_that_all_end_each_week_take_a_week(self) -> None:
        assert length.fitted(weeks([5] * 52, ended=50, active=5)).weeks < 1.1


class TestWhatIsNoHistory:
    @pytest.mark.parametrize("cases", [-1, 10**9])
    def test_an_impossible_number_of_cases_is_refused(self, cases: int) -> None:
        with pytest.raises(NotAHistory):
            Week(cases, 0, 0, 0, 0)

    def test_weeks_begin_on_mondays_and_the_last_is_known(self) -> None:
        with pytest.raises(NotAHistory):
            History(date(2024, 1, 2), ())
        with pytest.raises(NotAHistory):
            History(FIRST, (None,))

    def test_what_was_known_on_a_day_ends_with_the_last_whole_week(self) -> None:
        whole = weeks(list(range(20)))

        then = whole.until(FIRST + timedelta(days=7 * 14 + 3))

        assert [week.arrived for _, week in then.known] == list(range(14))
        assert not whole.until(date(2020, 1, 6)).weeks
