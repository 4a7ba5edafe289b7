"""One visitor's way through the three questions, carried by the visitor.

Nothing is stored until the end and nothing names the visitor: no session, no cookie. What has been answered
so far rides along in a hidden field, signed, so that a code or a series cannot be swapped on the way. The
code is in it; it therefore travels in the body of a request and never in an address.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from django.core import signing

from kraftsamling.participation.questions import KEYS, QUESTIONS, Question, Series, scale

SALT: Final = "participation.walk"
HOLDS: Final = timedelta(hours=2)
REVIEW: Final = len(QUESTIONS) + 1


class NotAnAnswer(ValueError):
    """Raised for a value that is not on the scale of the series."""


class BrokenWalk(Exception):
    """Raised for a hidden field that we did not write."""


class OldWalk(Exception):
    """Raised for a page that was open for too long; `code` is what the visitor typed then."""

    def __init__(self, code: str) -> None:
        super().__init__("The page was open for too long")
        self.code = code


@dataclass(frozen=True)
class Walk:
    """Where a visitor is: `step` is 1–3 for the questions and 4 for looking the answers through."""

    code: str
    series: Series
    step: int = 1
    answers: dict[str, int] = field(default_factory=dict)

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
        if typed not in {str(value) for value in scale(self.series).values}:
            raise NotAnAnswer(key)
        return replace(self, answers={**self.answers, key: int(typed)})

    def to(self, step: int) -> Walk:
        """At another step; before the first is the first, after the last is the review."""
        return replace(self, step=min(max(step, 1), REVIEW))


def sealed(walk: Walk) -> str:
    """The hidden field."""
    return signing.dumps([walk.code, walk.series, walk.step, walk.answers], salt=SALT)


def opened(token: str) -> Walk:
    """The walk of a hidden field. Raises OldWalk after two hours and BrokenWalk for anything else."""
    try:
        return _walk(signing.loads(token, salt=SALT, max_age=HOLDS))
    except signing.SignatureExpired as expired:
        raise OldWalk(_walk(signing.loads(token, salt=SALT)).code) from expired
    except (signing.BadSignature, ValueError) as broken:
        raise BrokenWalk from broken


def _walk(stored: Any) -> Walk:
    code, series, step, answers = stored
    return Walk(code, Series(series), step, {key: answers[key] for key in KEYS if key in answers})
