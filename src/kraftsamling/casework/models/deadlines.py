"""The clocks: the law's rules as the authority's lawyer has confirmed them, and the dates they gave."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.rules.legal_rules import Consequence, Counting
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class LegalRule(AuthorityRow):
    """One time limit as the authority has decided or confirmed it (lagregel). Without a row the catalogue's
    start value holds (rules/legal_rules.CATALOGUE)."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="with its history",
        identifying="the lawyer who has confirmed a rule in the line of duty",
    )  # fmt: skip

    code = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    counting = models.CharField(
        max_length=14, choices=[(each.value, each.value) for each in Counting]
    )
    source = models.CharField(max_length=200)
    verified_by = models.CharField(max_length=100, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField()

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "valid_from"], name="legal_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(verified_by="", verified_on__isnull=True)
                | (~Q(verified_by="") & Q(verified_on__isnull=False)),
                name="rule_verified_by_whom_and_when",
            ),
        ]


@recorded(in_bulk=True)
class Deadline(AuthorityRow):
    """One date that the law has set in one case (frist). It does not move when a rule changes.

    `about` is the row whose clock it is (a report, an investigation, a decision). An extension gives a new
    `due_at`, keeps the first in `first_due_at`, and says why.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    code = models.CharField(max_length=40)
    about = models.UUIDField()
    consequence = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Consequence]
    )
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    extended_because = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(
                fields=["authority", "due_at"],
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="deadline_open",
            ),
            models.Index(fields=["case", "due_at"], name="deadline_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "about", "starts_at"], name="deadline_once"),
        ]
