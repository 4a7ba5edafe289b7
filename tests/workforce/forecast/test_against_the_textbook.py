"""The weeks of the queue against the formulas of queueing, and the formulas against known values."""

from __future__ import annotations

import numpy as np
import pytest

from kraftsamling.workforce.rules.forecast import queueing
from kraftsamling.workforce.rules.forecast.queue import Paths, run


@pytest.mark.parametrize(
    ("offered", "places", "share"),
    [
        (1.0, 2, 1 / 3),  # by hand: 1/(1+1+1/2·2/(2-1))·1/2·2/(2-1)
        (0.5, 1, 0.5),  # with one place the share that waits is the load
        (8.0, 10, 0.409180),  # Erlang's tables
        (10.0, 10, 1.0),
        (12.0, 10, 1.0),
        (0.0, 4, 0.0),
    ],
)
def test_the_share_that_waits_is_the_tables(offered: float, places: int, share: float) -> None:
    assert queueing.erlang_c(offered, places) == pytest.approx(share, abs=1e-6)


def test_one_place_has_the_short_formula() -> None:
    waiting, wait = queueing.mean_waiting(0.8, 1), queueing.mean_wait(0.8, 1, 5.0)

    assert waiting == pytest.approx(0.8**2 / 0.2)
    assert wait == pytest.approx(0.8 * 5 / 0.2)


def test_a_queue_that_grows_for_ever_has_no_mean() -> None:
    assert queueing.mean_waiting(3.0, 3) is None
    assert queueing.mean_wait(3.5, 3, 1.0) is None
    assert queueing.mean_waiting(2.0, 0) is None


def long_run(offered: float, places: int) -> Paths:
    """A queue in short steps (a case takes 200), so that a step is next to nothing, when it has settled."""
    steps, runs, ending = 16_000, 2_000, 1 / 200
    chance = np.random.default_rng(4)
    arrivals = chance.poisson(offered * ending, size=(steps, runs)).astype(np.float64)
    paths = run(
        chance,
        arrivals,
        np.full((steps, runs), float(places)),
        np.full(runs, ending),
        waiting=round(queueing.mean_waiting(offered, places) or 0),
        active=round(offered),
    )
    return Paths(paths.waiting[steps // 4 :], paths.active[steps // 4 :])


@pytest.mark.deep
@pytest.mark.parametrize(("offered", "places"), [(6.0, 8), (1.2, 2), (34.0, 40)])
def test_the_runs_agree_with_the_formulas_within_two_hundredths(
    offered: float, places: int
) -> None:
    paths = long_run(offered, places)

    busy = float((paths.active >= places).mean())
    assert float(paths.waiting.mean()) == pytest.approx(
        queueing.mean_waiting(offered, places), rel=0.02
    )
    assert busy == pytest.approx(queueing.erlang_c(offered, places), rel=0.02)
    assert float(paths.active.mean()) == pytest.approx(offered, rel=0.02)
