"""What a forecast is made of, which unit it is about, and what earlier ones said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.confidentiality.policy import decide
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.reach import unit_and_below
from kraftsamling.workforce.models import SavedForecast
from kraftsamling.workforce.queue_history import ceiling_of, history_of
from kraftsamling.workforce.rules.forecast.checking import Said
from kraftsamling.workforce.rules.forecast.forecast import Fitted, Forecast, fit, forecast, seed_of
from kraftsamling.workforce.rules.forecast.history import FEWEST_WEEKS, History
from kraftsamling.workforce.rules.forecast.staffing import Scenario
from kraftsamling.workforce.selectors.staffing import Staff, staff_of

COMPARED: int = 24
"""Saved forecasts that are held against what happened: two years of months."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that forecasts of one unit are made of. `known` is None when too few weeks are known.
    `ceiling`: how many may wait before the crisis plan begins."""

    unit: Unit
    history: History | None
    staff: Staff | None
    known: Fitted | None
    ceiling: int | None = None

    @property
    def weeks_known(self) -> int:
        """Weeks that something is known of."""
        return len(self.history.known) if self.history else 0

    def forecast(self, scenario: Scenario | None = None) -> Forecast:
        """What may happen. Only where `known` is there; one unit says the same each time."""
        assert self.known is not None
        assert self.staff is not None
        return forecast(self.known, self.staff.staffing, scenario, seed=seed_of(str(self.unit.pk)))


def unit_in_view(actor: Actor, *, at: Circumstances) -> Unit:
    """The whole authority for whoever may see that, otherwise the reader's own unit."""
    assert actor.authority_id is not None
    top = top_unit(actor.authority_id)
    whole = SavedForecast(authority_id=actor.authority_id, unit=top)
    if decide(actor, "read", "forecast", whole, at=at).allowed or actor.unit_id is None:
        return top
    return Unit.rows.get(pk=actor.unit_id)


def top_unit(authority_id: UUID) -> Unit:
    """The unit that all others lie below. Raises Unit.DoesNotExist where nobody has made one yet."""
    return Unit.rows.of_authority(authority_id).filter(parent=None).earliest("sort_key", "pk")


def ground_of(unit: Unit, *, now: datetime) -> Ground:
    """What is known of a unit and those below it. Runs inside the authority."""
    units = unit_and_below(unit.pk, authority_id=unit.authority_id)
    history = history_of(unit.authority_id, units, now=now)
    if history is None or not history.weeks:
        return Ground(unit, None, None, None)
    staff = staff_of(units, last=history.last, today=day_of(now))
    known = fit(history) if len(history.known) >= FEWEST_WEEKS else None
    return Ground(unit, history, staff, known, ceiling_of(unit.authority_id))


def earlier(actor: Actor, unit: Unit, *, at: Circumstances) -> list[Said]:
    """What was said earlier if nothing changed, the latest first: the latest of each week."""
    rows = SavedForecast.rows.visible_to(actor, "read", at=at).filter(
        unit=unit, new=0, hours=0, sick=None, inflow=0
    )
    said: dict[date, Said] = {}
    for row in rows.order_by("-at")[: 2 * COMPARED]:
        said.setdefault(row.first_week, Said(row.first_week, tuple(map(tuple, row.waiting))))
    return list(said.values())[:COMPARED]
