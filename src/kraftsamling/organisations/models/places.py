"""Geography. It groups figures and grants nothing."""

from __future__ import annotations

from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass, Rights

_PUBLIC = Classification(DataClass.K0, rights=Rights.READ)


class County(models.Model):
    """A county (län). 21 of them, by their official two-digit code."""

    classification = _PUBLIC

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60)
    region_name = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "counties"

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality (kommun). 290 of them, by their official four-digit code; the demo adds its own."""

    classification = _PUBLIC

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=60)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="municipalities")
    sort_key = models.CharField(max_length=120, db_index=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name
