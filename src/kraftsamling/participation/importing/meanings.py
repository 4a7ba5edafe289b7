"""What headings and cells mean, in the five languages of the survey. No database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final
from unicodedata import normalize

from babel.dates import get_month_names

from kraftsamling.documents.tables import Cell
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.questions import DONT_KNOW, QUESTIONS, VALUES, Series

ALL: Final = frozenset(Series)
_SIGNS: Final = re.compile(r"[\W_]+")
_NUMBERED: Final = re.compile(r"(?:(?:fråga|fraga|question|f|q) ?)?([123])")
_NUMBER_FIRST: Final = re.compile(r"(?:(?:fråga|fraga|question|f|q) ?)?\d{1,2} (?=\S)")
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2}(?:[T ]\d{1,2}:\d{2}.*)?)?")
_SHORT: Final = re.compile(r"(\d{4})(\d{2})")
_NAMED: Final = re.compile(r"(\w+) (\d{4})|(\d{4}) (\w+)")
_E_MAIL: Final = re.compile(r"\S@\S+\.\w")
_PERSONAL_NUMBER: Final = re.compile(r"\b(?:19|20)?\d{6}[-+]?\d{4}\b")

UNIT_HEADINGS: Final = frozenset(
    ("enhet", "enhetens namn", "unit", "avdelning", "department", "team", "arbetsgrupp")
)
SERIES_HEADINGS: Final = frozenset(
    (
        "serie",
        "series",
        "vem svarar",
        "vem är det som svarar",
        "svarande",
        "målgrupp",
        "who answers",
    )
)
TIME_HEADINGS: Final = (
    frozenset(("månad", "kalendermånad", "month", "calendar month")),
    frozenset(("datum", "date", "svarsdatum", "response date", "inlämnad", "submitted", "slutförd")),
    frozenset(
        ("tidsstämpel", "timestamp", "tidpunkt", "tid", "time", "starttid", "start time", "sluttid",
         "slutförandetid", "completion time", "end time", "submitdate", "datestamp", "startdate",
         "enddate", "recorded date", "start date", "end date")
    ),
)  # fmt: skip
"""Best first: a month is all we want; of a time of day only the month is taken."""
PERSON_WORDS: Final = frozenset(
    ("namn", "förnamn", "efternamn", "name", "epost", "post", "email", "mail", "personnummer", "pnr",
     "telefon", "mobil", "phone", "ip", "id", "respondent", "respondentid", "användare", "user",
     "adress", "address", "token", "kod")
)  # fmt: skip
SERIES_WORDS: Final[Mapping[Series, tuple[str, ...]]] = {
    Series.PARENT: ("förälder", "föräldrar", "vårdnadshavare", "parent", "parents", "guardian"),
    Series.YOUNG: ("unga", "ung", "ungdom", "ungdomar", "unga 13", "young", "young people",
                   "young people 13", "youth"),
    Series.CHILD: ("barn", "barn 7 12", "child", "children", "children 7 12"),
}  # fmt: skip
SKIPPED: Final = frozenset(("", "inget svar", "ej svar", "no answer", "n a", "hoppade över"))
UNSURE: Final = ("vet ej", "vet inte", "do not know", "don t know", "dont know")


class Meaning(StrEnum):
    """What a column is read as. The last three are not read at all."""

    QUESTION = "QUESTION"
    UNIT = "UNIT"
    MONTH = "MONTH"
    SERIES = "SERIES"
    TIME = "TIME"
    PERSON = "PERSON"
    OTHER = "OTHER"


READ: Final = frozenset((Meaning.QUESTION, Meaning.UNIT, Meaning.MONTH, Meaning.SERIES))


@dataclass(frozen=True)
class Column:
    """A column as it was understood. `series` are those whose words the heading uses."""

    index: int
    heading: str
    meaning: Meaning
    question: str = ""
    series: frozenset[Series] = ALL


def plain(text: str) -> str:
    """Words without case, signs and marks of direction, so that those of many tools are the same."""
    return _SIGNS.sub(" ", normalize("NFKC", text)).strip().casefold()


@cache
def _asked() -> dict[str, tuple[str, frozenset[Series]]]:
    """Words of a question → its key, and the series that are asked in these words."""
    found: dict[str, tuple[str, frozenset[Series]]] = {}
    for texts in LANGUAGES.values():
        for series in Series:
            for question in QUESTIONS:
                words = plain(texts.question(series, question.number))
                former = found.get(words, ("", frozenset()))[1]
                found[words] = (question.key, former | {series})
    return found | {question.key: (question.key, ALL) for question in QUESTIONS}


def columns_of(headings: Iterable[Cell], own_words: Mapping[str, str]) -> list[Column]:
    """Every column with a meaning. `own_words`: an authority's own wording of a question → its key."""
    found = [_column(index, heading, own_words) for index, heading in enumerate(headings)]
    best = min((_rank(each) for each in found if each.meaning is Meaning.TIME), default=0)
    chosen = next(
        (each for each in found if each.meaning is Meaning.TIME and _rank(each) == best), None
    )
    return [
        Column(each.index, each.heading, Meaning.MONTH) if each is chosen else each
        for each in found
    ]


