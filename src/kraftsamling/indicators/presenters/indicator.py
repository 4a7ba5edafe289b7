"""The page of one indicator: the latest value and its verdict, the chart, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.common.parts import Fact, Link
from kraftsamling.indicators.chart_values import writing_in
from kraftsamling.indicators.chart_words import chart_words
from kraftsamling.indicators.charts import Picture, draw
from kraftsamling.indicators.presenters.catalogue import facts_of
from kraftsamling.indicators.presenters.reasons import how_we_know
from kraftsamling.indicators.presenters.words import in_text, language, trail
from kraftsamling.indicators.registry import Indicator
from kraftsamling.indicators.rules.control_charts import ControlChart, Effect, VerdictCode
from kraftsamling.indicators.selectors import Series


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator of the whole authority. Without a picture there is nothing the reader may see."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    picture: Picture | None
    reasons: Sequence[str]
    facts: Sequence[Fact]
    method_url: str

    @classmethod
    def of(cls, each: Indicator, series: Series | None) -> IndicatorPage:
        name = str(each.name)
        return cls(
            title=name,
            lead=_sentence(series) if series else _("There is no figure here that you can see."),
            breadcrumb=trail(Link(name, current=True)),
            picture=_picture(series) if series else None,
            reasons=how_we_know(series, language()) if series else [],
            facts=facts_of(each),
            method_url=reverse("indicator_method"),
        )


def _sentence(series: Series) -> str:
    """ "Senast 41 svar. Säker ökning sedan mars 2026." """
    writing = writing_in(str(series.indicator.unit))
    values = [v for point in series.chart.points if (v := writing.value_of(point)) is not None]
    if not values:
        return _("No figure may be shown yet.")
    latest = _("Latest %(value)s.") % {"value": writing.running(values[-1], language())}
    return f"{latest} {_verdict(series.chart)}"


def _verdict(chart: ControlChart) -> str:
    verdict = chart.verdict
    if verdict.since is None:
        if verdict.code is VerdictCode.TOO_EARLY:
            return _("Too early to say whether anything has changed.")
        return _("No sure change.")
    since = {"period": in_text(verdict.since)}
    if verdict.effect is Effect.BETTER:
        return _("Sure improvement since %(period)s.") % since
    if verdict.effect is Effect.WORSE:
        return _("Sure worsening since %(period)s.") % since
    if verdict.code is VerdictCode.INCREASE:
        return _("Sure increase since %(period)s.") % since
    return _("Sure decrease since %(period)s.") % since


def _picture(series: Series) -> Picture:
    name = str(series.indicator.name)
    return draw(
        series.chart,
        chart_id="nyckeltal",
        title=name,
        name=name,
        words=chart_words(),
        language=language(),
        unit=str(series.indicator.unit),
    )
