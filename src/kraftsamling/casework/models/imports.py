"""Cases that another record system keeps: what came from there, when, and what must be entered there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


class ImportBatch(AuthorityRow):
    """One file from the record system (import): a draft until two have agreed, then stored part by part.

    The file itself is never kept: what was read of it lies in `parts` until it is stored. The same file
    again is the same batch. `rows_done` grows as rows are stored, so that an import that is cut off goes on
    where it was. `source_at` is when the record system made the file: the age of the data that pages tell.
    """

    classification = Classification(
        DataClass.K3,
        Wall.OWN_AUTHORITY,
        kept="G1: a draft 7 days, else as long as a case that it has brought",
    )

    profile = models.CharField(max_length=40)
    profile_version = models.PositiveSmallIntegerField()
    digest = models.BinaryField(max_length=32)
    file_name = models.CharField(max_length=100, blank=True)
    rows_in_file = models.PositiveIntegerField()
    new_cases = models.PositiveIntegerField(default=0)
    passed_by = models.JSONField(default=list)
    rows_done = models.PositiveIntegerField(default=0)
    source_at = models.DateTimeField()
    made_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by_membership = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "import batches"
        indexes = [
            models.Index(
                fields=["authority", "-source_at"],
                condition=Q(finished_at__isnull=False),
                name="import_latest",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["authority", "digest"], name="import_file_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(began_at__isnull=False),
                name="import_begins_before_it_is_finished",
            ),
        ]


class ImportPart(AuthorityRow):
    """Up to a thousand rows that have been read and are not stored yet, packed (importing/packing)."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, kept="until it is stored, or the draft is thrown away"
    )

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_part_once")]


class ImportedRow(AuthorityRow):
    """Which row of which file has said something about a case, and when: for good (härkomst)."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="imported")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="imported")
    row = models.PositiveIntegerField()
    at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="imported_row_once")]


class EntryKind(models.TextChoices):
    """What has been decided here and must be entered in the record system."""

    ASSIGNMENT = "ASSIGNMENT", _lazy("New responsible worker")


class RecordEntry(AuthorityRow):
    """Something to enter in the record system (att föra in i journalen), and who has done it."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    about = models.UUIDField()
    words = models.CharField(max_length=200)
    since = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "record entries"
        indexes = [
            models.Index(
                fields=["authority", "since", "id"],
                condition=Q(done_at__isnull=True),
                name="entry_to_do",
            ),
            models.Index(fields=["case"], name="entry_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about"], name="entry_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="entry_done_by_whom_and_when",
            ),
        ]
