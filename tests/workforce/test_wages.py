"""The wage ladder: who reaches a step, ticked as paid, undone, and the rule with its history."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.indicators.models import ChangedMonth
from kraftsamling.indicators.registry import Where
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.rules.periods import month
from kraftsamling.workforce.indicators import wage_step_on_time
from kraftsamling.workforce.models import Employee, WageLadder, WageStep
from kraftsamling.workforce.selectors.wages import ladder_on
from kraftsamling.workforce.services import wages
from kraftsamling.workforce.statuses import EmploymentForm
from tests.support.people import client_of, client_of_membership, newcomer
from tests.workforce.conftest import GRANBY, NOON, Employ

MARCH = date(2026, 3, 1)


@pytest.fixture
def client_of_hanna(granby: None) -> Client:
    return client_of_membership(newcomer("Hanna", "hr_officer", unit="Barn och unga"))


def test_ticked_twice_a_step_is_paid_once(hanna: Actor, employ: Employ) -> None:
    astrid = employ("Astrid", starts_on=date(2023, 3, 10))
    for _time in range(2):
        wages.pay_step(employee=astrid, years=3, paid_from=MARCH, by=hanna, at=NOON)
    assert WageStep.rows.count() == 1


def test_undo_takes_the_tick_away_and_keeps_the_row(hanna: Actor, employ: Employ) -> None:
    astrid = employ("Astrid", starts_on=date(2023, 3, 10))
    step = wages.pay_step(employee=astrid, years=3, paid_from=MARCH, by=hanna, at=NOON)
    wages.undo_step(step=step, by=hanna, at=NOON)
    assert WageStep.rows.get().undone_at == NOON


def test_a_step_that_the_ladder_lacks_is_refused(hanna: Actor, astrid: Employee) -> None:
    with pytest.raises(wages.NoSuchStep):
        wages.pay_step(employee=astrid, years=2, paid_from=MARCH, by=hanna, at=NOON)


def test_a_new_rule_holds_from_its_day_and_the_former_one_until_then(hanna: Actor) -> None:
    wages.set_ladder(
        years=[2, 4], kronor=1500, valid_from=date(2026, 6, 1), by=hanna, at=NOON, key=uuid4()
    )
    assert ladder_on(date(2026, 5, 31)).years == (1, 3, 5)
    assert (ladder_on(date(2026, 6, 1)).years, ladder_on(date(2026, 6, 1)).kronor) == ((2, 4), 1500)


def test_the_figure_counts_steps_paid_from_their_month(hanna: Actor, employ: Employ) -> None:
    in_time = employ("Astrid", starts_on=date(2025, 1, 10))
    late = employ("Bo", starts_on=date(2025, 1, 20))
    employ("Cia", starts_on=date(2025, 1, 30))  # not paid at all
    employ("Dag", starts_on=date(2025, 1, 30), form=EmploymentForm.CONSULTANT)  # has no ladder
    wages.pay_step(employee=in_time, years=1, paid_from=date(2026, 1, 10), by=hanna, at=NOON)
    wages.pay_step(employee=late, years=1, paid_from=date(2026, 2, 20), by=hanna, at=NOON)
    january = month(2026, 1)
    assert wage_step_on_time(Where(GRANBY), january) == Share(1, 3)


# --- The pages ---


def test_hanna_ticks_a_step_and_undoes_it(client_of_hanna: Client, employ: Employ) -> None:
    astrid = employ("Astrid", starts_on=date(2023, 3, 10))
    address = f"/personal/lonestege/{astrid.pk}/3/"
    done = client_of_hanna.post(address, {"paid_from": "2026-03-01"}, follow=True)
    assert "Steget är noterat som utbetalt." in done.content.decode()
    step = WageStep.rows.get()
    client_of_hanna.post(f"/personal/lonestege/{step.pk}/angra/")
    assert WageStep.rows.get().undone_at is not None


def test_years_that_are_no_years_are_refused_with_what_was_typed(client_of_hanna: Client) -> None:
    answer = client_of_hanna.post(
        "/personal/lonestege/regel/",
        {"years": "1, tre", "kronor": "1000", "valid_from": "i dag", "idempotency_key": uuid4()},
    )
    assert answer.status_code == 422
    assert "Skriv hela år med komma emellan: 1, 3, 5." in answer.content.decode()
    assert 'value="1, tre"' in answer.content.decode()
    assert not WageLadder.rows.exists()


def test_astrid_sees_her_own_next_step_and_nobody_elses(astrid: Employee, employ: Employ) -> None:
    employ("Bo Hemlig")
    page = client_of("Astrid").get("/personal/min/").content.decode()
    assert "Nästa lönesteg är" in page
    assert "Bo Hemlig" not in page


def test_elin_and_astrid_have_no_page_of_the_ladder(astrid: Employee) -> None:
    assert "Astrid" not in client_of("Elin").get("/personal/lonestege/").content.decode()
    assert client_of("Astrid").get("/personal/lonestege/").status_code in (403, 404)


def test_elin_ticks_nothing_of_granbys(astrid: Employee) -> None:
    answer = client_of("Elin").post(
        f"/personal/lonestege/{astrid.pk}/1/", {"paid_from": "2026-03-01"}
    )
    assert answer.status_code in (403, 404)
    assert not WageStep.rows.exists()


def test_another_ladder_has_the_figures_of_every_month_since_counted_again(hanna: Actor) -> None:
    wages.set_ladder(
        years=[1, 2], kronor=900, valid_from=date(2025, 12, 15), by=hanna, at=NOON, key=uuid4()
    )
    months = ChangedMonth.rows.filter(source="workforce.wages").values_list("month", flat=True)
    assert sorted(months) == [
        date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1),
    ]  # fmt: skip


def test_an_undone_step_has_its_month_counted_again(hanna: Actor, employ: Employ) -> None:
    astrid = employ("Astrid", starts_on=date(2023, 3, 10))
    step = wages.pay_step(employee=astrid, years=3, paid_from=MARCH, by=hanna, at=NOON)
    ChangedMonth.rows.all().delete()
    wages.undo_step(step=step, by=hanna, at=NOON)
    assert list(ChangedMonth.rows.values_list("source", "month")) == [("workforce.wages", MARCH)]
