"""Keeping a forecast as it was said."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from kraftsamling.confidentiality.actor import Actor
from kraftsamling.organisations.models import Unit
from kraftsamling.workforce.models import SavedForecast
from kraftsamling.workforce.rules.forecast.forecast import Forecast
from kraftsamling.workforce.rules.forecast.staffing import Scenario
from kraftsamling.workforce.selectors.forecasts import Ground, ground_of, top_unit


class NothingToSay(Exception):
    """Raised when too little is known for a forecast."""


@transaction.atomic
def save_forecast(
    *, ground: Ground, scenario: Scenario, by: Actor | None, at: datetime, key: UUID
) -> SavedForecast:
    """Keep what is said now. The same key again is the same forecast. Raises NothingToSay."""
    if ground.known is None or ground.history is None:
        raise NothingToSay(ground.unit.pk)
    told = ground.forecast(scenario)
    saved, _is_new = SavedForecast.rows.get_or_create(
        pk=uuid5(ground.unit.pk, str(key)),
        defaults={
            "authority_id": ground.unit.authority_id,
            "unit": ground.unit,
            "at": at,
            "by_membership": by.membership_id if by else None,
            "new": scenario.new,
            "from_month": scenario.from_month,
            "hours": scenario.hours,
            "sick": scenario.sick,
            "inflow": scenario.inflow,
            "first_week": ground.history.ends,
            "waiting_now": ground.known.waiting,
            **_what_it_says(told),
        },
    )
    return saved


def save_once_a_month(authority_id: UUID, *, at: datetime) -> SavedForecast | None:
    """What is said if nothing changes, kept without anybody remembering it. None where nothing can be said:
    too few weeks, or nobody who works here yet.

    Runs inside the authority, at night; the first night of a month does it, the others find it done.
    """
    try:
        unit = top_unit(authority_id)
    except Unit.DoesNotExist:
        return None
    key = uuid5(unit.pk, f"{at:%Y-%m}")
    if (done := SavedForecast.rows.filter(pk=uuid5(unit.pk, str(key))).first()) is not None:
        return done
    try:
        return save_forecast(
            ground=ground_of(unit, now=at), scenario=Scenario(), by=None, at=at, key=key
        )
    except NothingToSay:
        return None


def _what_it_says(told: Forecast) -> dict[str, object]:
    return {
        "waiting": told.waiting.values.T.astype(int).tolist(),
        "growth": told.growth,
        "cleared_early": told.clearing.early,
        "cleared_middle": told.clearing.middle,
        "cleared_late": told.clearing.late,
        "chance": told.clearing.chance,
    }
