"""The page of results: the sentence, three cards, the chart, the units, and when answers are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import day_of
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row
from kraftsamling.common.parts import Direction as Arrow
from kraftsamling.common.parts import Verdict as Ring
from kraftsamling.indicators.chart_words import chart_words
from kraftsamling.indicators.charts import Picture, draw
from kraftsamling.indicators.presenters.reasons import how_we_know, too_few
from kraftsamling.indicators.rules.figures import Figure, Shown
from kraftsamling.indicators.rules.periods import Length
from kraftsamling.indicators.rules.thresholds import OUTSIDE
from kraftsamling.indicators.selectors import Series as Figures
from kraftsamling.participation.models import ActionOnAnswers
from kraftsamling.participation.presenters import verdicts
from kraftsamling.participation.presenters.tabs import Allowed, tabs_of
from kraftsamling.participation.presenters.words import (
    SaidInQuarter,
    burst_words,
    said_in_quarters,
)
from kraftsamling.participation.questions import QUESTIONS, Question, Series
from kraftsamling.participation.results import SLUGS
from kraftsamling.participation.rules.bursts import Burst
from kraftsamling.participation.selectors import QuarterTable, Results, UnitLine


@dataclass(frozen=True)
class Card:
    """One question with its verdict and latest share."""

    title: str
    url: str
    value: str
    verdict: Ring
    direction: Arrow
    words: str
    current: bool


@dataclass(frozen=True)
class UnitChoice:
    """One line of the unit filter."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class ResultsPage:
    """What children and parents say."""

    title: str
    strong: str
    rest: str
    tabs: Sequence[Link]
    segment: Sequence[Link]
    series_note: str
    filter_sentence: str
    filter_url: str
    filter_hidden: Sequence[tuple[str, str]]
    unit_choices: Sequence[UnitChoice]
    cards: Sequence[Card]
    beside_columns: Sequence[Column]
    beside_rows: Sequence[Row]
    question: str
    counted: str
    notes: Sequence[str]
    picture: Picture | None
    nothing: str
    reasons: Sequence[str]
    rule: str
    method_url: str
    download_url: str
    workbook_url: str
    table_lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None
    limits: Sequence[str]
    actions: Sequence[Fact]
    act_url: str
    open_url: str
    slips_url: str
    said: Sequence[SaidInQuarter] = ()
    burst: str = ""
    burst_reasons: Sequence[str] = ()

    @classmethod
    def of(
        cls,
        found: Results,
        allowed: Allowed,
        *,
        said: Sequence[tuple[date, str]] = (),
        unusual: Sequence[Burst] = (),
    ) -> ResultsPage:
        language = get_language() or formats.SWEDISH
        strong, rest = verdicts.headline(found.selection.series, found.figures)
        question = found.asked
        picture = picture_of(found, language) if found.chosen.rolled.points else None
        here = reverse("participation_results")
        return cls(
            title=_("What do children and parents say?"),
            strong=strong,
            rest=rest,
            tabs=tabs_of(allowed),
            segment=[
                Link(
                    str(series.label),
                    here + found.selection.query(series=series),
                    series is found.selection.series,
                )
                for series in Series
            ],
            series_note=_(
                "Three series that are never added together. Parents get the questions in the original"
                " words. The words to young people and children are our own."
            ),
            filter_sentence=_filter_sentence(found),
            filter_url=here,
            filter_hidden=[
                ("serie", SLUGS[found.selection.series]),
                ("fraga", str(found.question.number)),
            ],
            unit_choices=[
                UnitChoice("", _("All units"), found.unit is None),
                *(UnitChoice(str(unit.pk), unit.name, unit == found.unit) for unit in found.units),
            ],
            cards=[_card(found, each, here, language) for each in QUESTIONS],
            beside_columns=[
                Column(_("Latest share")),
                *(Column(str(series.label), number=True) for series in Series),
            ],
            beside_rows=[_beside(found, each, language) for each in QUESTIONS],
            question=question,
            counted=_counted(found, language),
            notes=_notes(found.chosen, language),
            picture=picture,
            nothing=_nothing(found),
            reasons=how_we_know(found.chosen, language),
            rule=verdicts.rule_in_words(language),
            method_url=reverse("indicator_method"),
            download_url=reverse("participation_download")
            + found.selection.query(question=found.question),
            workbook_url=reverse("participation_workbook")
            + found.selection.query(question=found.question),
            table_lead=_table_lead(found, language),
            columns=_columns(found.question),
            rows=[_row(line, found, language) for line in found.table.lines],
            total=_total(found.table, language) if found.table.lines else None,
            limits=[*_limits(found.least_answers, language), *_translations(found.not_reviewed)],
            actions=[_action(each, language) for each in found.actions],
            act_url=reverse("participation_act") + found.selection.query(question=found.question)
            if allowed.act
            else "",
            open_url=reverse("survey_open")
            if allowed.open_survey and not found.survey_is_open
            else "",
            slips_url=reverse("survey_slips") if allowed.hand_out and found.survey_is_open else "",
            said=said_in_quarters(said),
            burst=burst_words(unusual),
            burst_reasons=_burst_reasons() if unusual else (),
        )


