"""The pages of those who answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kraftsamling.common.parts import Fact
from kraftsamling.participation.models import ActionOnAnswers
from kraftsamling.participation.questions import DONT_KNOW, QUESTIONS, Series, question_of, scale
from kraftsamling.participation.survey_tables import CodeState
from kraftsamling.participation.walk import Walk, sealed


def refusal(state: CodeState) -> str:
    """Why a code does not open the questions; a plain sentence with the next step."""
    match state:
        case CodeState.USED:
            return _("This code has already been used. A code can be used once.")
        case CodeState.EXPIRED:
            return _("This code is too old. A new one comes with the next letter.")
        case CodeState.CLOSED:
            return _("The questions are closed just now. A new code comes with a later letter.")
        case CodeState.OPEN | CodeState.UNKNOWN:
            return _("There is no such code. Look at the slip and write it once more.")


def too_old() -> str:
    """When a page has been left open."""
    return _("The page was open for too long. Nothing has been stored. Start again with your code.")


def unreadable() -> str:
    """When the hidden field is not ours."""
    return _("Something went wrong on the way. Nothing has been stored. Write your code again.")


@dataclass(frozen=True)
class StartPage:
    """What it is, that it is voluntary, and where the code goes."""

    title: str
    lead: str
    points: Sequence[str]
    notice: str = ""

    @classmethod
    def of(cls, notice: str = "") -> StartPage:
        return cls(
            _("Do you want to answer three questions?"),
            _("It takes one minute. You do not have to."),
            [
                _("The questions are about how social services have treated you."),
                _("Nobody can see what you in particular answer. The code belongs to no name."),
                _("We only show answers from at least five people together."),
                _("You may skip a question, and you can stop when you want."),
            ],
            notice,
        )

    @classmethod
    def waiting(cls) -> StartPage:
        """After five tries from one network within a minute."""
        return cls(
            _("Wait a minute"),
            _("Many codes have come from your network. Wait a minute and try again."),
            [_("Your code has not been used up. What you wrote is still here.")],
        )


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: int
    words: str
    chosen: bool


@dataclass(frozen=True)
class QuestionPage:
    """One question with its answers; faces beside the words for children."""

    title: str
    step_words: str
    dots: Sequence[bool]
    heading: str
    choices: Sequence[Choice]
    dont_know: Choice
    faces: bool
    can_go_back: bool
    next_label: str
    about_words: str
    to_whom: str
    token: str
    error: str = ""

    @property
    def has_errors(self) -> bool:
        """Puts "Error:" first in the title."""
        return bool(self.error)

    @classmethod
    def of(cls, walk: Walk, *, place: str, error: str = "") -> QuestionPage:
        chosen = walk.answers.get(walk.question.key)
        choices = [
            Choice(value, str(label), value == chosen)
            for value, label in scale(walk.series).choices
        ]
        step = _("Question %(number)d of %(all)d") % {"number": walk.step, "all": len(QUESTIONS)}
        heading = str(walk.question.words[walk.series])
        return cls(
            title=f"{step}: {heading}",
            step_words=step,
            dots=[number <= walk.step for number in range(1, len(QUESTIONS) + 1)],
            heading=heading,
            choices=[choice for choice in choices if choice.value != DONT_KNOW],
            dont_know=next(choice for choice in choices if choice.value == DONT_KNOW),
            faces=walk.series is Series.CHILD,
            can_go_back=walk.step > 1,
            next_label=_("Look through your answers")
            if walk.step == len(QUESTIONS)
            else _("Next question"),
            about_words=about_words(walk.series),
            to_whom=_("Your answers go to social services in %(place)s.") % {"place": place},
            token=sealed(walk),
            error=error,
        )


def about_words(series: Series) -> str:
    """Whose words the questions are in."""
    if series is Series.PARENT:
        return ""
    return _("The words of the question are our own.")


@dataclass(frozen=True)
class Reviewed:
    """One answer before it is sent."""

    number: int
    question: str
    answer: str


@dataclass(frozen=True)
class ReviewPage:
    """All answers before they are sent; nothing has been stored yet."""

    title: str
    lead: str
    answers: Sequence[Reviewed]
    can_send: bool
    token: str

    @classmethod
    def of(cls, walk: Walk) -> ReviewPage:
        labels = dict(scale(walk.series).choices)
        answers = [
            Reviewed(
                question.number,
                str(question.words[walk.series]),
                str(labels[walk.answers[question.key]])
                if question.key in walk.answers
                else _("You skip this question."),
            )
            for question in QUESTIONS
        ]
        lead = (
            _("Nothing is stored until you send your answers.")
            if walk.answers
            else _("You have not answered any question. Answer at least one, or stop here.")
        )
        return cls(_("Look through your answers"), lead, answers, bool(walk.answers), sealed(walk))


@dataclass(frozen=True)
class ThanksPage:
    """Thanks, what happens now, and what earlier answers have led to."""

    title: str
    lead: str
    now: Sequence[str]
    led_to: Sequence[Fact]
    nothing_yet: str

    @classmethod
    def of(cls, actions: Sequence[ActionOnAnswers], *, stored_before: bool) -> ThanksPage:
        by_number = {question.number: question for question in QUESTIONS}
        return cls(
            title=_("Thank you"),
            lead=_("Answers with this code are already stored. What was sent first counts.")
            if stored_before
            else _("Your answers are stored."),
            now=[
                _(
                    "Tonight, or when at least five have answered, your answers are mixed with the"
                    " others'."
                ),
                _("Then social services see what everybody has answered together."),
                _("Nobody can see what you in particular answered."),
            ],
            led_to=[
                Fact(str(by_number[each.question].short), each.text)
                for each in actions
                if each.question in by_number
            ],
            nothing_yet=_("Nothing has been written about that yet."),
        )


def short_of(key: str) -> str:
    """What cards and tables call a question."""
    return str(question_of(key).short)
