"""Whether somebody who knows the language has reviewed a translation: a value that each authority decides."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kraftsamling.organisations.settings_catalogue import value
from kraftsamling.participation.languages import TRANSLATED

NAMES: Final = {
    "sv": _("Swedish"),
    "en": _("English"),
    "ar": _("Arabic"),
    "so": _("Somali"),
    "uk": _("Ukrainian"),
}


def review_setting(language: str) -> str:
    """The value that says who has reviewed a translation, and when."""
    return f"survey.reviewed_{language}"


def not_reviewed(authority_id: UUID) -> list[str]:
    """The languages whose translation nobody has reviewed for this authority. Runs inside it."""
    return [
        str(NAMES[code]).lower()
        for code in TRANSLATED
        if not str(value(review_setting(code), authority_id)).strip()
    ]
