"""The survey in five languages: one module for each, and nothing but the survey's own texts.

The product itself speaks Swedish and English. Whoever answers may need another language, and needs all of a
page in it, so a language is whole or not there: `Texts` has no optional field.

The parents' questions in Swedish are the source's, word for word. All else is ours. A translation counts as
reviewed when an authority has written who did it and when (`own_settings`); until then the staff are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from kraftsamling.participation.languages import ar, en, so, sv, uk
from kraftsamling.participation.languages.texts import Texts

LANGUAGES: Final[dict[str, Texts]] = {
    each.code: each for each in (sv.TEXTS, en.TEXTS, ar.TEXTS, so.TEXTS, uk.TEXTS)
}
TRANSLATED: Final = tuple(code for code in LANGUAGES if code != sv.TEXTS.code)


@dataclass(frozen=True)
class LanguageChoice:
    """One language to change to, by its own name."""

    code: str
    name: str
    current: bool


def texts_of(code: str) -> Texts:
    """The texts of a language; Swedish for one that we do not have."""
    return LANGUAGES.get(code, sv.TEXTS)


def texts_of_the_page() -> Texts:
    """The texts in the language that Django speaks just now: Swedish, or English under /en/."""
    return texts_of(get_language() or sv.TEXTS.code)


def choices(current: Texts) -> list[LanguageChoice]:
    """All five, in the order they stand on the first page."""
    return [LanguageChoice(each.code, each.name, each is current) for each in LANGUAGES.values()]
