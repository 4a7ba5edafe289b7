"""An authority's own values for what the product lets it decide."""

from __future__ import annotations

from django.db import models

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class Setting(AuthorityRow):
    """One decided value (inställning). Where there is no row the catalogue's start value holds."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with its history")

    code = models.CharField(max_length=80)
    value = models.JSONField()
    source = models.CharField(max_length=200)
    decided_on = models.DateField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="setting_code_once")
        ]
