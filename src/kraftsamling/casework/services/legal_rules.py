"""A time of the law as the authority's lawyer has read it. Dates that are set do not move."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from kraftsamling.casework.models import LegalRule
from kraftsamling.casework.rules.deadlines import AGES
from kraftsamling.casework.rules.legal_rules import CATALOGUE, Counting
from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor


class BeginsInThePast(Exception):
    """Raised for a time that would hold before today: those who counted then counted by another."""


class LengthAndCounting(Exception):
    """Raised when a length does not go with how it is counted: the same day is 0, all else at least 1, and an
    age is counted in years."""


@transaction.atomic
def decide_time(
    *,
    code: str,
    by: Actor,
    at: datetime,
    length: int,
    counting: Counting,
    source: str,
    verified_by: str,
    verified_on: date | None,
    valid_from: date,
) -> LegalRule:
    """What holds from a day. Clocks that run keep the date they got. The same day again corrects what was
    written for it.

    Raises BeginsInThePast, LengthAndCounting, KeyError for a code that the catalogue does not have.
    """
    rule = CATALOGUE[code]
    if valid_from < day_of(at):
        raise BeginsInThePast(valid_from)
    if (counting is Counting.SAME_DAY) != (length == 0) or (
        code in AGES and counting is not rule.counting
    ):
        raise LengthAndCounting(code)
    assert by.authority_id is not None
    row, _created = LegalRule.rows.update_or_create(
        authority_id=by.authority_id,
        code=code,
        valid_from=valid_from,
        defaults={
            "length": length,
            "counting": counting,
            "source": source.strip(),
            "verified_by": verified_by.strip(),
            "verified_on": verified_on,
        },
    )
    return row
