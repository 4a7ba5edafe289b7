"""The access log: one row for each time something secret was shown, or refused.

It holds ids, no foreign keys: a deletion must not be blocked by having been seen. The web's role may
INSERT and SELECT. Seals over the rows show later whether somebody with more power has changed them.
"""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows

LONGEST_BASIS = 500
NUMBER_SEQUENCE = "confidentiality_access_log_number"


class AccessLogEntry(models.Model):
    """One look at something secret (loggpost). Kept at least five years."""

    classification = Classification(
        DataClass.KL, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G8: at least 5, at most 10 years"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.BigIntegerField(editable=False, unique=True, default=0)
    at = models.DateTimeField()
    trace_id = models.UUIDField()
    authority_id = models.UUIDField()
    user_id = models.UUIDField(null=True)
    membership_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    role = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    resource = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    subject_ids = ArrayField(models.UUIDField(), default=list)
    basis = models.CharField(max_length=LONGEST_BASIS, blank=True)
    allowed = models.BooleanField()
    failed_condition = models.CharField(max_length=40, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=20, default="page")

    rows = Rows()

    class Meta:
        indexes = [
            models.Index(fields=["authority_id", "-at"], name="access_log_authority_at"),
            GinIndex(fields=["subject_ids"], name="access_log_subjects"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # The shared lock lets a seal wait for rows that have a number but are not committed yet.
            pgtrigger.Trigger(
                name="number_rows",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM pg_advisory_xact_lock_shared(
                        hashtext('access_log'), hashtext(NEW.authority_id::text));
                    NEW.number = nextval('{NUMBER_SEQUENCE}');
                    RETURN NEW;
                """,
            ),
        ]


class AccessLogSeal(models.Model):
    """A hash over the log rows since the former seal, and over that seal (sigill)."""

    classification = Classification(
        DataClass.KL, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G8: as long as the rows it covers"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority_id = models.UUIDField()
    sealed_at = models.DateTimeField()
    first_number = models.BigIntegerField()
    last_number = models.BigIntegerField()
    row_count = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)

    rows = Rows()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "last_number"], name="access_log_seal_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
