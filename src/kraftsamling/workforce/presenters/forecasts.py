"""Ljuset i tunneln as a page: the sentence, the fan, what is tried, and how it was worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Fact, Link, Row
from kraftsamling.workforce.presenters import fan_chart
from kraftsamling.workforce.presenters.forecast_checked import (
    Checked,
    between,
    number,
    said_words,
)
from kraftsamling.workforce.presenters.forecast_words import (
    gone_words,
    language,
    month_in,
    scenario_words,
    sentence,
    too_short,
    weeks_words,
)
from kraftsamling.workforce.rules.forecast import checking
from kraftsamling.workforce.rules.forecast.forecast import LONGEST, RUNS, WEEKS, Forecast
from kraftsamling.workforce.rules.forecast.history import History
from kraftsamling.workforce.rules.forecast.staffing import HOURS_A_WEEK, Scenario
from kraftsamling.workforce.selectors.forecasts import Ground
from kraftsamling.workforce.selectors.staffing import Staff


@dataclass(frozen=True)
class Side:
    """What is tried beside what happens if nothing changes."""

    sentence: str
    words: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    ways_on: Sequence[Link]


@dataclass(frozen=True)
class LightPage:
    """The page. Without `fan` too little is known, and `rest` says what it takes."""

    title: str
    kicker: str
    sentence: str
    rest: str
    fan: fan_chart.Fan | None
    months: Sequence[Row]
    month_columns: Sequence[Column]
    side: Side | None
    how: Sequence[Fact]
    assumed: Sequence[str]
    said: Checked | None
    may_save: bool
    fill: Link | None = None

    @classmethod
    def of(
        cls,
        ground: Ground,
        earlier: Sequence[checking.Said],
        *,
        scenario: Scenario,
        cost: int,
        span: int,
        ways_on: Sequence[Link] = (),
        may_save: bool = False,
    ) -> LightPage:
        """`cost` is what a full-time worker costs a month, in kronor; `span` how many a manager may have."""
        if ground.known is None or ground.history is None or ground.staff is None:
            return cls._too_early(ground)
        history, today = ground.history, ground.forecast()
        waiting = ground.known.waiting
        told = ground.forecast(scenario) if not scenario.changes_nothing else today
        said = said_words(checking.compared(earlier, history))
        return cls(
            title=_("The light in the tunnel"),
            kicker=ground.unit.name,
            sentence=sentence(today, waiting=waiting, starts=history.ends),
            rest=_waiting_now(history),
            fan=fan_chart.draw(
                history,
                told.waiting,
                title=_("Children who wait for a worker"),
                text=_text(history, told),
                gone_in=told.clearing.middle if waiting else None,
                gone_label=month_in(history.ends, told.clearing.middle or 0),
                ceiling=ground.ceiling,
                ceiling_words=_("Step 1 of the crisis plan begins at %(count)d")
                % {"count": ground.ceiling or 0},
                language=language(),
            ),
            months=_months(history, told),
            month_columns=[
                Column(_("Month")),
                Column(_("Most likely"), number=True),
                Column(_("Half of the runs"), number=True),
                Column(_("Four of five runs"), number=True),
            ],
            side=None
            if scenario.changes_nothing
            else _side(ground, today, told, scenario, cost, span, ways_on),
            how=_how(ground, history, ground.staff),
            assumed=_assumed(ground.staff),
            said=said,
            may_save=may_save,
            fill=_fill(ground.staff),
        )

    @classmethod
    def _too_early(cls, ground: Ground) -> LightPage:
        return cls(
            title=_("The light in the tunnel"),
            kicker=ground.unit.name,
            sentence=_("It is too early to say when the queue is gone."),
            rest=too_short(ground.weeks_known),
            fan=None,
            months=(),
            month_columns=(),
            side=None,
            how=(),
            assumed=(),
            said=None,
            may_save=False,
        )


def _waiting_now(history: History) -> str:
    count = history.last.waiting
    return ngettext(
        "%(count)d child waits for a worker.", "%(count)d children wait for a worker.", count
    ) % {"count": count}


def _text(history: History, told: Forecast) -> str:
    """The text that stands for the drawing."""
    then = history.known[-52] if len(history.known) >= 52 else history.known[0]
    day = history.first + timedelta(weeks=then[0])
    low, _lower, middle, _upper, high = (round(each) for each in told.waiting.at(51))
    return _(
        "The queue was %(then)d in %(month)s and is %(now)d today. In a year it is about %(middle)d, "
        "probably between %(low)d and %(high)d."
    ) % {
        "then": then[1].waiting,
        "month": formats.period(day.year, day.month, 1, language()),
        "now": history.last.waiting,
        "middle": middle,
        "low": low,
        "high": high,
    }


def _months(history: History, told: Forecast) -> list[Row]:
    """The twin of the drawing: the first week that ends in each month."""
    rows, seen = [], set()
    for week in range(WEEKS):
        name = month_in(history.ends, week + 1)
        if name in seen:
            continue
        seen.add(name)
        low, lower, middle, upper, high = told.waiting.at(week)
        rows.append(
            Row(
                [
                    Cell(name),
                    Cell(number(middle)),
                    Cell(between(lower, upper)),
                    Cell(between(low, high)),
                ]
            )
        )
    return rows


def _side(
    ground: Ground,
    today: Forecast,
    tried: Forecast,
    scenario: Scenario,
    cost: int,
    span: int,
    ways_on: Sequence[Link],
) -> Side:
    assert ground.history is not None
    assert ground.known is not None
    assert ground.staff is not None
    starts = ground.history.ends
    a_year = round(cost * 12 * (scenario.new + scenario.hours / HOURS_A_WEEK))
    lines = [
        (_("The queue is gone"), gone_words(today, starts), gone_words(tried, starts)),
        (
            _("Children who wait in a year"),
            _middle_and_span(today.waiting.at(51)),
            _middle_and_span(tried.waiting.at(51)),
        ),
        (
            _("Longest wait in a year"),
            _wait(today),
            _wait(tried),
        ),
        (
            _("Cases per worker at work in a year"),
            _decimal(today.load.at(51)[2]),
            _decimal(tried.load.at(51)[2]),
        ),
        (_("Cost a year"), _("As today"), _more(a_year)),
        (
            _("Staff per manager, at most %(most)d") % {"most": span},
            _per_manager(ground.staff, 0),
            _per_manager(ground.staff, scenario.new),
        ),
        (
            _("Risk that the queue is left in two years"),
            _in_a_hundred(1 - today.clearing.chance),
            _in_a_hundred(1 - tried.clearing.chance),
        ),
    ]
    return Side(
        sentence=sentence(tried, waiting=ground.known.waiting, starts=starts, tried=True),
        words=capfirst(scenario_words(scenario, starts=starts)),
        columns=[Column(_("What")), Column(_("If nothing changes")), Column(_("What you try"))],
        rows=[Row([Cell(label), Cell(one), Cell(other)]) for label, one, other in lines],
        ways_on=ways_on,
    )


def _fill(staff: Staff) -> Link | None:
    """One press tries what is asked most: that the vacant posts are filled."""
    vacant = round(staff.vacant)
    if not vacant:
        return None
    words = ngettext(
        "Try that the vacant post is filled in three months",
        "Try that the %(count)d vacant posts are filled in three months",
        vacant,
    ) % {"count": vacant}
    return Link(words, f"{try_url(Scenario(new=vacant, from_month=3))}#provat")


def _how(ground: Ground, history: History, staff: Staff) -> list[Fact]:
    assert ground.known is not None
    facts = [
        Fact(
            _("Period"),
            _("%(first)s to %(last)s, %(count)d weeks")
            % {
                "first": formats.long_date(history.first, language()),
                "last": formats.long_date(history.ends - timedelta(days=1), language()),
                "count": len(history.known),
            },
        ),
        Fact(
            _("Cases that come"),
            _("%(count)s a week on average over the next year")
            % {"count": _decimal(float(ground.known.inflow.mean(52).mean()))},
        ),
        Fact(
            _("How long a case takes"),
            _("%(weeks)s on average") % {"weeks": weeks_words(ground.known.length.weeks)},
        ),
        Fact(
            _("Workers"),
            _("%(count)s in full time, %(sick)s on sick leave")
            % {
                "count": _decimal(staff.staffing.workers),
                "sick": formats.percent(100 * staff.staffing.sick, language()),
            },
        ),
        Fact(_("Vacant posts"), _decimal(staff.vacant)),
        Fact(_("Who leave in a year"), formats.percent(100 * staff.staffing.leaving, language())),
        Fact(_("Time to fill a post"), weeks_words(staff.staffing.weeks_to_fill)),
        Fact(_("Room per worker at work"), _cases(staff.staffing.cases_each)),
    ]
    if history.gaps:
        facts.insert(1, Fact(_("Weeks without data"), str(history.gaps)))
    return facts


def _assumed(staff: Staff) -> list[str]:
    assumed = [
        _("The queue is run %(runs)s times over two years, each time with chance of its own.")
        % {"runs": formats.number(RUNS, language())},
        _(
            "The season and the trend of what has come go on; what is not known of them widens the fan."
        ),
        _("Whoever leaves is replaced after the time that it takes to fill a post."),
        _("A new worker carries six tenths of a full load in the first year."),
        _("The queue is gone when nobody has waited for four weeks."),
    ]
    if not staff.from_payroll:
        assumed.append(
            _(
                "Employments are not read in: those with a caseworker's role are counted as full time, "
                "and sick leave as none."
            )
        )
    return assumed


def try_url(scenario: Scenario) -> str:
    """The address of what is tried."""
    asked = {
        "new": scenario.new,
        "from_month": scenario.from_month,
        "hours": scenario.hours,
        "sick": "" if scenario.sick is None else scenario.sick,
        "inflow": scenario.inflow,
    }
    return f"{reverse('forecast')}?{urlencode(asked)}"


def _wait(told: Forecast) -> str:
    """In a year, for whoever comes last: the middle and the 80 % band."""
    low, _lower, middle, _upper, high = told.wait.at(51)
    if middle >= LONGEST:
        return _("No end in sight")
    return f"{weeks_words(middle)} ({between(low, high)})"


def _per_manager(staff: Staff, more: int) -> str:
    """On average, when whoever is new reports to those who are managers now."""
    if not staff.managers:
        return _("Not known")
    return _decimal((staff.reporting + more) / staff.managers)


def _decimal(value: float) -> str:
    whole = round(value, 1)
    return formats.number(whole, language(), decimals=0 if whole == int(whole) else 1)


def _cases(value: float) -> str:
    whole = round(value)
    return ngettext("%(count)d case", "%(count)d cases", whole) % {"count": whole}


def _middle_and_span(five: tuple[float, float, float, float, float]) -> str:
    low, _lower, middle, _upper, high = five
    return f"{number(middle)} ({between(low, high)})"


def _more(kronor: int) -> str:
    if not kronor:
        return _("As today")
    return _("%(money)s more") % {"money": formats.money(kronor, language())}


def _in_a_hundred(share: float) -> str:
    return _("%(count)d of 100 runs") % {"count": round(100 * share)}
