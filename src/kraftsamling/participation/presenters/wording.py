"""The words of the questions: what is asked now, in which language, and what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Link
from kraftsamling.participation.languages import LANGUAGES
from kraftsamling.participation.languages.review import NAMES
from kraftsamling.participation.models import Survey
from kraftsamling.participation.presenters.tabs import Allowed, tabs_of
from kraftsamling.participation.questions import OWN_WORDS, Series
from kraftsamling.participation.results import SLUGS
from kraftsamling.participation.rewording import words_of


@dataclass(frozen=True)
class Worded:
    """One wording that was asked before."""

    from_day: str
    words: Sequence[str]


@dataclass(frozen=True)
class WordingPage:
    """One series in one language."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    tabs: Sequence[Link]
    series: Sequence[Link]
    languages: Sequence[Link]
    locked: Sequence[str]
    language: str
    action_url: str
    points: Sequence[str]
    not_reviewed: str
    meanwhile: str
    before: Sequence[Worded]

    @classmethod
    def of(
        cls,
        survey: Survey,
        before: Sequence[Survey],
        allowed: Allowed,
        chosen: tuple[Series, str],
        *,
        not_reviewed: Sequence[str],
        meanwhile: bool = False,
    ) -> WordingPage:
        series, language = chosen
        title = _("The words of the questions")
        own = series in OWN_WORDS
        return cls(
            title=title,
            lead=_(
                "The parents' questions are the source's, word for word. The others are our own."
            ),
            breadcrumb=[
                Link(_("Participation"), reverse("participation_results")),
                Link(title, current=True),
            ],
            tabs=tabs_of(allowed, current="survey_wording"),
            series=[
                Link(str(each.label), address(each, language), each is series) for each in Series
            ],
            languages=[
                Link(str(NAMES[code]), address(series, code), code == language)
                for code in LANGUAGES
            ],
            locked=[] if own else words_of(survey, series, language),
            language=language,
            action_url=address(series, language),
            points=[
                _(
                    "Other words make a new version. Answers that have come keep the question they got."
                ),
                _("The chart gets a line from the month when the words changed."),
                _("Other Swedish words leave the translations out until somebody writes them."),
            ]
            if own
            else [],
            not_reviewed=_("The translation has not been reviewed by a translator: %(languages)s.")
            % {"languages": ", ".join(not_reviewed)}
            if not_reviewed
            else "",
            meanwhile=_("Somebody else changed the words meanwhile. What you wrote is still here.")
            if meanwhile
            else "",
            before=_before(before, series, language) if own else [],
        )


def address(series: Series, language: str) -> str:
    """The page with this series and language."""
    return reverse("survey_wording") + "?" + urlencode({"serie": SLUGS[series], "sprak": language})


def _before(surveys: Sequence[Survey], series: Series, language: str) -> list[Worded]:
    page_language = get_language() or formats.SWEDISH
    return [
        Worded(
            _("Asked from %(day)s") % {"day": formats.long_date(each.opened_on, page_language)},
            words_of(each, series, language),
        )
        for each in surveys
        if each.opened_on
    ]
