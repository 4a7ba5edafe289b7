"""Forecasts that were made, kept as they were said so that they can be held against what happened."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.models.authorities import AuthorityRow


class SavedForecast(AuthorityRow):
    """What was said of the queue of a unit and those below it (sparad prognos). Never changed.

    `new` … `inflow` are what was tried (rules/forecast/staffing.Scenario); all of them empty is "if nothing
    changes". `waiting` holds for each week from `first_week` five whole numbers of waiting cases, the lowest
    first (rules/forecast/forecast.SHARES). `cleared_*` are weeks from `first_week`. By nobody: at night.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="10 years: what the board was told"
    )

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_membership = models.UUIDField(null=True)
    new = models.PositiveSmallIntegerField(default=0)
    from_month = models.PositiveSmallIntegerField(default=0)
    hours = models.PositiveIntegerField(default=0)
    sick = models.PositiveSmallIntegerField(null=True)
    inflow = models.SmallIntegerField(default=0)
    first_week = models.DateField()
    waiting_now = models.PositiveIntegerField()
    waiting = models.JSONField()
    growth = models.FloatField()
    cleared_early = models.PositiveSmallIntegerField(null=True)
    cleared_middle = models.PositiveSmallIntegerField(null=True)
    cleared_late = models.PositiveSmallIntegerField(null=True)
    chance = models.FloatField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(fields=["authority", "unit", "-at"], name="forecast_latest_of_unit")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(chance__gte=0, chance__lte=1), name="chance_is_a_share"
            )
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
