"""The figures that answers become: for each series, the share of positive answers to each question."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kraftsamling.indicators.registry import Counter, Where, indicator
from kraftsamling.indicators.rules.figures import Share
from kraftsamling.indicators.rules.periods import Period
from kraftsamling.participation import survey_tables
from kraftsamling.participation.questions import QUESTIONS, Question, Series, code_of

SOURCE = "participation.answers"


def _counter(series: Series, question: Question) -> Counter:
    def count(where: Where, period: Period) -> Share | None:
        counts = survey_tables.counts(series, question.key, period, unit_id=where.unit_id)
        return Share(counts.positive, counts.answered) if counts else None

    return count


for _series in Series:
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
        )(_counter(_series, _question))
