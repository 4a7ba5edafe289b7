"""What is kept from custodians, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WithheldKind(models.TextChoices):
    """What can be kept from a custodian by a decision of its own."""

    NOTE = "NOTE", _("Note")
    VOICE = "VOICE", _("The child's own words")
    HEARING = "HEARING", _("Hearing")
    STATEMENT = "STATEMENT", _("Statement of the mapping")


class WithholdGround(models.TextChoices):
    """On what section of the law something is kept from a custodian."""

    CHILD = "OSL_12_3", _("The child suffers significant harm (OSL 12 kap. 3 §)")
    OTHERS = "OSL_26_1", _("Another person is harmed (OSL 26 kap. 1 §)")
