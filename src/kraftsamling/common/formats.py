"""Numbers, dates and lists as they are written in Swedish and in English.

Pure functions without Django: the language is an argument, Swedish unless told otherwise. Running
text and tight tables write the same thing differently ("68 procent", "68 %"), so there are two
functions where they differ. Spaces inside a number or between a number and its unit are no-break
spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

SWEDISH: Final = "sv"
ENGLISH: Final = "en"
NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"
EN_DASH: Final = "\u2013"

_MONTHS: Final = {
    SWEDISH: [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    ENGLISH: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS: Final = {
    SWEDISH: [
        "jan",
        "feb",
        "mars",
        "apr",
        "maj",
        "juni",
        "juli",
        "aug",
        "sep",
        "okt",
        "nov",
        "dec",
    ],
    ENGLISH: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_WEEKDAYS: Final = {
    SWEDISH: ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    ENGLISH: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_WORDS: Final = {
    SWEDISH: [
        "noll",
        "ett",
        "två",
        "tre",
        "fyra",
        "fem",
        "sex",
        "sju",
        "åtta",
        "nio",
        "tio",
        "elva",
        "tolv",
    ],
    ENGLISH: [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
}

Number = int | float | Decimal


class LanguageIsNotWritten(ValueError):
    """Raised for a language that has no formats here."""

    def __init__(self, language: str) -> None:
        super().__init__(f"No formats for language {language!r}; choose 'sv' or 'en'")


def _known(language: str) -> str:
    if language in _MONTHS:
        return language
    base = language.split("-")[0].lower()
    if base not in _MONTHS:
        raise LanguageIsNotWritten(language)
    return base


def number(value: Number, language: str = SWEDISH, *, decimals: int = 0) -> str:
    """Thousands apart, halves rounded away from zero.

    >>> number(1320.25, decimals=1), number(1320.25, "en", decimals=1)
    ('1\\xa0320,3', '1,320.3')
    """
    language = _known(language)
    if isinstance(value, int) and value >= 0 and not decimals:  # most figures on a page are these
        return f"{value:,}".replace(",", NO_BREAK if language == SWEDISH else ",")
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,f}"
    if language == SWEDISH:
        text = text.replace(",", NO_BREAK).replace(".", ",")
    return f"{MINUS if exact < 0 else ''}{text}"


def percent(value: Number, language: str = SWEDISH, *, decimals: int = 0) -> str:
    """In running text; the value is in per cent, 68 and not 0.68.

    >>> percent(68), percent(68, "en")
    ('68 procent', '68 percent')
    """
    word = "procent" if _known(language) == SWEDISH else "percent"
    return f"{number(value, language, decimals=decimals)} {word}"


def percent_sign(value: Number, language: str = SWEDISH, *, decimals: int = 0) -> str:
    """In tables and charts: "68 %" in Swedish, "68%" in English."""
    between = NO_BREAK if _known(language) == SWEDISH else ""
    return f"{number(value, language, decimals=decimals)}{between}%"


def in_words(value: int, language: str = SWEDISH, *, common_gender: bool = False) -> str:
    """A whole number in running text: words up to twelve, then digits.

    `common_gender` gives "en" for words like *dag* and *aktivitet*, else "ett".

    >>> in_words(9), in_words(23), in_words(1, common_gender=True)
    ('nio', '23', 'en')
    """
    language = _known(language)
    if language == SWEDISH and value == 1 and common_gender:
        return "en"
    words = _WORDS[language]
    return words[value] if 0 <= value < len(words) else number(value, language)


def so_many_of(
    part: int, whole: int, language: str = SWEDISH, *, common_gender: bool = False
) -> str:
    """In running text: "nio av 23", "tre av fyra", "nine of 23"."""
    of = "av" if _known(language) == SWEDISH else "of"
    first, last = (
        in_words(count, language, common_gender=common_gender) for count in (part, whole)
    )
    return f"{first} {of} {last}"


def money(kronor: Number, language: str = SWEDISH) -> str:
    """Whole kronor: "1 000 kr", "SEK 1,000"."""
    if _known(language) == SWEDISH:
        return f"{number(kronor, language)}{NO_BREAK}kr"
    return f"SEK{NO_BREAK}{number(kronor, language)}"


def age(years: int, language: str = SWEDISH) -> str:
    """ "4 år"; "4 years", "1 year"."""
    if _known(language) == SWEDISH:
        return f"{years}{NO_BREAK}år"
    return f"{years}{NO_BREAK}{'year' if years == 1 else 'years'}"


def joined(words: Sequence[str], language: str = SWEDISH) -> str:
    """ "a, b och c"; nothing gives an empty text."""
    last_word = "och" if _known(language) == SWEDISH else "and"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last_word} {words[-1]}"


def long_date(day: date, language: str = SWEDISH, *, with_year: bool = True) -> str:
    """In running text: "24 november 2026"; `with_year=False` where the year is plain."""
    month = _MONTHS[_known(language)][day.month - 1]
    return f"{day.day} {month} {day.year}" if with_year else f"{day.day} {month}"


def weekday_date(day: date, language: str = SWEDISH) -> str:
    """With the day of the week, where today is told: "tisdag 24 november 2026"."""
    return f"{_WEEKDAYS[_known(language)][day.weekday()]} {long_date(day, language)}"


def tight_date(day: date) -> str:
    """In tight tables, the same in every language: "2026-11-24"."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def clock(at: time | datetime, language: str = SWEDISH) -> str:
    """In running text: "kl. 15.40", "kl. 9", "15:40". The time is written as it is given.

    Turn it to Swedish time before; nothing here knows a time zone.
    """
    if _known(language) == ENGLISH:
        return f"{at.hour}:{at.minute:02}"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"kl.{NO_BREAK}{at.hour}{minutes}"


