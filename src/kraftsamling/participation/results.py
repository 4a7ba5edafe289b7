"""What the page of results asks for, as read from the address: whose answers, which question, where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from kraftsamling.participation.questions import QUESTIONS, Question, Series

SLUGS: Final = {Series.PARENT: "foraldrar", Series.YOUNG: "unga", Series.CHILD: "barn"}


@dataclass(frozen=True)
class Selection:
    """`question` is None when the reader has not chosen: the page then takes the one that has changed."""

    series: Series = Series.PARENT
    question: Question | None = None
    unit_id: UUID | None = None

    @classmethod
    def of(cls, wanted: Mapping[str, str]) -> Selection:
        """From a query string; what is not understood is left out, never an error."""
        series = {slug: each for each, slug in SLUGS.items()}.get(wanted.get("serie", ""))
        number = wanted.get("fraga", "")
        question = next((each for each in QUESTIONS if str(each.number) == number), None)
        return cls(series or Series.PARENT, question, _uuid(wanted.get("enhet", "")))

    def query(self, question: Question | None = None, series: Series | None = None) -> str:
        """The query string of this selection, with another question or series."""
        asked = question or (self.question if series is None else None)
        pairs = {"serie": SLUGS[series or self.series]}
        if asked:
            pairs["fraga"] = str(asked.number)
        if self.unit_id:
            pairs["enhet"] = str(self.unit_id)
        return "?" + urlencode(pairs)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
