"""A crisis plan as a mode: proposed, decided by two, seen on every page, and asking for two things."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from kraftsamling.casework.models import Case, CrisisStep, WaitingPlan
from kraftsamling.casework.rules.crisis import NEVER_PUT_OFF
from kraftsamling.casework.rules.crisis_plan import (
    MAY_WAIT,
    START,
    Queue,
    ReviewTooLate,
    checked_review,
    is_to_remind,
    may_wait,
    step_of,
)
from kraftsamling.casework.services import crisis, waiting
from kraftsamling.casework.statuses import CrisisState
from kraftsamling.common import clock
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import AUTHORITY, set_local
from kraftsamling.organisations.models import Deputy, Setting
from tests.casework.conftest import GRANBY, NOON, TODAY, fresh
from tests.support.database import as_owner
from tests.support.people import (
    actor_of_membership,
    client_of,
    client_of_membership,
    membership_named,
    newcomer,
)

pytestmark = pytest.mark.django_db
PAGE = "/arenden/krisplan/"


@pytest.fixture
def karin(granby: None) -> Actor:
    return actor_of_membership(newcomer("Karin", "unit_manager"))


@pytest.fixture
def gunnel(granby: None) -> Actor:
    return actor_of_membership(newcomer("Gunnel", "dept_manager", unit="Barn och unga"))


@pytest.fixture
def ulf(granby: None) -> Actor:
    return actor_of_membership(newcomer("Ulf", "dept_manager", unit="Barn och unga"))


def proposed(karin: Actor, **changes: Any) -> CrisisStep:
    facts = {"by": karin, "at": NOON, "step": 2, "review_on": TODAY + timedelta(days=14), **changes}
    return crisis.propose_step(**facts)


def in_force(karin: Actor, gunnel: Actor, ulf: Actor) -> CrisisStep:
    row = proposed(karin)
    crisis.decide_step(row=row, by=gunnel, at=NOON, yes=True)
    approvals.approve(Approval.rows.get(object_id=row.pk).pk, by=ulf, at=NOON)
    active: CrisisStep = fresh(row)
    return active


@pytest.mark.parametrize(
    ("queue", "step"),
    [
        (Queue(0, 0, 0), 0),
        (Queue(4, 6, 0), 0),
        (Queue(5, 0, 0), 1),
        (Queue(1, 7, 0), 1),
        (Queue(10, 0, 0), 2),
        (Queue(3, 14, 1), 2),
        (Queue(20, 1, 1), 3),
        (Queue(1, 400, 0), 3),
    ],
)
def test_the_step_is_computed_from_the_queue(queue: Queue, step: int) -> None:
    assert step_of(queue, START) == step


def test_no_step_lets_protection_or_joint_handling_wait() -> None:
    for step in MAY_WAIT:
        assert not may_wait(step) & NEVER_PUT_OFF


def test_a_step_is_looked_at_again_within_fourteen_days_and_reminded_of_after_ten() -> None:
    for day in (TODAY, TODAY + timedelta(days=15), TODAY - timedelta(days=1)):
        with pytest.raises(ReviewTooLate):
            checked_review(day, TODAY)
    last = checked_review(TODAY + timedelta(days=14), TODAY)
    assert not is_to_remind(TODAY, last, TODAY + timedelta(days=9))
    assert is_to_remind(TODAY, last, TODAY + timedelta(days=10))


def test_a_step_holds_when_a_second_person_who_did_not_propose_it_has_confirmed(
    karin: Actor, gunnel: Actor, ulf: Actor
) -> None:
    row = proposed(karin)
    crisis.decide_step(row=row, by=gunnel, at=NOON, yes=True)
    approval = Approval.rows.get(object_id=row.pk)

    for not_second in (karin, gunnel):
        with pytest.raises(approvals.NotASecondPerson):
            approvals.approve(approval.pk, by=not_second, at=NOON)
    assert fresh(row).state == CrisisState.ASKED
    approvals.approve(approval.pk, by=ulf, at=NOON)

    active = fresh(row)
    assert (active.state, active.starts_on, active.confirmed_by) == ("ACTIVE", TODAY, "Ulf")
    assert active.board_due_on == TODAY + crisis.BOARD_WITHIN
    with pytest.raises(TransitionNotAllowed):
        crisis.decide_step(row=row, by=gunnel, at=NOON, yes=True)


def test_another_units_manager_stands_below_and_cannot_confirm(
    karin: Actor, gunnel: Actor, ulf: Actor
) -> None:
    row = proposed(karin)
    crisis.decide_step(row=row, by=gunnel, at=NOON, yes=True)
    annika = actor_of_membership(newcomer("Annika", "unit_manager", unit="Barn och unga"))

    with pytest.raises(approvals.NotASecondPerson):
        approvals.approve(Approval.rows.get(object_id=row.pk).pk, by=annika, at=NOON)

    assert fresh(row).state == CrisisState.ASKED


def test_a_manager_with_nobody_beside_her_is_told_to_appoint_a_deputy(
    karin: Actor, gunnel: Actor
) -> None:
    row = proposed(karin)
    head = client_of_membership(membership_named("Gunnel"))

    told = head.post(f"{PAGE}{row.pk}/besluta/", {"answer": "yes"}, follow=True).content.decode()

    assert "Utse först en ställföreträdare" in told
    set_local(AUTHORITY, GRANBY)
    assert fresh(row).state == CrisisState.PROPOSED
    assert not Approval.rows.exists()


def test_whoever_proposed_it_does_not_confirm_it_as_the_heads_deputy_either(
    karin: Actor, gunnel: Actor
) -> None:
    row = proposed(karin)
    with as_owner():
        Deputy.rows.create(
            authority_id=GRANBY, membership=membership_named("Gunnel"),
            user=membership_named("Karin").user,
            starts_on=TODAY - timedelta(days=1), ends_on=TODAY + timedelta(days=1),
        )  # fmt: skip

    with pytest.raises(crisis.NoSecond):
        crisis.decide_step(row=row, by=gunnel, at=NOON, yes=True)


def test_the_thresholds_are_settings_that_the_authority_decides(karin: Actor, case: Case) -> None:
    Case.rows.filter(pk=case.pk).update(responsible=None, waiting_since=clock.now())
    manager = client_of_membership(membership_named("Karin"))
    assert "Det är under planens alla steg." in manager.get(PAGE).content.decode()

    with as_owner():
        Setting.rows.create(
            authority_id=GRANBY, code="crisis.step3_cases", value=1, decided_on=TODAY
        )

    page = manager.get(PAGE).content.decode()
    assert "Det är steg 3 i planen." in page
    assert "1 ärenden väntar, eller något har väntat 21 dagar" in page


def test_the_way_is_drawn_with_words_and_a_table_that_say_the_same(
    karin: Actor, gunnel: Actor, ulf: Actor
) -> None:
    today = clock.today()
    for step, first, last, waited in ((3, 200, 100, 31), (1, 100, 40, 8)):
        CrisisStep.rows.create(
            authority_id=GRANBY, unit_id=karin.unit_id, step=step, state=CrisisState.ENDED,
            figures={"waiting": waited, "longest": 5, "first": 1}, review_on=today,
            proposed_by_id=karin.membership_id, proposed_at=NOON + timedelta(minutes=-step),
            starts_on=today - timedelta(days=first), ended_on=today - timedelta(days=last),
        )  # fmt: skip

    page = client_of_membership(membership_named("Karin")).get(f"{PAGE}vagen/").content.decode()

    order = [page.index(words) for words in ("Steg 3 från", "steg 1 från", "vanligt läge från")]
    assert order == sorted(order)
    assert "Flest väntade i" in page
    drawings = re.findall(r'<svg class="k-chart-(?:wide|narrow).*?</svg>', page, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        assert re.search(r'class="k-fan-narrow" d="M[\d. VHZM]+"', drawing)
        assert "Steg 3" in drawing
    assert page.count('<th scope="row"') >= 6
    assert client_of("Elin").get(f"{PAGE}vagen/").content.decode().count("Steg 3") == 0


def test_a_new_step_takes_the_place_of_the_former_and_the_history_stays(
    karin: Actor, gunnel: Actor, ulf: Actor
) -> None:
    first = in_force(karin, gunnel, ulf)
    second = in_force(karin, gunnel, ulf)

    assert fresh(first).state == CrisisState.ENDED
    assert second.state == CrisisState.ACTIVE
    crisis.end_step(row=second, by=gunnel, at=NOON)
    with pytest.raises(crisis.NotInForce):
        crisis.end_step(row=second, by=gunnel, at=NOON)
    assert CrisisStep.rows.count() == 2


def test_the_way_through_the_pages_band_and_tasks(karin: Actor, gunnel: Actor, ulf: Actor) -> None:
    manager = client_of_membership(membership_named("Karin"))
    head, second = (client_of_membership(membership_named(name)) for name in ("Gunnel", "Ulf"))
    review = clock.today() + timedelta(days=14)

    late = manager.post(f"{PAGE}foresla/", {"step": "2", "review_on": str(review + timedelta(1))})
    sent = manager.post(f"{PAGE}foresla/", {"step": "2", "review_on": str(review)})
    assert (late.status_code, sent.status_code) == (422, 302)
    assert str(review) in late.content.decode()
    set_local(AUTHORITY, GRANBY)
    row = CrisisStep.rows.get()
    assert "steg i krisplanen att besluta" in head.get("/idag/").content.decode()
    assert manager.post(f"{PAGE}{row.pk}/besluta/", {"answer": "yes"}).status_code in (403, 404)
    head.post(f"{PAGE}{row.pk}/besluta/", {"answer": "yes"})
    assert "Krisläge sedan" not in manager.get(PAGE).content.decode()
    set_local(AUTHORITY, GRANBY)
    approval = Approval.rows.get(object_id=row.pk)
    approvals.approve(approval.pk, by=ulf, at=clock.now())

    for client in (manager, head, second, client_of("Astrid")):
        assert "Krisläge sedan" in client.get("/idag/").content.decode()
    assert "lex Sarah" in head.get("/idag/").content.decode()
    head.post(f"{PAGE}{row.pk}/lex-sarah/klar/", {"answer": "yes"})
    assert "Gör bedömningen enligt lex Sarah" not in head.get("/idag/").content.decode()
    assert "Gunnel" in manager.get(PAGE).content.decode()
    assert head.post(f"{PAGE}{row.pk}/annat/klar/").status_code == 404
    assert "Krisläge sedan" not in client_of("Elin").get("/idag/").content.decode()
    assert client_of("Elin").post(f"{PAGE}{row.pk}/avsluta/").status_code in (403, 404)


def test_a_case_waits_only_with_all_four_parts_of_its_plan(case: Case, bodil: Actor) -> None:
    Case.rows.filter(pk=case.pk).update(responsible=None, waiting_since=NOON)
    supporter = newcomer("Leila", "method_supporter")
    client = client_of("Bodil")
    path = f"/arenden/{case.pk}/vantar/"
    today = clock.today()
    whole = {
        "risk": "NOT_ACUTE",
        "meanwhile": ["TALKS", "PROTECTION_AGAIN"],
        "protection_on": str(today + timedelta(days=3)),
        "follower": str(bodil.membership_id),
        "latest_on": str(today + timedelta(days=7)),
    }

    for missing in whole:
        left = {name: value for name, value in whole.items() if name != missing}
        assert client.post(path, left).status_code == 422, missing
    assert client.post(path, {**whole, "follower": str(supporter.pk)}).status_code == 422
    assert (
        client.post(path, {**whole, "latest_on": str(today + timedelta(days=61))}).status_code
        == 422
    )
    set_local(AUTHORITY, GRANBY)
    assert not WaitingPlan.rows.exists()
    assert client.post(path, whole).status_code == 302
    set_local(AUTHORITY, GRANBY)
    assert WaitingPlan.rows.get().follower_id == bodil.membership_id
    with pytest.raises(waiting.NotAFollower):
        waiting.plan_waiting(
            case=case, by=bodil, at=NOON, risk="CAN_WAIT", meanwhile=["LETTER"], follower=supporter,
            latest_on=date(2026, 3, 9),
        )  # fmt: skip
    assert client_of("Elin").get(path).status_code in (403, 404)


def test_a_plan_comes_back_under_today_when_its_day_comes(case: Case, bodil: Actor) -> None:
    Case.rows.filter(pk=case.pk).update(responsible=None, waiting_since=NOON)
    waiting.plan_waiting(
        case=case, by=bodil, at=NOON, risk="CAN_WAIT", meanwhile=["LETTER"],
        follower=membership_named("Bodil"), latest_on=clock.today(),
    )  # fmt: skip

    assert "nått sin dag" in client_of("Bodil").get("/idag/").content.decode()
    set_local(AUTHORITY, GRANBY)
    waiting.plan_waiting(
        case=case, by=bodil, at=clock.now(), risk="CAN_WAIT", meanwhile=["LETTER"],
        follower=membership_named("Bodil"), latest_on=clock.today() + timedelta(days=5),
    )  # fmt: skip
    assert "nått sin dag" not in client_of("Bodil").get("/idag/").content.decode()
