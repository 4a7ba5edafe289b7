"""Reading what those who answer may be told, and what the pages of the staff need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.confidentiality.scope import acting_for
from kraftsamling.indicators.rules.complement import protect
from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown
from kraftsamling.indicators.rules.periods import Length, Period, Point
from kraftsamling.indicators.rules.thresholds import OUTSIDE
from kraftsamling.indicators.selectors import Series as Figures
from kraftsamling.indicators.selectors import (
    figure_of,
    figures_by_unit,
    inside,
    live_series,
    rejudged,
)
from kraftsamling.organisations.models import Authority, Membership, Unit
from kraftsamling.participation import survey_tables, words_tables
from kraftsamling.participation.languages import texts_of_the_page
from kraftsamling.participation.languages.review import not_reviewed
from kraftsamling.participation.models import (
    ActionOnAnswers,
    HandedOut,
    SharedCode,
    SharedKind,
    Survey,
    SurveyImport,
    SurveyStatus,
)
from kraftsamling.participation.questions import QUESTIONS, Question, Series, asked_of, code_of
from kraftsamling.participation.results import Selection
from kraftsamling.participation.rules.bursts import COMPARED, WATCHED, Burst, bursts

MONTHS: Final = 24
COUNTED_BY_ITSELF: Final = (
    10  # docs/rules.md: with fewer slips a unit is counted with the one above
)


def authority_named(authority_id: UUID | None) -> str:
    """The public name of the authority that a slip comes from."""
    if authority_id is None:
        return ""
    found = Authority.objects.filter(pk=authority_id).values_list("short_name", flat=True)
    return found.first() or ""


def latest_actions(authority_id: UUID, series: str) -> list[ActionOnAnswers]:
    """The newest text for each question that has one, by question. Runs inside the authority."""
    rows = ActionOnAnswers.rows.of_authority(authority_id).filter(series=series)
    return list(rows.order_by("question", "-written_at").distinct("question"))


def told_to_those_who_answered(authority_id: UUID, series: str) -> list[ActionOnAnswers]:
    """What earlier answers have led to. The texts are written for those who answer (see the form)."""
    with acting_for(authority_id):
        return latest_actions(authority_id, series)


def least_for_words(authority_id: UUID) -> int:
    """How many must have answered in a quarter before its words are shown: never fewer than ten."""
    return max(OUTSIDE.least, inside(authority_id).least)


def words_to_read(authority_id: UUID, series: Series, *, today: date) -> list[tuple[date, str]]:
    """Quarter and words that colleagues may read, a year back. Runs inside the authority."""
    return words_tables.shown(
        series, since=_quarters_ago(4, today), least=least_for_words(authority_id)
    )


def words_to_decide(*, today: date) -> list[words_tables.Words]:
    """What nobody has read, and what has been decided on in this quarter and the one before."""
    return words_tables.to_decide(since=_quarters_ago(1, today))


def _quarters_ago(count: int, today: date) -> date:
    return Period.containing(today, Length.QUARTER).shifted(-count).first_day


def unusual_hours(*, now: datetime) -> Sequence[Burst]:
    """Hours of the last week that brought far more answers than usual. Runs inside the authority."""
    arrivals = words_tables.arrivals(since=now - WATCHED - COMPARED)
    return bursts([(hour.astimezone(STOCKHOLM), count) for hour, count in arrivals], now=now)


def action_on(authority_id: UUID, series: Series, question: Question) -> ActionOnAnswers | None:
    """What has been written about one question."""
    written = latest_actions(authority_id, series)
    return next((each for each in written if each.question == question.number), None)


def name_of(user_id: UUID, authority_id: UUID) -> str:
    """Who wrote something, as colleagues know the person."""
    rows = Membership.rows.of_authority(authority_id).filter(user_id=user_id)
    return rows.values_list("user__name", flat=True).first() or "–"


def open_survey(authority_id: UUID) -> Survey | None:
    """The survey that takes answers now."""
    return Survey.rows.filter(authority_id=authority_id, status=SurveyStatus.OPEN).first()


def survey_worded(survey_id: UUID) -> Survey:
    """The survey whose words a visitor is shown."""
    return Survey.rows.get(pk=survey_id)


def worded_before(survey: Survey) -> list[Survey]:
    """The wordings that were asked before this one, the newest first."""
    rows = Survey.rows.filter(authority_id=survey.authority_id, status=SurveyStatus.CLOSED)
    return list(rows.exclude(pk=survey.pk).order_by("-opened_on", "pk"))


def open_kiosk(authority_id: UUID, unit_id: UUID, *, at: datetime) -> SharedCode | None:
    """The code of the unit's tablet, while it is open."""
    rows = SharedCode.rows.of_authority(authority_id)
    return rows.filter(kind=SharedKind.KIOSK, unit_id=unit_id, closes_at__gt=at).first()


