"""Notes that never disappear, and what somebody has begun to write."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import NoteKind
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


class CaseNote(AuthorityRow):
    """One version of a note in the file (journalanteckning), signed when it is stored. Immutable.

    A note is a thread; a correction is the next version, says why, and the former stays readable. `digest` is
    taken over everything that the version says, and proven every night. A trainee's note is a proposal until
    `countersigned_by` has signed (a version of its own).
    """

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: 5 years after the last note"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes", db_index=False)
    thread = models.UUIDField()
    number = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=NoteKind.choices)
    happened_on = models.DateField()
    text = models.TextField(max_length=60_000)
    corrected_because = models.CharField(max_length=300, blank=True)
    withheld = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()
    signed_as = models.CharField(max_length=40)
    needs_countersign = models.BooleanField(default=False)
    countersigned_by = models.UUIDField(null=True)
    digest = models.BinaryField(max_length=32)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(fields=["case", "happened_on"], name="note_of_case"),
            models.Index(fields=["signed_by", "signed_at"], name="note_of_writer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="note_version_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(corrected_because=""), name="correction_says_why"
            ),
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class NoteSeal(AuthorityRow):
    """How many notes there were one night, and a digest over all of theirs: a note that goes is missed."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, Rights.APPEND, kept="as long as the notes"
    )

    sealed_at = models.DateTimeField()
    covers_until = models.DateTimeField()
    note_count = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "sealed_at"], name="note_seal_latest")]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Draft(AuthorityRow):
    """What somebody has begun to write in one form about one row (utkast). Nobody else sees it.

    It survives log-out, restart and another device, and goes when the form is saved or thrown away.
    """

    classification = PERSONAL_FILE

    user = models.UUIDField()
    form = models.CharField(max_length=60)
    about = models.UUIDField()
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="drafts")
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    begun_at = models.DateTimeField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [models.UniqueConstraint(fields=["user", "form", "about"], name="draft_once")]
