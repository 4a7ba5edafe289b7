"""Remote work: agreed, asked for, decided by somebody else; and the trainee programme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.organisations.models import Space, Unit
from kraftsamling.workforce.models import Employee, RemoteWorkDay, Trainee, TraineeProgramme
from kraftsamling.workforce.rules.introduction import introduction
from kraftsamling.workforce.selectors.capacity import capacities
from kraftsamling.workforce.selectors.remote import agreement_of, at_home_on
from kraftsamling.workforce.selectors.trainees import Outcome, outcome_of, releases_for
from kraftsamling.workforce.services import remote, trainees
from kraftsamling.workforce.services.trainee_release import NotAMember, tell_outcome
from kraftsamling.workforce.statuses import RemoteDayState, TraineeStage
from tests.support.people import (
    actor_named,
    client_of,
    client_of_membership,
    membership_named,
    newcomer,
)
from tests.workforce.conftest import GRANBY, NOON, TODAY, UNIT, Employ, fresh

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def agreed(karin: Actor, astrid: Employee) -> Employee:
    """Astrid, who may work from home a fifth of the time."""
    remote.agree(employee=astrid, share=20, starts_on=TODAY, by=karin, at=NOON, key=uuid4())
    return astrid


@pytest.fixture
def asked(agreed: Employee) -> RemoteWorkDay:
    """A Friday that she has asked for."""
    return remote.ask_for_day(employee=agreed, on=FRIDAY, by=actor_named("Astrid"), at=NOON)


# --- Days at home ---


def test_nobody_asks_for_a_day_without_an_agreement(astrid: Employee) -> None:
    with pytest.raises(remote.NoAgreement):
        remote.ask_for_day(employee=astrid, on=FRIDAY, by=actor_named("Astrid"), at=NOON)


def test_a_saturday_is_no_day_to_work_from_home(agreed: Employee) -> None:
    with pytest.raises(remote.NotAWorkingDay):
        remote.ask_for_day(employee=agreed, on=date(2026, 3, 7), by=actor_named("Astrid"), at=NOON)


def test_a_day_is_asked_for_once(asked: RemoteWorkDay, agreed: Employee) -> None:
    with pytest.raises(remote.AskedAlready):
        remote.ask_for_day(employee=agreed, on=FRIDAY, by=actor_named("Astrid"), at=NOON)


def test_an_agreed_day_is_seen_by_whoever_books_meetings(
    asked: RemoteWorkDay, karin: Actor, agreed: Employee
) -> None:
    membership = agreed.membership_id
    assert membership is not None
    assert at_home_on(FRIDAY, [membership]) == set()
    remote.decide_day(day=asked, agrees=True, by=karin, at=NOON)
    assert at_home_on(FRIDAY, [membership]) == {membership}


def test_a_day_at_home_changes_nothing_of_what_one_can_carry(
    asked: RemoteWorkDay, karin: Actor
) -> None:
    units = list(Unit.rows.filter(pk=UNIT))
    before = capacities(units, today=FRIDAY)
    remote.decide_day(day=asked, agrees=True, by=karin, at=NOON)
    assert capacities(units, today=FRIDAY) == before


def test_no_without_a_reason_is_refused(asked: RemoteWorkDay, karin: Actor) -> None:
    with pytest.raises(remote.ReasonMissing):
        remote.decide_day(day=asked, agrees=False, by=karin, at=NOON)


def test_a_day_that_was_taken_back_is_not_agreed(asked: RemoteWorkDay, karin: Actor) -> None:
    remote.take_back_day(day=asked, by=actor_named("Astrid"), at=NOON)
    with pytest.raises(TransitionNotAllowed):
        remote.decide_day(day=asked, agrees=True, by=karin, at=NOON)


def test_a_new_agreement_ends_the_former_one(agreed: Employee, karin: Actor) -> None:
    april = date(2026, 4, 1)
    remote.agree(employee=agreed, share=40, starts_on=april, by=karin, at=NOON, key=uuid4())
    march = agreement_of(agreed, on=date(2026, 3, 31))
    later = agreement_of(agreed, on=april)
    assert march is not None
    assert later is not None
    assert (march.share, later.share) == (20, 40)


def test_karin_answers_on_her_page_and_elin_cannot(asked: RemoteWorkDay, karin: Actor) -> None:
    address = f"/personal/distans/{asked.pk}/"
    assert client_of("Elin").get(address).status_code == 404
    client_of("Karin").post(address, {"answer": "ja"})
    assert fresh(asked).state == RemoteDayState.AGREED


def test_nobody_decides_her_own_day(asked: RemoteWorkDay) -> None:
    also_manager = newcomer("Astrid", "unit_manager")
    answer = client_of_membership(also_manager).post(
        f"/personal/distans/{asked.pk}/", {"answer": "ja"}
    )
    assert answer.status_code in (403, 404)
    assert fresh(asked).state == RemoteDayState.ASKED


# --- Trainees ---


@pytest.fixture
def programme(granby: None) -> TraineeProgramme:
    """Four municipalities' programme."""
    return TraineeProgramme.rows.create(
        authority_id=GRANBY,
        name="Socionomtrainee",
        partners=["Granby", "Sydby", "Norrby", "Västby"],
        starts_on=date(2020, 1, 1),
    )


