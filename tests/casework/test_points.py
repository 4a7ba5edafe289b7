"""What cases weigh, how much each worker has, and who may know it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kraftsamling.casework.models import Case, CaseWeight, LoadRating
from kraftsamling.casework.rules.points import (
    START,
    Decided,
    NotInFives,
    NotRising,
    checked,
    points_of,
    weights_on,
)
from kraftsamling.casework.selectors.points import load_of, loads_in, weights_of
from kraftsamling.casework.services import assignments, points
from kraftsamling.casework.statuses import AssignmentRole, Complexity
from kraftsamling.common import clock
from kraftsamling.common.sorting import sort_key
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.organisations.models import Membership, Setting
from kraftsamling.workforce.models import Employee
from kraftsamling.workforce.statuses import EmploymentForm, Job
from tests.casework.conftest import GRANBY, NOON, TODAY, UNIT
from tests.support.database import as_owner
from tests.support.people import client_of, client_of_membership, membership_named, newcomer

pytestmark = pytest.mark.django_db


def employ(membership: Membership, *, years: float = 8, **changes: Any) -> Employee:
    """Somebody who takes cases, as the payroll system tells it."""
    with as_owner():
        return Employee.rows.create(
            **{
                "authority_id": membership.authority_id, "number": f"A{membership.pk}",
                "name": membership.name, "sort_key": sort_key(membership.name),
                "membership": membership, "unit_id": membership.unit_id,
                "job": Job.SOCIAL_SECRETARY, "form": EmploymentForm.PERMANENT,
                "starts_on": date(2020, 1, 1),
                "profession_since": TODAY - timedelta(days=round(365.25 * years)), **changes,
            }
        )  # fmt: skip


def turn_rating_on() -> None:
    with as_owner():
        Setting.rows.create(authority_id=GRANBY, code=points.RATING, value=True, decided_on=TODAY)


def test_the_start_values_hold_until_others_are_decided_and_the_latest_that_has_begun_holds() -> (
    None
):
    decided = [
        Decided("CHILD", "INVESTIGATION", (15, 20, 30), date(2026, 1, 1)),
        Decided("CHILD", "INVESTIGATION", (5, 10, 20), date(2026, 3, 1)),
    ]

    before, after = weights_on(date(2025, 12, 31), decided), weights_on(date(2026, 3, 1), decided)

    assert points_of(before, "CHILD", "INVESTIGATION", "ORDINARY") == 15
    assert points_of(after, "CHILD", "INVESTIGATION", "COMPLEX") == 20
    assert points_of(after, "CHILD", "CLOSED", "ORDINARY") == 0


@pytest.mark.parametrize("wrong", [(5, 12, 15), (0, 5, 10), (-5, 5, 10), (5, 10, 155)])
def test_points_are_whole_fives_within_a_full_load(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(NotInFives):
        checked(wrong)


def test_a_heavier_case_never_weighs_less() -> None:
    with pytest.raises(NotRising):
        checked((10, 5, 15))
    assert all(checked(each) == each for each in START.values())


def test_a_workers_load_is_her_cases_and_whom_she_supervises(
    protected: Case, astrid: Actor, bodil: Actor
) -> None:
    hers = employ(membership_named("Astrid"))
    trainee = newcomer("Tove", "trainee")
    employ(trainee, form=EmploymentForm.TRAINEE, supervisor=hers)
    assignments.assign(
        case=protected, to=trainee, by=bodil, at=NOON, role=AssignmentRole.SUPERVISED,
        supervisor=membership_named("Astrid"),
    )  # fmt: skip
    Case.rows.filter(pk=protected.pk).update(complexity=Complexity.COMPLEX)

    found = loads_in([UNIT], authority_id=GRANBY, weights=weights_of(GRANBY, on=TODAY), today=TODAY)

    heavy = points_of(START, "CHILD", protected.phase, "COMPLEX")
    assert {each.capacity.name: each.points for each in found} == {
        "Astrid": 10 + heavy,
        "Tove": heavy,
    }
    assert load_of(astrid, today=TODAY) in found


def test_a_manager_decides_points_with_a_day_and_the_history_stays(granby: None) -> None:
    karin = client_of_membership(newcomer("Karin", "unit_manager"))
    path = "/installningar/poang/CHILD/INVESTIGATION/"
    today = clock.day_of(clock.now())
    typed = {"simple": "10", "ordinary": "20", "heavy": "30", "valid_from": today.isoformat()}

    refused = karin.post(path, {**typed, "ordinary": "21"})
    saved = karin.post(path, typed)

    assert refused.status_code == 422
    assert "hela femtal" in refused.content.decode()
    assert 'value="21"' in refused.content.decode()
    assert saved.status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert CaseWeight.rows.count() == 1
    assert weights_of(GRANBY, on=today)[("CHILD", "INVESTIGATION")] == (10, 20, 30)
    assert weights_of(GRANBY, on=today - timedelta(days=1))[("CHILD", "INVESTIGATION")] == (
        10,
        15,
        25,
    )
    assert "Karin" in karin.get(path).content.decode()


def test_only_a_kind_and_phase_that_weigh_have_a_page(granby: None) -> None:
    karin = client_of_membership(newcomer("Karin", "unit_manager"))

    assert karin.get("/installningar/poang/CHILD/CLOSED/").status_code == 404
    assert client_of("Astrid").get("/installningar/poang/CHILD/RECEIVED/").status_code in (403, 404)


def test_a_worker_sees_her_own_points_today_and_no_colleagues(case: Case) -> None:
    employ(membership_named("Astrid"))
    employ(newcomer("Beata", "caseworker"))
    astrid, beata = client_of("Astrid"), client_of("Beata")

    assert "5 av 150 poäng" in astrid.get("/idag/").content.decode()
    assert "0 av 150 poäng" in beata.get("/idag/").content.decode()
    page = astrid.get("/arenden/min-belastning/").content.decode()
    assert "Beata" not in page
    assert client_of("Elin").get("/arenden/min-belastning/").status_code in (403, 404)


def test_the_rating_is_off_until_it_is_turned_on_and_can_be_changed_the_whole_month(
    case: Case,
) -> None:
    employ(membership_named("Astrid"))
    astrid = client_of("Astrid")
    path = "/arenden/min-belastning/"

    assert "Hur är din belastning" not in astrid.get(path).content.decode()
    astrid.post(path, {"step": "4"})
    set_local(AUTHORITY, GRANBY)
    assert not LoadRating.rows.exists()

    turn_rating_on()
    assert astrid.post(path, {"step": "9"}).status_code == 422
    for step in ("4", "2"):
        assert astrid.post(path, {"step": step}).status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert [each.step for each in LoadRating.rows.all()] == [2]
