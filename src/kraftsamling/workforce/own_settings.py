"""The values of staff and of the forecast, in the catalogue of values."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from kraftsamling.organisations.settings_catalogue import SettingDefinition, register
from kraftsamling.workforce.rules.remote import START_SHARE
from kraftsamling.workforce.rules.span import CEILING
from kraftsamling.workforce.rules.support import DAYS

WORKER_COST: Final = "forecast.worker_cost"
SPAN: Final = "workforce.span"
REMOTE: Final = "workforce.remote"
ANSWER: Final = "workforce.answer"
SUPPORT: Final = "workforce.support"
ANSWER_DAYS: Final = 7
_WHERE = _("Staff and posts")


def register_all() -> None:
    """Called once at start."""
    register(
        SettingDefinition(
            SPAN, _("Staff per manager, at most"), "int", CEILING, _("people"),
            _("Decided in the design of the product"), True, _WHERE,
        ),
        SettingDefinition(
            REMOTE, _("Work from home, of the time"), "percent", START_SHARE, _("percent"),
            _("Jönköping's visit report: 20 percent"), True, _WHERE,
        ),
        SettingDefinition(
            ANSWER, _("Who asks about work is answered within"), "int", ANSWER_DAYS, _("days"),
            _("Ours: before somebody else answers"), True, _WHERE,
        ),
        SettingDefinition(
            SUPPORT, _("A group needs method support without a mapping for"), "int", DAYS, _("days"),
            _("Ours: a month"), True, _WHERE,
        ),
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
        ),
    )  # fmt: skip
