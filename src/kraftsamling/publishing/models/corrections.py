"""Corrections of published reports: a new version that somebody else publishes, and the one before it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Authority
from kraftsamling.publishing.models.posts import Post
from kraftsamling.publishing.statuses import PostState


@recorded()
class Correction(Versioned):
    """A correction (rättelse) of a published report. The report stays as it is until this is published.

    `words` are the report's new words by field. `before` are the words they replaced, kept when it is
    published, for those who edit. `what` says to everybody what was wrong. `written_by` wrote in it last:
    somebody else reads and publishes, as for a report.
    """

    classification = Classification(
        DataClass.K0, identifying="the author writes in an official role"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=300)
    words = models.JSONField()
    before = models.JSONField(null=True)
    written_by = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.DRAFT)
    published_at = models.DateTimeField(null=True)

    rows = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(state__in=["DRAFT", "WAITING"]),
                name="one_correction_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="PUBLISHED")
                | (Q(published_at__isnull=False) & Q(before__isnull=False) & ~Q(what="")),
                name="published_correction_says_what_and_keeps_before",
            ),
        ]
