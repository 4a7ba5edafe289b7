"""Spaces: where organisations meet over plans and programmes, never over clients."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kraftsamling.confidentiality.classes import Classification, DataClass
from kraftsamling.organisations.models.authorities import Authority


class SpaceKind(models.TextChoices):
    """OWN is an authority's space with itself as its only member."""

    OWN = "OWN", _("Own")
    PLAN = "PLAN", _("Plan")
    GROUP = "GROUP", _("Group")
    PROGRAMME = "PROGRAMME", _("Joint programme")


class Space(models.Model):
    """A space (rum) with member authorities. A K1 row lives in exactly one."""

    classification = Classification(DataClass.K1, identifying="the name of a space")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=SpaceKind.choices)
    owner = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="owned_spaces")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="OWN"), name="one_own_space"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SpaceMember(models.Model):
    """An authority's membership of a space, with dates."""

    classification = Classification(DataClass.K1)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="spaces")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "authority", "starts_on"], name="member_once")
        ]
