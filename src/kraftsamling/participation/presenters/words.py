"""What people added in their own words: to whoever reads first, and to colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.clock import STOCKHOLM
from kraftsamling.common.parts import Link, Tone
from kraftsamling.indicators.rules.periods import Length, Period
from kraftsamling.participation.presenters.tabs import Allowed, tabs_of
from kraftsamling.participation.questions import Series
from kraftsamling.participation.rules.bursts import Burst
from kraftsamling.participation.statuses import WordsState
from kraftsamling.participation.words_tables import Words

_TONES: dict[str, Tone] = {WordsState.UNREAD: "info", WordsState.SHOWN: "success"}


def _language() -> str:
    return get_language() or formats.SWEDISH


def quarter_words(first_day: date) -> str:
    """ "juli–september 2026"."""
    quarter = Period.containing(first_day, Length.QUARTER)
    return formats.period(quarter.year, quarter.first_month, quarter.length, _language())


@dataclass(frozen=True)
class Listed:
    """One text with its state."""

    text: str
    who: str
    state: str
    tone: Tone
    url: str
    reason: str
    too_few: str


def _listed(words: Words, least: int) -> Listed:
    too_few = ""
    if words.state is WordsState.SHOWN and words.answered < least:
        too_few = _("Colleagues see it when at least %(least)s have answered in the quarter.") % {
            "least": formats.in_words(least, _language())
        }
    return Listed(
        text=words.text,
        who=f"{Series(words.series).label}, {quarter_words(words.quarter)}",
        state=str(words.state.label),
        tone=_TONES.get(words.state, "neutral"),
        url=reverse("survey_words_one", args=[words.id]),
        reason=words.reason,
        too_few=too_few,
    )


@dataclass(frozen=True)
class WordsPage:
    """All words: those that nobody has read, and those that have been decided on."""

    title: str
    lead: str
    tabs: Sequence[Link]
    unread: Sequence[Listed]
    decided: Sequence[Listed]
    empty: str

    @classmethod
    def of(cls, words: Sequence[Words], allowed: Allowed, *, least: int) -> WordsPage:
        listed = [(each.state is WordsState.UNREAD, _listed(each, least)) for each in words]
        unread = [each for waits, each in listed if waits]
        return cls(
            title=_("In their own words"),
            lead=_lead(len(unread)),
            tabs=tabs_of(allowed, current="survey_words"),
            unread=unread,
            decided=[each for waits, each in listed if not waits],
            empty=_(
                "When somebody adds something in their own words it stands here after the night."
            ),
        )


def _lead(unread: int) -> str:
    if not unread:
        return _("Nothing waits to be read.")
    words = ngettext(
        "%(count)s text waits. Nobody else sees it before you have read it.",
        "%(count)s texts wait. Nobody else sees them before you have read them.",
        unread,
    )
    return capfirst(words % {"count": formats.in_words(unread, _language(), common_gender=True)})


@dataclass(frozen=True)
class OneTextPage:
    """One text, with what may be done about it."""

    title: str
    kicker: str
    lead: str
    breadcrumb: Sequence[Link]
    text: str
    seen: str
    may_show: bool
    may_hide: bool
    reason: str
    concern: Sequence[str]
    concern_rule: str

    @classmethod
    def of(cls, words: Words) -> OneTextPage:
        title = f"{Series(words.series).label}, {quarter_words(words.quarter)}"
        return cls(
            title=title,
            kicker=str(words.state.label),
            lead=_("Does the text point somebody out, by name or otherwise? Then do not show it."),
            breadcrumb=[
                Link(_("Participation"), reverse("participation_results")),
                Link(_("In their own words"), reverse("survey_words")),
                Link(title, current=True),
            ],
            text=words.text,
            seen=words.state,
            may_show=words.state is not WordsState.SHOWN,
            may_hide=words.state is not WordsState.HIDDEN,
            reason=words.reason,
            concern=[
                _(
                    "The text is anonymous. Who wrote it, when and at which unit is not stored, and"
                    " nobody can find it out."
                ),
                _(
                    "Can it be understood which child the text is about? Then report it to the"
                    " reception at once, as everybody who works in social services must."
                ),
                _(
                    "If it cannot, nobody can be contacted. Tell your manager and the reception what"
                    " the text is about, so that they know that it happens."
                ),
                _(
                    "Write in the reason that it may be about concern for a child, and do not show it."
                ),
            ],
            concern_rule=_("Duty to report: Chapter 19, Section 1 of the Social Services Act."),
        )


@dataclass(frozen=True)
class SaidInQuarter:
    """What may be shown of one quarter, in mixed order."""

    quarter: str
    texts: Sequence[str]


def said_in_quarters(shown: Sequence[tuple[date, str]]) -> Sequence[SaidInQuarter]:
    """The words that colleagues may read, the newest quarter first."""
    by_quarter: dict[date, list[str]] = {}
    for quarter, text in shown:
        by_quarter.setdefault(quarter, []).append(text)
    return [SaidInQuarter(quarter_words(quarter), texts) for quarter, texts in by_quarter.items()]


def burst_words(found: Sequence[Burst]) -> str:
    """ "Den 24 november kom 19 svar på en timme." Empty when nothing is unusual."""
    if not found:
        return ""
    most = max(found, key=lambda each: each.count)
    day = formats.long_date(most.hour.astimezone(STOCKHOLM).date(), _language(), with_year=False)
    return _("%(count)s answers came within one hour on %(day)s. That is far more than usual.") % {
        "count": most.count,
        "day": day,
    }
