"""The values of what is shared, in the catalogue of values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kraftsamling.organisations.settings_catalogue import SettingDefinition, register
from kraftsamling.publishing.comments import KEEP_ADDRESS
from kraftsamling.publishing.selectors import FILM_HOSTS

_SOURCE = _("Decided in the design of the product")
_WHERE = _("Visit reports")


def register_all() -> None:
    """Called once at start."""
    register(
        SettingDefinition(
            FILM_HOSTS, _("Films may stand at"), "text",
            "play.quickchannel.com, urplay.se, vimeo.com, www.svtplay.se, www.youtube.com",
            _("sites"), _SOURCE, True, _WHERE,
        ),
        SettingDefinition(
            "publishing.comment_email", _("The e-mail of who commented is kept"), "int",
            KEEP_ADDRESS.days, _("days"), _SOURCE, True, _WHERE, changeable=False,
        ),
    )  # fmt: skip
