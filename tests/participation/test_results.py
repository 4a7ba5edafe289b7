"""What the staff sees: a sentence first, verdicts, a chart, the units, and nothing about anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from kraftsamling.common import clock
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators import services as figures
from kraftsamling.indicators.models import IndicatorPoint
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.notifications.today import items_for
from kraftsamling.organisations.models import Unit
from kraftsamling.participation.models import ActionOnAnswers, Answer, HandedOut, Survey
from kraftsamling.participation.questions import Series
from tests.support.database import as_owner
from tests.support.people import actor_named, actor_of_membership, client_of_membership, newcomer
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY: Final = fixed("granby")
NOW: Final = clock.now()
TODAY: Final = clock.day_of(NOW)
THIS_MONTH: Final = Period.containing(TODAY, Length.MONTH)
LAST_QUARTER: Final = Period.containing(TODAY, Length.QUARTER).previous()
AT: Final = datetime(2026, 3, 3, 2, tzinfo=UTC)
YES: Final = {"listened": 4, "respect": 4, "propose": 4}
NO: Final = {"listened": 1, "respect": 1, "propose": 1}


def answers(
    survey: Survey,
    month: date,
    values: Iterable[dict[str, int]],
    *,
    unit: str = "Utredning 1",
    series: str = "PARENT",
) -> None:
    """Answers that have been moved already; figures are counted by `count_all`."""
    with as_owner():
        Answer.objects.bulk_create(
            Answer(
                survey_id=survey.pk, authority_id=GRANBY, unit_id=fixed(f"granby {unit}"),
                series=series, month=month, answers=each,
            )
            for each in values
        )  # fmt: skip


def count_all(first: date) -> None:
    with acting_for(GRANBY):
        figures.recompute_everything(GRANBY, first=first, last=TODAY, at=AT)


def handed_out(count: int, *, unit: str = "Utredning 1") -> None:
    with acting_for(GRANBY):
        HandedOut.rows.create(
            authority_id=GRANBY, unit_id=fixed(f"granby {unit}"), series="PARENT",
            quarter_starts_on=LAST_QUARTER.first_day, count=count,
        )  # fmt: skip


def page(client: Client, query: str = "") -> str:
    response = client.get(reverse("participation_results") + query)
    assert response.status_code == 200, response.content[:500]
    return re.sub(r"[ \n]+", " ", response.content.decode())


def a_rise(survey: Survey) -> None:
    """Twelve months around half, then twelve around three of four about proposing; the others stand still."""
    for back in range(23, -1, -1):
        month = THIS_MONTH.shifted(-back)
        positive = 20 + back % 3 if back > 11 else 30 + back % 3
        mixed = [
            {"listened": 4 if n % 5 else 1, "respect": 4 if n % 5 else 1,
             "propose": 4 if n < positive else 2}
            for n in range(40)
        ]  # fmt: skip
        answers(survey, month.first_day, [*mixed, {"propose": 0, "listened": 0, "respect": 0}])
    count_all(THIS_MONTH.shifted(-23).first_day)


def test_the_page_begins_with_what_has_surely_changed(survey: Survey, logged_in: Any) -> None:
    a_rise(survey)

    shown = page(logged_in("Astrid"))

    assert "<strong>Fler föräldrar säger att de får vara med och föreslå.</strong>" in shown
    assert "Det är en säker ökning. De andra två svaren ligger kvar på samma nivå." in shown
    assert "Jag har fått vara med och ge förslag på förändringar för mitt barn</h2>" in shown
    assert "960 svar, omkring 40 i månaden." in shown
    assert "24 svarade ”Vet inte” och är inte med i andelen." in shown
    assert "Tolv månader i rad ligger över det tidigare medelvärdet." in shown
    assert shown.count("Ingen säker förändring") == 2


def test_the_download_holds_what_the_table_shows(survey: Survey, logged_in: Any) -> None:
    a_rise(survey)
    with as_owner():
        Unit.rows.filter(pk=fixed("granby Utredning 1")).update(name="=cmd|'/C calc'!A0")

    shown = page(logged_in("Astrid"), f"?enhet={fixed('granby Utredning 1')}")
    response = logged_in("Astrid").get(
        reverse("participation_download") + f"?fraga=3&enhet={fixed('granby Utredning 1')}"
    )

    text = response.content.decode()
    assert text.startswith("\ufeff")
    lines = text.strip().split("\r\n")
    assert len(lines) == 25
    for line in lines[1:]:
        period, share, number = line.split(";")[3:6]
        assert f'<th scope="row">{period}</th><td>{share}</td><td>{number}</td>' in shown
    assert ";'=cmd" in text
    assert ";=cmd" not in text


def test_five_answers_a_month_are_joined_to_quarters_and_the_page_says_so(
    survey: Survey, logged_in: Any
) -> None:
    quarter = LAST_QUARTER.shifted(-5)
    for number in range(18):
        month = Period.containing(quarter.first_day, Length.MONTH).shifted(number)
        few = [YES, YES, NO, YES] if number % 3 else [YES, NO, YES, YES, YES, NO]
        answers(survey, month.first_day, few)
    count_all(quarter.first_day)

    shown = page(logged_in("Astrid"))

    assert "Det kommer omkring fem svar i månaden. Därför visas kvartal." in shown
    assert "Sex kvartal är för få för att säga om något har ändrats." in shown
    assert "I den senaste perioden svarade 10 av 14 positivt." in shown
    assert "Det är för tidigt att säga om något har ändrats." in shown


def test_with_no_answers_the_page_says_why_and_what_comes_next(
    survey: Survey, logged_in: Any
) -> None:
    shown = page(client_of_membership(newcomer("Per", "participation_lead")))

    assert "Det finns inga svar att visa än." in shown
    assert "Inga lappar är utdelade än." in shown
    assert reverse("survey_slips") in shown


def test_a_single_point_is_shown_without_a_verdict(survey: Survey, logged_in: Any) -> None:
    answers(survey, THIS_MONTH.first_day, [YES, YES, YES, NO, NO])
    count_all(THIS_MONTH.first_day)

    shown = page(logged_in("Astrid"))

    assert "60\xa0%" in shown
    assert "En månad är för lite för att säga om något har ändrats." in shown
    assert shown.count("För tidigt att säga") >= 3


def row_of(shown: str, name: str) -> str:
    found = re.search(rf"<tr><th[^>]*>{re.escape(name)}.*?</tr>", shown)
    assert found, shown
    return found[0]


def test_hidden_cells_all_look_the_same_and_cannot_be_found_by_subtraction(
    survey: Survey, logged_in: Any
) -> None:
    month = LAST_QUARTER.first_day
    answers(survey, month, [YES] * 12)
    answers(survey, month, [YES] * 6, unit="Utredning 2")
    answers(survey, month, [NO] * 3, unit="Barn och unga")
    for unit, count in (("Utredning 1", 20), ("Utredning 2", 15), ("Barn och unga", 11)):
        handed_out(count, unit=unit)
    count_all(month)

    shown = page(logged_in("Astrid"))

    too_few, complementary = row_of(shown, "Barn och unga"), row_of(shown, "Utredning 2")
    hidden = '<span class="dold">Visas inte</span>'
    assert too_few.count(hidden) == complementary.count(hidden) == 2
    assert "12" in row_of(shown, "Utredning 1")
    assert "15" in complementary
    whole = row_of(shown, "Alla enheter")
    assert "46" in whole
    assert "21" in whole


def test_a_unit_that_cannot_hold_answers_hides_nobody(survey: Survey, logged_in: Any) -> None:
    """Fewer than ten slips: its answers lie with the unit above, so its empty cell protects nothing."""
    month = LAST_QUARTER.first_day
    answers(survey, month, [YES] * 12)
    answers(survey, month, [NO] * 3, unit="Barn och unga")
    handed_out(20)
    handed_out(9, unit="Utredning 2")
    count_all(month)

    shown = page(logged_in("Astrid"))

    hidden = '<span class="dold">Visas inte</span>'
    for name in ("Barn och unga", "Utredning 1", "Utredning 2"):
        assert row_of(shown, name).count(hidden) == 2


def test_a_unit_chart_hides_what_would_tell_the_smallest_unit(
    survey: Survey, logged_in: Any
) -> None:
    month = THIS_MONTH.first_day
    answers(survey, month, [YES] * 12)
    answers(survey, month, [YES] * 6, unit="Utredning 2")
    answers(survey, month, [NO] * 3, unit="Barn och unga")
    count_all(month)

    shown = page(logged_in("Astrid"), f"?enhet={fixed('granby Utredning 2')}")

    assert "6 av 6" not in shown
    assert "Visas inte" in shown
    assert "12 av 12" in page(logged_in("Astrid"), f"?enhet={fixed('granby Utredning 1')}")


def test_the_three_series_are_never_added_together(survey: Survey, logged_in: Any) -> None:
    answers(survey, THIS_MONTH.first_day, [YES] * 6)
    answers(survey, THIS_MONTH.first_day, [NO] * 8, series="CHILD")
    count_all(THIS_MONTH.first_day)

    assert "6 av 6" in page(logged_in("Astrid"))
    children = page(logged_in("Astrid"), "?serie=barn")
    assert "0 av 8" in children
    assert "Har du fått säga vad du vill ska bli annorlunda?" in children
    assert "Det finns inga svar att visa än." in page(logged_in("Astrid"), "?serie=unga")


@pytest.mark.parametrize(
    "query", ["?serie=alla", "?fraga=9", "?enhet=x", "?enhet=\x00&serie=%ff", "?fraga=%00"]
)
def test_an_address_that_makes_no_sense_shows_the_usual_page(logged_in: Any, query: str) -> None:
    assert "Vad säger barn och föräldrar?" in page(logged_in("Astrid"), query)


def test_elin_sees_only_her_own(survey: Survey, logged_in: Any) -> None:
    answers(survey, THIS_MONTH.first_day, [YES] * 6)
    handed_out(30)
    count_all(THIS_MONTH.first_day)

    shown = page(logged_in("Elin"), f"?enhet={fixed('granby Utredning 1')}")

    assert "Det finns inga svar att visa än." in shown
    assert "6 av 6" not in shown
    download = logged_in("Elin").get(
        reverse("participation_download") + f"?enhet={fixed('granby Utredning 1')}"
    )
    assert download.content.decode().count("\r\n") == 1


def test_the_regions_co_ordinator_does_not_reach_the_page(logged_in: Any) -> None:
    assert logged_in("Cecilia").get(reverse("participation_results")).status_code == 404


def test_what_we_do_is_written_once_and_every_version_is_kept(survey: Survey) -> None:
    client = client_of_membership(newcomer("Leila", "method_supporter"))
    address = reverse("participation_act") + "?serie=foraldrar&fraga=1"

    def write(text: str) -> Any:
        form = client.get(address).context["form"]
        return client.post(address, {"text": text, "seen": form["seen"].value()})

    assert write("Vi ringer samma dag.").status_code == 302
    write("Vi ringer samma dag.")
    write("Vi ringer inom en timme.")

    with acting_for(GRANBY):
        (row,) = ActionOnAnswers.rows.all()
        assert (row.text, row.question, row.series) == ("Vi ringer inom en timme.", 1, "PARENT")
        assert row.changes.count() == 2  # type: ignore[attr-defined]
    assert "Vi ringer inom en timme." in page(client)


def test_two_who_write_at_once_see_both_texts(survey: Survey, logged_in: Any) -> None:
    leila = client_of_membership(newcomer("Leila", "method_supporter"))
    per = client_of_membership(newcomer("Per", "participation_lead"))
    address = reverse("participation_act") + "?serie=foraldrar&fraga=1"
    leila.post(address, {"text": "Först.", "seen": ""})
    seen = per.get(address).context["form"]["seen"].value()
    leila.post(address, {"text": "Leilas ord.", "seen": seen})

    response = per.post(address, {"text": "Pers ord.", "seen": seen})

    assert response.status_code == 409
    shown = response.content.decode()
    assert "Leilas ord." in shown
    assert "Pers ord." in shown
    again = per.post(address, {"text": "Bådas.", "seen": response.context["form"]["seen"].value()})
    assert again.status_code == 302


def test_an_empty_or_endless_text_is_refused_and_kept(logged_in: Any) -> None:
    client = client_of_membership(newcomer("Leila", "method_supporter"))

    empty = client.post(reverse("participation_act"), {"text": " ", "seen": ""})
    long = client.post(reverse("participation_act"), {"text": "å" * 2001, "seen": ""})

    assert empty.status_code == long.status_code == 422
    assert "å" * 2001 in long.content.decode()
    assert logged_in("Astrid").post(reverse("participation_act"), {"text": "x"}).status_code == 404


def test_idag_says_that_participation_has_changed_until_somebody_writes(survey: Survey) -> None:
    a_rise(survey)
    leila = newcomer("Leila", "method_supporter")

    def rows() -> list[str]:
        with acting_for(GRANBY):
            found = items_for(actor_of_membership(leila), now=NOW)
        return [each.title for each in found if "ändrats säkert" in each.title]

    assert rows() == ["Delaktigheten har ändrats säkert: Föräldrar"]
    address = reverse("participation_act") + "?serie=foraldrar&fraga=3"
    client_of_membership(leila).post(address, {"text": "Vi fortsätter.", "seen": ""})
    assert rows() == []
    with acting_for(GRANBY):
        assert not [i for i in items_for(actor_named("Astrid"), now=NOW) if "säkert" in i.title]


def test_figures_of_other_series_stay_their_own(survey: Survey) -> None:
    answers(survey, THIS_MONTH.first_day, [YES] * 6, series=Series.YOUNG)
    count_all(THIS_MONTH.first_day)

    with acting_for(GRANBY):
        counted = IndicatorPoint.rows.filter(denominator__isnull=False, unit=None, length=1)
        shown = counted.filter(code__startswith="participation.")
        assert {row.code for row in shown} == {
            "participation.answers_count_young",
            "participation.q_listened_young",
            "participation.q_respect_young",
            "participation.q_propose_young",
        }
