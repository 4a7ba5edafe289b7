"""The three questions, word for word, and what counts as a positive answer.

Parents get the words of the source. The words to young people and children are ours, and the pages say so;
they are to be tried with a user council before a municipality uses them. The series are never merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Series(models.TextChoices):
    """Who answers. Three series, never added together."""

    PARENT = "PARENT", _("Parents")
    YOUNG = "YOUNG", _("Young people 13+")
    CHILD = "CHILD", _("Children 7–12")


class Agreement(models.IntegerChoices):
    """The scale of parents and young people. The first two are positive; DONT_KNOW is shown apart."""

    FULLY = 4, _("Agree fully")
    PARTLY = 3, _("Agree partly")
    HARDLY = 2, _("Hardly agree")
    NOT_AT_ALL = 1, _("Do not agree at all")
    DONT_KNOW = 0, _("Do not know")


class ChildAnswer(models.IntegerChoices):
    """The scale of children, with the same values."""

    YES = 4, _("Yes")
    RATHER_MUCH = 3, _("Rather much")
    A_LITTLE = 2, _("A little")
    NO = 1, _("No")
    DONT_KNOW = 0, _("I don't know")


POSITIVE: Final = frozenset({3, 4})
DONT_KNOW: Final = 0


@dataclass(frozen=True)
class Question:
    """One of the three. `key` is its name in an answer; `short` is what cards and tables call it."""

    number: int
    key: str
    short: object
    words: dict[str, object]


QUESTIONS: Final = (
    Question(
        1,
        "listened",
        _("The social worker listened to me"),
        {
            Series.PARENT: _("Social workers I have met have listened to me"),
            Series.YOUNG: _("The social workers I have met have listened to me"),
            Series.CHILD: _("Did the people at social services listen to you?"),
        },
    ),
    Question(
        2,
        "respect",
        _("I was treated with respect"),
        {
            Series.PARENT: _("I have been treated with respect"),
            Series.YOUNG: _("I have been treated with respect"),
            Series.CHILD: _("Were they kind, and did they take you seriously?"),
        },
    ),
    Question(
        3,
        "propose",
        _("I could propose changes"),
        {
            Series.PARENT: _("I could take part and propose changes for my child"),
            Series.YOUNG: _("I could take part and propose what should change for me"),
            Series.CHILD: _("Could you say what you want to change?"),
        },
    ),
)
_IDS: Final = {"listened": "q_listened", "respect": "q_respect", "propose": "q_propose"}
KEYS: Final = tuple(question.key for question in QUESTIONS)


def scale(series: str) -> type[models.IntegerChoices]:
    """The answers that a series chooses from."""
    return ChildAnswer if series == Series.CHILD else Agreement


def question_of(key: str) -> Question:
    """The question with this key."""
    return next(question for question in QUESTIONS if question.key == key)


def code_of(series: str, question_key: str) -> str:
    """The indicator of one question in one series. Parents' is the seed's own: `participation.q_propose`."""
    suffix = "" if series == Series.PARENT else f"_{series.lower()}"
    return f"participation.{_IDS[question_key]}{suffix}"
