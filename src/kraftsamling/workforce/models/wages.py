"""The wage ladder: the authority's rule, and the steps that have been paid."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.models.employees import STAFF, Employee


class WageLadder(AuthorityRow):
    """The authority's wage ladder from a day (lönetrappa): so many kronor more a month after so many years. A
    change is a new row: the history stays."""

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="HR rule")

    valid_from = models.DateField()
    years = ArrayField(models.PositiveSmallIntegerField())
    kronor = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "-valid_from"], name="ladder_in_force")]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


@recorded()
class WageStep(AuthorityRow):
    """A step of the ladder that somebody has got paid from a day (lönesteg). Undone by mistake it stays, with
    the moment."""

    classification = STAFF

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="wage_steps")
    years = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    kronor = models.PositiveIntegerField()
    paid_from = models.DateField()
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "years"],
                condition=Q(undone_at__isnull=True),
                name="wage_step_once",
            )
        ]
