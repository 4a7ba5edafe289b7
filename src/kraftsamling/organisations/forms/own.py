"""The choices of one's own page."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kraftsamling.common.forms import KraftForm, OneOf


class ChoicesForm(KraftForm):
    """Language and shortcuts."""

    language = OneOf(label=_("Language of pages and mail"), choices=settings.LANGUAGES)
    shortcuts_on = forms.BooleanField(
        label=_("Keyboard shortcuts on"),
        required=False,
        help_text=_(
            "Single keys such as g i for Today. Turn them off if you speak to the computer."
        ),
    )