def _rank(column: Column) -> int:
    words = plain(column.heading)
    return next(rank for rank, known in enumerate(TIME_HEADINGS) if words in known)


def _column(index: int, heading: Cell, own_words: Mapping[str, str]) -> Column:
    text = str(heading) if isinstance(heading, str | int) else ""
    words = plain(text)
    bare = _NUMBER_FIRST.sub("", words, count=1)
    for each in (words, bare):
        if each in _asked():
            key, series = _asked()[each]
            return Column(index, text, Meaning.QUESTION, key, series)
        if each in own_words:
            return Column(index, text, Meaning.QUESTION, own_words[each])
    if number := _NUMBERED.fullmatch(words):
        return Column(index, text, Meaning.QUESTION, QUESTIONS[int(number[1]) - 1].key)
    return Column(index, text, _meaning(words))


def _meaning(words: str) -> Meaning:
    if words in UNIT_HEADINGS:
        return Meaning.UNIT
    if words in SERIES_HEADINGS:
        return Meaning.SERIES
    if any(words in known for known in TIME_HEADINGS):
        return Meaning.TIME
    return Meaning.PERSON if PERSON_WORDS & set(words.split()) else Meaning.OTHER


def points_at_somebody(cell: Cell) -> bool:
    """Whether a cell looks like an e-mail address or a personal number."""
    text = str(cell)
    return bool(_E_MAIL.search(text) or _PERSONAL_NUMBER.search(text))


@cache
def _series_words() -> dict[str, Series]:
    found = {words: series for series, each in SERIES_WORDS.items() for words in each}
    for texts in LANGUAGES.values():
        found |= {plain(words): Series(series) for series, words in texts.i_am.items()}
    return found


def series_of(cell: Cell) -> Series | None:
    """Who answered."""
    return _series_words().get(plain(cell)) if isinstance(cell, str) else None


@cache
def _answers(series: Series) -> dict[str, int]:
    found = dict.fromkeys(UNSURE, DONT_KNOW)
    for texts in LANGUAGES.values():
        found |= {plain(words): value for value, words in texts.scale(series).items()}
    numbers = {str(value): value for value in VALUES}
    with_words = {f"{value} {words}": value for words, value in found.items()}
    return found | numbers | with_words


def answer_of(cell: Cell, series: Series) -> int | None:
    """4 to 1, or 0 for "do not know". Raises KeyError for what is none of the answers; None is skipped."""
    if isinstance(cell, str):
        words = plain(cell)
        return None if words in SKIPPED else _answers(series)[words]
    if isinstance(cell, int) and cell in VALUES:
        return cell
    raise KeyError(cell)


@cache
def _months() -> dict[str, int]:
    return {
        plain(name).rstrip("."): number
        for locale in ("sv", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "format", locale=locale).items()
    }


def month_of(cell: Cell) -> date | None:
    """The first day of the month of a date, a time or a month. None for what could be two different days."""
    if isinstance(cell, date):
        return cell.replace(day=1)
    if not isinstance(cell, str | int):
        return None
    text = str(cell).strip()
    if number := _DAY.fullmatch(text) or _SHORT.fullmatch(text):
        return _first(int(number[1]), int(number[2]))
    if named := _NAMED.fullmatch(plain(text)):
        name, year = (named[1], named[2]) if named[1] else (named[4], named[3])
        return _first(int(year), _months().get(name, 0))
    return None


def _first(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1 <= month <= 12 and year >= 2000 else None
