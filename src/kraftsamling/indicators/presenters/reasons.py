"""How we know that it is not chance: the signals that the latest point belongs to, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.indicators.rules.control_charts import Direction, Explanation, VerdictCode
from kraftsamling.indicators.rules.periods import Length
from kraftsamling.indicators.rules.thresholds import SignalCode
from kraftsamling.indicators.selectors import Series


def too_few(series: Series, language: str) -> str:
    """ "Six quarters are too few to say whether anything has changed." Empty when there are enough."""
    verdict = series.chart.verdict
    if verdict.code is not VerdictCode.TOO_EARLY or not verdict.counted:
        return ""
    count = formats.in_words(verdict.counted, language, common_gender=True).capitalize()
    single = verdict.counted == 1
    match series.rolled.length:
        case Length.MONTH:
            text = (
                _("One month is too little to say whether anything has changed.")
                if single
                else _("%(count)s months are too few to say whether anything has changed.")
            )
        case Length.QUARTER:
            text = (
                _("One quarter is too little to say whether anything has changed.")
                if single
                else _("%(count)s quarters are too few to say whether anything has changed.")
            )
        case Length.HALF_YEAR:
            text = (
                _("One half-year is too little to say whether anything has changed.")
                if single
                else _("%(count)s half-years are too few to say whether anything has changed.")
            )
        case Length.YEAR:
            text = (
                _("One year is too little to say whether anything has changed.")
                if single
                else _("%(count)s years are too few to say whether anything has changed.")
            )
    return text if single else text % {"count": count}


def how_we_know(series: Series, language: str) -> list[str]:
    """Why it is not chance, from the signals that the latest point belongs to."""
    chart = series.chart
    if chart.verdict.code is VerdictCode.TOO_EARLY:
        return [too_few(series, language)] if chart.verdict.counted else []
    if not chart.explanations:
        return [_("The points vary as they usually do. None of the four signals is there.")]
    told = [_signal(each, series, language) for each in chart.explanations]
    return [*told, _("Chance almost never looks like that.")]


def _signal(each: Explanation, series: Series, language: str) -> str:
    many = formats.in_words(each.count, language, common_gender=True).capitalize()
    points = {"count": f"{many} {_unit_of_time(series.rolled.length)}"}
    up = each.direction is Direction.UP
    match each.code:
        case SignalCode.OUTSIDE:
            return _("The latest point lies outside the dashed area.")
        case SignalCode.RUN if up:
            return _("%(count)s in a row lie above the earlier mean.") % points
        case SignalCode.RUN:
            return _("%(count)s in a row lie below the earlier mean.") % points
        case SignalCode.TREND if series.indicator.is_amount and up:
            return _("%(count)s in a row the number has risen.") % points
        case SignalCode.TREND if series.indicator.is_amount:
            return _("%(count)s in a row the number has fallen.") % points
        case SignalCode.TREND if up:
            return _("%(count)s in a row the share has risen.") % points
        case SignalCode.TREND:
            return _("%(count)s in a row the share has fallen.") % points
        case SignalCode.NEAR:
            return _("Two of three points in a row lie close to the edge of the dashed area.")


def _unit_of_time(length: Length) -> str:
    return {
        Length.MONTH: _("months"),
        Length.QUARTER: _("quarters"),
        Length.HALF_YEAR: _("half-years"),
        Length.YEAR: _("years"),
    }[length]
