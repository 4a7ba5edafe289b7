"""What one person has asked for and another must confirm."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows


class ApprovalStatus(models.TextChoices):
    """Where a two-person act stands. LAPSED is reached by time: seven days."""

    WAITING = "WAITING", _("Waits for a second person")
    APPROVED = "APPROVED", _("Approved")
    DECLINED = "DECLINED", _("Declined")
    LAPSED = "LAPSED", _("Lapsed")


DECIDED = frozenset({ApprovalStatus.APPROVED, ApprovalStatus.DECLINED})


class Approval(models.Model):
    """One two-person act (tvåhandsbeslut): what changes, who asks, who confirmed.

    `payload` holds what the act needs when it runs: ids and settings, never text about a person.
    """

    classification = Classification(DataClass.K2, Wall.OWN_AUTHORITY, kept="with what it concerns")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    payload = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    status = models.CharField(
        max_length=10, choices=ApprovalStatus.choices, default=ApprovalStatus.WAITING
    )
    requested_at = models.DateTimeField()
    requested_by = models.UUIDField()
    requested_by_human = models.CharField(max_length=100)
    requested_in_unit = models.UUIDField(null=True)
    requested_as = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_human = models.CharField(max_length=100, blank=True)
    decided_alone_because = models.CharField(max_length=200, blank=True)

    rows = Rows()

    class Meta:
        indexes = [models.Index(fields=["authority_id", "status"], name="approval_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="approval_decided_by_whom_and_when",
            ),
            # Whatever the code does: one human being never decides both times.
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True)
                | ~Q(decided_by_human=F("requested_by_human"))
                | ~Q(decided_alone_because=""),
                name="approval_two_human_beings",
            ),
        ]
