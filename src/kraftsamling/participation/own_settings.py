"""The survey's values, in the catalogue of values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kraftsamling.organisations.settings_catalogue import SettingDefinition, register
from kraftsamling.participation.services import BATCH, VALID_MONTHS

_SOURCE = _("Decided in the design of the product")


def register_all() -> None:
    """Called once at start."""
    register(
        SettingDefinition(
            "survey.batch", _("Answers move at night at least"), "int", BATCH, _("at a time"),
            _SOURCE, True, _("The three questions"), only_upwards=True, changeable=False,
        ),
        SettingDefinition(
            "survey.code", _("A code on a slip can be used"), "int", VALID_MONTHS, _("months"),
            _SOURCE, True, _("The three questions"), changeable=False,
        ),
    )  # fmt: skip
