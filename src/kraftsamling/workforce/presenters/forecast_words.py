"""What a forecast says in one sentence: never a single date without its interval."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.workforce.rules.forecast.forecast import Clearing, Forecast
from kraftsamling.workforce.rules.forecast.history import FEWEST_WEEKS
from kraftsamling.workforce.rules.forecast.staffing import Scenario


def language() -> str:
    """The language of the page."""
    return get_language() or "sv"


def month_in(starts: date, weeks: int) -> str:
    """ "mars 2027": the month that lies so many weeks ahead."""
    day = starts + timedelta(weeks=weeks)
    return formats.period(day.year, day.month, 1, language())


def sentence(told: Forecast, *, waiting: int, starts: date, tried: bool = False) -> str:
    """What will happen with the queue, if nothing changes or with what is tried."""
    if told.clears and waiting:
        return _gone(told.clearing, starts, tried=tried)
    if not waiting:
        return _("Nobody waits for a worker today.")
    each_month = round(told.growth)
    if each_month >= 1:
        return (
            ngettext(
                "With what you try the queue still grows by about %(count)d case a month.",
                "With what you try the queue still grows by about %(count)d cases a month.",
                each_month,
            )
            if tried
            else ngettext(
                "With today's staff the queue grows by about %(count)d case a month.",
                "With today's staff the queue grows by about %(count)d cases a month.",
                each_month,
            )
        ) % {"count": each_month}
    if tried:
        return _("With what you try the queue is probably not gone within two years.")
    return _("With today's staff the queue is probably not gone within two years.")


def _gone(clearing: Clearing, starts: date, *, tried: bool) -> str:
    assert clearing.middle is not None
    assert clearing.early is not None
    words = {
        "middle": month_in(starts, clearing.middle),
        "early": month_in(starts, clearing.early),
        "late": month_in(starts, clearing.late) if clearing.late is not None else "",
    }
    if not words["late"]:
        return (
            _(
                "With what you try the queue is gone in %(middle)s, at the earliest in %(early)s. "
                "It may also take more than two years."
            )
            if tried
            else _(
                "If nothing changes the queue is gone in %(middle)s, at the earliest in %(early)s. "
                "It may also take more than two years."
            )
        ) % words
    if words["early"] == words["late"]:
        return (
            _(
                "With what you try the queue is gone in %(middle)s: four of five runs say that month."
            )
            if tried
            else _("If nothing changes the queue is gone in %(middle)s: four of five runs say so.")
        ) % words
    return (
        _(
            "With what you try the queue is gone in %(middle)s, probably between %(early)s and %(late)s."
        )
        if tried
        else _(
            "If nothing changes the queue is gone in %(middle)s, probably between %(early)s and %(late)s."
        )
    ) % words


def too_short(known: int) -> str:
    """Why there is no curve."""
    if not known:
        return _("No week of the queue is known yet.")
    return ngettext(
        "One week of the queue is known; a forecast needs %(needed)d.",
        "%(count)d weeks of the queue are known; a forecast needs %(needed)d.",
        known,
    ) % {"count": known, "needed": FEWEST_WEEKS}


def gone_words(told: Forecast, starts: date) -> str:
    """When the queue is gone, for a cell of a table."""
    clearing = told.clearing
    if clearing.middle is None or clearing.early is None:
        return _("Not within two years")
    late = (
        month_in(starts, clearing.late) if clearing.late is not None else _("more than two years")
    )
    return _("%(middle)s (%(early)s – %(late)s)") % {
        "middle": month_in(starts, clearing.middle),
        "early": month_in(starts, clearing.early),
        "late": late,
    }


def weeks_words(weeks: float) -> str:
    """ "3 veckor", "1 vecka"."""
    whole = round(weeks)
    return ngettext("%(count)d week", "%(count)d weeks", whole) % {"count": whole}


def scenario_words(scenario: Scenario, *, starts: date) -> str:
    """What was tried, as something to do: "4 nya medarbetare från februari 2027"."""
    parts = []
    if scenario.new:
        day = starts + timedelta(days=round(scenario.from_month * 30.44))
        parts.append(
            ngettext(
                "%(count)d new worker from %(month)s",
                "%(count)d new workers from %(month)s",
                scenario.new,
            )
            % {
                "count": scenario.new,
                "month": formats.period(day.year, day.month, 1, language()),
            }
        )
    if scenario.hours:
        parts.append(
            ngettext(
                "%(count)d hour a week from another unit",
                "%(count)d hours a week from another unit",
                scenario.hours,
            )
            % {"count": scenario.hours}
        )
    if scenario.sick is not None:
        parts.append(
            _("sick leave at %(share)s") % {"share": formats.percent(scenario.sick, language())}
        )
    if scenario.inflow:
        share = formats.percent(abs(scenario.inflow), language())
        parts.append(
            (_("%(share)s more cases") if scenario.inflow > 0 else _("%(share)s fewer cases"))
            % {"share": share}
        )
    return formats.joined(parts, language())
