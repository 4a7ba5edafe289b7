"""What method supporters do for groups. Never a case: a consult by invitation is casework's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow
from kraftsamling.workforce.statuses import SupportKind


@recorded()
class SupportSession(AuthorityRow):
    """A method supporter with a group on a day (metodstöd): booked, then held with so many people, or not.

    There is no room for words about a child: what it is about is the kind and the method.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="two years", identifying=""
    )

    supporter = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="support_sessions"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=SupportKind.choices)
    on = models.DateField()
    hours = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "on"], name="support_session_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(people__isnull=True),
                name="support_session_held_or_cancelled",
            )
        ]
