"""What the page of giving out cases says when something is missing, changed or broken."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kraftsamling.casework.models import AllocationLine, AllocationRun, Assignment, Case, CaseWeight
from kraftsamling.casework.rules.points import START
from kraftsamling.casework.services import allocation, secrecy
from kraftsamling.casework.statuses import CaseKind, Phase
from kraftsamling.common import clock
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.workforce.models import Absence
from kraftsamling.workforce.statuses import AbsenceKind
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.casework.test_give_out_cases import (
    PAGE,
    Wait,
    astrid_works,
    karin,
    leave,
    lower_the_ceiling,
    wait,
)
from tests.casework.test_points import employ
from tests.support.database import as_owner
from tests.support.people import (
    actor_of_membership,
    client_of_membership,
    membership_named,
    newcomer,
)

__all__ = ["astrid_works", "karin", "wait"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(karin: Actor) -> Client:
    return client_of_membership(membership_named("Karin"))


def page(client: Client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    set_local(AUTHORITY, GRANBY)
    return answer.content.decode()


def accepted(client: Client) -> str:
    """What is said when the latest proposal is accepted, and what stands there then."""
    set_local(AUTHORITY, GRANBY)
    run = AllocationRun.rows.order_by("-asked_at")[0]
    answer = client.post(f"{PAGE}{run.pk}/godkann/", follow=True)
    assert answer.status_code == 200
    set_local(AUTHORITY, GRANBY)
    return answer.content.decode()


def given_out() -> int:
    set_local(AUTHORITY, GRANBY)
    return Assignment.rows.filter(role="MAIN").count()


def test_with_every_worker_away_the_page_says_so_and_what_it_would_take(
    wait: Wait, manager: Client, astrid_works: Any
) -> None:
    wait("Ebba")
    with as_owner():
        Absence.rows.create(
            authority_id=GRANBY, employee=astrid_works, kind=AbsenceKind.SICK,
            starts_on=TODAY, ends_on=clock.today() + timedelta(days=30),
        )  # fmt: skip

    shown = page(manager)

    assert "Ingen som tar ärenden är här nu." in shown
    assert "Astrid tillbaka" in shown
    assert "Godkänn" not in shown.split("<main")[1].split("</main>")[0]


def test_with_every_worker_in_conflict_nobody_is_named_as_such(
    wait: Wait, manager: Client, astrid_works: Any
) -> None:
    case = wait("Ebba")
    secrecy.declare_conflict(case=case, by=actor_of_membership(membership_named("Astrid")), at=NOON)

    shown = page(manager)

    assert "Ingen som är här kan få det." in shown
    assert "jäv" not in shown.split("<main")[1].lower()


def test_a_case_heavier_than_every_ceiling_says_so_on_the_page(
    wait: Wait, manager: Client, astrid_works: Any
) -> None:
    lower_the_ceiling(astrid_works)
    wait("Ebba")

    assert "Det väger mer än någons tak." in page(manager)


@pytest.mark.parametrize("wrong", ["-5", "0", "", "7", "155", "många"])
def test_points_that_are_missing_or_negative_are_kept_as_typed_and_not_stored(
    manager: Client, wrong: str
) -> None:
    answer = manager.post(
        "/installningar/poang/CHILD/INVESTIGATION/",
        {"simple": "5", "ordinary": wrong, "heavy": "150", "valid_from": str(clock.today())},
    )

    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.content.decode() or not wrong
    set_local(AUTHORITY, GRANBY)
    assert not CaseWeight.rows.exists()


def test_no_open_case_is_without_points() -> None:
    phases = set(Phase) - {Phase.CLOSED}

    assert set(START) == {(kind, phase) for kind in CaseKind for phase in phases}


def test_a_ceiling_lowered_below_the_load_gives_nobody_more_and_shows_it(
    wait: Wait, manager: Client, astrid_works: Any
) -> None:
    first, second = wait("Ebba"), wait("Max")
    Case.rows.filter(pk=first.pk).update(responsible=astrid_works.membership, waiting_since=None)
    lower_the_ceiling(astrid_works)

    shown = page(manager)

    assert "10 av 5" in shown
    assert AllocationLine.rows.get(case=second).to is None


def test_ties_everywhere_give_the_same_proposal_each_time(
    wait: Wait, manager: Client, karin: Actor
) -> None:
    for name in ("Alva", "Beata", "Cilla"):
        employ(newcomer(name, "caseworker"))
    for name in ("Ebba", "Max", "Ines", "Otto"):
        wait(name)

    def proposed() -> dict[Any, Any]:
        set_local(AUTHORITY, GRANBY)
        run = AllocationRun.rows.order_by("-asked_at")[0]
        return dict(AllocationLine.rows.filter(run=run).values_list("case_id", "to_id"))

    page(manager)
    first = proposed()
    manager.post(f"{PAGE}rakna-om/")
    page(manager)

    assert AllocationRun.rows.count() == 2
    assert proposed() == first
    assert None not in first.values()


def test_a_worker_who_leaves_while_a_proposal_waits_is_given_nothing(
    wait: Wait, manager: Client, astrid_works: Any
) -> None:
    wait("Ebba")
    page(manager)
    leave(astrid_works)

    told = accepted(manager)

    assert "någon som föreslogs inte är här" in told
    assert given_out() == 0


def test_a_proposal_cut_off_says_how_much_better_there_may_be(
    wait: Wait, manager: Client, astrid_works: Any
) -> None:
    wait("Ebba")
    page(manager)
    AllocationRun.rows.update(gap=0.031)

    assert "Det kan finnas ett som är upp till 3 procent bättre." in page(manager)


def test_without_the_solver_the_list_by_the_crisis_plan_still_works(
    wait: Wait, manager: Client, astrid_works: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "kraftsamling.casework.rules.allocation.exact", None)
    case = wait("Ebba")

    shown = page(manager)
    assert "ett enkelt förslag i krisplanens" in shown
    accepted(manager)

    assert given_out() == 1
    assert fresh(case).responsible_id == astrid_works.membership_id


def test_many_cases_are_computed_by_a_job_and_the_page_says_so_meanwhile(
    wait: Wait, manager: Client, astrid_works: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allocation, "AT_ONCE", 1)
    wait("Ebba")
    wait("Max")

    for _again in range(2):
        assert "Förslaget räknas" in page(manager)
    assert AllocationRun.rows.count() == 1  # opened again it is not asked again
    allocation.make(AllocationRun.rows.get().pk, at=clock.now())

    assert "Förslaget ger alla någon i dag." in page(manager)


def test_a_proposal_that_is_not_there_leads_back(manager: Client) -> None:
    nobody = "00000000-0000-0000-0000-000000000000"

    for body in ({}, {"line": "inte ett id"}, {"line": nobody}):
        assert manager.post(f"{PAGE}{nobody}/godkann/", body).status_code == 302
    assert given_out() == 0
