"""What leaves the authority: made by one, published by another, and never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kraftsamling.common import clock
from kraftsamling.confidentiality import approvals
from kraftsamling.confidentiality.models import Approval
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators import releases
from kraftsamling.indicators.models import (
    Discrepancy,
    IndicatorPoint,
    MarkedChange,
    Release,
    ReleasedFigure,
)
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.organisations.models import Unit
from tests.support.database import as_owner
from tests.support.people import actor_named, actor_of_membership, client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
NOW = clock.now()
OVER = Period.containing(clock.day_of(NOW), Length.QUARTER).previous()
PROPOSE, RESPECT = "participation.q_propose", "participation.q_respect"


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def point(code: str, part: int, whole: int, *, unit: str = "", place: str = "granby") -> None:
    with acting_for(fixed(place)):
        IndicatorPoint.rows.create(
            authority_id=fixed(place), code=code, length=3, first_day=OVER.first_day,
            numerator=part, denominator=whole, computed_at=NOW,
            unit_id=fixed(f"{place} {unit}") if unit else None,
        )  # fmt: skip


@pytest.fixture
def disa(db: None) -> Client:
    point(PROPOSE, 64, 100)
    point(RESPECT, 5, 9)
    return client_of_membership(newcomer("Disa", "dev_lead"))


def make(client: Client, period: str = f"{OVER.first_day.isoformat()}/3") -> Any:
    return client.post(reverse("indicator_release_make"), {"period": period}, follow=True)


def text_of(client: Client, name: str) -> str:
    return client.get(reverse(name)).content.decode()


def test_a_release_is_seen_by_all_when_a_second_person_has_published_it(
    disa: Client, client: Client
) -> None:
    chief = newcomer("Gunnel", "dept_manager")
    draft = make(disa).content.decode()
    assert "64\xa0%" in draft
    assert "En av två siffror visas inte" in draft
    assert "64\xa0%" not in text_of(client, "released_figures")

    release = Release.objects.get(authority_id=GRANBY)
    for _ in range(2):
        disa.post(reverse("indicator_release_ask", args=[release.pk]))
    assert "64\xa0%" not in text_of(client, "released_figures")
    with acting_for(GRANBY):
        asked = Approval.rows.of_authority(GRANBY).get(kind="indicator_release.publish")
        approvals.approve(asked.pk, by=actor_of_membership(chief), at=clock.now())

    public = text_of(client, "released_figures")
    assert "64\xa0%" in public
    assert "64 av 100" in public
    assert "5 av 9" not in public
    assert public.count('<span class="dold">Visas inte</span>') == 2


def test_the_same_quarter_is_refused_with_a_sentence(disa: Client) -> None:
    make(disa)

    again = make(disa)

    assert again.status_code == 422
    assert "Ingen avslutad period väntar på att släppas fri." in again.content.decode()
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    "period", ["", "x", "2001-01-01/3", "\x00", f"{OVER.next().first_day.isoformat()}/3"]
)
def test_a_period_that_is_not_over_is_refused(disa: Client, period: str) -> None:
    assert make(disa, period).status_code == 422
    assert not Release.objects.exists()


def published(disa: Client) -> Release:
    """A release of Granby, let out."""
    make(disa)
    release = Release.objects.get(authority_id=GRANBY, published_at=None)
    with acting_for(GRANBY):
        releases.publish(release, at=clock.now())
    return release


def figures_of(release: Release, code: str = PROPOSE) -> dict[str, tuple[int, int] | None]:
    """What a release shows, by unit; the whole authority has no name."""
    return {
        row.unit_name: (row.numerator, row.denominator) if row.numerator is not None else None
        for row in release.figures.filter(code=code)
    }


def test_a_row_that_holds_the_small_units_together_says_so(disa: Client, client: Client) -> None:
    point(PROPOSE, 30, 45, unit="Barn och unga")
    point(PROPOSE, 34, 55, unit="Utredning 2")

    draft = make(disa).content.decode()
    release = Release.objects.get(authority_id=GRANBY)
    with acting_for(GRANBY):
        releases.publish(release, at=clock.now())

    for text in (draft, text_of(client, "released_figures")):
        assert re.search(r"Barn och unga(<[^>]+>|\s)*Här räknas små enheter", text)
        assert text.count("Här räknas små enheter") == 1


def test_a_small_unit_takes_another_with_it_and_both_say_the_same(
    disa: Client, client: Client
) -> None:
    with as_owner():
        Unit.rows.create(
            id=fixed("granby Öppenvård"), authority_id=GRANBY, name="Öppenvård", sort_key="x"
        )
    point(PROPOSE, 30, 45, unit="Utredning 1")
    point(PROPOSE, 30, 47, unit="Utredning 2")
    point(PROPOSE, 4, 8, unit="Öppenvård")

    release = published(disa)

    assert figures_of(release) == {
        "": (64, 100), "Utredning 1": None, "Utredning 2": (30, 47), "Öppenvård": None,
    }  # fmt: skip
    with acting_for(GRANBY):
        assert releases.audit(GRANBY, at=clock.now()) == []
    public = text_of(client, "released_figures")
    assert "30 av 47" in public
    assert "30 av 45" not in public
    assert "Öppenvård" in public


def test_a_hidden_figure_that_can_be_worked_out_is_found_at_night(disa: Client) -> None:
    with acting_for(GRANBY):
        bare = Release.objects.create(
            authority_id=GRANBY, length=3, first_day=OVER.first_day, rules_version="0", made_at=NOW
        )
        for name, part, whole in (
            ("", 64, 100),
            ("Utredning 1", 60, 92),
            ("Öppenvård", None, None),
        ):
            ReleasedFigure.objects.create(
                release=bare, code=PROPOSE, length=3, first_day=OVER.first_day, unit_name=name,
                unit_id=fixed(f"granby {name}") if name else None, numerator=part, denominator=whole,
            )  # fmt: skip
        releases.publish(bare, at=clock.now())

        (found,) = releases.audit(GRANBY, at=clock.now())

    assert "Öppenvård: hidden in the release, but can be worked out" in found.detail


def counted_again(code: str, part: int, whole: int) -> None:
    with acting_for(GRANBY):
        IndicatorPoint.rows.filter(code=code, unit=None).update(numerator=part, denominator=whole)


def correct(disa: Client, release: Release) -> Any:
    return disa.post(reverse("indicator_release_correct", args=[release.pk]), follow=True)


def test_a_release_is_corrected_only_by_a_new_one_and_the_new_one_holds(
    disa: Client, client: Client
) -> None:
    first = published(disa)
    assert "finns inget att rätta" in correct(disa, first).content.decode()

    counted_again(PROPOSE, 72, 116)
    assert "Rättelsen är gjord" in correct(disa, first).content.decode()
    assert "64 av 100" in text_of(client, "released_figures")
    correction = Release.objects.get(corrects=first)
    with acting_for(GRANBY):
        releases.publish(correction, at=clock.now())

    public = text_of(client, "released_figures")
    assert "72 av 116" in public
    assert "64 av 100" not in public
    assert figures_of(first) == {"": (64, 100)}


def test_a_correction_that_would_tell_what_a_few_answered_hides_the_figure(disa: Client) -> None:
    first = published(disa)
    counted_again(PROPOSE, 66, 102)
    counted_again(RESPECT, 30, 60)

    correct(disa, first)

    correction = Release.objects.get(corrects=first)
    assert figures_of(correction) == {"": None}
    assert figures_of(correction, RESPECT) == {"": None}, "hidden once, hidden for ever"


def test_a_year_is_not_released_around_a_released_quarter(disa: Client) -> None:
    published(disa)
    year = OVER.within(Length.YEAR)

    assert make(disa, f"{year.first_day.isoformat()}/12").status_code == 422
    with acting_for(GRANBY), pytest.raises(releases.OverlapsAnother):
        releases.make_release(GRANBY, period=year, at=NOW)


def test_a_draft_is_thrown_away_and_what_is_published_stays(disa: Client, logged_in: Any) -> None:
    make(disa)
    draft = Release.objects.get()
    away = reverse("indicator_release_throw_away", args=[draft.pk])
    assert logged_in("Elin").post(away).status_code == 404
    assert Release.objects.exists()
    disa.post(away)
    assert not Release.objects.exists()

    first = published(disa)
    disa.post(reverse("indicator_release_throw_away", args=[first.pk]))
    with pytest.raises(ProgrammingError), transaction.atomic():
        first.figures.all().delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        ReleasedFigure.objects.create(
            release=first, code="x", length=3, first_day=OVER.first_day, unit_id=None
        )
    assert figures_of(first) == {"": (64, 100)}


def test_nobody_publishes_what_they_asked_for_and_elin_neither_asks_nor_sees(
    disa: Client, logged_in: Any
) -> None:
    make(disa)
    release = Release.objects.get()
    ask = reverse("indicator_release_ask", args=[release.pk])
    assert logged_in("Elin").post(ask).status_code == 404
    disa.post(ask)
    with acting_for(GRANBY):
        asked = Approval.rows.of_authority(GRANBY).get()
        for by in (actor_named("Elin"), actor_of_membership(newcomer("Disa", "dev_lead"))):
            with pytest.raises(approvals.NotASecondPerson), transaction.atomic():
                approvals.approve(asked.pk, by=by, at=clock.now())

    elins = text_of(logged_in("Elin"), "indicator_releases")

    assert "64\xa0%" not in elins
    assert "Inget är frisläppt än." in elins
    assert "64\xa0%" not in text_of(logged_in("Elin"), "released_figures")


def test_a_role_sees_the_latest_figure_that_it_may(disa: Client, logged_in: Any) -> None:
    point(PROPOSE, 3, 10, unit="Utredning 1")

    assert "64\xa0%" in text_of(disa, "indicator_catalogue")
    own = text_of(client_of_membership(newcomer("Karin", "unit_manager")), "indicator_catalogue")
    assert "30\xa0%" in own
    assert "64\xa0%" not in own
    elins = text_of(logged_in("Elin"), "indicator_catalogue")
    assert "Högre är bättre" in elins
    assert "64\xa0%" not in elins
    assert logged_in("Astrid").get(reverse("indicator_catalogue")).status_code == 404


def test_how_we_count_is_open_to_all_and_names_its_sources(client: Client) -> None:
    page = text_of(client, "indicator_method")

    assert "Sju punkter i rad ligger på samma sida om medelvärdet." in page
    assert "NHSRplotthedots" in page
    assert "Högst fem av hundra sådana serier" in page
    assert "visas en andel från fem svar. För andra från tio" in page


def test_a_marked_change_is_stored_once_and_shown_to_who_watches(disa: Client) -> None:
    wanted = {"label": "Signs of Safety i alla grupper", "on": "2025-12-01", "code": ""}
    for _ in range(2):
        assert disa.post(reverse("indicator_mark"), wanted).status_code == 302

    with acting_for(GRANBY):
        (mark,) = MarkedChange.rows.all()
    assert mark.label == "Signs of Safety i alla grupper"
    assert "1 december 2025" in text_of(disa, "indicator_catalogue")


@pytest.mark.parametrize(
    "wrong",
    [{"on": "2999-01-01"}, {"on": "31/2"}, {"label": ""}, {"label": "x" * 81}, {"code": "x"}],
)
def test_a_change_that_makes_no_sense_is_refused_and_kept(
    disa: Client, wrong: dict[str, str]
) -> None:
    response = disa.post(
        reverse("indicator_mark"), {"label": "Nya rutiner", "on": "2025-12-01", "code": "", **wrong}
    )

    assert response.status_code == 422
    assert "Rätta till det här" in response.content.decode()
    with acting_for(GRANBY):
        assert not MarkedChange.rows.exists()


def test_discrepancies_are_for_those_who_watch_figures(disa: Client, logged_in: Any) -> None:
    with as_owner():
        Discrepancy.rows.create(
            authority_id=GRANBY, code=PROPOSE, found_at=NOW, detail="stored 0 of 5, counted 5 of 5"
        )

    assert "counted 5 of 5" in text_of(disa, "indicator_catalogue")
    for client in (logged_in("Elin"), client_of_membership(newcomer("Karin", "unit_manager"))):
        assert "counted 5 of 5" not in text_of(client, "indicator_catalogue")
