"""The pages of those who answer, on their own screen or on the unit's tablet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from kraftsamling.participation import languages
from kraftsamling.participation.languages import LanguageChoice
from kraftsamling.participation.languages.texts import Texts
from kraftsamling.participation.models import ActionOnAnswers
from kraftsamling.participation.questions import (
    DONT_KNOW,
    QUESTIONS,
    VALUES,
    Asked,
    Question,
    Series,
    asked_of,
)
from kraftsamling.participation.rules.words import LONGEST
from kraftsamling.participation.survey_tables import CodeState, Receipt
from kraftsamling.participation.walk import Walk, sealed


def refusal(state: CodeState | Receipt, texts: Texts) -> str:
    """Why a code does not open the questions; a plain sentence with the next step."""
    return {
        "USED": texts.used,
        "FULL": texts.full,
        "EXPIRED": texts.expired,
        "CLOSED": texts.closed,
        "CHANGED": texts.changed,
    }.get(state, texts.unknown)


@dataclass(frozen=True)
class Way:
    """Where one answers. On the unit's tablet there is no way out, and it starts over by itself."""

    start_url: str
    step_url: str
    kiosk: bool = False

    @classmethod
    def at_home(cls) -> Way:
        """On one's own phone or computer."""
        return cls(reverse("survey_start"), reverse("survey_step"))

    @classmethod
    def on_tablet(cls, unit_id: UUID) -> Way:
        """On the tablet of a unit."""
        return cls(reverse("kiosk", args=[unit_id]), reverse("kiosk_step", args=[unit_id]), True)


@dataclass(frozen=True, kw_only=True)
class SurveyPage:
    """What every page of the survey has: its texts, and the languages to change to."""

    title: str
    texts: Texts
    way: Way
    has_errors: bool = False

    @property
    def languages(self) -> list[LanguageChoice]:
        """All five."""
        return languages.choices(self.texts)


@dataclass(frozen=True, kw_only=True)
class StartPage(SurveyPage):
    """What it is, that it is voluntary, and where the code goes."""

    lead: str
    points: Sequence[str]
    notice: str = ""

    @classmethod
    def of(cls, texts: Texts, notice: str = "", *, has_errors: bool = False) -> StartPage:
        return cls(
            title=texts.start_title,
            lead=texts.start_lead,
            points=texts.start_points,
            texts=texts,
            way=Way.at_home(),
            notice=notice,
            has_errors=has_errors,
        )

    @classmethod
    def waiting(cls, texts: Texts) -> StartPage:
        """After five wrong codes from one network within a minute."""
        return cls(
            title=texts.wait_title,
            lead=texts.wait_lead,
            points=[texts.wait_point],
            texts=texts,
            way=Way.at_home(),
        )


@dataclass(frozen=True)
class WhoChoice:
    """ "I am a parent"."""

    value: str
    words: str


