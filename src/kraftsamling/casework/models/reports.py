"""What reaches the authority about a child: the report, who reported, and the first two assessments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import Channel, PreliminaryOutcome, ReporterKind
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class ConcernReport(AuthorityRow, Versioned):
    """A report that a child may be harmed (orosanmälan). One row for each child: each has its own file.

    `together_with` is the same for all children of one report. `already_open` says that an investigation
    was open when it came, and is what the reporter is told.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports", db_index=False)
    together_with = models.UUIDField(db_index=True)
    received_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField(null=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    reporter_kind = models.CharField(max_length=14, choices=ReporterKind.choices)
    what = models.TextField(max_length=20_000)
    is_acute = models.BooleanField(default=False)
    already_open = models.BooleanField(default=False)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "received_at"], name="report_of_case")]


class ReporterIdentity(AuthorityRow):
    """Who reported (anmälarens identitet): apart from the report, encrypted, and shown only on click.

    Feedback (återkoppling) says only whether an investigation is opened, not opened, or already open.
    """

    classification = Classification(DataClass.K4, Wall.OWN_AUTHORITY, kept="G1: with the report")

    report = models.OneToOneField(ConcernReport, on_delete=models.PROTECT, related_name="reporter")
    name = EncryptedTextField(null=True)
    organisation = EncryptedTextField(null=True)
    contact = EncryptedTextField(null=True)
    feedback_given_at = models.DateTimeField(null=True)
    feedback_given_by = models.UUIDField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        verbose_name_plural = "reporter identities"


class ProtectionAssessment(AuthorityRow):
    """Does the child need protection now (skyddsbedömning)? Written once; a new look is a new row."""

    classification = Classification(
        DataClass.K3, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the case"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="protection_assessments")
    report = models.ForeignKey(
        ConcernReport, null=True, on_delete=models.PROTECT, related_name="protection_assessments"
    )
    decided_at = models.DateTimeField()
    by_membership = models.UUIDField()
    needs_protection = models.BooleanField()
    reasons = models.TextField(max_length=20_000)
    what_is_done = models.TextField(max_length=4000, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="protection_says_why"),
            models.CheckConstraint(
                condition=Q(needs_protection=False) | ~Q(what_is_done=""),
                name="protection_says_what_is_done",
            ),
        ]


@recorded()
class PreliminaryAssessment(AuthorityRow, Versioned):
    """To open an investigation or not (förhandsbedömning): within fourteen days.

    Until then only the reporter, the family and our own files may be asked (docs/rules.md).
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="preliminary_assessments")
    report = models.OneToOneField(
        ConcernReport, null=True, on_delete=models.PROTECT, related_name="preliminary_assessment"
    )
    started_at = models.DateTimeField()
    contacts = models.TextField(max_length=20_000, blank=True)
    outcome = models.CharField(max_length=12, choices=PreliminaryOutcome.choices, blank=True)
    reasons = models.TextField(max_length=20_000, blank=True)
    exceptional_reasons = models.TextField(max_length=4000, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False) & ~Q(reasons="")),
                name="preliminary_decided_with_reasons",
            )
        ]
