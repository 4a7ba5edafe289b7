"""A manager raises a ceiling for a while, so that a case gets a worker: seen first, with a reason and an
end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from kraftsamling.casework.models import AllocationRun, Case
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.workforce.models import OwnCeiling
from kraftsamling.workforce.rules.points import NotForAWhile, OutOfReach, raised
from kraftsamling.workforce.selectors.capacity import capacity_of
from kraftsamling.workforce.statuses import EmploymentForm
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.casework.test_give_out_cases import (
    PAGE,
    Wait,
    astrid_works,
    karin,
    lower_the_ceiling,
    wait,
)
from tests.casework.test_points import employ
from tests.support.database import as_owner
from tests.support.people import client_of, client_of_membership, membership_named, newcomer

__all__ = ["astrid_works", "karin", "wait"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def full(wait: Wait, karin: Actor, astrid_works: Any) -> Any:
    """Astrid has a ceiling of five, and Ebba's case weighs ten."""
    lower_the_ceiling(astrid_works)
    wait("Ebba")
    return astrid_works


def path(employee: Any) -> str:
    return f"{PAGE}tak/{employee.pk}/"


def typed(**changes: Any) -> dict[str, str]:
    until = clock.today() + timedelta(days=14)
    return {"more": "5", "until": str(until), "because": "CHILD_WAITS", "seen": "5", **changes}


def rows() -> list[tuple[int, str]]:
    set_local(AUTHORITY, GRANBY)
    return list(OwnCeiling.rows.exclude(because="").values_list("points", "because"))


def test_what_it_would_take_is_a_link_to_the_page_that_shows_what_it_changes(full: Any) -> None:
    manager = client_of_membership(membership_named("Karin"))

    page = manager.get(PAGE).content.decode()
    assert f'href="{path(full)}?more=5"' in page
    shown = manager.get(f"{path(full)}?more=5").content.decode().replace("\u00a0", " ")

    assert "E.E., 8 år får en handläggare: Astrid." in shown
    assert "Ingen väntar längre." in shown
    assert "Astrid har sedan 10 av 10 poäng." in shown
    assert "Sedan är taket 5 poäng igen." in shown
    assert rows() == []


def test_it_is_raised_with_a_reason_and_the_proposal_is_computed_anew(full: Any) -> None:
    manager = client_of_membership(membership_named("Karin"))
    manager.get(PAGE)

    no_reason = manager.post(path(full), typed(because=""))
    unseen = manager.post(path(full), typed(seen=""))
    assert (no_reason.status_code, unseen.status_code, rows()) == (422, 200, [])
    assert "Välj ett skäl." in no_reason.content.decode()
    answer = manager.post(path(full), typed(), follow=True).content.decode()

    assert "ett tak har höjts" in answer
    assert "Förslaget ger alla någon i dag." in answer
    assert rows() == [(10, "CHILD_WAITS")]
    set_local(AUTHORITY, GRANBY)
    assert AllocationRun.rows.order_by("-asked_at")[0].because == ["CEILING_RAISED"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"more": "-5"},
        {"more": "7"},
        {"more": "65"},
        {"more": ""},
        {"until": ""},
        {"until": "2020-01-01"},
        {"until": str(clock.today() + timedelta(days=57))},
        {"because": "HER_CHILD_IS_ILL"},
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_stored(
    full: Any, wrong: dict[str, str]
) -> None:
    answer = client_of_membership(membership_named("Karin")).post(path(full), typed(**wrong))

    assert answer.status_code == 422
    assert "Rätta till" in answer.content.decode()
    assert rows() == []


def test_raised_again_it_never_comes_more_than_sixty_above_the_usual() -> None:
    until = TODAY + timedelta(weeks=8)

    assert raised(150, 60, until, TODAY, usual=150) == 210
    for wrong in (0, -5, 7, 65):
        with pytest.raises(OutOfReach):
            raised(150, wrong, until, TODAY, usual=150)
    with pytest.raises(OutOfReach):
        raised(210, 5, until, TODAY, usual=150)
    for day in (until + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(NotForAWhile):
            raised(150, 5, day, TODAY, usual=150)


def test_after_its_day_the_usual_ceiling_holds_again(full: Any) -> None:
    client_of_membership(membership_named("Karin")).post(path(full), typed())
    set_local(AUTHORITY, GRANBY)
    last = clock.today() + timedelta(days=14)

    held = [capacity_of(full, today=last + timedelta(days=more)).ceiling for more in (0, 1)]

    assert held == [10, 5]


def test_no_ceiling_is_raised_without_an_end(full: Any) -> None:
    with (
        as_owner(),
        pytest.raises(IntegrityError, match="raised_for_a_while"),
        transaction.atomic(),
    ):
        OwnCeiling.rows.create(
            authority_id=GRANBY,
            employee=full,
            points=200,
            starts_on=TODAY,
            because="OTHER",
            at=NOON,
        )


def test_a_trainee_a_team_leader_a_colleague_and_elin_have_no_such_page(
    full: Any, case: Case
) -> None:
    trainee = employ(newcomer("Tove", "trainee"), form=EmploymentForm.TRAINEE)
    manager = client_of_membership(membership_named("Karin"))

    assert manager.get(path(trainee)).status_code == 404
    for name in ("Bodil", "Astrid", "Elin"):
        assert client_of(name).get(path(full)).status_code in (403, 404), name
        assert client_of(name).post(path(full), typed()).status_code in (403, 404), name
    assert rows() == []
    assert fresh(full).pk == full.pk