def _burst_reasons() -> Sequence[str]:
    return [
        _(
            "We count how many answers each hour brings, not which and not from where, and compare with"
            " the same hour of the day in the four weeks before. Three standard deviations are far more"
            " than chance gives."
        ),
        _("It may be a café or a class that answered with a group code."),
        _(
            "It may also be somebody who answers many times. A slip takes one answer, and a group code"
            " no more than those who were to be present. Close a code that is no longer needed."
        ),
        _("No answer is taken away: nobody can tell which are which."),
    ]


def _filter_sentence(found: Results) -> str:
    each = {
        Length.MONTH: _("month"),
        Length.QUARTER: _("quarter"),
        Length.HALF_YEAR: _("half-year"),
        Length.YEAR: _("year"),
    }[found.chosen.rolled.length]
    if found.unit is None:
        return _("Shows all units, the last two years by %(period)s. Change") % {"period": each}
    return _("Shows %(unit)s, the last two years by %(period)s. Change") % {
        "unit": found.unit.name,
        "period": each,
    }


def _card(found: Results, question: Question, here: str, language: str) -> Card:
    figures = found.figures[question.key]
    verdict, direction = verdicts.ring_of(figures.chart.verdict)
    return Card(
        title=str(question.short),
        url=here + found.selection.query(question=question),
        value=_percent(figures.latest.figure, language) if figures.latest else "",
        verdict=verdict,
        direction=direction,
        words=verdicts.words_of(figures.chart.verdict),
        current=question == found.question,
    )


def _beside(found: Results, question: Question, language: str) -> Row:
    """One question in the three series, beside one another and never added together."""

    def latest(series: Series) -> Cell:
        figures = found.side_by_side[series][question.key]
        if figures.latest is None:
            return Cell("–")
        if not isinstance(figures.latest.figure, Shown):
            return Cell(withheld=True)
        return Cell(_percent(figures.latest.figure, language))

    return Row([Cell(str(question.short)), *(latest(series) for series in Series)])


def _percent(figure: Figure | None, language: str) -> str:
    if not isinstance(figure, Shown):
        return _("Not shown")
    return formats.percent_sign(figure.share.percent or 0, language)


def _counted(found: Results, language: str) -> str:
    """ "Agree fully or partly. 1 320 answers, about 55 a month. 41 answered “Do not know” …" """
    positive = (
        _("Yes or rather much.")
        if found.selection.series is Series.CHILD
        else _("Agree fully or partly.")
    )
    if not found.answered:
        return positive
    answers = ngettext("%(count)s answer", "%(count)s answers", found.answered) % {
        "count": formats.number(found.answered, language)
    }
    about = round(found.chosen.rolled.per_month)
    often = (
        _("%(answers)s, about %(about)s a month.") % {"answers": answers, "about": about}
        if about
        else f"{answers}."
    )
    unsure = ngettext(
        "%(count)s answered “Do not know” and is not part of the share.",
        "%(count)s answered “Do not know” and are not part of the share.",
        found.dont_know,
    ) % {"count": formats.number(found.dont_know, language)}
    return f"{positive} {often} {unsure}"


