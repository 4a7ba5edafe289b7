"""Nothing hidden in a release can be worked out from what is shown."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kraftsamling.indicators.rules.figures import Figure, Hidden, Share, Shown
from kraftsamling.indicators.rules.suppression import COUNTS, Sum, Table, suppress, weak_cells
from kraftsamling.indicators.rules.thresholds import NARROWEST, OUTSIDE


def table(**cells: tuple[int, int] | None) -> Table:
    """Cells as (part, whole); None is hidden. `all` is the sum of the others."""
    figures: dict[str, Figure] = {
        name: Shown(Share(*each)) if each else Hidden() for name, each in cells.items()
    }
    return Table(figures, (Sum("all", tuple(name for name in cells if name != "all")),))


def test_one_hidden_part_takes_the_smallest_other_with_it() -> None:
    found = suppress(table(all=(60, 100), A=(30, 50), B=(24, 40), C=None))

    assert found.hidden == ["B", "C"]


def test_two_hidden_parts_that_hold_three_together_take_a_third_with_them() -> None:
    found = suppress(table(all=(60, 103), A=(30, 50), B=(28, 50), C=None, D=None))

    assert found.hidden == ["A", "C", "D"]


def test_a_hidden_total_is_not_found_by_adding_the_parts() -> None:
    found = suppress(table(all=None, A=(30, 50), B=(28, 50)))

    assert found.hidden == ["all", "A"]


def test_hidden_parts_with_room_between_them_need_nothing_more() -> None:
    one = table(all=(60, 120), A=(40, 80), B=None, C=None)

    assert suppress(one) == one


def test_a_part_whose_neighbours_say_that_nobody_disagreed_is_protected() -> None:
    found = suppress(table(all=(90, 100), A=(40, 45), B=(40, 45), C=None, D=None))

    assert len(found.hidden) > 2


def test_a_total_that_may_say_that_all_agreed_may_say_it_of_its_parts() -> None:
    one = table(all=(60, 60), A=(30, 30), B=None, C=None)

    assert suppress(one) == one


def test_an_empty_unit_protects_nobody() -> None:
    one = table(all=(60, 100), A=(30, 50), B=(24, 38), C=None, D=None)

    assert suppress(one) == one
    tiny = Table(one.cells, one.sums, frozenset({"D"}))
    assert suppress(tiny).hidden == ["B", "C", "D"]


def test_what_two_linked_sums_tell_together_is_seen() -> None:
    """County = municipalities, municipality = units: the one hidden municipality is found through both."""
    cells: dict[str, Figure] = {
        "county": Shown(Share(100, 200)), "north": Shown(Share(50, 100)), "south": Hidden(),
        "a": Shown(Share(30, 60)), "b": Hidden(), "c": Hidden(),
    }  # fmt: skip
    both = Table(cells, (Sum("county", ("north", "south")), Sum("south", ("a", "b", "c"))))

    assert "south" in set(weak_cells(both))
    assert not list(weak_cells(suppress(both)))


def test_a_table_that_does_not_add_up_is_published_one_level_coarser() -> None:
    assert suppress(table(all=(10, 20), A=(30, 50), B=None)).hidden == ["A", "B"]


shares = st.builds(
    lambda part, more: Share(part, part + more), st.integers(0, 14), st.integers(0, 14)
)


@settings(max_examples=80, deadline=None)
@given(st.lists(shares, min_size=2, max_size=3))
def test_what_is_published_leaves_room_when_everything_is_tried(parts: list[Share]) -> None:
    """Against a reader who tries every number: the linear program is not believed, but counted over."""
    total = sum(parts[1:], parts[0])
    names = "ABC"[: len(parts)]
    figures: dict[str, Figure] = {"all": OUTSIDE.apply(total)} | {
        name: OUTSIDE.apply(share) for name, share in zip(names, parts, strict=True)
    }
    found = suppress(Table(figures, (Sum("all", tuple(names)),)))

    total_shown = found.cells["all"]
    if not isinstance(total_shown, Shown):
        assert len(found.hidden) > 1, "a lone hidden total is found by adding"
        return
    for count in COUNTS:
        whole = count(total_shown.share)
        hidden = [name for name in names if isinstance(found.cells[name], Hidden)]
        left = whole - sum(
            count(each.share) for name in names if isinstance(each := found.cells[name], Shown)
        )
        fits = [way for way in product(range(left + 1), repeat=len(hidden)) if sum(way) == left]
        for index in range(len(hidden) if whole else 0):
            values = {way[index] for way in fits}
            assert max(values) - min(values) >= NARROWEST


@pytest.mark.parametrize("order", [("A", "B", "C"), ("C", "B", "A")])
def test_the_same_table_is_always_hidden_the_same_way(order: tuple[str, ...]) -> None:
    cells = {"A": (24, 40), "B": (24, 40), "C": None}

    found = suppress(table(all=(60, 100), **{name: cells[name] for name in order}))

    assert sorted(found.hidden) == ["A", "C"]
