"""What somebody keeps of the list of cases: views by name, and files that have been asked for."""

from __future__ import annotations

from django.db import models

from kraftsamling.casework.statuses import ExportState
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.fields import EncryptedTextField
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class SavedView(AuthorityRow):
    """A choice of the list that somebody has given a name (sparad vy). `query` is how it stands in the
    address: a view, a unit, a phase, a kind and a size, and never a person."""

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="as long as its owner works here",
        identifying="the name that its owner has given a choice",
    )  # fmt: skip

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300)
    removed_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="saved_view_name_once",
            )
        ]


class ExportJob(AuthorityRow):
    """A file of the list that somebody has asked for (uttag), with why, and who said yes.

    The file is sealed, is its asker's alone, and is gone after seven days. `subject_ids` are the children in
    it: when one of them gets protected identity the file is not handed out any more.
    """

    classification = Classification(DataClass.K3, Wall.OWN_AUTHORITY, kept="G10: the file 7 days")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=500)
    query = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.ASKED)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    rows_in_all = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    subject_ids = models.JSONField(default=list)
    content = EncryptedTextField(null=True)

    rows = Rows()
