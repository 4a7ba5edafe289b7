"""How we count, in plain words, with every threshold and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Link, Row
from kraftsamling.indicators.rules.figures import Threshold
from kraftsamling.indicators.rules.thresholds import (
    ALMOST_EVERY,
    BASELINE_RULE,
    FALSE_VERDICTS_IN_A_HUNDRED,
    FALSE_VERDICTS_OF_AMOUNTS_IN_A_HUNDRED,
    INSIDE,
    LEAST_POINTS_FOR_A_VERDICT,
    MOVING_RANGES_IN_THREE_SIGMAS,
    OUTSIDE,
    SIGNAL_RULES,
    SignalCode,
    SignalRule,
)


@dataclass(frozen=True)
class Part:
    """One heading with its paragraphs."""

    id: str
    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class MethodPage:
    """Charts, baseline, signals, thresholds."""

    title: str
    lead: str
    breadcrumb: Sequence[Link]
    parts: Sequence[Part]
    signals_heading: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    after: Sequence[Part]

    @classmethod
    def of(cls, *, from_catalogue: bool, inside: Threshold = INSIDE) -> MethodPage:
        """`inside` is what holds at the reader's own authority; others read what we begin with."""
        language = get_language() or formats.SWEDISH
        title = _("How we count")
        return cls(
            title=title,
            lead=_("A figure goes up and down by itself. This is how we tell chance from change."),
            breadcrumb=[
                Link(_("Figures"), reverse("indicator_catalogue")),
                Link(title, current=True),
            ]
            if from_catalogue
            else [],
            parts=_before(language),
            signals_heading=_("Four signals that something has changed"),
            columns=[
                Column(_("Signal")),
                Column(_("When it is there")),
                Column(_("Where the limit comes from")),
            ],
            rows=[_row(rule, language) for rule in SIGNAL_RULES],
            after=_after(inside, language),
        )


def _before(language: str) -> list[Part]:
    def words(number: int) -> str:
        return formats.in_words(number, language, common_gender=True)

    return [
        Part(
            "diagram",
            _("The chart"),
            [
                _(
                    "Each point is a share: so many positive answers of all who took a stand. The dashed"
                    " area shows where the share usually lands. It is wider when fewer have answered."
                ),
                _("This kind of chart is called a p-chart, a control chart for shares."),
                _(
                    "Some figures are not shares but amounts, for example how many answer in a month. Then"
                    " we look at how much the figure usually changes from one month to the next. The dashed"
                    " area reaches %(times)s times that on each side of the mean. The signals are the"
                    " same. This kind of chart is called an XmR chart."
                )
                % {
                    "times": formats.number(
                        float(MOVING_RANGES_IN_THREE_SIGMAS), language, decimals=2
                    )
                },
            ],
        ),
        Part(
            "grund",
            _("What we compare with"),
            [
                _(
                    "The mean is counted from the first %(length)s points and then stands still. When a"
                    " change has been marked, everything before it is used, if there are at least"
                    " %(shortest)s points. Source: %(source)s."
                )
                % {
                    "length": words(BASELINE_RULE.length),
                    "shortest": words(BASELINE_RULE.shortest),
                    "source": BASELINE_RULE.source,
                },
                _("With fewer than %(least)s points we say nothing: it is too early.")
                % {"least": words(LEAST_POINTS_FOR_A_VERDICT)},
            ],
        ),
    ]


def _row(rule: SignalRule, language: str) -> Row:
    name, when = _signal(rule, language)
    checked = _("read in the source") if rule.verified else _("not checked in the source")
    return Row([Cell(name), Cell(when), Cell(rule.source, sub=checked)])


def _signal(rule: SignalRule, language: str) -> tuple[str, str]:
    def words(number: int) -> str:
        return formats.in_words(number, language, common_gender=True)

    numbers = {
        "length": words(rule.length),
        "window": words(rule.window),
        "sigmas": words(rule.sigmas),
    }
    match rule.code:
        case SignalCode.OUTSIDE:
            return _("Outside"), _(
                "One point lies outside the dashed area, more than %(sigmas)s standard deviations from the"
                " mean."
            ) % numbers
        case SignalCode.RUN:
            return _("In a row"), _(
                "%(length)s points in a row lie on the same side of the mean."
            ) % {**numbers, "length": numbers["length"].capitalize()}
        case SignalCode.NEAR:
            return _("Near the edge"), _(
                "%(length)s of %(window)s points in a row lie on the same side, more than %(sigmas)s"
                " standard deviations from the mean."
            ) % {**numbers, "length": numbers["length"].capitalize()}
        case SignalCode.TREND:
            return _("Rising or falling"), _(
                "%(length)s points in a row each lie higher than the one before, or each lower."
            ) % {**numbers, "length": numbers["length"].capitalize()}


def _after(inside: Threshold, language: str) -> list[Part]:
    def words(number: int) -> str:
        return formats.in_words(number, language)

    return [
        Part(
            "visas",
            _("When a figure is shown"),
            [
                _(
                    "Within the authority a share is shown from %(inside)s answers. For others from"
                    " %(outside)s, when at least %(part)s lie on each side, or %(same)s when all have"
                    " answered the same. The limits can only be raised."
                )
                % {
                    "inside": words(inside.least),
                    "outside": words(OUTSIDE.least),
                    "part": words(OUTSIDE.least_part),
                    "same": words(OUTSIDE.least_unanimous),
                },
                _(
                    "When one unit's figure is hidden, one more is hidden too, so that nobody can work it"
                    " out. Both say “Not shown”."
                ),
                _(
                    "Where too few answer in a month we join months to quarters, half-years or years, until"
                    " %(most)s of %(of)s periods can be shown."
                )
                % {
                    "most": words(ALMOST_EVERY.numerator),
                    "of": words(ALMOST_EVERY.denominator),
                },
            ],
        ),
        Part(
            "slump",
            _("How do we know that it is not chance?"),
            [
                _(
                    "We do not know for certain. We have let the computer make thousands of series in which"
                    " nothing changes. At most %(false)s of a hundred such series of two years end with the"
                    " chart saying that something has changed."
                )
                % {"false": words(FALSE_VERDICTS_IN_A_HUNDRED)},
                _("For amounts it is at most %(false)s of a hundred.")
                % {"false": words(FALSE_VERDICTS_OF_AMOUNTS_IN_A_HUNDRED)},
                _(
                    "So when the chart says that something has changed it is seldom wrong, but it can be."
                ),
            ],
        ),
        Part(
            "orsak",
            _("What a chart cannot tell"),
            [
                _("The chart shows that something has changed, not why."),
                _(
                    "Every night all figures are counted once more from the answers. If a figure differs,"
                    " those who watch over the figures are told the same night."
                ),
            ],
        ),
    ]
