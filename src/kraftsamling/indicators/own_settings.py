"""The thresholds of the figures, in the catalogue of values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kraftsamling.indicators.rules.thresholds import INSIDE, OUTSIDE
from kraftsamling.organisations.settings_catalogue import SettingDefinition, register

_SOURCE = _("Decided in the design of the product")
INSIDE_LEAST = "threshold.inside"


def register_all() -> None:
    """Called once at start."""
    register(
        SettingDefinition(
            INSIDE_LEAST,
            _("Fewest answers to show a figure inside the authority"),
            "int",
            INSIDE.least,
            _("answers"),
            _SOURCE,
            True,
            _("Every figure inside the authority"),
            only_upwards=True,
        ),
        SettingDefinition(
            "threshold.outside",
            _("Fewest answers to show a figure outside the authority"),
            "int",
            OUTSIDE.least,
            _("answers"),
            _SOURCE,
            True,
            _("Every published figure"),
            only_upwards=True,
            changeable=False,
        ),
    )
