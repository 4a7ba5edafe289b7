"""A figure has a page: the latest value and its verdict first, then the chart. Amounts as well as shares."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.improvement.forms.goals import NewGoalForm
from kraftsamling.indicators import releases, services
from kraftsamling.indicators.models import IndicatorPoint
from kraftsamling.indicators.registry import shares
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.indicators.selectors import live_series
from kraftsamling.participation.indicators import SOURCE
from kraftsamling.participation.models import Answer, Survey, SurveyStatus
from tests.support.database import as_owner
from tests.support.people import client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY: Final = fixed("granby")
CODE: Final = "participation.answers_count"
AT: Final = datetime(2026, 3, 3, 2, tzinfo=UTC)


@pytest.fixture
def counted(db: None) -> None:
    """Twelve months around twenty answers, one of four, seven of thirty, and six so far this month."""
    with as_owner():
        survey = Survey.rows.create(
            space_id=fixed("space granby"), authority_id=GRANBY, status=SurveyStatus.OPEN,
            opened_on=clock.today(),
        )  # fmt: skip
        last = Period.containing(clock.today(), Length.MONTH)
        for back, many in enumerate([6, *[30] * 7, 4, *[19, 21] * 6]):
            Answer.objects.bulk_create(
                Answer(
                    survey_id=survey.pk, authority_id=GRANBY, unit_id=fixed("granby Utredning 1"),
                    series="PARENT", month=last.shifted(-back).first_day, answers={"propose": 3},
                )
                for _ in range(many)
            )  # fmt: skip
    with acting_for(GRANBY):
        services.recompute_everything(
            GRANBY, first=last.shifted(-20).first_day, last=last.last_day, at=AT,
            source=f"{SOURCE}.PARENT",
        )  # fmt: skip


def dev_lead() -> Client:
    return client_of_membership(newcomer("Disa", "dev_lead"))


def page(client: Client, code: str = CODE) -> str:
    response = client.get(reverse("indicator_page", args=[code]))
    assert response.status_code == 200, response.content[:500]
    return re.sub(r"[ \n]+", " ", response.content.decode()).replace("\u00a0", " ")


def test_it_begins_with_the_latest_amount_and_what_is_sure(counted: None) -> None:
    shown = page(dev_lead())

    assert "Senast 30 svar. Säker förbättring sedan" in shown
    assert "Sju månader i rad ligger över det tidigare medelvärdet." in shown
    assert "Antal svar – " in shown
    assert "Säker förändring till det bättre" in shown


def test_four_answers_are_not_shown(counted: None) -> None:
    with acting_for(GRANBY):
        hidden = IndicatorPoint.rows.filter(code=CODE, length=1, numerator=None)
        assert hidden.count() == 1
        series = live_series(CODE, authority_id=GRANBY, until=clock.today())
    assert series.chart.verdict.counted == 19
    assert "Visas inte" in page(dev_lead())


def test_a_share_has_the_same_page(counted: None) -> None:
    assert "Senast 100 procent. Ingen säker förändring." in page(
        dev_lead(), "participation.q_propose"
    )


def test_elin_sees_what_is_counted_and_no_number(counted: None, logged_in: Any) -> None:
    shown = page(client_of_membership(newcomer("Eva", "dev_lead", slug="sydby")))

    assert "Här finns ingen siffra som du kan se." in shown
    assert "Senast" not in shown
    assert "k-chart" not in shown.replace("charts", "")


def test_the_catalogue_says_the_amount_in_its_unit(counted: None) -> None:
    shown = dev_lead().get(reverse("indicator_catalogue")).content.decode()
    assert reverse("indicator_page", args=[CODE]) in shown
    assert "\u00a0svar</p>" in shown


def test_a_figure_that_nobody_counts_has_no_page(db: None) -> None:
    assert dev_lead().get(reverse("indicator_page", args=["no.such"])).status_code == 404


def test_amounts_are_neither_let_out_nor_a_goals_figure(counted: None) -> None:
    over = Period.containing(clock.today(), Length.QUARTER).previous()
    with acting_for(GRANBY):
        release = releases.make_release(GRANBY, period=over, at=AT)
    codes = set(release.figures.values_list("code", flat=True))

    assert "participation.q_propose" in codes
    assert CODE not in codes | set(shares())
    form = NewGoalForm(today=clock.today())
    assert CODE not in str(form["indicator_code"])
    assert "participation.q_propose" in str(form["indicator_code"])


def test_the_night_finds_an_amount_that_somebody_has_changed(counted: None) -> None:
    with acting_for(GRANBY):
        assert services.compare_with_raw_rows(GRANBY, at=AT) == []
        last = IndicatorPoint.rows.filter(code=CODE, length=1).latest("first_day")
        IndicatorPoint.rows.filter(pk=last.pk).update(numerator=31)

        (found,) = services.compare_with_raw_rows(GRANBY, at=AT)

    assert "stored 31 of 1, counted 6 of 1" in found.detail