def tight_clock(at: time | datetime, language: str = SWEDISH) -> str:
    """In tables: "09.00", "09:00"."""
    between = "." if _known(language) == SWEDISH else ":"
    return f"{at.hour:02}{between}{at.minute:02}"


def relative_day(day: date, today: date, language: str = SWEDISH) -> str:
    """How far away a day is: "i dag", "i går", "i morgon", "om 9 dagar", "för 3 dagar sedan"."""
    days = (day - today).days
    if _known(language) == SWEDISH:
        near = {0: "i dag", 1: "i morgon", -1: "i går"}
        if days in near:
            return near[days]
        far = number(abs(days), SWEDISH)
        return f"om {far} dagar" if days > 0 else f"för {far} dagar sedan"
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    far = number(abs(days), ENGLISH)
    return f"in {far} days" if days > 0 else f"{far} days ago"


def period(year: int, first_month: int, months: int, language: str = SWEDISH) -> str:
    """A calendar period in running text: "november 2026", "juli–september 2026", "2026"."""
    if months == len(_MONTHS[SWEDISH]):
        return str(year)
    names = _MONTHS[_known(language)]
    first = names[first_month - 1]
    if months == 1:
        return f"{first} {year}"
    return f"{first}{EN_DASH}{names[first_month + months - 2]} {year}"


def tight_period(year: int, first_month: int, months: int, language: str = SWEDISH) -> str:
    """A calendar period in tables and charts: "nov 2026", "kv 3 2026", "halvår 2 2026", "2026"."""
    language = _known(language)
    if months == len(_MONTHS[SWEDISH]):
        return str(year)
    if months == 1:
        return f"{_SHORT_MONTHS[language][first_month - 1]} {year}"
    nth = (first_month - 1) // months + 1
    if language == SWEDISH:
        return f"{'kv' if months == 3 else 'halvår'} {nth} {year}"
    return f"{'Q' if months == 3 else 'H'}{nth} {year}"
