"""What the figures say, in sentences: the verdict first, then how we know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Direction as Arrow
from kraftsamling.common.parts import Verdict as Ring
from kraftsamling.indicators.rules.control_charts import (
    Effect,
    Verdict,
    VerdictCode,
)
from kraftsamling.indicators.rules.figures import Shown
from kraftsamling.indicators.rules.periods import Length
from kraftsamling.indicators.rules.thresholds import SIGNAL_RULES, SignalCode
from kraftsamling.indicators.selectors import Series as Figures
from kraftsamling.participation.questions import Series

_SURE = (VerdictCode.INCREASE, VerdictCode.DECREASE)


def ring_of(verdict: Verdict) -> tuple[Ring, Arrow]:
    """The ring and its arrow: colour says good or bad, the arrow says up or down."""
    match verdict.code:
        case VerdictCode.TOO_EARLY:
            return "too_early", ""
        case VerdictCode.NO_CHANGE:
            return "unchanged", ""
        case VerdictCode.INCREASE | VerdictCode.DECREASE:
            arrow: Arrow = "up" if verdict.code is VerdictCode.INCREASE else "down"
            return ("better" if verdict.effect is Effect.BETTER else "worse"), arrow


def words_of(verdict: Verdict) -> str:
    """The verdict in two words."""
    return {
        VerdictCode.INCREASE: _("Sure increase"),
        VerdictCode.DECREASE: _("Sure decrease"),
        VerdictCode.NO_CHANGE: _("No sure change"),
        VerdictCode.TOO_EARLY: _("Too early to say"),
    }[verdict.code]


def headline(series: Series, figures: Mapping[str, Figures]) -> tuple[str, str]:
    """The sentence that the page begins with: what is sure in bold, and what the rest does."""
    verdicts = {key: each.chart.verdict for key, each in figures.items()}
    if not any(verdict.counted for verdict in verdicts.values()):
        return _("There are no answers to show yet."), _(
            "A figure appears when at least five have answered."
        )
    sure = {key: verdict for key, verdict in verdicts.items() if verdict.code in _SURE}
    if not sure:
        if all(verdict.code is VerdictCode.TOO_EARLY for verdict in verdicts.values()):
            return _("It is too early to say whether anything has changed."), ""
        return _("None of the three answers has surely changed."), ""
    strong = " ".join(_changed(series, key, verdict) for key, verdict in sure.items())
    return strong, _the_rest(list(sure.values()), list(verdicts.values()))


def _changed(series: Series, key: str, verdict: Verdict) -> str:
    who = {
        Series.PARENT: _("parents"),
        Series.YOUNG: _("young people"),
        Series.CHILD: _("children"),
    }[series]
    what = {
        "listened": _("somebody listens to them"),
        "respect": _("they are treated with respect"),
        "propose": _("they may take part and propose"),
    }[key]
    if verdict.code is VerdictCode.INCREASE:
        return _("More %(who)s say that %(what)s.") % {"who": who, "what": what}
    return _("Fewer %(who)s say that %(what)s.") % {"who": who, "what": what}


def _the_rest(sure: Sequence[Verdict], verdicts: Sequence[Verdict]) -> str:
    if len(sure) > 1:
        first = _("These are sure changes.")
    elif sure[0].code is VerdictCode.INCREASE:
        first = _("It is a sure increase.")
    else:
        first = _("It is a sure decrease.")
    still = sum(verdict.code is VerdictCode.NO_CHANGE for verdict in verdicts)
    if not still or still + len(sure) < len(verdicts):
        return first
    same = ngettext(
        "The third answer stays at the same level.",
        "The other two answers stay at the same level.",
        still,
    )
    return f"{first} {same}"


def joined_periods(figures: Figures, language: str) -> str:
    """Why quarters are shown and not months; empty when months are."""
    if not figures.rolled.is_rolled_up or not figures.rolled.points:
        return ""
    about = round(figures.rolled.per_month)
    if about < 1:
        few = _("Fewer than one answer comes each month.")
    else:
        few = ngettext(
            "About one answer comes each month.", "About %(count)s answers come each month.", about
        ) % {"count": formats.in_words(about, language)}
    return f"{few} {_why_joined(figures.rolled.length)}"


def _why_joined(length: Length) -> str:
    match length:
        case Length.QUARTER:
            return _("That is why quarters are shown.")
        case Length.HALF_YEAR:
            return _("That is why half-years are shown.")
        case Length.YEAR | Length.MONTH:
            return _("That is why whole years are shown.")


def latest_in_words(figures: Figures, language: str) -> str:
    """ "In the latest one, 9 of 14 gave a positive answer." """
    latest = figures.latest
    if latest is None or not isinstance(latest.figure, Shown):
        return ""
    share = latest.figure.share
    return _("In the latest one, %(part)s of %(whole)s gave a positive answer.") % {
        "part": formats.number(share.numerator, language),
        "whole": formats.number(share.denominator, language),
    }


def rule_in_words(language: str) -> str:
    """What counts as a change at all, and what a chart cannot tell."""
    run = next(rule for rule in SIGNAL_RULES if rule.code is SignalCode.RUN)
    return _(
        "We mark a change when %(run)s points in a row land on the same side of the mean, or when a point"
        " lands outside the dashed area. The chart shows that something has changed, not why."
    ) % {"run": formats.in_words(run.length, language, common_gender=True)}
