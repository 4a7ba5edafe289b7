"""Lindsjö's year before today: some 300 invented children, and colleagues who come and go."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import numpy as np

from kraftsamling.casework.generation import worlds
from kraftsamling.casework.generation.copying import Ids
from kraftsamling.common.clock import day_of
from kraftsamling.demo.world.places import fixed
from kraftsamling.organisations.models import Unit

SEED: Final = 9901
MONTHS: Final = 13
REPORTS_A_MONTH: Final = 25
SEATS: Final = 4
UNITS: Final = ("Mottagning", "Utredning 1", "Utredning 2", "Ungdom")


def build(now: datetime) -> None:
    """Runs inside Lindsjö, as owner. The colleagues have no personas: one tries the demo as somebody else."""
    lindsjo: UUID = fixed("lindsjo")
    first = _begins(day_of(now))
    units = [Unit.rows.get(pk=fixed(f"lindsjo/{name}")) for name in UNITS]
    rng = np.random.default_rng(SEED)
    staff = worlds.employ(
        rng, Ids(SEED, 0, 0), lindsjo, units, first=first, last=day_of(now), seats=SEATS
    )
    worlds.store([(lindsjo, staff, 0, MONTHS * REPORTS_A_MONTH)], seed=SEED, first=first, now=now)


def _begins(today: date) -> date:
    return today - timedelta(days=MONTHS * 30)
