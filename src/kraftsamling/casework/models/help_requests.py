"""A unit that lets cases wait asks the others for help: points, or something that its own workers lack."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kraftsamling.casework.statuses import HelpAnswer
from kraftsamling.confidentiality.change_log import recorded
from kraftsamling.confidentiality.classes import Classification, DataClass, Wall
from kraftsamling.confidentiality.rows import Rows
from kraftsamling.organisations.models import Membership, Unit
from kraftsamling.organisations.models.authorities import AuthorityRow


@recorded()
class HelpRequest(AuthorityRow):
    """So many points of work until a day, by somebody who knows `what` (begäran om hjälp). No case is named.

    `what` is a code of workforce.statuses.Skill, empty for whoever has room.
    """

    classification = Classification(
        DataClass.K2, Wall.OWN_AUTHORITY, kept="two years",
        identifying="the managers who ask and answer in the line of duty",
    )  # fmt: skip

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20, blank=True)
    points = models.PositiveSmallIntegerField()
    until = models.DateField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=3, choices=HelpAnswer.choices, blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    rows = Rows()

    class Meta(AuthorityRow.Meta):
        indexes = [models.Index(fields=["authority", "-asked_at"], name="help_asked_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="help_answered_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=5, points__lte=150), name="help_points_of_one_load"
            ),
        ]
