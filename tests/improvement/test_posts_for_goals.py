"""A post serves goals: the plan says how many of its posts are filled, to its own authority alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.improvement import services
from kraftsamling.improvement.models import PostForGoal
from kraftsamling.workforce.models import Position
from kraftsamling.workforce.statuses import Job
from tests.improvement.conftest import GRANBY, NOON, Made
from tests.support import world
from tests.support.people import actor_of_membership, client_of, client_of_membership, newcomer


@pytest.fixture
def hanna(db: None) -> Any:
    """Granby's HR."""
    return newcomer("Hanna", "hr_officer", unit="Barn och unga")


@pytest.fixture
def post(made: Made) -> Position:
    """A vacant post of Granby's."""
    set_local(AUTHORITY, GRANBY)
    return Position.rows.create(
        authority_id=GRANBY,
        number="T-1",
        title="Socialsekreterare",
        unit_id=world.fixed("granby Utredning 1"),
        job=Job.SOCIAL_SECRETARY,
        approved_on=date(2026, 1, 1),
        vacant_since=date(2026, 1, 1),
    )


def tied(post: Position) -> set[Any]:
    return set(
        PostForGoal.rows.filter(position=post, removed_at=None).values_list("goal_id", flat=True)
    )


def test_hanna_says_which_goal_a_post_serves_and_both_pages_show_it(
    made: Made, post: Position, hanna: Any
) -> None:
    client = client_of_membership(hanna)
    client.post(f"/personal/tjanst/{post.pk}/mal/", {"goals": [str(made.goal.pk)]})
    assert tied(post) == {made.goal.pk}
    assert made.goal.sentence in client.get(f"/personal/tjanst/{post.pk}/").content.decode()
    plan = client.get(f"/planer/{made.plan.pk}/").content.decode()
    assert "0 av 1 tjänster för målet är tillsatta." in plan


def test_the_others_of_the_space_do_not_see_the_posts(
    made: Made, post: Position, hanna: Any
) -> None:
    by: Actor = actor_of_membership(hanna)
    services.tie_post(post=post, goals=[made.goal.pk], by=by, at=NOON)
    assert (
        "tjänster för målet"
        not in client_of("Cecilia").get(f"/planer/{made.plan.pk}/").content.decode()
    )


def test_a_goal_that_is_no_longer_ticked_stays_as_history(
    made: Made, post: Position, hanna: Any
) -> None:
    by: Actor = actor_of_membership(hanna)
    services.tie_post(post=post, goals=[made.goal.pk], by=by, at=NOON)
    services.tie_post(post=post, goals=[], by=by, at=NOON)
    assert tied(post) == set()
    assert PostForGoal.rows.filter(position=post).count() == 1


def test_elin_ties_nothing_of_granbys(made: Made, post: Position) -> None:
    answer = client_of("Elin").post(
        f"/personal/tjanst/{post.pk}/mal/", {"goals": [str(made.goal.pk)]}
    )
    assert answer.status_code == 404
    assert tied(post) == set()
