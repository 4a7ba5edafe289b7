"""Help in a case: by a decision, with a plan, followed up on its day, ended with a result; or counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.utils import IntegrityError
from django.test import Client

from kraftsamling.casework import family_indicators as figures
from kraftsamling.casework.models import (
    Case,
    CaseStatusChange,
    Deadline,
    Intervention,
    InterventionFollowUp,
    InterventionKind,
    PreventiveCount,
)
from kraftsamling.casework.services import decisions, interventions
from kraftsamling.casework.services.cases import DutiesLeft, close_case
from kraftsamling.casework.services.setting_up import HOME_VISITS
from kraftsamling.casework.statuses import (
    INTERVENTION_STEPS,
    Counted,
    InterventionState,
    Phase,
    Provider,
    Result,
)
from kraftsamling.common.transitions import TransitionNotAllowed
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.services import compare_with_raw_rows, recompute_changed
from tests.casework.conftest import GRANBY, NOON, TODAY, UNIT, fresh
from tests.casework.test_assess_and_decide import decide
from tests.casework.test_figures_of_casework import MARCH
from tests.casework.test_investigate import propose
from tests.support.people import client_of_membership, newcomer

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
HERE = Where(GRANBY)


def kind(**wanted: Any) -> InterventionKind:
    rows = InterventionKind.rows.of_authority(GRANBY).filter(is_individual=True, **wanted)
    return rows.order_by("position")[0]


@pytest.fixture
def investigated(protected: Case, astrid: Actor) -> Case:
    decide(protected, astrid)
    return fresh(protected)


@pytest.fixture
def ordered(investigated: Case, astrid: Actor) -> Intervention:
    """Family treatment, by a decision that Astrid has made."""
    decision = propose(investigated, astrid)
    decisions.decide_as_official(decision=decision, by=astrid, at=NOON, seen_version=1)
    return order(investigated, astrid, decision=fresh(decision))


def order(case: Case, by: Actor, **changes: Any) -> Intervention:
    facts = {
        "case": case, "by": by, "at": NOON, "key": uuid4(), "kind": kind(needs_decision=True),
        "decision": None, "provider": Provider.OWN, "supplier": "", "ordered_on": TODAY,
        **changes,
    }  # fmt: skip
    return interventions.order(**facts)


@pytest.fixture
def going_on(ordered: Intervention, astrid: Actor) -> Intervention:
    interventions.start(
        intervention=ordered, by=astrid, at=NOON, seen_version=1, started_on=TODAY,
        follow_up_on=TODAY + timedelta(days=60),
    )  # fmt: skip
    return fresh(ordered)


def test_help_that_needs_a_decision_is_not_ordered_without_one(
    investigated: Case, astrid: Actor
) -> None:
    with pytest.raises(interventions.DecisionMissing):
        order(investigated, astrid)
    with pytest.raises(interventions.DecisionMissing):
        order(investigated, astrid, decision=propose(investigated, astrid))
    assert order(investigated, astrid, kind=kind(needs_decision=False)).state == "ORDERED"


def test_bought_help_says_from_whom(investigated: Case, astrid: Actor) -> None:
    with pytest.raises(interventions.SupplierMissing):
        order(
            investigated, astrid, kind=kind(needs_decision=False), provider=Provider.BOUGHT,
            supplier=" ",
        )  # fmt: skip


@pytest.mark.parametrize(("usual", "chosen", "given"), [
    ("BOUGHT", "", "BOUGHT"), ("OWN", "", "OWN"), ("BOUGHT", "OWN", "OWN"),
])  # fmt: skip
def test_an_order_says_who_gives_the_help_as_it_usually_is_unless_somebody_chooses(
    investigated: Case, logged_in: LogIn, usual: str, chosen: str, given: str
) -> None:
    help_ = kind(needs_decision=False)
    InterventionKind.rows.filter(pk=help_.pk).update(provider=usual)
    here = f"/arenden/{investigated.pk}/insatser/ny/"
    data = {
        "idempotency_key": str(uuid4()), "kind": str(help_.pk), "decision": "",
        "provider": chosen, "supplier": "Linden", "ordered_on": "2026-03-02",
    }  # fmt: skip

    page = logged_in("Astrid").get(here).content.decode()
    answer = logged_in("Astrid").post(here, data)

    words = {"BOUGHT": "köps av någon annan", "OWN": "vi gör det själva"}[usual]
    assert f"{help_.name} ({words})" in page
    assert answer.status_code == 302
    assert Intervention.rows.get().provider == given


def test_the_page_says_what_is_missing_and_keeps_what_was_chosen(
    investigated: Case, logged_in: LogIn
) -> None:
    data = {
        "idempotency_key": str(uuid4()), "kind": str(kind(needs_decision=True).pk), "decision": "",
        "provider": "BOUGHT", "supplier": "Linden", "ordered_on": "2026-03-02",
    }  # fmt: skip

    answer = logged_in("Astrid").post(f"/arenden/{investigated.pk}/insatser/ny/", data)

    assert answer.status_code == 422
    assert "behöver ett fattat beslut" in answer.content.decode()
    assert 'value="Linden"' in answer.content.decode()
    assert not Intervention.rows.exists()


def test_started_help_moves_the_case_on_and_its_day_is_a_deadline(
    going_on: Intervention,
) -> None:
    case = fresh(going_on.case)

    assert (going_on.state, case.phase) == (InterventionState.STARTED, Phase.INTERVENTION)
    clock = Deadline.rows.get(case=case, code="intervention_follow_up_due")
    assert clock.due_at.date() == TODAY + timedelta(days=60)


def test_a_follow_up_keeps_the_childs_words_and_begins_the_next(
    going_on: Intervention, logged_in: LogIn
) -> None:
    waiting = InterventionFollowUp.rows.get(intervention=going_on)
    data = {
        "version": waiting.version, "done_on": "2026-11-02", "words": "Det går bättre.",
        "childs_view": "Jag sover nu.", "withheld": "on", "next_on": "2027-06-15",
    }  # fmt: skip
    astrid = logged_in("Astrid")

    assert astrid.post(f"/arenden/insats/{going_on.pk}/uppfoljning/", data).status_code == 302

    page = astrid.get(f"/arenden/insats/{going_on.pk}/").content.decode()
    assert "Barnet säger: Jag sover nu." in page
    assert "Visas inte för vårdnadshavarna" in page
    assert "15 juni 2027" in page
    clocks = Deadline.rows.filter(code="intervention_follow_up_due")
    assert (clocks.filter(done_at=None).count(), clocks.exclude(done_at=None).count()) == (1, 1)


def test_a_case_with_help_that_is_to_be_followed_up_does_not_close(
    going_on: Intervention, astrid: Actor
) -> None:
    with pytest.raises(DutiesLeft) as left:
        close_case(case=going_on.case, by=astrid, at=NOON, because="Klart.")

    assert "intervention_follow_up_due" in {each.code for each in left.value.duties}


def test_ended_help_has_a_result_and_asks_for_no_more(
    going_on: Intervention, astrid: Actor
) -> None:
    interventions.end(
        intervention=going_on, by=astrid, at=NOON, seen_version=going_on.version, ended_on=TODAY,
        result=Result.REACHED, result_words="Alla sover.",
    )  # fmt: skip

    assert fresh(going_on).state == InterventionState.ENDED
    assert not Deadline.rows.filter(
        code="intervention_follow_up_due", done_at=None, cancelled_at=None
    ).exists()
    steps = CaseStatusChange.rows.filter(row_id=going_on.pk, kind="intervention")
    assert list(steps.order_by("at", "pk").values_list("after", flat=True).distinct()) != []
    assert set(steps.values_list("after", flat=True)) == {"ORDERED", "STARTED", "ENDED"}
    with pytest.raises(TransitionNotAllowed):
        interventions.start(
            intervention=fresh(going_on), by=astrid, at=NOON, seen_version=3, started_on=TODAY,
            follow_up_on=TODAY,
        )  # fmt: skip


def test_it_does_not_end_before_it_began(going_on: Intervention, astrid: Actor) -> None:
    with pytest.raises(interventions.BeforeTheOrder):
        interventions.end(
            intervention=going_on, by=astrid, at=NOON, seen_version=going_on.version,
            ended_on=TODAY - timedelta(days=1), result=Result.PARTLY, result_words="x",
        )  # fmt: skip
    assert INTERVENTION_STEPS[InterventionState.ENDED] == frozenset()


def test_two_who_write_the_plan_see_both(going_on: Intervention, logged_in: LogIn) -> None:
    astrid, here = logged_in("Astrid"), f"/arenden/insats/{going_on.pk}/plan/"
    data = {"version": going_on.version, "goals": "Lugna kvällar."}

    assert astrid.post(here, data).status_code == 302
    late = astrid.post(here, {**data, "goals": "Annat mål."})

    assert late.status_code == 409
    assert "Lugna kvällar." in late.content.decode()
    assert "Annat mål." in late.content.decode()


def test_others_do_not_reach_it(going_on: Intervention, logged_in: LogIn) -> None:
    stranger = client_of_membership(newcomer("Nils", "caseworker", unit="Utredning 2"))

    for client in (stranger, logged_in("Elin")):
        for path in ("", "plan/", "uppfoljning/", "avsluta/"):
            answer = client.get(f"/arenden/insats/{going_on.pk}/{path}")
            assert answer.status_code in (302, 404), path
            assert "Familjebehandling" not in answer.content.decode()
    assert logged_in("Elin").get(f"/arenden/insats/{going_on.pk}/").status_code == 404


# -- open help -----------------------------------------------------------------------------------


def programme() -> InterventionKind:
    return InterventionKind.rows.get(authority_id=GRANBY, name=HOME_VISITS)


def count(counted: Counted, number: int, by: Actor, **changes: Any) -> None:
    facts = {
        "kind": programme(), "unit_id": UNIT, "counted": counted, "month": date(2026, 3, 9),
        "number": number, "at": NOON, "by": by, **changes,
    }  # fmt: skip
    interventions.count_open_help(**facts)


def test_open_help_is_counted_and_keeps_nobody(astrid: Actor, logged_in: LogIn) -> None:
    for counted, number in (
        (Counted.OFFERED, 5), (Counted.BEGUN, 4), (Counted.VISITS, 12), (Counted.JOINT_VISITS, 9),
    ):  # fmt: skip
        count(counted, number, astrid)
    count(Counted.BEGUN, 1, astrid)

    assert figures.home_visit_cover(HERE, MARCH) == Share(5, 5)
    assert figures.home_visit_joint(HERE, MARCH) == Share(9, 12)
    fields = {each.name for each in PreventiveCount._meta.get_fields()}
    assert fields == {"id", "authority", "unit", "kind", "counted", "month", "number"}
    recompute_changed(GRANBY, at=NOON)
    assert compare_with_raw_rows(GRANBY, at=NOON) == []


def test_a_count_never_goes_below_nothing(astrid: Actor) -> None:
    count(Counted.VISITS, 2, astrid)
    count(Counted.VISITS, -5, astrid)

    assert PreventiveCount.rows.get(counted="VISITS").number == 0


def test_open_help_cannot_be_ordered_in_a_case_nor_other_help_be_counted(
    investigated: Case, astrid: Actor
) -> None:
    with pytest.raises(interventions.NotInACase):
        order(investigated, astrid, kind=programme())
    with pytest.raises(interventions.NotInACase):
        count(Counted.OCCASIONS, 1, astrid, kind=kind())


def test_a_count_is_of_a_whole_month(astrid: Actor) -> None:
    with pytest.raises(IntegrityError):
        PreventiveCount.rows.create(
            authority_id=GRANBY, unit_id=UNIT, kind=programme(), month=date(2026, 3, 9)
        )


def test_the_programme_is_told_in_sentences_and_counted_on_its_page(
    granby: None, logged_in: LogIn
) -> None:
    astrid, here = logged_in("Astrid"), f"/forebyggande/{programme().pk}/"

    answer = astrid.post(
        f"{here}rakna/",
        {"counted": "VISITS", "number": "3", "unit": str(UNIT), "on": "i dag"},
    )

    assert answer.status_code == 302
    page = astrid.get(here).content.decode()
    assert "0 av 3 besök gjordes av sjuksköterska och föräldrarådgivare tillsammans." in page
    assert "Rinkeby-Kista" in page
    assert "Utökade hembesök" in astrid.get("/forebyggande/").content.decode()
    wrong = astrid.post(
        f"{here}rakna/", {"counted": "VISITS", "number": "många", "unit": str(uuid4()), "on": "x"}
    )
    assert wrong.status_code == 422
    assert logged_in("Elin").get(here).status_code == 404
