"""Each row condition comes twice, for one row and for the database: the two always agree.

Asked of every row of today's demo, for actors drawn from its authorities, units, spaces and people.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import BINDINGS
from tests.support import template
from tests.support.database import stay_owner, switch_to_app
from tests.support.server import build_demo, day_stamp

MOST_ROWS = 150
BOUND = sorted(
    (code, condition)
    for code, binding in BINDINGS.items()
    if binding.model is not None
    for condition in binding.conditions
)
FOLLOWS = [
    (resource, condition)
    for resource, condition in BOUND
    if BINDINGS[resource].conditions[condition].follows_from
]


@pytest.fixture(scope="module")
def demo_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, list[Any]]]:
    """Every bound model's rows, read as owner, on a database of its own."""
    with django_db_blocker.unblock():
        stay_owner()
        made = template.ensure(f"demo{day_stamp()}", build_demo)
        name = f"pairs_{os.getpid()}"
        with template.clone(made, name), template.django_uses(name):
            yield {
                code: list(binding.model._base_manager.all()[:MOST_ROWS])
                for code, binding in BINDINGS.items()
                if binding.model is not None
            }
        switch_to_app()


@st.composite
def actors(draw: Any, pool: dict[str, list[Any]]) -> Actor:
    some = draw(st.sampled_from(pool["memberships"]))
    other = draw(st.sampled_from(pool["memberships"]))
    return Actor(
        role=some.role,
        user_id=draw(st.sampled_from([some.user_id, other.user_id, None])),
        membership_id=draw(st.sampled_from([some.pk, None])),
        authority_id=draw(st.sampled_from([some.authority_id, other.authority_id, None])),
        unit_id=some.unit_id,
        unit_ids=draw(st.frozensets(st.sampled_from(pool["units"]), max_size=6)),
        space_ids=draw(st.frozensets(st.sampled_from(pool["spaces"]), max_size=4)),
        human=str(some.user_id),
        second_factor=True,
    )


@pytest.fixture(scope="module")
def pool(demo_rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    from kraftsamling.organisations.models import Membership, Space, Unit

    return {
        "memberships": list(Membership._base_manager.all()),
        "units": list(Unit._base_manager.values_list("pk", flat=True)),
        "spaces": list(Space.objects.values_list("pk", flat=True)),
    }


def whoever_asks(pool: dict[str, list[Any]]) -> Any:
    """Some actors, on some days, with and without a reason."""

    @st.composite
    def circumstances(draw: Any) -> Circumstances:
        day = draw(st.integers(min_value=-400, max_value=400))
        return Circumstances(
            now=datetime.now(UTC) + timedelta(days=day),  # noqa: TID251
            basis=draw(st.sampled_from(["", "a reason"])),
            action=draw(st.sampled_from(["", "read", "search", "update"])),
        )

    some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    return lambda act: some(given(actor=actors(pool), at=circumstances())(act))


@pytest.mark.parametrize(("resource", "condition"), BOUND, ids=lambda v: v)
def test_the_pair_agrees_on_every_row(
    resource: str,
    condition: str,
    demo_rows: dict[str, list[Any]],
    pool: dict[str, list[Any]],
    django_db_blocker: Any,
) -> None:
    rows = demo_rows[resource]
    pair = BINDINGS[resource].conditions[condition]
    model: Any = BINDINGS[resource].model

    @whoever_asks(pool)
    def agree(actor: Actor, at: Circumstances) -> None:
        by_predicate = {row.pk for row in rows if pair.holds(actor, row, at)}
        by_query = set(
            model._base_manager.filter(pk__in=[row.pk for row in rows])
            .filter(pair.q(actor, at))
            .values_list("pk", flat=True)
        )
        assert by_predicate == by_query

    with django_db_blocker.unblock():
        agree()


@pytest.mark.parametrize(("resource", "condition"), FOLLOWS, ids=lambda v: v)
def test_a_condition_holds_wherever_one_that_suffices_for_it_does(
    resource: str,
    condition: str,
    demo_rows: dict[str, list[Any]],
    pool: dict[str, list[Any]],
    django_db_blocker: Any,
) -> None:
    """A list leaves such a condition out, and must show the same rows as with it."""
    pair = BINDINGS[resource].conditions[condition]
    model: Any = BINDINGS[resource].model
    rows = model._base_manager.filter(pk__in=[row.pk for row in demo_rows[resource]])

    @whoever_asks(pool)
    def follows(actor: Actor, at: Circumstances) -> None:
        for enough in pair.follows_from:
            let_in = rows.filter(enough.q(actor, at)).order_by("pk")
            assert list(let_in) == list(let_in.filter(pair.q(actor, at)))

    with django_db_blocker.unblock():
        follows()
