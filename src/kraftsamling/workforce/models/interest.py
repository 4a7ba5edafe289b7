"""Interest in jobs: who has phoned or written, and what they were told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.statuses import InterestWay


@recorded()
class JobInterest(AuthorityRow):
    """Somebody who asks about work (intresse för jobb): phoned, or written through the website.

    Name and contact are needed until the recruitment system has it; the count stays.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="two years", identifying="who asked about work"
    )

    came_at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=InterestWay.choices)
    name = models.CharField(max_length=100)
    contact = models.CharField(max_length=120)
    words = models.CharField(max_length=500, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "job interest"
        indexes = [
            models.Index(
                fields=["authority", "came_at"],
                condition=Q(answered_at__isnull=True),
                name="interest_to_answer",
            )
        ]
