"""The three questions and their keys, and what counts as a positive answer.

The words stand in `languages`. Parents get those of the source. The words to young people and children are
ours, and the pages say so; they are to be tried with a user council before a municipality uses them. The
series are never merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.participation.languages import texts_of_the_page
from kraftsamling.participation.languages.texts import Texts


class Series(models.TextChoices):
    """Who answers. Three series, never added together."""

    PARENT = "PARENT", _("Parents")
    YOUNG = "YOUNG", _("Young people 13+")
    CHILD = "CHILD", _("Children 7–12")


VALUES: Final = (4, 3, 2, 1, 0)
POSITIVE: Final = frozenset({3, 4})
DONT_KNOW: Final = 0
OWN_WORDS: Final = (Series.YOUNG, Series.CHILD)
"""Whose questions an authority may word itself. The parents' are the source's, word for word."""


@dataclass(frozen=True)
class Question:
    """One of the three. `key` is its name in an answer; `short` is what cards and tables call it."""

    number: int
    key: str
    short: object

    def asked(self, series: str) -> str:
        """The product's words, for the staff: in the language of their page."""
        return texts_of_the_page().question(series, self.number)


QUESTIONS: Final = (
    Question(1, "listened", _("The social worker listened to me")),
    Question(2, "respect", _("I was treated with respect")),
    Question(3, "propose", _("I could propose changes")),
)
_IDS: Final = {"listened": "q_listened", "respect": "q_respect", "propose": "q_propose"}
KEYS: Final = tuple(question.key for question in QUESTIONS)


@dataclass(frozen=True)
class Asked:
    """A question as it is put: its words, and the language these are in."""

    words: str
    language: str


def asked_of(wording: Mapping[str, Any], series: Series, question: Question, texts: Texts) -> Asked:
    """The question in the authority's own words if it has any, else in the product's.

    Own words that nobody has translated are shown in Swedish: better another language than another question.
    """
    own = wording.get(series) if series in OWN_WORDS else None
    if own is None:
        return Asked(texts.question(series, question.number), texts.code)
    language = texts.code if texts.code in own else "sv"
    return Asked(own[language][question.number - 1], language)


def question_of(key: str) -> Question:
    """The question with this key."""
    return next(question for question in QUESTIONS if question.key == key)


def code_of(series: str, question_key: str) -> str:
    """The indicator of one question in one series. Parents' is the seed's own: `participation.q_propose`."""
    suffix = "" if series == Series.PARENT else f"_{series.lower()}"
    return f"participation.{_IDS[question_key]}{suffix}"


def answers_code_of(series: str) -> str:
    """The indicator of how many have answered in one series."""
    return "participation.answers_count" + ("" if series == Series.PARENT else f"_{series.lower()}")
