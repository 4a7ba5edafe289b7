"""The light, and the board's sentence, for units in which something is missing or never changes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.utils import translation

from kraftsamling.organisations.models import Unit
from kraftsamling.oversight.board_page import _queue
from kraftsamling.workforce.presenters.forecasts import LightPage
from kraftsamling.workforce.rules.forecast.forecast import fit
from kraftsamling.workforce.rules.forecast.history import FEWEST_WEEKS, History, Week
from kraftsamling.workforce.rules.forecast.staffing import Scenario, Staffing
from kraftsamling.workforce.selectors.forecasts import Ground
from kraftsamling.workforce.selectors.staffing import Staff
from tests.support.histories import FIRST

FULL = 150


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def ground(
    weeks: tuple[Week | None, ...] = (Week(9, 9, 9, 30, FULL),) * 60,
    *,
    workers: float = 12,
    ceiling: int | None = 5,
) -> Ground:
    history = History(FIRST, weeks)
    staff = Staff(
        Staffing(workers=workers, sick=0.08, leaving=0.12, weeks_to_fill=16, cases_each=14),
        vacant=2,
        from_payroll=True,
        reporting=36,
        managers=2,
    )
    known = fit(history) if len(history.known) >= FEWEST_WEEKS else None
    return Ground(Unit(pk=uuid4(), name="Utredning 1"), history, staff, known, ceiling)


def page(found: Ground, scenario: Scenario | None = None) -> LightPage:
    return LightPage.of(found, [], scenario=scenario or Scenario(), cost=57_000, span=25)


def said(shown: LightPage) -> dict[str, list[str]]:
    """What stands beside what is tried, by its first cell."""
    assert shown.side is not None
    return {row.cells[0].text: [each.text for each in row.cells[1:]] for row in shown.side.rows}


def test_without_any_staff_it_never_clears_and_says_so() -> None:
    shown = page(ground(workers=0))

    assert shown.sentence.startswith("Med dagens bemanning växer kön med ungefär")
    assert shown.fan is not None
    assert all(drawing.light == "" for drawing in shown.fan.drawings)


def test_an_inflow_that_never_changes_still_has_an_interval() -> None:
    shown = page(ground((Week(4, 9, 9, 30, FULL),) * 60))

    assert "kön borta" in shown.sentence
    assert "troligen mellan" in shown.sentence or "fyra av fem" in shown.sentence


def test_a_gap_in_what_is_known_is_told_and_leaves_a_hole_in_the_line() -> None:
    week = Week(9, 9, 9, 30, FULL)
    shown = page(ground((week,) * 40 + (None,) * 5 + (week,) * 15))

    assert ("Veckor utan uppgifter", "5") in [(each.label, each.value) for each in shown.how]
    assert shown.fan is not None
    assert all(drawing.been.count("M") == 2 for drawing in shown.fan.drawings)


def test_eleven_weeks_give_words_and_no_curve() -> None:
    shown = page(ground((Week(9, 9, 9, 30, FULL),) * 11))

    assert shown.fan is None
    assert shown.sentence == "Det är för tidigt att säga när kön är borta."
    assert "11" in shown.rest


def test_the_line_where_the_crisis_plan_begins_is_drawn_and_named() -> None:
    with_line, without = page(ground()).fan, page(ground(ceiling=None)).fan

    assert with_line is not None
    assert without is not None
    assert with_line.ceiling == "Krisplanens steg 1 börjar vid 5"
    assert all(each.ceiling.startswith("M") for each in with_line.drawings)
    assert without.ceiling == ""
    assert all(each.ceiling == "" for each in without.drawings)


def test_beside_what_is_tried_stands_how_many_each_manager_has_and_what_it_costs() -> None:
    told = said(page(ground(), Scenario(new=4, from_month=2)))

    assert told["Medarbetare per chef, högst 25"] == ["18", "20"]
    assert told["Kostnad per år"][1].replace("\u00a0", " ") == "2 736 000 kr mer"


@pytest.mark.parametrize(
    ("waiting", "words"), [(1, "Färre än 5 barn"), (4, "Färre än 5 barn"), (5, "5 barn")]
)
def test_the_board_is_told_of_few_children_as_few(waiting: int, words: str) -> None:
    told = _queue(ground((Week(9, 9, 9, waiting, FULL),) * 60))

    assert told.why.startswith(words)