def kiosk_places_today(authority_id: UUID, unit_id: UUID, *, today: date) -> int:
    """How many answers the tablet of a unit has been opened for on a day."""
    begins = datetime.combine(today, time.min, tzinfo=STOCKHOLM)
    rows = SharedCode.rows.of_authority(authority_id).filter(
        kind=SharedKind.KIOSK, unit_id=unit_id, made_at__gte=begins
    )
    return sum(sum(row.caps.values()) for row in rows)


def shared_codes(authority_id: UUID, *, at: datetime) -> list[SharedCode]:
    """The shared codes that take answers now, the newest first."""
    rows = SharedCode.rows.of_authority(authority_id).select_related("unit")
    return list(rows.filter(closes_at__gt=at).order_by("-made_at"))


def units_of(authority_id: UUID) -> list[Unit]:
    """The authority's units that are not closed, in Swedish order."""
    return list(Unit.rows.of_authority(authority_id).filter(closed_on=None).order_by("sort_key"))


def imports_of(authority_id: UUID) -> list[SurveyImport]:
    """Files from other survey tools, read in or waiting, the newest first."""
    rows = SurveyImport.rows.of_authority(authority_id).defer("tally")
    return list(rows.order_by("-made_at", "pk")[:20])


def has_handed_out(authority_id: UUID) -> bool:
    """Whether any slip has been printed."""
    return HandedOut.rows.of_authority(authority_id).filter(count__gt=0).exists()


@dataclass(frozen=True)
class UnitLine:
    """One unit in the latest quarter; `figure` is None where nothing has been counted."""

    unit: Unit
    handed_out: int
    figure: Figure | None
    answers: int = 0


@dataclass(frozen=True)
class QuarterTable:
    """Handed out, answers and share per unit, and for the whole authority."""

    quarter: Period
    lines: Sequence[UnitLine]
    handed_out: int
    total: Figure | None
    answers: int = 0


@dataclass(frozen=True)
class Results:
    """Everything that the page of results shows."""

    selection: Selection
    question: Question
    figures: dict[str, Figures]
    answered: int
    dont_know: int
    table: QuarterTable
    units: Sequence[Unit]
    actions: Sequence[ActionOnAnswers]
    handed_out_ever: bool
    survey_is_open: bool
    least_answers: int
    asked: str
    not_reviewed: Sequence[str]
    side_by_side: dict[Series, dict[str, Figures]]

    @property
    def chosen(self) -> Figures:
        """The series of the question whose chart is drawn."""
        return self.figures[self.question.key]

    @property
    def unit(self) -> Unit | None:
        """The unit that the reader has chosen."""
        return next((each for each in self.units if each.pk == self.selection.unit_id), None)


def results(authority_id: UUID, selection: Selection, *, today: date) -> Results:
    """The results of one series. Runs inside the authority; a unit of somebody else is as if not chosen."""
    units = units_of(authority_id)
    if selection.unit_id not in {unit.pk for unit in units}:
        selection = replace(selection, unit_id=None)
    figures = {
        question.key: _figures(authority_id, selection, question, today) for question in QUESTIONS
    }
    question = selection.question or _most_telling(figures)
    answered, dont_know = _counted(selection, question, figures[question.key].rolled.points)
    survey = open_survey(authority_id)
    wording = survey.wording if survey else {}
    return Results(
        selection,
        question,
        figures,
        answered,
        dont_know,
        quarter_table(authority_id, selection.series, question, units, today=today),
        units,
        latest_actions(authority_id, selection.series),
        has_handed_out(authority_id),
        survey is not None,
        inside(authority_id).least,
        asked_of(wording, selection.series, question, texts_of_the_page()).words,
        not_reviewed(authority_id),
        {
            series: figures
            if series is selection.series
            else {
                each.key: _figures(authority_id, replace(selection, series=series), each, today)
                for each in QUESTIONS
            }
            for series in Series
        },
    )


def changed_since(
    authority_id: UUID, series: Series, *, today: date
) -> list[tuple[Question, date]]:
    """The questions of a series whose answers have surely changed, with the first day of the change."""
    found = (
        (question, _figures(authority_id, Selection(series), question, today).chart.verdict.since)
        for question in QUESTIONS
    )
    return [(question, since.first_day) for question, since in found if since]


def _figures(authority_id: UUID, selection: Selection, question: Question, today: date) -> Figures:
    code = code_of(selection.series, question.key)
    unit_id = selection.unit_id
    found = live_series(
        code, authority_id=authority_id, until=today, unit_id=unit_id, months=MONTHS
    )
    if unit_id is None:
        return found
    return rejudged(
        found,
        [_protected(point, selection, code, authority_id) for point in found.rolled.points],
        authority_id=authority_id,
    )


