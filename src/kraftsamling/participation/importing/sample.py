"""A file to try with: invented answers, the same every time, in the questions' own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Final

from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.participation.languages import texts_of
from kraftsamling.participation.questions import QUESTIONS, Series

ROWS: Final = 48
OFTEN: Final = (4, 4, 4, 3, 3, 2, 1, 0)


def answers(units: Sequence[str], *, today: date) -> list[list[str]]:
    """Headings and answers of parents from the quarter before this one, in Swedish."""
    texts, chance = texts_of("sv"), Random(48)  # noqa: S311 - invented answers, not secrets
    first = Period.containing(today, Length.QUARTER).previous().first_day
    asked = [texts.question(Series.PARENT, question.number) for question in QUESTIONS]
    return [
        ["Enhet", "Månad", "Vem svarar", *asked],
        *(
            [
                units[number % len(units)],
                f"{first.year}-{first.month + number % 3:02}",
                "Förälder",
                *(texts.agreement[chance.choice(OFTEN)] for _ in QUESTIONS),
            ]
            for number in range(ROWS if units else 0)
        ),
    ]
