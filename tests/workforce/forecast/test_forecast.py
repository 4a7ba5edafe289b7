"""How long the queue will be: with today's staff, with other staff, and when nothing can be said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kraftsamling.workforce.rules.forecast.forecast import (
    LONGEST,
    Fitted,
    Forecast,
    _clearing,
    fit,
    forecast,
    seed_of,
)
from kraftsamling.workforce.rules.forecast.history import TooShort, Week
from kraftsamling.workforce.rules.forecast.staffing import (
    NotAScenario,
    Scenario,
    Staffing,
    slots,
)
from tests.support.histories import FIRST, History, made, within

STAFF = Staffing(workers=12, sick=0.08, leaving=0.12, weeks_to_fill=16, cases_each=14)
FULL = round(12 * 0.92 * 14)


def queue(arrived: int = 9, waiting: int = 30, weeks: int = 78) -> Fitted:
    """Twelve workers' full load, cases of seventeen weeks, and so many who come and wait."""
    week = Week(arrived, 9, round(FULL / 17), waiting, FULL)
    return fit(History(FIRST, (week,) * weeks))


def told(known: Fitted, scenario: Scenario | None = None, staff: Staffing = STAFF) -> Forecast:
    return forecast(known, staff, scenario, seed=seed_of("Lindsjö"))


class TestToday:
    def test_more_come_than_end_and_the_queue_grows(self) -> None:
        found = told(queue(arrived=12))

        assert not found.clears
        assert found.growth > 3
        assert found.waiting.middle[-1] > found.waiting.middle[0]

    def test_fewer_come_than_end_and_the_queue_is_gone_with_an_interval(self) -> None:
        found = told(queue(arrived=7)).clearing

        assert 0 < (found.early or 0) < (found.middle or 0) < (found.late or 0)
        assert found.chance > 0.9

    def test_bands_lie_within_one_another_and_widen(self) -> None:
        waiting = told(queue()).waiting.values

        assert np.all(np.diff(waiting, axis=0) >= 0)
        assert waiting[4, 51] - waiting[0, 51] > waiting[4, 3] - waiting[0, 3]

    def test_the_same_page_twice_says_the_same(self) -> None:
        one, again = told(queue()), told(queue())
        other = forecast(queue(), STAFF, seed=seed_of("Ekhamra"))

        assert np.array_equal(one.waiting.values, again.waiting.values)
        assert not np.array_equal(one.waiting.values, other.waiting.values)

    def test_nobody_waits_and_nobody_comes(self) -> None:
        found = told(queue(arrived=0, waiting=0))

        assert found.clearing.middle == 0
        assert found.waiting.values.max() <= 1

    def test_without_staff_every_case_waits_and_the_queue_never_clears(self) -> None:
        found = told(queue(), staff=replace(STAFF, workers=0))

        assert not found.clears
        assert found.clearing.early is None
        assert found.waiting.middle[0] > FULL
        assert found.wait.middle[10] == LONGEST
        assert not found.load.values.any()

    def test_an_inflow_without_any_variation_still_has_bands(self) -> None:
        low, *_, high = told(queue(arrived=9)).waiting.at(25)

        assert high - low > 10

    def test_too_few_weeks_give_no_forecast(self) -> None:
        with pytest.raises(TooShort):
            queue(weeks=11)


class TestTheLight:
    def test_the_queue_is_gone_when_nobody_has_waited_for_a_month(self) -> None:
        one_quiet_week, gone = [5, 0, 3, 1, 2, 2, 1, 1], [5, 3, 0, 0, 0, 0, 2, 1]

        found = _clearing(np.array([one_quiet_week, gone, gone], dtype=float).T, now=6)

        assert (found.early, found.middle, found.late) == (3, 3, None)
        assert found.chance == pytest.approx(2 / 3)


class TestTrying:
    def test_more_staff_shorten_the_queue_and_clear_it_sooner(self) -> None:
        known = queue(arrived=10, waiting=120)
        today, two, four = (told(known, Scenario(new=new)) for new in (0, 2, 4))

        assert today.waiting.middle[25] > two.waiting.middle[25] > four.waiting.middle[25]
        assert four.clearing.chance > two.clearing.chance > today.clearing.chance

    def test_staff_that_come_later_help_later(self) -> None:
        known = queue(arrived=10, waiting=120)
        soon, late = told(known, Scenario(new=4)), told(known, Scenario(new=4, from_month=9))
        unchanged = told(known)

        assert late.waiting.middle[30] == unchanged.waiting.middle[30]
        assert soon.waiting.middle[51] < late.waiting.middle[51] < unchanged.waiting.middle[51]

    def test_a_newcomer_carries_less_in_the_first_year(self) -> None:
        still = replace(STAFF, leaving=0, sick=0)
        room, present = slots(np.random.default_rng(1), still, Scenario(new=5), 60, 1)

        assert room[0, 0] == 12 * 14 + 5 * 0.6 * 14
        assert room[52, 0] == (12 + 5) * 14
        assert present[0, 0] == 17

    @pytest.mark.parametrize("tried", [Scenario(hours=80), Scenario(sick=2), Scenario(inflow=-15)])
    def test_each_number_that_helps_shortens_the_queue(self, tried: Scenario) -> None:
        known = queue(arrived=9)

        assert told(known, tried).waiting.middle[51] < told(known).waiting.middle[51]

    def test_lent_hours_are_work_done_however_many_are_ill(self) -> None:
        still = replace(STAFF, leaving=0, sick=0.5)
        room, _ = slots(np.random.default_rng(1), still, Scenario(hours=40), 1, 1)

        assert room[0, 0] == (12 * 0.5 + 1) * 14

    def test_all_away_is_as_nobody_here(self) -> None:
        assert not told(queue(), Scenario(sick=100, hours=40)).clears

    @pytest.mark.parametrize(
        "numbers",
        [
            {"new": -1},
            {"new": 10**9},
            {"from_month": 25},
            {"hours": -1},
            {"sick": 101},
            {"inflow": -91},
            {"inflow": 10**9},
        ],
    )
    def test_impossible_numbers_are_no_scenario(self, numbers: dict[str, int]) -> None:
        with pytest.raises(NotAScenario):
            Scenario(**numbers)

    def test_staff_on_average_stays_as_many_as_today(self) -> None:
        _, present = slots(np.random.default_rng(3), replace(STAFF, sick=0), Scenario(), 104, 4_000)

        assert present[103].mean() == pytest.approx(12, rel=0.02)
        assert present[103].std() > 0.3


@pytest.mark.deep
class TestCalibration:
    def test_four_of_five_outcomes_lie_in_the_band(self) -> None:
        assert 0.75 <= within(600) <= 0.85

    def test_also_after_a_short_history(self) -> None:
        assert 0.75 <= within(600, weeks=20) <= 0.85


def test_a_made_authority_is_the_same_each_time() -> None:
    assert made(7) == made(7)
    assert made(7) != made(8)