@dataclass(frozen=True, kw_only=True)
class WhoPage(SurveyPage):
    """Whose questions one wants, where a shared code asks more than one series."""

    lead: str
    choices: Sequence[WhoChoice]
    code: str = ""
    visit: str = ""
    points: Sequence[str] = ()

    @classmethod
    def of(
        cls, texts: Texts, way: Way, series: Sequence[Series], *, code: str = "", visit: str = ""
    ) -> WhoPage:
        choices = [WhoChoice(each, texts.i_am[each]) for each in series]
        if way.kiosk:
            title, lead, points = texts.start_title, texts.start_lead, texts.start_points
        else:
            title, lead, points = texts.who, texts.who_lead, ()
        return cls(
            title=title,
            lead=lead,
            points=points,
            choices=choices,
            texts=texts,
            way=way,
            code=code,
            visit=visit,
        )


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: int
    words: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class QuestionPage(SurveyPage):
    """One question with its answers; faces beside the words for children."""

    step_words: str
    dots: Sequence[bool]
    asked: Asked
    choices: Sequence[Choice]
    dont_know: Choice
    faces: bool
    can_go_back: bool
    next_label: str
    about_words: str
    to_whom: str
    token: str
    error: str = ""

    @classmethod
    def of(
        cls, walk: Walk, way: Way, wording: Mapping[str, Any], *, place: str, error: str = ""
    ) -> QuestionPage:
        texts = languages.texts_of(walk.language)
        chosen = walk.answers.get(walk.question.key)
        words = texts.scale(walk.series)
        choices = [Choice(value, words[value], value == chosen) for value in VALUES]
        step = texts.step.format(number=walk.step, all=len(QUESTIONS))
        asked = asked_of(wording, walk.series, walk.question, texts)
        return cls(
            title=f"{step}: {asked.words}",
            texts=texts,
            way=way,
            has_errors=bool(error),
            step_words=step,
            dots=[number <= walk.step for number in range(1, len(QUESTIONS) + 1)],
            asked=asked,
            choices=[choice for choice in choices if choice.value != DONT_KNOW],
            dont_know=next(choice for choice in choices if choice.value == DONT_KNOW),
            faces=walk.series is Series.CHILD,
            can_go_back=walk.step > 1,
            next_label=texts.to_review if walk.step == len(QUESTIONS) else texts.next,
            about_words="" if walk.series is Series.PARENT else texts.own_words,
            to_whom=texts.to_whom.format(place=place),
            token=sealed(walk),
            error=error,
        )


@dataclass(frozen=True)
class Reviewed:
    """One answer before it is sent."""

    number: int
    asked: Asked
    answer: str


@dataclass(frozen=True, kw_only=True)
class ReviewPage(SurveyPage):
    """All answers before they are sent; nothing has been stored yet."""

    lead: str
    answers: Sequence[Reviewed]
    can_send: bool
    token: str
    typed: str
    longest: int = LONGEST
    notice: str = ""
    error: str = ""

    @classmethod
    def of(
        cls,
        walk: Walk,
        way: Way,
        wording: Mapping[str, Any],
        *,
        notice: str = "",
        typed: str | None = None,
        error: str = "",
    ) -> ReviewPage:
        texts = languages.texts_of(walk.language)

        def reviewed(question: Question) -> Reviewed:
            value = walk.answers.get(question.key)
            answer = texts.skipped if value is None else texts.scale(walk.series)[value]
            asked = asked_of(wording, walk.series, question, texts)
            return Reviewed(question.number, asked, answer)

        return cls(
            title=texts.review_title,
            texts=texts,
            way=way,
            lead=texts.review_lead if walk.answers else texts.review_nothing,
            answers=[reviewed(question) for question in QUESTIONS],
            can_send=bool(walk.answers),
            token=sealed(walk),
            typed=walk.words if typed is None else typed,
            has_errors=bool(error),
            notice=notice,
            error=error,
        )


@dataclass(frozen=True)
class LedTo:
    """What the answers to one question have led to, in the words of the staff: Swedish."""

    asked: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ThanksPage(SurveyPage):
    """Thanks, what happens now, and what earlier answers have led to."""

    lead: str
    led_to: Sequence[LedTo]

    @classmethod
    def of(
        cls,
        actions: Sequence[ActionOnAnswers],
        texts: Texts,
        way: Way,
        series: Series,
        *,
        stored_before: bool,
    ) -> ThanksPage:
        known = {question.number for question in QUESTIONS}
        return cls(
            title=texts.thanks_title,
            texts=texts,
            way=way,
            lead=texts.stored_before if stored_before else texts.stored,
            led_to=[
                LedTo(texts.question(series, each.question), each.text)
                for each in actions
                if each.question in known
            ],
        )


@dataclass(frozen=True, kw_only=True)
class KioskClosedPage(SurveyPage):
    """The tablet is closed, or nobody has opened it yet; the staff type its code here."""

    lead: str

    @classmethod
    def of(cls, texts: Texts, way: Way, *, has_errors: bool = False) -> KioskClosedPage:
        return cls(
            title=texts.kiosk_closed,
            lead=texts.kiosk_closed_lead,
            texts=texts,
            way=way,
            has_errors=has_errors,
        )