def _protected(point: Point, selection: Selection, code: str, authority_id: UUID) -> Point:
    """The unit's point, hidden as well where a smaller unit could be found by subtraction."""
    if isinstance(point.figure, Hidden) or selection.unit_id is None:
        return point
    parts, _total = _parts(authority_id, selection.series, code, point.period)
    return Point(point.period, parts.get(selection.unit_id, Hidden()))


def _parts(
    authority_id: UUID, series: Series, code: str, period: Period
) -> tuple[dict[UUID, Figure], Figure]:
    """What each unit may be shown of a period, and the whole.

    Only units that can hold answers protect one another: those with ten slips or more, those that got
    answers from a file, and those above, where the smaller ones are counted. A unit that everybody knows to
    be empty hides nobody.
    """
    found = figures_by_unit(code, authority_id=authority_id, period=period)
    total = figure_of(code, authority_id=authority_id, period=period) or Hidden()
    units = Unit.rows.of_authority(authority_id)
    holding = {
        *units.filter(parent=None).values_list("pk", flat=True),
        *units.exclude(parent=None).values_list("parent_id", flat=True),
        *HandedOut.rows.of_authority(authority_id)
        .filter(
            series=series,
            count__gte=COUNTED_BY_ITSELF,
            quarter_starts_on__gte=Period.containing(period.first_day, Length.QUARTER).first_day,
            quarter_starts_on__lte=period.last_day,
        )
        .values_list("unit_id", flat=True),
        *_with_imports(authority_id, series, first=period.first_day, last=period.last_day),
    }
    parts = {
        unit: each for unit, each in found.items() if unit in holding or isinstance(each, Shown)
    }
    return protect(parts, total, least=inside(authority_id).least), total


def _with_imports(
    authority_id: UUID, series: Series, *, first: date, last: date
) -> frozenset[UUID]:
    """The units that got answers of a series from files in a period."""
    rows = SurveyImport.rows.of_authority(authority_id).exclude(committed_at=None)
    return frozenset(
        UUID(unit)
        for places in rows.values_list("places", flat=True)
        for unit, of, month in places
        if of == series and first <= date.fromisoformat(month) <= last
    )


def _most_telling(figures: dict[str, Figures]) -> Question:
    """The first question that has surely changed, else the third: what the municipality works with."""
    changed = (each for each in QUESTIONS if figures[each.key].chart.verdict.since)
    return next(changed, QUESTIONS[-1])


def _counted(selection: Selection, question: Question, points: Sequence[Point]) -> tuple[int, int]:
    """Answers and "do not know" behind the periods that are shown, and those only."""
    shown = [each for each in points if isinstance(each.figure, Shown)]
    answered = sum(
        each.figure.share.denominator for each in shown if isinstance(each.figure, Shown)
    )
    found = [
        survey_tables.counts(selection.series, question.key, each.period, unit_id=selection.unit_id)
        for each in shown
    ]
    return answered, sum(each.dont_know for each in found if each)


def quarter_table(
    authority_id: UUID, series: Series, question: Question, units: Sequence[Unit], *, today: date
) -> QuarterTable:
    """The latest quarter that is over; the running one for who has just begun."""
    running = Period.containing(today, Length.QUARTER)
    handed_out = _handed_out(authority_id, series, running.previous())
    quarter = running.previous() if handed_out else running
    handed_out = handed_out or _handed_out(authority_id, series, running)
    safe, total = _parts(authority_id, series, code_of(series, question.key), quarter)
    rolled_up = {
        unit.parent_id
        for unit in units
        if 0 < handed_out.get(unit.pk, 0) < COUNTED_BY_ITSELF and unit.parent_id
    }
    lines = [
        UnitLine(
            unit,
            handed_out.get(unit.pk, 0),
            safe.get(unit.pk),
            _everybody(series, question, quarter, safe.get(unit.pk), unit.pk),
        )
        for unit in units
        if unit.pk in handed_out or unit.pk in rolled_up or isinstance(safe.get(unit.pk), Shown)
    ]
    everybody = _everybody(series, question, quarter, total, None)
    return QuarterTable(quarter, lines, sum(handed_out.values()), total, everybody)


def _everybody(
    series: Series, question: Question, period: Period, figure: Figure | None, unit_id: UUID | None
) -> int:
    """How many have answered at all, also those who did not know; only where the share is shown."""
    if not isinstance(figure, Shown):
        return 0
    counted = survey_tables.counts(series, question.key, period, unit_id=unit_id)
    return counted.everybody if counted else 0


def _handed_out(authority_id: UUID, series: Series, quarter: Period) -> dict[UUID, int]:
    rows = HandedOut.rows.of_authority(authority_id).filter(
        series=series, quarter_starts_on=quarter.first_day
    )
    return dict(rows.values_list("unit_id", "count"))
