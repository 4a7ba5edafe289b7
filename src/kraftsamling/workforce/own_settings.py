"""What a worker costs, in the catalogue of values."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kraftsamling.organisations.settings_catalogue import SettingDefinition, register

WORKER_COST: Final = "forecast.worker_cost"


def register_all() -> None:
    """Called once at start."""
    register(
        SettingDefinition(
            code=WORKER_COST,
            name=_("What a full-time worker costs"),
            kind="int",
            default=57_000,
            unit=_("kronor a month"),
            source=_(
                "Our example: a wage of 39,000 kronor and fees of 46 per cent. Put in your own."
            ),
            verified=False,
            where=_("What a scenario costs in the forecast of the queue"),
        )
    )
