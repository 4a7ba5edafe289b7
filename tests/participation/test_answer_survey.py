"""One slip, one answer; nothing that says who or when."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators import services as figures
from kraftsamling.indicators.rules.figures import Hidden, Share, Shown
from kraftsamling.indicators.rules.periods import month
from kraftsamling.indicators.selectors import figure_of
from kraftsamling.participation import services, survey_tables
from kraftsamling.participation.models import Answer, Survey, SurveyCode, WaitingAnswer
from kraftsamling.participation.questions import Series
from kraftsamling.participation.survey_tables import CodeState, Receipt
from tests.support.database import as_owner
from tests.support.world import fixed

pytestmark = pytest.mark.django_db

GRANBY = fixed("granby")
UNIT = fixed("granby Utredning 1")
TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
YES = {"listened": 4, "respect": 3, "propose": 4}
NO = {"listened": 1, "respect": 2, "propose": 1}


def codes(survey: Survey, count: int, *, unit: str = "granby Utredning 1") -> list[str]:
    with acting_for(GRANBY):
        return services.hand_out(
            survey, unit_id=fixed(unit), series=Series.PARENT, count=count, today=TODAY
        )


def test_a_code_gives_one_answer_however_often_it_is_tapped(survey: Survey) -> None:
    (code,) = codes(survey, 1)

    first = services.submit_answers(code, YES, at=AT).receipt
    again = [services.submit_answers(code, NO, at=AT).receipt for _ in range(7)]

    assert first is Receipt.STORED
    assert set(again) == {Receipt.USED}
    with as_owner():
        assert [row.answers for row in WaitingAnswer.objects.all()] == [YES]


def test_a_guessed_code_stores_nothing(survey: Survey) -> None:
    codes(survey, 3)

    assert services.submit_answers("2222-2222-2222", YES, at=AT).receipt is Receipt.UNKNOWN
    assert services.submit_answers("not a code", YES, at=AT).receipt is Receipt.UNKNOWN
    with as_owner():
        assert not WaitingAnswer.objects.exists()


def test_an_expired_code_says_so_and_stays_unused(survey: Survey) -> None:
    (code,) = codes(survey, 1)

    assert services.offer_of(code, at=datetime(2026, 9, 30, 8, tzinfo=UTC)).state is CodeState.OPEN
    assert (
        services.offer_of(code, at=datetime(2026, 10, 1, 8, tzinfo=UTC)).state is CodeState.EXPIRED
    )
    assert (
        services.submit_answers(code, YES, at=datetime(2026, 10, 1, 8, tzinfo=UTC)).receipt
        is Receipt.EXPIRED
    )


def test_the_code_is_read_however_it_is_typed(survey: Survey) -> None:
    (code,) = codes(survey, 1)

    offer = services.offer_of(f" {code.lower().replace('-', ' ')} ", at=AT)
    assert offer.series == (Series.PARENT,)


@pytest.mark.parametrize(
    "answers", [{}, {"listened": 5}, {"listened": "4; DROP"}, {"name": 4}, {"listened": None}]
)
def test_what_is_not_an_answer_is_refused_and_leaves_the_code_unused(
    survey: Survey, answers: dict[str, int]
) -> None:
    (code,) = codes(survey, 1)

    assert services.submit_answers(code, answers, at=AT).receipt is Receipt.INVALID
    assert services.offer_of(code, at=AT).state is CodeState.OPEN


def test_a_question_may_be_skipped(survey: Survey) -> None:
    (code,) = codes(survey, 1)

    assert services.submit_answers(code, {"respect": 0}, at=AT).receipt is Receipt.STORED


@pytest.mark.parametrize("model", [Answer, WaitingAnswer, SurveyCode])
def test_pages_have_no_right_at_all_on_the_survey_tables(
    model: type[Answer | WaitingAnswer | SurveyCode],
) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{model._meta.db_table}"')


def test_an_answer_keeps_survey_series_unit_month_and_nothing_else() -> None:
    assert {field.name for field in Answer._meta.get_fields()} == {
        "id", "survey_id", "authority_id", "unit_id", "series", "month", "answers",
    }  # fmt: skip


def test_four_answers_wait_and_the_fifth_moves_them_all(survey: Survey) -> None:
    slips = codes(survey, 10)
    for code in slips[:4]:
        services.submit_answers(code, YES, at=AT)
    with acting_for(GRANBY):
        assert services.move_waiting_answers(GRANBY, at=NIGHT) == []

    services.submit_answers(slips[4], NO, at=AT)
    with acting_for(GRANBY):
        services.move_waiting_answers(GRANBY, at=NIGHT)
        figures.recompute_changed(GRANBY, at=NIGHT)
        figure = figure_of("participation.q_propose", authority_id=GRANBY, period=month(2026, 3))

    assert figure == Shown(Share(4, 5))


def test_the_moved_answers_have_new_ids(survey: Survey) -> None:
    for code in codes(survey, 10)[:6]:
        services.submit_answers(code, YES, at=AT)
    with as_owner():
        before = set(WaitingAnswer.objects.values_list("pk", flat=True))

    with acting_for(GRANBY):
        services.move_waiting_answers(GRANBY, at=NIGHT)

    with as_owner():
        assert not WaitingAnswer.objects.exists()
        after = set(Answer.objects.values_list("pk", flat=True))
    assert len(after) == 6
    assert not before & after


def test_a_batch_below_five_is_refused_by_the_database() -> None:
    with pytest.raises(Exception, match="at least five"), acting_for(GRANBY):
        survey_tables.move(least=1)


def test_fewer_than_five_who_took_a_stand_are_told_to_nobody(survey: Survey) -> None:
    slips = codes(survey, 10)
    for code in slips[:4]:
        services.submit_answers(code, YES, at=AT)
    services.submit_answers(slips[4], {"propose": 0}, at=AT)
    with acting_for(GRANBY):
        services.move_waiting_answers(GRANBY, at=NIGHT)
        figures.recompute_changed(GRANBY, at=NIGHT)
        figure = figure_of("participation.q_propose", authority_id=GRANBY, period=month(2026, 3))

    assert figure == Hidden()


def test_a_unit_with_fewer_than_ten_slips_is_counted_with_the_unit_above(survey: Survey) -> None:
    for code in codes(survey, 9):
        services.submit_answers(code, YES, at=AT)

    with acting_for(GRANBY):
        moved = services.move_waiting_answers(GRANBY, at=NIGHT)

    assert {each.unit_id for each in moved} == {fixed("granby Barn och unga")}


def test_elin_cannot_count_move_or_hand_out_granbys(survey: Survey) -> None:
    for code in codes(survey, 10)[:5]:
        services.submit_answers(code, YES, at=AT)

    with acting_for(fixed("sydby")):
        assert services.move_waiting_answers(fixed("sydby"), at=NIGHT) == []
        assert survey_tables.counts("PARENT", "propose", month(2026, 3)) is None
    with pytest.raises(Exception, match="not this authority"), acting_for(fixed("sydby")):
        survey_tables.issue(survey.pk, UNIT, "PARENT", [b"x" * 32], valid_until=TODAY)


@pytest.mark.parametrize(
    ("first", "months"),
    [
        ("2026-03-02", 1),  # not the first of a month
        ("2026-02-01", 3),  # three months that are no quarter
        ("2026-04-01", 6),
        ("2026-01-01", 2),
        ("2026-01-01", 24),
        ("2026-01-01", 0),
        ("2026-01-01", None),
    ],
)
def test_windows_that_could_be_subtracted_are_refused_by_the_database(
    survey: Survey, first: str, months: int | None
) -> None:
    with (
        pytest.raises(Exception, match="only whole months"),
        acting_for(GRANBY),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT * FROM survey_counts('PARENT', NULL, 'propose', %s, %s)", [first, months]
        )


def test_the_function_with_free_dates_is_gone(survey: Survey) -> None:
    with (
        pytest.raises(ProgrammingError, match="does not exist"),
        acting_for(GRANBY),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT * FROM survey_counts('PARENT', NULL, 'propose', date '2026-01-01', date '2026-02-14')"
        )


def test_the_night_finds_a_figure_that_somebody_has_changed(survey: Survey) -> None:
    for code in codes(survey, 10)[:5]:
        services.submit_answers(code, YES, at=AT)
    with acting_for(GRANBY):
        services.move_waiting_answers(GRANBY, at=NIGHT)
        figures.recompute_changed(GRANBY, at=NIGHT)
        assert figures.compare_with_raw_rows(GRANBY, at=NIGHT) == []

        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE indicators_indicatorpoint SET numerator = 0"
                " WHERE length = 1 AND code = 'participation.q_propose' AND unit_id IS NULL"
            )
        found = figures.compare_with_raw_rows(GRANBY, at=NIGHT)

    assert [row.code for row in found] == ["participation.q_propose"]
    assert "stored 0 of 5, counted 5 of 5" in found[0].detail
