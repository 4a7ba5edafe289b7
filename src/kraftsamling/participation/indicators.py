"""The figures that answers become: for each series the share of positive answers to each question, and how
many have answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kraftsamling.indicators.registry import AllCounter, Counter, Found, Where, indicator
from kraftsamling.indicators.rules.figures import Amount, Share
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.participation import survey_tables
from kraftsamling.participation.questions import (
    QUESTIONS,
    Question,
    Series,
    answers_code_of,
    code_of,
)

SOURCE = "participation.answers"


def _counter(series: Series, question: Question) -> Counter:
    def count(where: Where, period: Period) -> Share | None:
        counts = survey_tables.counts(series, question.key, period, unit_id=where.unit_id)
        return Share(counts.positive, counts.answered) if counts else None

    return count


def _counter_of_all(series: Series) -> AllCounter:
    def count_all(first: date, last: date) -> Iterator[Found]:
        for row in survey_tables.counts_all(series, first=first, last=last):
            yield Found(code_of(series, row.question), row.unit_id, row.period, row.share)
            if row.unit_id is None:
                yield Found(answers_code_of(series), None, row.period, _answers(row.everybody))

    return count_all


def _counter_of_answers(series: Series) -> Counter:
    def count(where: Where, period: Period) -> Amount | None:
        for question in QUESTIONS:
            counts = survey_tables.counts(series, question.key, period, unit_id=where.unit_id)
            if counts:
                return _answers(counts.everybody)
        return None

    return count


def _answers(everybody: int) -> Amount:
    return Amount(Fraction(everybody), everybody)


for _series in Series:
    _count_all = _counter_of_all(_series)
    for _question in QUESTIONS:
        indicator(
            code_of(_series, _question.key),
            name=format_lazy("{} – {}", _question.short, _series.label),
            definition=_(
                "Share who answered with one of the two positive answers, of those who took a stand."
                " “Do not know” is counted apart. Shown from five answers."
            ),
            better="+",
            sources=[f"{SOURCE}.{_series}"],
            count_all=_count_all,
        )(_counter(_series, _question))
    indicator(
        answers_code_of(_series),
        name=format_lazy("{} – {}", _("Number of answers"), _series.label),
        definition=_(
            "How many have answered the three questions. Shown when at least five took a stand on one of"
            " them."
        ),
        better="+",
        sources=[f"{SOURCE}.{_series}"],
        # Whole authority only: units and the whole would tell how many answered in a small unit.
        per_unit=False,
        unit=_("answers"),
        count_all=_count_all,
    )(_counter_of_answers(_series))
