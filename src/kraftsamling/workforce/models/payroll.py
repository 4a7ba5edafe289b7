"""Files from the payroll system: what was read of one, and what became of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.statuses import PayrollKind


class PayrollImport(AuthorityRow):
    """One file from the payroll system (lönefil): a draft until two have agreed, then stored part by part.

    The file itself is never kept. The same file again is the same import. `would` says what it changes, as
    it was when the file was tried (importing/plan). `leaving` are the employees whom the file does not name
    and whom somebody has ticked as gone, from the day after `left_on`.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="a draft 7 days, else 2 years"
    )

    kind = models.CharField(max_length=8, choices=PayrollKind.choices)
    profile = models.CharField(max_length=40)
    profile_version = models.PositiveSmallIntegerField()
    digest = models.BinaryField(max_length=32)
    file_name = models.CharField(max_length=100, blank=True)
    made_on = models.DateField()
    rows_in_file = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0)
    would = models.JSONField(default=dict)
    passed_by = models.JSONField(default=list)
    leaving = ArrayField(models.UUIDField(), default=list)
    left_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "digest"], name="payroll_file_once"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(began_at__isnull=False),
                name="payroll_begins_before_it_is_finished",
            ),
        ]


class PayrollPart(AuthorityRow):
    """Up to a thousand rows that have been read and are not stored yet."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="until it is stored, or the draft is thrown away"
    )

    batch = models.ForeignKey(PayrollImport, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    told = models.JSONField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="payroll_part_once")
        ]
