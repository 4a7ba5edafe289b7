"""Nothing hidden in a release can be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kraftsamling.indicators.rules.figures import NOTHING, Figure, Hidden, Share, Shown
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


def linked(one: Table) -> Table:
    """The same table with a second sum that tells nothing, so that it is solved by linear program."""
    cells: dict[str, Figure] = {**one.cells, "nobody": Shown(NOTHING)}
    return Table(cells, (*one.sums, Sum("nobody", ())), one.tiny)


shares = st.builds(
    lambda part, more: Share(part, part + more), st.integers(0, 14), st.integers(0, 14)
)


@pytest.mark.parametrize("way", [lambda one: one, linked], ids=["one sum", "linked sums"])
@settings(max_examples=80, deadline=None)
@given(parts=st.lists(shares, min_size=2, max_size=3))
def test_what_is_published_leaves_room_when_everything_is_tried(
    way: Callable[[Table], Table], parts: list[Share]
) -> None:
    """Against a reader who tries every number: neither way is believed, but counted over."""
    total = sum(parts[1:], parts[0])
    names = "ABC"[: len(parts)]
    figures: dict[str, Figure] = {"all": OUTSIDE.apply(total)} | {
        name: OUTSIDE.apply(share) for name, share in zip(names, parts, strict=True)
    }
    found = suppress(way(Table(figures, (Sum("all", tuple(names)),))))

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


parts_as_published = st.lists(
    st.tuples(shares, st.sampled_from(["shown", "hidden", "hidden", "tiny"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(parts_as_published, st.booleans(), st.sampled_from([0, 0, -3, 3]))
def test_a_single_sum_tells_what_the_linear_program_finds(
    parts: list[tuple[Share, str]], total_shown: bool, wrong_by: int
) -> None:
    """Also of totals that do not add up, of hidden totals, and of units too small to be counted."""
    whole = sum((share for share, _ in parts), NOTHING)
    numerator = max(0, whole.numerator + wrong_by)
    told = Share(numerator, numerator + whole.complement)
    names = [str(number) for number in range(len(parts))]
    cells: dict[str, Figure] = {
        name: Shown(share) if state == "shown" else Hidden()
        for name, (share, state) in zip(names, parts, strict=True)
    }
    cells["all"] = Shown(told) if total_shown else Hidden()
    tiny = frozenset(name for name, (_, state) in zip(names, parts, strict=True) if state == "tiny")
    one = Table(cells, (Sum("all", tuple(names)),), tiny)

    assert list(weak_cells(one)) == list(weak_cells(linked(one)))


@pytest.mark.parametrize("order", [("A", "B", "C"), ("C", "B", "A")])
def test_the_same_table_is_always_hidden_the_same_way(order: tuple[str, ...]) -> None:
    cells = {"A": (24, 40), "B": (24, 40), "C": None}

    found = suppress(table(all=(60, 100), **{name: cells[name] for name in order}))

    assert sorted(found.hidden) == ["A", "C"]
