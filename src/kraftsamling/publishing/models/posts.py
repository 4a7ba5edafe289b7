"""What is shared with everybody: reports of visits, as posts with author, time and tags."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Authority, Municipality
from kraftsamling.publishing.statuses import PostState

__all__ = ["Post", "PostState", "Tag"]


class Tag(models.Model):
    """A tag (tagg) that reports are found by."""

    classification = Classification(DataClass.K0, identifying="the name of a subject")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(unique=True)

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


@recorded()
class Post(Versioned):
    """A visit report (besöksrapport). `visit_id` ties it to the visit it came from, if it has one.

    `written_by` is the user who wrote in it last: somebody else reads and publishes. `facts` are pairs: what
    stands in bold, and the words after it. `films` are address, title and language of the captions; `sources`
    are author, year, title and address. A withdrawn one leaves its address, its title and the reason.
    """

    classification = Classification(
        DataClass.K0, identifying="the author writes in an official role"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT)
    visit_id = models.UUIDField(null=True, blank=True)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    lead = models.TextField(max_length=600)
    body = models.TextField(max_length=20000)
    learnt = models.TextField(max_length=2000, blank=True)
    facts = models.JSONField(default=list, blank=True)
    films = models.JSONField(default=list, blank=True)
    sources = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=120)
    written_by = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    tags = models.ManyToManyField(Tag, related_name="posts", blank=True)

    rows = Rows()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PUBLISHED", published_at__isnull=False)
                | (~Q(state="PUBLISHED") & Q(published_at__isnull=True)),
                name="published_post_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="PUBLISHED") | ~Q(learnt=""),
                name="published_post_says_what_was_learnt",
            ),
            models.CheckConstraint(
                condition=~Q(state="WITHDRAWN")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="withdrawn_post_says_why",
            ),
        ]

    @property
    def corrected(self) -> Sequence[Any]:
        """The published corrections, the newest first, where the report was read from outside."""
        return getattr(self, "corrections_listed", ())
