"""Figures, periods and directions in words and cells, as all pages about figures say them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Link
from kraftsamling.indicators.chart_values import writing_in
from kraftsamling.indicators.registry import REGISTRY, Indicator
from kraftsamling.indicators.rules.control_charts import Better
from kraftsamling.indicators.rules.figures import Figure, Hidden, Shown, ShownAmount
from kraftsamling.indicators.rules.periods import Period


def language() -> str:
    return get_language() or formats.SWEDISH


def in_text(period: Period) -> str:
    """ "juli–september 2026"."""
    return formats.period(period.year, period.first_month, period.length, language())


def tight(period: Period) -> str:
    return formats.tight_period(period.year, period.first_month, period.length, language())


def share(figure: Figure) -> Cell:
    if not isinstance(figure, Shown):
        return Cell(withheld=True)
    return Cell(formats.percent_sign(figure.share.percent or 0, language()), nowrap=True)


def figure_words(figure: Figure, each: Indicator) -> str:
    """ "68 %", "41 answers" or "Not shown"."""
    match figure:
        case Shown():
            return share(figure).text
        case ShownAmount(amount):
            return writing_in(str(each.unit)).running(amount.value, language())
        case Hidden():
            return _("Not shown")


def counts(figure: Figure) -> Cell:
    if not isinstance(figure, Shown):
        return Cell(withheld=True)
    numbers = {
        "part": formats.number(figure.share.numerator, language()),
        "whole": formats.number(figure.share.denominator, language()),
    }
    return Cell(_("%(part)s of %(whole)s") % numbers, nowrap=True)


def name_of(code: str) -> str:
    """What an indicator is called; its code when it is no longer registered."""
    return str(REGISTRY[code].name) if code in REGISTRY else code


def better_words(better: Better) -> str:
    """Which way is wanted."""
    return {
        Better.HIGHER: _("Higher is better"),
        Better.LOWER: _("Lower is better"),
        Better.NEITHER: _("Neither way is better"),
    }[better]


def trail(*links: Link) -> list[Link]:
    return [Link(_("Figures"), reverse("indicator_catalogue")), *links]
