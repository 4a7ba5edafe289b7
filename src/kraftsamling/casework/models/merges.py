"""Two rows of one and the same person, made into one, and perhaps parted again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kraftsamling.casework.models.cases import Case
from kraftsamling.casework.models.people import PERSONAL_FILE, Person
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class PersonMerge(AuthorityRow):
    """That `gone` is the same person as `kept` (samma person), as two people have said.

    `before` and `after` are the facts of `kept` around the act, `moved` the rows that went over to `kept` and
    `stood` all that stood on it then, so that the two can be parted as long as nothing else has been written.
    No number stands here: `numbers_changed_place` says that the two rows took each other's. `ends` is the
    case that does not go on, of two that were open; `closed_it` that nothing was left to do in it.
    """

    classification = PERSONAL_FILE

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="took_over")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="became")
    ends = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="ended_by_merge"
    )
    reason = models.CharField(max_length=500)
    before = models.JSONField()
    after = models.JSONField()
    moved = models.JSONField()
    stood = models.JSONField()
    numbers_changed_place = models.BooleanField(default=False)
    closed_it = models.BooleanField(default=False)
    asked_by = models.UUIDField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True)
    parted_by = models.UUIDField(null=True)
    parted_because = models.CharField(max_length=500, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(parted_at__isnull=True), name="merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merged_with_another"),
        ]
