"""Five sentences for the board, each with its why, on a page and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.documents.pdf import render_pdf
from kraftsamling.improvement.selectors import Tally
from kraftsamling.indicators.presenters.words import figure_words, in_text
from kraftsamling.indicators.rules.thresholds import INSIDE
from kraftsamling.indicators.selectors import Series
from kraftsamling.oversight.board_facts import BoardFacts
from kraftsamling.workforce.presenters.forecast_words import sentence, too_short
from kraftsamling.workforce.selectors.capacity import Vacancy
from kraftsamling.workforce.selectors.forecasts import Ground

TEMPLATE: Final = Path(__file__).with_name("typst") / "board.typ"


@dataclass(frozen=True)
class Told:
    """One sentence, why it is so, and where to read more."""

    heading: str
    sentence: str
    why: str
    url: str
    more: str


@dataclass(frozen=True)
class BoardPage:
    """The page. No figure of it is of fewer people than may be shown."""

    title: str
    lead: str
    told: Sequence[Told]
    why: str

    @classmethod
    def of(cls, facts: BoardFacts, *, whose: str) -> BoardPage:
        return cls(
            title=_("Before the board meets"),
            lead=_("%(whose)s, %(day)s. Five sentences, all of them figures of many.")
            % {"whose": whose, "day": formats.long_date(facts.today, _language())},
            told=[
                _queue(facts.ground),
                _figure(_("The children's protection"), facts.protection),
                _figure(_("What the parents say"), facts.voice),
                _plan(facts.activities),
                _staff(facts.vacant),
            ],
            why=_("Why?"),
        )

    def pdf(self) -> bytes:
        """One page of paper."""
        return render_pdf(TEMPLATE, {**asdict(self), "language": _language()})


def _language() -> str:
    return get_language() or formats.SWEDISH


def _queue(ground: Ground) -> Told:
    if ground.known is None or ground.history is None:
        said = _("It is too early to say when the queue is gone.")
        why = too_short(ground.weeks_known)
    else:
        waiting = ground.known.waiting
        said = sentence(ground.forecast(), waiting=waiting, starts=ground.history.ends)
        few = 0 < waiting < INSIDE.least
        why = (
            _(
                "Fewer than %(count)d children wait for a worker. %(come)s new cases come each week, and "
                "each takes %(weeks)s weeks."
            )
            if few
            else ngettext(
                "%(count)d child waits for a worker. %(come)s new cases come each week, and each takes "
                "%(weeks)s weeks.",
                "%(count)d children wait for a worker. %(come)s new cases come each week, and each takes "
                "%(weeks)s weeks.",
                waiting,
            )
        ) % {
            "count": INSIDE.least if few else waiting,
            "come": formats.number(
                float(ground.known.inflow.mean(52).mean()), _language(), decimals=1
            ),
            "weeks": formats.number(ground.known.length.weeks, _language()),
        }
    return Told(_("The queue"), said, why, reverse("forecast"), _("The light in the tunnel"))


def _figure(heading: str, series: Series) -> Told:
    each = series.indicator
    latest = series.latest
    said = (
        _("%(what)s: nothing has been counted yet.") % {"what": each.name}
        if latest is None
        else _("%(what)s: %(figure)s (%(period)s).")
        % {
            "what": each.name,
            "figure": figure_words(latest.figure, each),
            "period": in_text(latest.period),
        }
    )
    url = reverse("indicator_page", args=[each.code])
    return Told(heading, said, str(each.definition), url, _("The figure over time"))


def _plan(activities: Tally) -> Told:
    if not activities.total:
        said, why = _("No plan has anything for us to do yet."), ""
    else:
        said = ngettext(
            "%(done)d of %(count)d activity is done.",
            "%(done)d of %(count)d activities are done.",
            activities.total,
        ) % {"done": activities.done, "count": activities.total}
        why = ngettext(
            "%(count)d activity is late: its day has passed.",
            "%(count)d activities are late: their days have passed.",
            activities.late,
        ) % {"count": activities.late}
    return Told(_("The plan"), said, why, reverse("plan_list"), _("Plans"))


def _staff(vacant: Sequence[Vacancy]) -> Told:
    if not vacant:
        said, why = _("No post that takes cases is vacant."), ""
    else:
        said = ngettext(
            "%(count)d post that takes cases is vacant.",
            "%(count)d posts that take cases are vacant.",
            len(vacant),
        ) % {"count": len(vacant)}
        why = _longest(vacant[0].since)
    return Told(_("The staff"), said, why, reverse("forecast"), _("What it means for the queue"))


def _longest(since: date | None) -> str:
    if since is None:
        return ""
    return _("The one that has been vacant longest has been so since %(day)s.") % {
        "day": formats.long_date(since, _language())
    }
