"""What somebody has said yes to, and what of a case has left the authority."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case, CasePerson
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.statuses import ConsentTo, ShareBasis
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class Consent(AuthorityRow, Versioned):
    """Somebody's yes to one thing (samtycke, OSL 12 kap. 2 §). Taken back, it opens nothing any more."""

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    given_by = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=14, choices=ConsentTo.choices)
    words = models.CharField(max_length=500)
    in_writing = models.BooleanField(default=False)
    given_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    written_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "given_on"], name="consent_of_case")]


@recorded()
class ShareRecord(AuthorityRow, Versioned):
    """One time that something of a case left the authority: what, to whom, on what basis, and who was told.

    What has been given out is not called back: a revoked record stops the next time and marks this one. What
    `needs_second` may not leave before somebody else has said yes (`confirmed_at`).
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="share_records")
    basis = models.CharField(max_length=18, choices=ShareBasis.choices)
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="share_records"
    )
    ground = models.CharField(max_length=1000, blank=True)
    what = models.CharField(max_length=1000)
    receiver = models.CharField(max_length=200)
    shared_at = models.DateTimeField()
    by_membership = models.UUIDField()
    told_family_on = models.DateField(null=True, blank=True)
    not_told_because = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    needs_second = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.UUIDField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.UUIDField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "-shared_at"], name="share_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(told_family_on__isnull=False) | ~Q(not_told_because=""),
                name="share_family_told_or_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(basis="CONSENT") | Q(consent__isnull=False),
                name="share_by_consent_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(basis="CHILD_CARE_26_9") | Q(needs_second=True),
                name="share_for_care_takes_two",
            ),
        ]
