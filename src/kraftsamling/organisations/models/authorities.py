"""Authorities and their units. The authority is the tenant: secrecy holds between authorities."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.places import County, Municipality
from kraftsamling.organisations.roles import AuthorityKind


class WayOfRunning(models.TextChoices):
    """Whether Kraftsamling holds the record, or stands beside the record system that does."""

    RECORD_HERE = "RECORD_HERE", _("The record is here")
    BESIDE_RECORD = "BESIDE_RECORD", _("Beside the record system")


class Authority(models.Model):
    """An authority (nämnd, myndighet), with what the public may know of it."""

    classification = Classification(
        DataClass.K0,
        identifying="the authority's own name and phone numbers are public",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    area = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=AuthorityKind.choices)
    slug = models.SlugField(unique=True)
    host_name = models.CharField(max_length=120, blank=True)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT)
    county = models.ForeignKey(County, null=True, blank=True, on_delete=models.PROTECT)
    way_of_running = models.CharField(
        max_length=14, choices=WayOfRunning.choices, default=WayOfRunning.RECORD_HERE
    )
    day_phone = models.CharField(max_length=30, blank=True)
    day_hours = models.CharField(max_length=60, blank=True)
    emergency_phone = models.CharField(max_length=30, blank=True)
    site_opened_on = models.DateField(null=True, blank=True)
    employer_login_on = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["host_name"],
                condition=~models.Q(host_name=""),
                name="authority_host_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AuthorityRow(models.Model):
    """Base of every row of class K2–K4: it belongs to one authority, set once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="authority_never_changes", fields=["authority"])
        ]


@recorded()
class Unit(AuthorityRow):
    """A unit (enhet) in the authority's tree."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as figures refer to it",
        identifying="the name of a unit",
    )  # fmt: skip

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=160)
    closed_on = models.DateField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "parent", "name"], name="unit_name_once")
        ]

    def __str__(self) -> str:
        return self.name