def _notes(figures: Figures, language: str) -> list[str]:
    joined = verdicts.joined_periods(figures, language)
    sentences = [
        joined,
        verdicts.latest_in_words(figures, language) if joined else "",
        too_few(figures, language),
    ]
    return [sentence for sentence in sentences if sentence]


def _nothing(found: Results) -> str:
    if found.handed_out_ever:
        return _("Slips have been handed out. The first figure is here when five have answered.")
    return _("No slips have been handed out yet. They go with the letter at the decision.")


def picture_of(found: Results, language: str) -> Picture:
    """The chart of the chosen question, and its twin as a table."""
    short = str(found.question.short)
    series = str(found.selection.series.label)
    return draw(
        found.chosen.chart,
        chart_id="fraga",
        title=_("Share of positive answers: %(question)s") % {"question": short},
        name=_("%(series)s, %(question)s") % {"series": series, "question": short},
        words=chart_words(),
        language=language,
    )


def _table_lead(found: Results, language: str) -> str:
    """ "Juli–september 2026. Av 120 som fick frågorna svarade 43. …" """
    sentences = [_quarter(found.table, language) + "."]
    line = next((each for each in found.table.lines if each.unit == found.unit), None)
    counted = line or found.table
    # Answers from another survey tool come without a number of offered.
    if 0 < counted.answers <= counted.handed_out:
        sentences.append(
            _("Of %(offered)s who were offered the questions, %(answered)s answered.")
            % {
                "offered": formats.number(counted.handed_out, language),
                "answered": formats.number(counted.answers, language),
            }
        )
    sentences.append(_("Everybody gets the questions with the letter. Nobody chooses who."))
    return " ".join(sentences)


def _translations(not_reviewed: Sequence[str]) -> list[str]:
    if not not_reviewed:
        return []
    return [
        _("The translation has not been reviewed by a translator: %(languages)s.")
        % {"languages": ", ".join(not_reviewed)}
    ]


def _quarter(table: QuarterTable, language: str) -> str:
    quarter = table.quarter
    words = formats.period(quarter.year, quarter.first_month, quarter.length, language)
    return words[0].upper() + words[1:]


def _columns(question: Question) -> list[Column]:
    return [
        Column(_("Unit")),
        Column(_("Handed out"), number=True),
        Column(_("Answers"), number=True),
        Column(str(question.short), number=True),
    ]


def _row(line: UnitLine, found: Results, language: str) -> Row:
    above = any(unit.parent_id == line.unit.pk for unit in found.units)
    name = Cell(line.unit.name, sub=_("Small units are counted here") if above else "")
    return Row([name, *_figures(line.handed_out, line.figure, line.answers, language)])


def _total(table: QuarterTable, language: str) -> Row:
    return Row(
        [Cell(_("All units")), *_figures(table.handed_out, table.total, table.answers, language)]
    )


def _figures(handed_out: int, figure: Figure | None, answers: int, language: str) -> list[Cell]:
    out = Cell(formats.number(handed_out, language))
    if not isinstance(figure, Shown):
        return [out, Cell(withheld=True), Cell(withheld=True)]
    return [
        out,
        Cell(formats.number(answers, language)),
        Cell(_percent(figure, language), nowrap=True),
    ]


def _limits(least_inside: int, language: str) -> list[str]:
    numbers = {
        "inside": formats.in_words(least_inside, language),
        "outside": formats.in_words(OUTSIDE.least, language),
    }
    return [
        _(
            "Within the municipality: at least %(inside)s answers. For others: at least %(outside)s."
            " The limits can only be raised."
        )
        % numbers,
        _(
            "“Not shown” stands where the answers are too few, and where they could otherwise have been"
            " worked out."
        ),
        _(
            "New answers are added at night, at least five at a time and in mixed order. We keep the unit"
            " and the month, never who."
        ),
    ]


def _action(each: ActionOnAnswers, language: str) -> Fact:
    short = next(str(q.short) for q in QUESTIONS if q.number == each.question)
    written = formats.long_date(day_of(each.written_at), language)
    return Fact(f"{short}, {written}", each.text)