@pytest.fixture
def client_of_hanna(granby: None) -> Client:
    return client_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


def placed(programme: TraineeProgramme, by: Actor) -> Trainee:
    return trainees.place_trainee(
        programme=programme, name="Tuva Ny", cohort="VT 2026", placed_on=TODAY, supervisor=None,
        by=by, at=NOON, key=uuid4(),
    )  # fmt: skip


def test_a_trainee_is_hired_on_hannas_page(
    programme: TraineeProgramme, hanna: Actor, client_of_hanna: Client, employ: Employ
) -> None:
    row, employment = placed(programme, hanna), employ("Tuva Ny")
    answer = client_of_hanna.post(
        f"/personal/trainee/{row.pk}/",
        {"stage": "HIRED", "on": "2026-03-02", "employee": str(employment.pk), "version": "1"},
        follow=True,
    )
    assert "Av 1 som har gått klart anställdes 1." in answer.content.decode()
    assert fresh(row).employee == employment


def test_an_employment_belongs_to_one_trainee(
    programme: TraineeProgramme, hanna: Actor, client_of_hanna: Client, employ: Employ
) -> None:
    employment = employ("Tuva Ny")
    hired = {"stage": "HIRED", "on": "2026-03-02", "employee": str(employment.pk), "version": "1"}
    first, second = placed(programme, hanna), placed(programme, hanna)
    assert client_of_hanna.post(f"/personal/trainee/{first.pk}/", hired).status_code == 302

    answer = client_of_hanna.post(f"/personal/trainee/{second.pk}/", hired)

    assert answer.status_code == 422
    assert "Den anställningen hör till en annan trainee." in answer.content.decode()
    assert fresh(second).stage == TraineeStage.PLACEMENT
    again = hired | {"version": str(fresh(first).version)}
    assert client_of_hanna.post(f"/personal/trainee/{first.pk}/", again).status_code == 302


def test_a_trainee_without_a_supervisor_is_refused(
    programme: TraineeProgramme, hanna: Actor, client_of_hanna: Client
) -> None:
    row = placed(programme, hanna)
    answer = client_of_hanna.post(
        f"/personal/trainee/{row.pk}/", {"stage": "TRAINEE", "on": "2026-03-02", "version": "1"}
    )
    assert answer.status_code == 422
    assert "En trainee har alltid en handledare. Välj en." in answer.content.decode()
    assert fresh(row).stage == TraineeStage.PLACEMENT


