"""Other words in a question make another survey, so that every answer keeps the question it was given to.

The codes that are out work on: whoever answers with them is asked in the new words. Somebody in the middle of
answering is told so and starts over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from kraftsamling.common.clock import day_of
from kraftsamling.indicators.models import MarkedChange
from kraftsamling.participation.languages import LANGUAGES, texts_of
from kraftsamling.participation.models import Survey, SurveyStatus
from kraftsamling.participation.questions import OWN_WORDS, QUESTIONS, Series, asked_of, code_of

SWEDISH = "sv"


class WordsAreLocked(ValueError):
    """Raised for the parents' questions: they are the source's, word for word."""


class RewordedMeanwhile(Exception):
    """Raised when somebody else has changed words since the form was opened."""


def words_of(survey: Survey, series: Series, language: str) -> list[str]:
    """The three questions as they are asked, in Swedish where there is no translation of own words."""
    texts = texts_of(language)
    return [asked_of(survey.wording, series, question, texts).words for question in QUESTIONS]


@transaction.atomic
def reword(
    authority_id: UUID,
    *,
    series: Series,
    language: str,
    words: Sequence[str],
    seen: str,
    at: datetime,
) -> Survey:
    """Ask a series in other words from now on. The same words change nothing.

    `seen` is the id of the survey that the form showed. Other Swedish words leave the translations out until
    they are written anew: they would say something else. Raises WordsAreLocked and RewordedMeanwhile.
    """
    if series not in OWN_WORDS:
        raise WordsAreLocked(series)
    survey = Survey.rows.select_for_update().get(
        authority_id=authority_id, status=SurveyStatus.OPEN
    )
    if list(words) == words_of(survey, series, language):
        return survey
    if str(survey.pk) != seen:
        raise RewordedMeanwhile
    own: dict[str, Any] = {SWEDISH: words_of(survey, series, SWEDISH)}
    if language != SWEDISH:
        own |= survey.wording.get(series, _of_the_product(series))
    own[language] = list(words)
    Survey.rows.filter(pk=survey.pk).update(status=SurveyStatus.CLOSED)
    if language == SWEDISH:
        _mark(authority_id, series, at)
    return Survey.rows.create(
        authority_id=authority_id,
        space_id=survey.space_id,
        status=SurveyStatus.OPEN,
        opened_on=day_of(at),
        wording={**survey.wording, series: own},
    )


def _of_the_product(series: Series) -> dict[str, list[str]]:
    return {
        code: [texts.question(series, question.number) for question in QUESTIONS]
        for code, texts in LANGUAGES.items()
    }


def _mark(authority_id: UUID, series: Series, at: datetime) -> None:
    """The charts of the series say from when the words are others."""
    with override(SWEDISH):
        label = _("New words in the questions")
    MarkedChange.rows.bulk_create(
        MarkedChange(
            authority_id=authority_id,
            code=code_of(series, question.key),
            on=day_of(at).replace(day=1),
            label=label,
        )
        for question in QUESTIONS
    )
