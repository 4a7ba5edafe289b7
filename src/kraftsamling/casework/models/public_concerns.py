"""What somebody has sent through the website because of a child, until it is registered."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import ConcernState, ReporterKind
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Rights, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class PublicConcern(AuthorityRow):
    """A worry about a child, sent at /orolig/ (oro via webbplatsen). The law counts from `sent_at`.

    Visitors write only through the function of migration 0023 and never read. Registered, its report has
    this row's id as `together_with`, so that it is registered once. The words are kept as they were sent.
    """

    classification = PERSONAL_FILE

    sent_at = models.DateTimeField()
    reporter_kind = models.CharField(max_length=14, choices=ReporterKind.choices)
    given_name = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=80, blank=True)
    age = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=200, blank=True)
    what = models.TextField(max_length=20_000)
    is_acute = models.BooleanField(default=False)
    state = models.CharField(
        max_length=12, choices=ConcernState.choices, default=ConcernState.WAITING
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "state", "sent_at"], name="concern_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="NOT_A_REPORT") | ~Q(reason=""),
                name="no_report_has_a_reason",
            )
        ]
        triggers = [
            *AuthorityRow.Meta.triggers,
            pgtrigger.ReadOnly(
                name="sent_words_never_change",
                fields=[
                    "sent_at",
                    "reporter_kind",
                    "given_name",
                    "surname",
                    "age",
                    "place",
                    "what",
                ],
            ),
        ]


class PublicConcernSender(AuthorityRow):
    """Who sent it, apart from the words and encrypted. Nothing is kept about somebody anonymous."""

    classification = Classification(
        DataClass.K4, Wall.OWN_AUTHORITY, Rights.APPEND, kept="G1: with the report"
    )

    concern = models.OneToOneField(PublicConcern, on_delete=models.PROTECT, related_name="sender")
    name = EncryptedTextField(null=True)
    organisation = EncryptedTextField(null=True)
    contact = EncryptedTextField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        pass
