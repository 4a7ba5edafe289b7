"""What earlier forecasts said, held against what happened, and how their numbers are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from kraftsamling.common import formats
from kraftsamling.common.parts import Cell, Column, Row
from kraftsamling.workforce.presenters.forecast_words import language
from kraftsamling.workforce.rules.forecast import checking

CHECKED_AT_MOST: Final = 8


@dataclass(frozen=True)
class Checked:
    """What earlier forecasts said against what happened."""

    lead: str
    columns: Sequence[Column]
    rows: Sequence[Row]


def said_words(found: Sequence[checking.Compared]) -> Checked | None:
    """What was said against what happened; None while nothing is old enough."""
    if not found:
        return None
    held = sum(one.held for one in found)
    last = found[0]
    lead = _(
        "In %(month)s we thought %(middle)s, it became %(happened)s. %(held)d of %(count)d outcomes lie "
        "in the light field, where four of five should."
    ) % {
        "month": formats.period(last.said_on.year, last.said_on.month, 1, language()),
        "middle": number(last.middle),
        "happened": number(last.happened),
        "held": held,
        "count": len(found),
    }
    return Checked(
        lead,
        [
            Column(_("Week that begins")),
            Column(_("Said on")),
            Column(_("We thought"), number=True),
            Column(_("Four of five runs"), number=True),
            Column(_("It became"), number=True),
        ],
        [
            Row(
                [
                    Cell(formats.tight_date(one.week), nowrap=True),
                    Cell(formats.tight_date(one.said_on), nowrap=True),
                    Cell(number(one.middle)),
                    Cell(between(one.low, one.high)),
                    Cell(number(one.happened)),
                ]
            )
            for one in found[:CHECKED_AT_MOST]
        ],
    )


def number(value: float) -> str:
    """A whole number, as it is written."""
    return formats.number(round(value), language())


def between(low: float, high: float) -> str:
    """ "4–17"."""
    return f"{number(low)}{formats.EN_DASH}{number(high)}"
