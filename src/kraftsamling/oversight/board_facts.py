"""What the board is told: counts and figures alone, never a case, read from what each app already tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kraftsamling.common.clock import day_of
from kraftsamling.confidentiality.actor import Actor
from kraftsamling.confidentiality.conditions import Circumstances
from kraftsamling.improvement.models import Activity
from kraftsamling.improvement.selectors import Tally, tally
from kraftsamling.indicators.selectors import Series, live_series_of
from kraftsamling.organisations.selectors import open_units
from kraftsamling.workforce.selectors.capacity import Vacancy, vacancies
from kraftsamling.workforce.selectors.forecasts import Ground, ground_of, top_unit

PROTECTION: Final = "casework.prot_24h"
VOICE: Final = "participation.q_propose"


@dataclass(frozen=True)
class BoardFacts:
    """The five things: the queue, protection, what families say, the plan, and the staff."""

    ground: Ground
    protection: Series
    voice: Series
    activities: Tally
    vacant: list[Vacancy]
    today: date


def board_facts(actor: Actor, *, now: datetime, at: Circumstances) -> BoardFacts:
    """For the whole authority of whoever asks."""
    assert actor.authority_id is not None
    today = day_of(now)
    unit = top_unit(actor.authority_id)
    series = live_series_of([PROTECTION, VOICE], authority_id=actor.authority_id, until=today)
    own = Activity.rows.visible_to(actor, "read", at=at).filter(owner_id=actor.authority_id)
    return BoardFacts(
        ground=ground_of(unit, now=now),
        protection=series[PROTECTION],
        voice=series[VOICE],
        activities=tally(own, today=today),
        vacant=vacancies(open_units(actor.authority_id, today=today), today=today),
        today=today,
    )
