"""Posts: approved, filled, vacant, coming."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kraftsamling.common.locking import Versioned
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Unit
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.models.employees import STAFF, Employee
from kraftsamling.workforce.statuses import Job


@recorded()
class Position(AuthorityRow, Versioned):
    """A post that has been approved (tjänst). Vacant since a day, held by somebody, or somebody is coming.

    `vacant_since` stays when it is filled, until it is vacant again: together with `filled_on` it is the
    time it took. `share` in hundredths of full time.
    """

    classification = STAFF

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    job = models.CharField(max_length=20, choices=Job.choices)
    share = models.PositiveSmallIntegerField(default=100)
    approved_on = models.DateField()
    vacant_since = models.DateField(null=True, blank=True)
    filled_on = models.DateField(null=True, blank=True)
    coming_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    is_advertised = models.BooleanField(default=False)
    holder = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="positions"
    )

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="position_number_once"),
            models.CheckConstraint(
                condition=Q(vacant_since__isnull=True)
                | Q(filled_on__isnull=True)
                | Q(filled_on__gte=F("vacant_since")),
                name="filled_after_vacant",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100), name="position_share_in_hundredths"
            ),
        ]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds it."""
        return self.holder_id is None
