"""How many times in a row somebody has failed to log in with an address."""

from __future__ import annotations

from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass


class FailedLogins(models.Model):
    """Failures since the last login that succeeded, over all networks.

    `digest` is a keyed digest of the address, so that an address without an account leaves the same trace as
    one with an account, and the table names nobody.
    """

    classification = Classification(DataClass.SYSTEM)

    digest = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "failed logins"
