"""What is kept from custodians, and the extracts of a case that its parties have got."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.models.cases import Case, CasePerson
from kraftsamling.casework.models.people import PERSONAL_FILE
from kraftsamling.casework.models.sharing import ShareRecord
from kraftsamling.casework.statuses import ExportState, Way, WithheldKind, WithholdGround
from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class Withholding(AuthorityRow, Versioned):
    """A decision that one thing in a case is not given to a custodian, with why, and when it is looked at
    again (OSL 12 kap. 3 §). `row_id` is a note's thread, or the id of words, a hearing or a statement.

    Without `from_whom` it holds for every custodian. `childs_view` is what the child thinks of it, with
    regard to its age and maturity.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="withholdings")
    kind = models.CharField(max_length=9, choices=WithheldKind.choices)
    row_id = models.UUIDField()
    from_whom = models.ForeignKey(
        CasePerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField(max_length=8, choices=WithholdGround.choices)
    reason = models.CharField(max_length=2000)
    childs_view = models.CharField(max_length=500, blank=True)
    review_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.UUIDField(null=True, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [
            models.Index(
                fields=["case"], condition=Q(lifted_at__isnull=True), name="withholding_of_case"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["row_id", "from_whom"],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="withheld_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withholding_says_why"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_because=""),
                name="lifted_withholding_says_why",
            ),
        ]


class CaseExtract(AuthorityRow):
    """An extract of a case for a party (utdrag): what it held, what was left out, and who got it.

    `included` names the rows that were given, never what they say; `left_out` counts by kind and ground. The
    paper is sealed, and is gone after seven days or when something in it has been shut: the receipt stays.
    """

    classification = PERSONAL_FILE

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extracts")
    to = models.ForeignKey(CasePerson, on_delete=models.PROTECT, related_name="+")
    share = models.OneToOneField(ShareRecord, on_delete=models.PROTECT, related_name="extract")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField()
    way = models.CharField(max_length=9, choices=Way.choices)
    included = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.MAKING)
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.BinaryField(max_length=32, null=True)
    content = EncryptedTextField(null=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["case", "-made_at"], name="extract_of_case")]
