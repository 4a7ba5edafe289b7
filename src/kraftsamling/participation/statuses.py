"""States of what people add in their own words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WordsState(models.TextChoices):
    """Nobody but the one responsible for participation sees words before they are read."""

    UNREAD = "UNREAD", _("Not read yet")
    SHOWN = "SHOWN", _("Shown to colleagues")
    HIDDEN = "HIDDEN", _("Not shown")
