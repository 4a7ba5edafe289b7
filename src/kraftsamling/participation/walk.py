"""One visitor's way through the three questions, carried by the visitor.

Nothing is stored until the end and nothing names the visitor: no session, no cookie. What has been answered
so far rides along in a hidden field, signed, so that a code or a series cannot be swapped on the way. The
code is in it; it therefore travels in the body of a request and never in an address. On the unit's tablet
the field carries no code: the tablet has it (`kiosk`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.core import signing

from kraftsamling.participation.questions import KEYS, QUESTIONS, VALUES, Question, Series
from kraftsamling.participation.rules.words import cleaned

SALT: Final = "participation.walk"
HOLDS: Final = timedelta(hours=2)
REVIEW: Final = len(QUESTIONS) + 1


class NotAnAnswer(ValueError):
    """Raised for a value that is not on the scale."""


class BrokenWalk(Exception):
    """Raised for a hidden field that we did not write."""


class OldWalk(Exception):
    """Raised for a page that was open for too long; the rest is what the visitor had chosen then."""

    def __init__(self, walk: Walk) -> None:
        super().__init__("The page was open for too long")
        self.code, self.language = walk.code, walk.language


def new_visit() -> str:
    """A number for one walk, so that a second tap on the last button stores nothing."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Walk:
    """Where a visitor is: `step` is 1–3 for the questions and 4 for looking the answers through.

    `survey` says in which wording the questions are asked.
    """

    code: str
    series: Series
    survey: UUID
    language: str = "sv"
    visit: str = field(default_factory=new_visit)
    step: int = 1
    answers: Mapping[str, int] = field(default_factory=dict)
    words: str = ""

    @property
    def question(self) -> Question:
        """The question of this step."""
        return QUESTIONS[self.step - 1]

    @property
    def at_review(self) -> bool:
        """Whether all three have been passed."""
        return self.step == REVIEW

    def answered(self, typed: str) -> Walk:
        """With the answer of this step. An empty one leaves the question out, as before."""
        key = self.question.key
        if not typed:
            return replace(self, answers={k: v for k, v in self.answers.items() if k != key})
        if typed not in {str(value) for value in VALUES}:
            raise NotAnAnswer(key)
        return replace(self, answers={**self.answers, key: int(typed)})

    def saying(self, typed: str) -> Walk:
        """With what is added in one's own words. Raises `TooLong`."""
        return replace(self, words=cleaned(typed))

    def to(self, step: int) -> Walk:
        """At another step; before the first is the first, after the last is the review."""
        return replace(self, step=min(max(step, 1), REVIEW))

    def speaking(self, language: str) -> Walk:
        """The same way in another language."""
        return replace(self, language=language)


def sealed(walk: Walk) -> str:
    """The hidden field."""
    told = [
        *(walk.code, walk.series, walk.survey.hex, walk.language, walk.visit, walk.step),
        dict(walk.answers),
        walk.words,
    ]
    return signing.dumps(told, salt=SALT)


def opened(token: str) -> Walk:
    """The walk of a hidden field. Raises OldWalk after two hours and BrokenWalk for anything else."""
    try:
        return _walk(signing.loads(token, salt=SALT, max_age=HOLDS))
    except signing.SignatureExpired as expired:
        raise OldWalk(_walk(signing.loads(token, salt=SALT))) from expired
    except (signing.BadSignature, ValueError) as broken:
        raise BrokenWalk from broken


def _walk(stored: Any) -> Walk:
    code, series, survey, language, visit, step, answers, words = stored
    kept = {key: answers[key] for key in KEYS if key in answers}
    return Walk(code, Series(series), UUID(survey), language, visit, step, kept, words)