def test_of_those_hired_two_years_ago_only_those_still_here_have_stayed(
    programme: TraineeProgramme, hanna: Actor, employ: Employ
) -> None:
    for name, ends in (("Kvar", None), ("Slutat", date(2025, 1, 31))):
        row = placed(programme, hanna)
        row.stage, row.employee = TraineeStage.HIRED, employ(name, ends_on=ends)
        row.finished_on = row.hired_on = date(2024, 2, 1)
        row.save()
    found = outcome_of(list(Trainee.rows.all()), today=TODAY)
    assert found == Outcome(finished=2, hired=2, due_to_stay=2, stayed=1)


def test_an_introduction_lowers_the_ceiling_and_lets_it_rise(hanna: Actor, employ: Employ) -> None:
    new = employ("Astrid", membership=membership_named("Astrid"), starts_on=TODAY)
    plan = introduction(TODAY, (30, 60, 90))
    trainees.plan_introduction(
        employee=new,
        ceilings=[(each.points, each.starts_on, each.ends_on) for each in plan],
        by=hanna,
        at=NOON,
    )
    units = list(Unit.rows.filter(pk=UNIT))
    seen = [capacities(units, today=day)[0].ceiling for day in (TODAY, date(2026, 7, 1))]
    assert seen == [30, 60]


def test_elin_sees_no_trainee_of_granbys(programme: TraineeProgramme, hanna: Actor) -> None:
    placed(programme, hanna)
    assert "Tuva Ny" not in client_of("Elin").get("/personal/trainee/").content.decode()


def test_somebody_is_selected_before_she_is_placed(
    programme: TraineeProgramme, hanna: Actor, client_of_hanna: Client
) -> None:
    later = TODAY + timedelta(days=30)
    row = trainees.place_trainee(
        programme=programme, name="Tuva Ny", cohort="VT 2026", placed_on=later, supervisor=None,
        stage=TraineeStage.SELECTED, by=hanna, at=NOON, key=uuid4(),
    )  # fmt: skip
    page = client_of_hanna.get("/personal/trainee/").content.decode()
    assert "Uttagen, har inte börjat" in page
    client_of_hanna.post(
        f"/personal/trainee/{row.pk}/", {"stage": "PLACEMENT", "on": "2026-03-02", "version": "1"}
    )
    assert (fresh(row).stage, fresh(row).placed_on) == (TraineeStage.PLACEMENT, TODAY)


# --- What others are told of the programme ---

MANY, FEW = Outcome(20, 12, 15, 9), Outcome(9, 6, 15, 12)


def tell(programme: TraineeProgramme, outcome: Outcome, by: Actor, space: Space) -> Any:
    return tell_outcome(
        programme=programme, outcome=outcome, space_id=space.pk, by=by, at=NOON, key=uuid4()
    )


@pytest.fixture
def space(granby: None) -> Space:
    """Granby's plan, shared with others."""
    return Space.objects.get(pk=next(iter(actor_named("Astrid").space_ids)))


def test_figures_that_many_are_behind_are_told(
    programme: TraineeProgramme, hanna: Actor, space: Space
) -> None:
    row = tell(programme, MANY, hanna, space)
    assert (row.finished, row.hired, row.due_to_stay, row.stayed) == (20, 12, 15, 9)


def test_a_figure_with_few_behind_it_or_few_on_one_side_is_not_kept_at_all(
    programme: TraineeProgramme, hanna: Actor, space: Space
) -> None:
    row = tell(programme, FEW, hanna, space)
    assert (row.finished, row.hired, row.due_to_stay, row.stayed) == (None, None, None, None)


def test_nothing_is_told_where_the_authority_is_no_member(
    programme: TraineeProgramme, hanna: Actor, space: Space
) -> None:
    elsewhere = Space.objects.exclude(pk__in=hanna.space_ids).first()
    assert elsewhere is not None
    with pytest.raises(NotAMember):
        tell(programme, MANY, hanna, elsewhere)


def test_what_was_told_is_read_by_members_alone(
    programme: TraineeProgramme, hanna: Actor, space: Space, elin: Actor
) -> None:
    tell(programme, MANY, hanna, space)
    at = Circumstances(now=NOON)
    assert [row.hired for row in releases_for(hanna, at=at)] == [12]
    assert releases_for(elin, at=at) == []
